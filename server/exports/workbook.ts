/** Rows as a workbook that can be edited and imported again: one sheet, and the code lists that its cells choose from. */
import { quoteFormula } from '../../data/import/text.ts';
import type { Given } from '../../data/import/value.ts';
import type { CellLanguage } from '../../data/import/write-value.ts';
import type { FieldType } from '../../data/vocabulary/fields/field.ts';
import { layer } from '../../data/vocabulary/layer.ts';
import type { Layer } from '../../data/vocabulary/layer.ts';
import { columnName, mostRows } from '../formats/xlsx-sheet.ts';
import type { Choice, Column, Row, Sheet } from '../formats/xlsx-sheet.ts';
import type { Format } from '../formats/xlsx-styles.ts';
import type { Workbook } from '../formats/xlsx.ts';
import type { ExportRow } from '../queries/exports.ts';
import type { CellWriter, ExportColumn } from './columns.ts';
import type { ExportCrs } from './export-crs.ts';

/** Rows that a sheet holds under its headings. */
export const mostSheetRows = mostRows - 1;
/** Excel's longest text in a cell: a longer WKT is left out, and the import then leaves the geometry as it is. */
export const longestCell = 32_767;
/** Heading of the hidden column that tells rows apart whatever is edited. */
export const idHeading = 'groundwork_id';

export interface ExportSheet {
  readonly noun: Layer;
  readonly count: number;
  readonly columns: readonly ExportColumn[];
  readonly places: readonly string[];
  readonly crs: ExportCrs;
  readonly headings: CellLanguage;
  readonly write: CellWriter;
  readonly pages: AsyncIterable<readonly Pick<ExportRow, 'fid' | 'values' | 'x' | 'y' | 'wkt'>[]>;
  readonly placeName: string;
  readonly created: Date;
}

export function exportWorkbook(about: ExportSheet): Workbook {
  const { noun, headings, placeName, created } = about;
  const title = headings === 'en' ? layer.words[noun].en : layer.words[noun].zh;
  const { lists, choices } = listsOf(about);
  const main: Sheet = {
    name: title,
    headRow: 1,
    filter: true,
    columns: [
      { width: 12, format: 'text', hidden: true },
      ...about.columns.map(({ field }) => columnOf(field.type)),
      ...placeColumns(about.crs),
    ],
    choices,
    rows: { count: about.count + 1, batches: batches(about) },
  };
  return {
    title,
    creator: placeName,
    created,
    footer: { left: placeName, middle: title },
    sheets: lists ? [main, lists] : [main],
  };
}

async function* batches({ noun, columns, places, write, pages }: ExportSheet): AsyncGenerator<Row[]> {
  yield [{ look: 'head', cells: [idHeading, ...columns.map(({ heading }) => heading), ...places] }];
  for await (const page of pages)
    yield page.map(({ fid, values, x, y, wkt }) => ({
      look: 'cell',
      cells: [`${noun}-${fid}`, ...write(values).map(cell), x, y, wkt],
    }));
}

/**
 * A text of a cell is never computed. One that begins with a quote mark before a sign gets another one: the import
 * takes one off.
 */
function cell(value: Given): string | number | null {
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  return typeof value === 'string' && value.startsWith("'") ? quoteFormula(value) : value;
}

const formats: Readonly<Partial<Record<FieldType['kind'], readonly [Format, number]>>> = {
  code: ['text', 16],
  text: ['text', 24],
  texts: ['text', 24],
  shares: ['text', 24],
  money: ['money', 14],
  area: ['area', 16],
  length: ['area', 14],
  number: ['money', 10],
  date: ['date', 12],
  boolean: ['text', 8],
};

function columnOf(type: FieldType): Column {
  if (type.kind === 'integer') return { width: 10, format: type.least > 1000 ? 'year' : 'integer' };
  const [format, width] = formats[type.kind] ?? ['text', 16];
  return { width, format };
}

function placeColumns({ geographic }: ExportCrs): Column[] {
  const axis: Column = { width: 15, format: geographic ? 'degrees' : 'money' };
  return [axis, axis, { width: 24, format: 'text' }];
}

const listSheet = { zh: '代码表', en: 'Code lists', code: 'lists' } as const;

/** The hidden sheet of code lists, a column each, and which columns choose from them. */
function listsOf({ columns, headings }: ExportSheet): { lists: Sheet | undefined; choices: Choice[] } {
  const chosen = columns.flatMap(({ field: { type }, heading }, at) => {
    if (type.kind !== 'choice') return [];
    const words = type.list.codes.map((code) =>
      headings === 'code' ? code : (type.list.words[code]?.[headings] ?? code),
    );
    return [{ column: at + 1, heading, words }];
  });
  if (chosen.length === 0) return { lists: undefined, choices: [] };
  const longest = Math.max(...chosen.map(({ words }) => words.length));
  const name = listSheet[headings];
  return {
    lists: {
      name,
      hidden: true,
      headRow: 1,
      columns: chosen.map(() => ({ width: 16, format: 'text' })),
      rows: [
        { look: 'head', cells: chosen.map(({ heading }) => heading) },
        ...Array.from({ length: longest }, (_, row): Row => ({
          look: 'cell',
          cells: chosen.map(({ words }) => words[row] ?? null),
        })),
      ],
    },
    choices: chosen.map(({ column, words }, at) => ({
      column,
      range: `'${name}'!$${columnName(at)}$2:$${columnName(at)}$${words.length + 1}`,
    })),
  };
}
