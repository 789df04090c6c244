/** Reads a workbook back without the writer's help: parts out of the package, cells by their own types and formats. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { unzipSync } from 'fflate';
import { temporaryDirectory } from './database.ts';

export interface ReadCell {
  readonly value: string | number;
  readonly formula: string | undefined;
  /** Format code or number of a built-in one. */
  readonly format: string;
  readonly quoted: boolean;
}

export interface ReadSheet {
  readonly name: string;
  readonly xml: string;
  /** Cells by their place, `A1`. */
  readonly cells: ReadonlyMap<string, ReadCell>;
  /** Values row by row; `null` where there is none. */
  readonly rows: readonly (readonly (string | number | null)[])[];
}

export interface ReadWorkbook {
  readonly parts: ReadonlyMap<string, string>;
  readonly sheets: readonly ReadSheet[];
}

/** Every part as text, every sheet as cells. @throws Error for a part that a relation names and that is not there. */
export function readXlsx(bytes: Uint8Array): ReadWorkbook {
  const parts = new Map(
    Object.entries(unzipSync(bytes)).map(([name, content]) => [
      name,
      new TextDecoder('utf-8', { fatal: true }).decode(content),
    ]),
  );
  const part = (name: string) => {
    const found = parts.get(name);
    if (found === undefined) throw new Error(`the package has no ${name}`);
    return found;
  };
  const targets = new Map(
    elements(part('xl/_rels/workbook.xml.rels'), 'Relationship').map(({ attributes }) => [
      attributes.Id ?? '',
      attributes.Target ?? '',
    ]),
  );
  const texts = elements(part('xl/sharedStrings.xml'), 'si').map(({ content }) =>
    unescape(
      elements(content, 't')
        .map((run) => run.content)
        .join(''),
    ),
  );
  const styles = part('xl/styles.xml');
  const codes = new Map(
    elements(styles, 'numFmt').map(({ attributes }) => [attributes.numFmtId, attributes.formatCode ?? '']),
  );
  const cellStyles = elements(elements(styles, 'cellXfs')[0]?.content ?? '', 'xf').map(({ attributes }) => ({
    format: codes.get(attributes.numFmtId) ?? attributes.numFmtId ?? '',
    quoted: attributes.quotePrefix === '1',
  }));
  const sheets = elements(part('xl/workbook.xml'), 'sheet').map(({ attributes }): ReadSheet => {
    const xml = part(`xl/${targets.get(attributes['r:id'] ?? '') ?? ''}`);
    const cells = new Map<string, ReadCell>();
    const rows = elements(xml, 'row').map((row) => {
      const values: (string | number | null)[] = [];
      for (const { attributes: cell, content } of elements(row.content, 'c')) {
        const [inner] = elements(content, cell.t === 'inlineStr' ? 't' : 'v');
        if (!inner) continue;
        const value =
          cell.t === 's'
            ? (texts[Number(inner.content)] ?? '')
            : cell.t === 'inlineStr'
              ? unescape(inner.content)
              : Number(inner.content);
        const style = cellStyles[Number(cell.s)] ?? { format: '', quoted: false };
        cells.set(cell.r ?? '', { value, formula: elements(content, 'f')[0]?.content, ...style });
        values[columnOf(cell.r ?? 'A')] = value;
      }
      return Array.from(values, (value) => value ?? null);
    });
    return { name: unescape(attributes.name ?? ''), xml, cells, rows };
  });
  return { parts, sheets };
}

function columnOf(place: string): number {
  return [...place.replace(/\d+/, '')].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

interface XmlElement {
  readonly attributes: Readonly<Record<string, string>>;
  readonly content: string;
}

/** The elements of a name; none of them lies inside another of its name in a workbook. */
export function elements(xml: string, name: string): XmlElement[] {
  const pattern = new RegExp(`<${name}((?:\\s[^>]*?)?)(?:/>|>([\\s\\S]*?)</${name}>)`, 'g');
  return Array.from(xml.matchAll(pattern), ([, attributes = '', content = '']) => ({
    attributes: Object.fromEntries(
      Array.from(attributes.matchAll(/([\w:]+)="([^"]*)"/g), ([, key = '', value = '']) => [key, value]),
    ),
    content,
  }));
}

function unescape(text: string): string {
  return text
    .replace(/_x([0-9A-F]{4})_/gi, (_, code: string) => String.fromCharCode(parseInt(code, 16)))
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
}

/** Whether LibreOffice Calc is on this machine. */
export function hasOffice(): boolean {
  return ['/usr/bin/soffice', '/usr/bin/libreoffice'].some(existsSync);
}

/** Every sheet as LibreOffice reads it, as the text of a CSV by its name; values as they are stored, not as shown. */
export async function convertToCsv(bytes: Uint8Array): Promise<Map<string, string>> {
  const directory = await temporaryDirectory('office-');
  const file = join(directory, 'book.xlsx');
  await writeFile(file, bytes);
  // Comma, double quote, UTF-8, no formatting as shown, every sheet (-1) into a file of its own.
  const filter = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1';
  const profile = pathToFileURL(join(directory, 'profile')).href;
  await promisify(execFile)('soffice', [
    `-env:UserInstallation=${profile}`,
    ...['--headless', '--convert-to', filter, '--outdir', directory, file],
  ]);
  const files = (await readdir(directory)).filter((name) => name.endsWith('.csv'));
  const texts = await Promise.all(files.map((name) => readFile(join(directory, name), 'utf8')));
  return new Map(files.map((name, at) => [name.replace(/^book-|\.csv$/g, ''), texts[at] ?? '']));
}
