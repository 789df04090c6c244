/** The parts of a workbook that its sheets refer to: names, shared texts, formats of numbers, the first day. */
import { SourceProblem } from '../source.ts';
import type { Limits } from '../source.ts';
import type { Archive } from '../zip-guard.ts';
import { isDateFormat } from './workbook-dates.ts';
import { streamXml } from './xml-stream.ts';
import type { XmlHandlers } from './xml-stream.ts';

export interface SheetPart {
  readonly name: string;
  readonly path: string;
  readonly hidden: boolean;
}

export interface WorkbookParts {
  readonly sheets: readonly SheetPart[];
  readonly texts: readonly string[];
  /** By the number of a cell's style: whether its numbers are days. */
  readonly dates: readonly boolean[];
  /** Days are counted from 1904 (old Excel for Mac). */
  readonly from1904: boolean;
}

/** Characters of all shared texts together. */
const mostText = 512 * 2 ** 20;

export async function readWorkbook(archive: Archive, limits: Limits): Promise<WorkbookParts> {
  const targets = new Map<string, string>();
  const kinds = new Map<string, string>();
  await part(archive, 'xl/_rels/workbook.xml.rels', {
    open: (name, { Id = '', Target = '', Type = '' }) => {
      if (name !== 'Relationship') return;
      targets.set(Id, Target.startsWith('/') ? Target.slice(1) : `xl/${Target.replace(/^\.\//, '')}`);
      kinds.set(Type.slice(Type.lastIndexOf('/') + 1), targets.get(Id) ?? '');
    },
  });
  const sheets: SheetPart[] = [];
  let from1904 = false;
  await part(archive, 'xl/workbook.xml', {
    open: (name, attributes) => {
      if (name === 'workbookPr') from1904 = /^(?:1|true)$/.test(attributes.date1904 ?? '');
      if (name !== 'sheet') return;
      const id = Object.entries(attributes).find(([key]) => /(?:^|:)id$/.test(key))?.[1] ?? '';
      const path = targets.get(id);
      if (path) {
        sheets.push({ name: attributes.name ?? '', path, hidden: /hidden/i.test(attributes.state ?? '') });
      }
    },
  });
  if (sheets.length === 0) throw noSheets();
  return {
    sheets,
    from1904,
    texts: await sharedTexts(archive, kinds.get('sharedStrings'), limits),
    dates: await dateStyles(archive, kinds.get('styles')),
  };
}

/** Runs handlers over a part; one that is not there has nothing. */
async function part(
  archive: Archive,
  path: string | undefined,
  handlers: Partial<XmlHandlers>,
): Promise<void> {
  const entry = archive.entries.find(({ name }) => name === path);
  if (!entry) return;
  const nothing = () => undefined;
  const all = { open: nothing, text: nothing, close: nothing, ...handlers };
  for await (const _ of streamXml(archive.read(entry), all));
}

/** Texts of several runs are joined; how they are read aloud (`rPh`) is left out. */
async function sharedTexts(archive: Archive, path: string | undefined, limits: Limits): Promise<string[]> {
  const texts: string[] = [];
  let text = '';
  let total = 0;
  let inText = false;
  let phonetic = false;
  await part(archive, path, {
    open: (name) => {
      if (name === 'si') text = '';
      else if (name === 'rPh') phonetic = true;
      else inText = name === 't' && !phonetic;
    },
    text: (piece) => {
      if (!inText) return;
      text += piece;
      total += piece.length;
      if (total > Math.min(mostText, limits.unpackedBytes)) throw tooMuchText();
    },
    close: (name) => {
      if (name === 'si') texts.push(plainText(text));
      else if (name === 'rPh') phonetic = false;
      inText = false;
    },
  });
  return texts;
}

/** `_x000D_` is the character of that code (ECMA-376, 22.9.2.19). */
export function plainText(text: string): string {
  return text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(parseInt(code, 16)))
    : text;
}

async function dateStyles(archive: Archive, path: string | undefined): Promise<boolean[]> {
  const own = new Map<number, string>();
  const dates: boolean[] = [];
  let inCells = false;
  await part(archive, path, {
    open: (name, { numFmtId = '0', formatCode = '' }) => {
      if (name === 'numFmt') own.set(Number(numFmtId), formatCode);
      else if (name === 'cellXfs') inCells = true;
      else if (name === 'xf' && inCells)
        dates.push(isDateFormat(Number(numFmtId), own.get(Number(numFmtId))));
    },
    close: (name) => {
      if (name === 'cellXfs') inCells = false;
    },
  });
  return dates;
}

function noSheets(): SourceProblem {
  return new SourceProblem('damaged', {
    zh: '工作簿里没有工作表，文件可能已损坏。请重新另存为 .xlsx。',
    en: 'The workbook has no sheets; it may be damaged. Save it as .xlsx again.',
  });
}

function tooMuchText(): SourceProblem {
  return new SourceProblem('too_large', {
    zh: '工作簿中的文字过多。请拆分后导入。',
    en: 'The workbook has too much text. Split it.',
  });
}
