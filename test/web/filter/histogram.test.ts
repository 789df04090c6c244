import { describe, expect, it } from 'vitest';
import { binCounts, edgesOf, handlesOf, positionOf, rangeOf } from '../../../web/panels/filter/histogram.ts';

// 12, 20, 55 and 100 万元 in 百元; one without an amount.
const amounts = [1200, 2000, 5500, 10_000, NaN];
const edges = [10, 15, 20, 30, 50, 70, 100, 150];

describe('the histogram of total investment', () => {
  it('has edges around all amounts, and none without an amount', () => {
    expect(edgesOf(amounts)).toEqual(edges);
    expect(edgesOf([NaN, 0])).toEqual([]);
  });

  it('counts a row in one bin: from its lower edge on', () => {
    expect(binCounts(edges, [0, 1, 2, 3, 4], amounts)).toEqual([1, 0, 1, 0, 1, 0, 1]);
    expect(binCounts(edges, [1], amounts)).toEqual([0, 0, 1, 0, 0, 0, 0]);
  });

  it('places amounts along a logarithmic scale', () => {
    expect([5, 10, 150, 1000].map((amount) => positionOf(edges, amount))).toEqual([0, 0, 1, 1]);
    expect(positionOf(edges, 30)).toBeCloseTo(3 / 7, 10);
    expect(positionOf(edges, Math.sqrt(30 * 50))).toBeCloseTo(3.5 / 7, 10);
  });

  it('turns handles into a range with open ends, and back', () => {
    expect(rangeOf(edges, 0, 7)).toBeUndefined();
    expect(rangeOf(edges, 2, 7)).toEqual({ from: 20 });
    expect(rangeOf(edges, 0, 4)).toEqual({ to: 50 });
    for (const [low, high] of [
      [0, 7],
      [2, 7],
      [0, 4],
      [1, 6],
    ] as const) {
      expect(handlesOf(edges, rangeOf(edges, low, high))).toEqual([low, high]);
    }
  });
});
