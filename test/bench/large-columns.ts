/** The column files of a server made long: its rows again and again, with ids and codes of their own. */
import { decodeColumns, encodeColumns, noCode } from '../../data/columns.ts';
import type { Columns, ColumnSource, NumberArray } from '../../data/columns.ts';

/**
 * A column file with so many rows, written from a smaller one.
 * @param texts names of its text columns
 * @param keep whether a number or code column is carried over
 */
export function lengthened(
  file: ArrayBuffer,
  count: number,
  {
    texts,
    keep = () => true,
  }: { readonly texts: readonly string[]; readonly keep?: (name: string) => boolean },
): Uint8Array {
  const columns = decodeColumns(file);
  const rows = Array.from({ length: count }, (_, row) => row);
  const from = (row: number) => row % columns.count;
  const numbers: Record<string, ColumnSource['numbers'][string]> = {};
  for (const [name, values] of kept(columns.numbers, keep)) {
    // An id is one project's alone.
    const value = name === 'fid' ? (row: number) => row + 1 : (row: number) => values[from(row)] ?? null;
    numbers[name] = { type: typeOf(values), values: rows.map(value) };
  }
  const codes: Record<string, ColumnSource['codes'][string]> = {};
  for (const [name, { dictionary, index }] of kept(columns.codes, keep)) {
    codes[name] = { dictionary, values: rows.map((row) => dictionary[index[from(row)] ?? noCode] ?? null) };
  }
  const lists: Record<string, ColumnSource['lists'][string]> = {};
  for (const [name, list] of Object.entries(columns.lists)) {
    lists[name] = { dictionary: list.dictionary, values: rows.map((row) => codesOf(list, from(row))) };
  }
  const written = (name: string) => {
    const known = columns.text(name);
    return rows.map((row) => (name === 'code' ? `${known[from(row)]}-${row}` : (known[from(row)] ?? '')));
  };
  return encodeColumns({
    noun: columns.noun,
    revision: columns.revision,
    count,
    numbers,
    codes,
    lists,
    texts: Object.fromEntries(texts.map((name) => [name, written(name)])),
  });
}

function kept<Column>(
  record: Readonly<Record<string, Column>>,
  keep: (name: string) => boolean,
): [string, Column][] {
  return Object.entries(record).filter(([name]) => keep(name));
}

function codesOf({ dictionary, start, index }: Columns['lists'][string], row: number): string[] {
  return Array.from(index.subarray(start[row], start[row + 1]), (at) => dictionary[at] as string);
}

function typeOf(values: NumberArray): ColumnSource['numbers'][string]['type'] {
  if (values instanceof Uint8Array) return 'u8';
  if (values instanceof Uint16Array) return 'u16';
  return values instanceof Uint32Array ? 'u32' : 'f64';
}
