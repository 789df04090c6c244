/** Which red lights the wall names, and what the projects behind owe; pure. */
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

/** What the projects with a red or yellow light are short of their baseline, 百元: their surplus elsewhere hides none of it. */
export function owedByLaggards({ codes, numbers }: Columns, rows: Iterable<number>): number {
  const { light } = codes;
  let owed = 0;
  for (const row of rows) {
    const code = light?.dictionary[light.index[row] ?? -1];
    if (code !== 'red' && code !== 'yellow') continue;
    const short = (numbers.due?.[row] ?? Number.NaN) - (numbers.completed?.[row] ?? Number.NaN);
    if (short > 0) owed += short;
  }
  return owed;
}
