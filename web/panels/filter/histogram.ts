/** The histogram of total investment: edges that read well, counts between them, and where a range stands on them. */
import type { AmountRange } from '../../../data/filter.ts';

/** Six steps a decade, nearly even on a logarithmic scale. */
const steps = [1, 1.5, 2, 3, 5, 7] as const;

/**
 * Edges in 万元 around all amounts, smallest first; none when there is no amount.
 * @param amounts in 百元; NaN and what is not above zero are left out
 */
export function edgesOf(amounts: Iterable<number>): number[] {
  let [least, most] = [Infinity, 0];
  for (const amount of amounts) {
    if (!(amount > 0)) continue;
    least = Math.min(least, amount / 100);
    most = Math.max(most, amount / 100);
  }
  if (most === 0) return [];
  const decades = [Math.floor(Math.log10(least)), Math.floor(Math.log10(most)) + 1];
  const all: number[] = [];
  for (let decade = decades[0] ?? 0; decade <= (decades[1] ?? 0); decade++) {
    for (const step of steps) all.push(Math.round(step * 10 ** decade * 100) / 100);
  }
  const first = all.findLastIndex((edge) => edge <= least);
  const last = all.findIndex((edge) => edge > most);
  return all.slice(Math.max(0, first), last + 1);
}

/** How many amounts (百元) of the rows lie between each edge and the next; the last bin holds its upper edge too. */
export function binCounts(
  edges: readonly number[],
  rows: Iterable<number>,
  amounts: ArrayLike<number>,
): number[] {
  const counts = new Array<number>(Math.max(0, edges.length - 1)).fill(0);
  const bounds = edges.map((edge) => Math.round(edge * 100));
  for (const row of rows) {
    const amount = amounts[row] ?? NaN;
    let [low, high] = [0, bounds.length - 1];
    if (!(amount >= (bounds[low] ?? Infinity)) || amount > (bounds[high] ?? 0)) continue;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (amount >= (bounds[middle] ?? Infinity)) low = middle;
      else high = middle;
    }
    counts[low] = (counts[low] ?? 0) + 1;
  }
  return counts;
}

/** Where an amount in 万元 stands along the edges: 0 at the first, 1 at the last, logarithmic between two. */
export function positionOf(edges: readonly number[], amount: number): number {
  const last = edges.length - 1;
  if (amount <= (edges[0] ?? 0)) return 0;
  const at = edges.findIndex((edge) => edge >= amount);
  if (at < 0) return 1;
  const [below = 1, above = 1] = [edges[at - 1], edges[at]];
  return (at - 1 + Math.log(amount / below) / Math.log(above / below)) / last;
}

/** The two handles as numbers of edges; an open end stands at the end. */
export function handlesOf(
  edges: readonly number[],
  range: AmountRange | undefined,
): [low: number, high: number] {
  const last = edges.length - 1;
  const edgeAt = (amount: number) => Math.round(positionOf(edges, amount) * last);
  return [
    range?.from === undefined ? 0 : edgeAt(range.from),
    range?.to === undefined ? last : edgeAt(range.to),
  ];
}

/** The range between two edges; at the ends it is open. `undefined` = all. */
export function rangeOf(edges: readonly number[], low: number, high: number): AmountRange | undefined {
  const last = edges.length - 1;
  const [from, to] = [low > 0 ? edges[low] : undefined, high < last ? edges[high] : undefined];
  if (from === undefined && to === undefined) return undefined;
  return { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
}
