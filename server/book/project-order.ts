/** The order of the list of projects over the rows of a book, and where a page of it begins. */
import type { Columns } from '../../data/columns.ts';
import type { Position } from '../http/cursor.ts';
import type { MonthBook, YearBook } from './year-book.ts';

/** Value that a row is sorted by; `null` = it has none. */
type Value = number | string | null;
type ValueOf = (row: number) => Value;

const number =
  (name: string) =>
  ({ columns }: Ordered): ValueOf =>
  (row) => {
    const value = columns.numbers[name]?.[row] ?? NaN;
    return Number.isNaN(value) ? null : value;
  };
/** Codes in the order of their list. */
const code =
  (name: string) =>
  ({ columns }: Ordered): ValueOf => {
    const column = columns.codes[name];
    const count = column?.dictionary.length ?? 0;
    return (row) => {
      const place = column?.index[row] ?? count;
      return place < count ? place : null;
    };
  };

interface Ordered {
  readonly columns: Columns;
  readonly rows: YearBook['projects']['rows'];
}

/** What a list can be sorted by. */
const sortings = {
  // Rows are ordered by their keys as bytes; those with the same key have the same place.
  name: ({ rows }) => {
    let place = -1;
    const places = rows.map(({ sortKey }, row) => (sortKey === rows[row - 1]?.sortKey ? place : ++place));
    return (row) => places[row] ?? null;
  },
  code:
    ({ rows }) =>
    (row) =>
      rows[row]?.code ?? null,
  status: code('status'),
  category: code('category'),
  tier: code('tier'),
  total_investment: number('total_investment'),
  planned_investment: number('planned_investment'),
  deadline:
    ({ rows }) =>
    (row) =>
      rows[row]?.deadline ?? null,
  data_as_of:
    ({ rows }) =>
    (row) =>
      rows[row]?.dataAsOf ?? null,
  light: code('light'),
  gap: number('gap'),
  completed: number('completed'),
} as const satisfies Record<string, (of: Ordered) => ValueOf>;

export type SortKey = keyof typeof sortings;
export const sortKeys = Object.keys(sortings) as readonly SortKey[];

export interface PageQuestion {
  readonly sort: SortKey;
  readonly descending: boolean;
  readonly limit: number;
  readonly after?: Position | undefined;
}

/**
 * One page of some rows. Rows without a value come last in both directions; ties are broken by sort key, then code,
 * ascending: the order of the rows.
 * @param passing rows of the book, ascending
 * @returns the rows of the page, and where the next one starts; absent on the last one
 */
export function pageOfRows(
  { projects }: YearBook,
  { columns }: MonthBook,
  passing: Uint32Array,
  { sort, descending, limit, after }: PageQuestion,
): { rows: readonly number[]; next: Position | undefined } {
  const { rows } = projects;
  const valueOf = sortings[sort]({ columns, rows });
  const byName = sort === 'name';
  const turned = descending ? -1 : 1;
  const values = new Map<number, Value>();
  for (const row of passing) values.set(row, valueOf(row));
  const ordered = [...passing].sort(
    (a, b) => compareValues(values.get(a) ?? null, values.get(b) ?? null, turned) || a - b,
  );
  const from = after ? ordered.findIndex((row) => isAfter(row, after)) : 0;
  const page = from < 0 ? [] : ordered.slice(from, from + limit);
  const last = page.at(-1);
  const more = from >= 0 && from + limit < ordered.length;
  return { rows: page, next: more && last !== undefined ? positionOf(last) : undefined };

  function positionOf(row: number): Position {
    const { sortKey, code } = rows[row] as (typeof rows)[number];
    return [byName ? sortKey : (values.get(row) ?? null), sortKey, code];
  }

  function isAfter(row: number, [value, sortKey, code]: Position): boolean {
    const [ofRow, itsSortKey, itsCode] = positionOf(row);
    const order = byName
      ? turned * byBytes(itsSortKey, sortKey)
      : compareValues(ofRow, value, turned) || byBytes(itsSortKey, sortKey);
    return (order || byBytes(itsCode, code)) > 0;
  }
}

function compareValues(a: Value, b: Value, turned: number): number {
  if (a === null || b === null) return (a === null ? 1 : 0) - (b === null ? 1 : 0);
  if (typeof a === 'number' && typeof b === 'number') return turned * (a - b);
  return turned * (a < b ? -1 : a > b ? 1 : 0); // codes and days: ASCII
}

/** As `COLLATE "C"` compares. */
function byBytes(a: string, b: string): number {
  return a === b ? 0 : Buffer.compare(Buffer.from(a), Buffer.from(b));
}
