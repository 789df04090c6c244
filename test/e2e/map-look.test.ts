/** What the map looks like, by the colours of known places; areas are counted in pixels with a wide margin, for fonts differ. */
import { describe, expect, it } from 'vitest';
import { themes } from '../../data/vocabulary/tokens.ts';
import { amount, colourOf, flat, isNear, middle, mixed } from './colours.ts';
import type { Colour } from './colours.ts';
import { runPortal, settled } from './portal.ts';

const portal = runPortal({ drawn: true });
const { ask, open } = portal;

interface Item {
  code: string;
  name: string;
  location: [number, number] | null;
  bbox: [number, number, number, number] | null;
}
/** A project under construction that stands by itself: no other within 2 km. */
async function lonely(): Promise<Item & { location: [number, number] }> {
  const { items } = await ask<{ items: Item[] }>('/api/projects?limit=500');
  const placed = items.filter(
    (item): item is Item & { location: [number, number] } => item.location !== null,
  );
  const { items: candidates } = await ask<{ items: Item[] }>(
    '/api/projects?limit=500&status=under_construction&category=industry',
  );
  const found = placed.find(
    (one) =>
      candidates.some(({ code }) => code === one.code) &&
      placed.every(
        (other) =>
          other.code === one.code ||
          Math.hypot(other.location[0] - one.location[0], other.location[1] - one.location[1]) > 0.003,
      ),
  );
  if (!found) throw new Error('no project stands by itself');
  return found;
}

describe.each(themes)('the map in %s', (theme) => {
  const land = colourOf(theme, 'm-land');
  const ink = colourOf(theme, 'ink');
  const building = colourOf(theme, 'st-under_construction');

  it('has the land in its colour, and the veil outside', { timeout: 90_000 }, async () => {
    const inside = await open('?map=13/34.2/115.35&layers=district', { theme });
    const seen = await middle(inside.page, 120);
    expect(amount(seen, land, flat) / seen.length).toBeGreaterThan(0.5);
    await inside.close();
    const outside = await open('?map=13/35.6/117.2&layers=district', { theme });
    const veiled = await middle(outside.page, 120);
    expect(amount(veiled, land, flat)).toBe(0);
    expect(new Set(veiled.map(String)).size).toBeLessThan(40);
    await outside.close();
  });

  it(
    'rings the selected project in ink, and draws it pale when the filter leaves it out',
    { timeout: 90_000 },
    async () => {
      const { code, location } = await lonely();
      const link = `?map=14/${location[1]}/${location[0]}&layers=project`;
      const plain = await open(link, { theme });
      const without = await middle(plain.page, 44);
      expect(amount(without, building, mixed)).toBeGreaterThan(60);
      await plain.close();

      const { page, close } = await open(`${link}&select=project:${code}`, { theme });
      await page.getByTestId('card-code').waitFor();
      await settled(page);
      const selected = await middle(page, 44);
      expect(amount(selected, ink, mixed)).toBeGreaterThan(amount(without, ink, mixed) + 80);
      expect(amount(selected, building, mixed)).toBeGreaterThan(60);
      await close();

      const ghost = await open(`${link}&select=project:${code}&status=completed`, { theme });
      await ghost.page.getByTestId('screened-out').waitFor();
      await settled(ghost.page);
      const pale = await middle(ghost.page, 44);
      expect(amount(pale, ink, mixed)).toBeGreaterThan(80);
      expect(amount(pale, building, flat)).toBe(0);
      expect(amount(pale, land, flat)).toBeLessThan(pale.length * 0.9);
      await ghost.close();
    },
  );

  it('has no pixel of projects that the filter leaves out', { timeout: 90_000 }, async () => {
    const red = colourOf(theme, 'li-red');
    const inks = (['st-under_construction', 'st-suspended', 'li-red'] as const).map((token) =>
      colourOf(theme, token),
    );
    const inked = (seen: Colour[]) => inks.map((colour) => amount(seen, colour, flat));
    const link = '?map=9.5/34.43/115.65&layers=project';
    const all = await open(link, { theme });
    const [blue = 0, , light = 0] = inked(await middle(all.page, 300));
    expect(blue).toBeGreaterThan(400);
    expect(light).toBeGreaterThan(20);
    await all.close();
    const none = await open(`${link}&q=thereisnosuchproject`, { theme });
    const seen = await middle(none.page, 300);
    expect(inked(seen)).toEqual([0, 0, 0]);
    expect(amount(seen, red, mixed)).toBe(0);
    await none.close();
  });

  it('outlines a selected zone in ink and tints it', { timeout: 90_000 }, async () => {
    const { items } = await ask<{ items: Item[] }>('/api/zones');
    const zone = items.find(({ location }) => location);
    if (!zone?.location) throw new Error('no zone');
    const link = `?map=12/${zone.location[1]}/${zone.location[0]}&layers=zone`;
    const plain = await open(link, { theme });
    const before = await middle(plain.page, 340);
    const within = await middle(plain.page, 40);
    await plain.close();
    const { page, close } = await open(`${link}&select=zone:${zone.code}`, { theme });
    await page.getByTestId('card-code').waitFor();
    await settled(page);
    const after = await middle(page, 340);
    expect(amount(after, ink, mixed)).toBeGreaterThan(amount(before, ink, mixed) + 150);
    // The tint lies over all of it: more than every fourth pixel in the middle is another one, signs and names left aside.
    const inner = await middle(page, 40);
    const changed = inner.filter((pixel, at) => !isNear(pixel, within[at] ?? pixel, 3)).length;
    expect(changed).toBeGreaterThan(inner.length / 4);
    await close();
  });
});
