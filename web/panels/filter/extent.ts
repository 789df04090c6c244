/** The smallest box around rows of columns. */
import type { Columns } from '../../../data/columns.ts';

/** West, south, east, north in degrees; `undefined` when none of the rows has a place. */
export function extentOfRows(
  columns: Columns,
  rows: Iterable<number>,
): readonly [number, number, number, number] | undefined {
  const { west, south, east, north } = columns.numbers;
  let [w, s, e, n] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const row of rows) {
    const left = west?.[row] ?? NaN;
    if (Number.isNaN(left)) continue;
    w = Math.min(w, left);
    s = Math.min(s, south?.[row] ?? NaN);
    e = Math.max(e, east?.[row] ?? NaN);
    n = Math.max(n, north?.[row] ?? NaN);
  }
  return w <= e ? [w, s, e, n] : undefined;
}
