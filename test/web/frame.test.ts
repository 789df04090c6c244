import { describe, expect, it } from 'vitest';
import { panelSize, parseFrame, sizeLimits, usualSize } from '../../web/state/frame.ts';

const desk = { width: 1376, height: 820 };

describe('sizes of the panels', () => {
  it('are those of the design on a desk, and more rows of the list where the screen is tall', () => {
    expect(usualSize('filter', desk)).toBe(264);
    expect(usualSize('card', desk)).toBe(372);
    expect(usualSize('list', desk)).toBe(234);
    expect(usualSize('list', { width: 1216, height: 720 })).toBe(234);
    // 1920 × 1080: seven rows; 2560 × 1440: eleven.
    expect(usualSize('list', { width: 1856, height: 1000 })).toBe(66 + 7 * 28);
    expect(usualSize('list', { width: 2496, height: 1360 })).toBe(66 + 11 * 28);
  });

  it('keep to what was chosen, within bounds that leave some of the map', () => {
    expect(panelSize('card', 500, desk)).toBe(500);
    expect(panelSize('card', 5_000, desk)).toBe(720);
    expect(panelSize('card', 1, desk)).toBe(320);
    expect(panelSize('list', 5_000, desk)).toBe(820 - 200 - 24);
    expect(panelSize('filter', 333.4, desk)).toBe(333);
  });

  it('never have a greatest size under the least, on the smallest screen', () => {
    for (const panel of ['filter', 'card', 'list'] as const) {
      const { least, most } = sizeLimits(panel, { width: 100, height: 100 });
      expect(most).toBe(least);
    }
  });
});

describe('what was remembered of the frame', () => {
  it('is read back as it was written', () => {
    const memory = { sizes: { card: 400 }, filterOpen: { laptop: true }, listOpen: false };
    expect(parseFrame(JSON.parse(JSON.stringify(memory)))).toEqual(memory);
  });

  it('is left out where it is not of its kind', () => {
    expect(parseFrame('wide')).toBeUndefined();
    expect(parseFrame(null)).toBeUndefined();
    expect(parseFrame({ sizes: { card: '400', list: -3, other: 9 }, filterOpen: { phone: 1 } })).toEqual({
      sizes: {},
      filterOpen: {},
      listOpen: true,
    });
  });
});
