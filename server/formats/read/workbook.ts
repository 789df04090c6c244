/** Workbooks of Excel, WPS and LibreOffice (ECMA-376): every sheet is a layer; values are as they were last computed. */
import type { Word } from '../../../data/vocabulary/word.ts';
import { batchRows, emptyFile, limitsOf, tooManyColumns, tooManyRows } from '../source.ts';
import type { OpenOptions, RawRow, SourceLayer, SourceReader, Upload } from '../source.ts';
import { openArchive } from '../zip-guard.ts';
import type { Archive } from '../zip-guard.ts';
import { ColumnTypes, headingNames } from './columns.ts';
import { noLayer } from './gdal-source.ts';
import { sheetRows } from './workbook-sheet.ts';
import type { CellValue } from './workbook-sheet.ts';
import { readWorkbook } from './workbook-parts.ts';
import type { SheetPart, WorkbookParts } from './workbook-parts.ts';

export const workbookReader: SourceReader = {
  open(upload, options) {
    return inWorkbook(upload, options, async (archive, parts) => {
      const limits = limitsOf(options);
      const layers: SourceLayer[] = [];
      const notes: Word[] = [];
      for (const sheet of parts.sheets) {
        const columns = new ColumnTypes(limits);
        let rows = 0;
        for await (const batch of tableRows(archive, parts, sheet, options)) {
          rows += batch.length;
          for (const row of batch) columns.add(row.values);
        }
        if (rows > 0) {
          layers.push({ name: sheet.name, rows, geometry: null, columns: columns.columns(), crs: null });
        }
        if (rows > 0 && sheet.hidden) {
          notes.push({ zh: `工作表“${sheet.name}”是隐藏的。`, en: `The sheet “${sheet.name}” is hidden.` });
        }
      }
      if (layers.length === 0) throw emptyFile();
      return { format: 'xlsx', encoding: null, layers, notes };
    });
  },

  async *read(upload, options) {
    const archive = await openArchive(upload.path, limitsOf(options));
    const parts = await readWorkbook(archive, limitsOf(options));
    const sheet = parts.sheets.find(({ name }) => name === options.layer);
    if (!sheet) throw noLayer(options.layer);
    let done = 0;
    for await (const batch of tableRows(archive, parts, sheet, options)) {
      done += batch.length;
      yield batch;
      options.onProgress?.(done, null);
    }
  },
};

async function inWorkbook<T>(
  upload: Upload,
  options: OpenOptions,
  work: (archive: Archive, parts: WorkbookParts) => Promise<T>,
): Promise<T> {
  const archive = await openArchive(upload.path, limitsOf(options));
  return await work(archive, await readWorkbook(archive, limitsOf(options)));
}

/** The rows under the headings, which are the first row with more than a title in it. */
async function* tableRows(
  archive: Archive,
  parts: WorkbookParts,
  sheet: SheetPart,
  options: OpenOptions,
): AsyncGenerator<RawRow[]> {
  const limits = limitsOf(options);
  let names: string[] | undefined;
  let batch: RawRow[] = [];
  let row = 0;
  for await (const cells of headed(sheetRows(archive, parts, sheet, limits, options))) {
    if (cells.length > limits.columns) throw tooManyColumns(cells.length, limits.columns);
    if (!names) {
      const headings = Array.from(cells, (cell) => String(cell ?? ''));
      // A column without a heading is one when something stands in it.
      names = headingNames(headings, columnPlace).map((name, at) => (headings[at]?.trim() ? name : ''));
      continue;
    }
    batch.push({ row: ++row, values: valuesOf(cells, names), geometry: null });
    if (row > limits.rows) throw tooManyRows(limits.rows);
    if (batch.length < batchRows) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

/** Looks at the first rows: titles above a table have one cell, its headings several. */
async function* headed(rows: AsyncIterable<CellValue[]>): AsyncGenerator<CellValue[]> {
  const first: CellValue[][] = [];
  let found = false;
  for await (const cells of rows) {
    const filled = cells.filter((cell) => cell !== null && cell !== undefined).length;
    if (filled === 0) continue;
    if (found) {
      yield cells;
      continue;
    }
    first.push(cells);
    if (filled > 1 || first.length > 5) {
      found = true;
      // One column only: the first of these rows is its heading.
      yield* filled > 1 ? [cells] : first;
      first.length = 0;
    }
  }
  yield* first;
}

function valuesOf(cells: readonly CellValue[], names: string[]): RawRow['values'] {
  for (const [at, cell] of cells.entries()) {
    if (cell !== null && cell !== undefined && !names[at]) names[at] = columnPlace(at);
  }
  const values: Record<string, string | number | boolean | null> = {};
  for (const [at, name] of names.entries()) if (name) values[name] = cells[at] ?? null;
  return values;
}

/** A, B, …, AA. */
function columnPlace(at: number): string {
  return (at >= 26 ? columnPlace(Math.floor(at / 26) - 1) : '') + String.fromCharCode(65 + (at % 26));
}
