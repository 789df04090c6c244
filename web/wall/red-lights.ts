/** Which red lights the wall names; pure. */
import type { Columns } from '../../data/columns.ts';

/**
 * The rows with a red light that are furthest behind their baseline, at most `most`. A red light that comes from a date and
 * not from money may have no gap: these come last.
 */
export function furthestBehind(columns: Columns, rows: Iterable<number>, most: number): readonly number[] {
  const light = columns.codes.light;
  const gaps = columns.numbers.gap;
  const gapOf = (row: number) => {
    const gap = gaps?.[row] ?? Number.NaN;
    return Number.isNaN(gap) ? -Number.MAX_VALUE : gap;
  };
  return [...rows]
    .filter((row) => light?.dictionary[light.index[row] ?? -1] === 'red')
    .sort((a, b) => gapOf(b) - gapOf(a) || a - b)
    .slice(0, most);
}
