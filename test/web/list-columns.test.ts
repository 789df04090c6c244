import { describe, expect, it } from 'vitest';
import { sortKeys } from '../../web/state/order.ts';
import { listColumns } from '../../web/panels/list-columns.ts';

/** The list at a width of the screen: rail, filter and gaps aside, and the card when it is open. */
const listAt = (screen: number, card: boolean) => screen - 64 - 280 - (card ? 388 : 8);

/** What the columns need at the least, gaps, ends and the scrollbar included. */
const need = (grid: string) => {
  const widths = [...grid.matchAll(/(\d+)px/g)].map(([, width]) => Number(width));
  return widths.reduce((sum, width) => sum + width, 0) + (widths.length - 1) * 8 + 36;
};

describe('the columns of the list', () => {
  it('shows all of them on a wide screen, each of them once', () => {
    expect([...listColumns(listAt(1600, false), 'zh-Hans').shown].sort()).toEqual([...sortKeys].sort());
    expect([...listColumns(listAt(1920, false), 'en').shown].sort()).toEqual([...sortKeys].sort());
  });

  it('leaves the additional ones out where the name needs the room', () => {
    const { shown } = listColumns(listAt(1440, false), 'zh-Hans');
    expect(shown).toHaveLength(9);
    for (const key of ['category', 'annualClass', 'stage', 'unit']) expect(shown).not.toContain(key);
  });

  it('gives an English name the room of the district beside a card', () => {
    const { shown, grid } = listColumns(listAt(1440, true), 'en');
    expect(shown).toEqual(['light', 'name', 'status', 'completed', 'gap']);
    expect(grid).toContain('minmax(190px');
    expect(listColumns(listAt(1440, true), 'zh-Hans').shown).toContain('district');
  });

  it('leaves an English name most of the room that is over, and the tier out where it would be cut', () => {
    expect(listColumns(listAt(1440, false), 'en').shown).toEqual([
      ...['light', 'name', 'district', 'status', 'totalInvestment', 'plannedInvestment', 'completed', 'gap'],
    ]);
    const { shown, grid } = listColumns(listAt(1600, false), 'en');
    expect(shown).toContain('tier');
    expect(grid).toContain('minmax(190px, 8fr) minmax(78px, 0.5fr)');
  });

  it('never needs more than there is, down to a list of 540 pixels', () => {
    for (const language of ['zh-Hans', 'en'] as const)
      for (let width = 540; width < 2600; width += 7) {
        const { shown, grid } = listColumns(width, language);
        expect(need(grid)).toBeLessThanOrEqual(width);
        expect(shown).toEqual(expect.arrayContaining(['light', 'name', 'completed', 'gap']));
      }
  });
});
