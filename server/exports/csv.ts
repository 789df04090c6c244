/** Rows as CSV (RFC 4180), in UTF-8 or in the encoding of Chinese offices. */
import { quoteFormula } from '../../data/import/text.ts';
import type { Given } from '../../data/import/value.ts';
import type { ExportRow } from '../queries/exports.ts';
import type { CellWriter } from './columns.ts';

/** Lines with CRLF, the headings first, a piece a page. */
export async function* csv(
  pages: AsyncIterable<readonly Pick<ExportRow, 'values' | 'x' | 'y' | 'wkt'>[]>,
  { headings, write }: { readonly headings: readonly string[]; readonly write: CellWriter },
): AsyncGenerator<string, undefined> {
  yield csvLine(headings);
  for await (const page of pages) {
    yield page.map(({ values, x, y, wkt }) => csvLine([...write(values), x, y, wkt])).join('');
  }
  return undefined;
}

/** One line of a CSV file, with its end. */
export function csvLine(cells: readonly Given[]): string {
  return `${cells.map(cell).join(',')}\r\n`;
}

/** A text that a spreadsheet would compute gets a quote mark, which our import takes off; numbers stay numbers. */
function cell(value: Given): string {
  if (value === null) return '';
  if (typeof value !== 'string') return String(value);
  const text = quoteFormula(value);
  return /[",\r\n]/.test(text) || text.trim() !== text ? `"${text.replaceAll('"', '""')}"` : text;
}
