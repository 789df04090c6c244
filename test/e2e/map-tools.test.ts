import { area } from '@turf/area';
import { length } from '@turf/length';
import { describe, expect, it } from 'vitest';
import { tokens } from '../../data/vocabulary/tokens.ts';
import type { Theme } from '../../data/vocabulary/tokens.ts';
import { pixels } from './driver.ts';
import type { Page } from './driver.ts';
import { runPortal, settled } from './portal.ts';

const portal = runPortal();
const { ask, open } = portal;

interface Item {
  code: string;
  name: string;
  nameEn: string;
  location: [number, number];
}

/** The middle of the map, where a link puts its place. */
async function middle(page: Page): Promise<{ x: number; y: number }> {
  const box = await page.locator('.maplibregl-map').boundingBox();
  if (!box) throw new Error('no map');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** The place so many px right of and below the middle of a map at 13/34.2/115.35: spherical Mercator, 512 px at zoom 0. */
function beside(right: number, down: number): [number, number] {
  const world = 512 * 2 ** 13;
  const x = ((115.35 + 180) / 360) * world + right;
  const north = Math.asinh(Math.tan((34.2 * Math.PI) / 180)) - (down * 2 * Math.PI) / world;
  return [(x / world) * 360 - 180, (Math.atan(Math.sinh(north)) * 180) / Math.PI];
}

/** The two projects that lie nearest to each other. */
async function neighbours(): Promise<[Item, Item]> {
  const { items } = await ask<{ items: (Item & { sites: number })[] }>('/api/projects?limit=500');
  const placed = items.filter(({ location, sites }) => location !== null && sites === 0);
  let nearest: { apart: number; pair: [Item, Item] } | undefined;
  for (const one of placed) {
    for (const other of placed) {
      if (one.code >= other.code) continue;
      const apart = Math.hypot(one.location[0] - other.location[0], one.location[1] - other.location[1]);
      if (!nearest || apart < nearest.apart) nearest = { apart, pair: [one, other] };
    }
  }
  if (!nearest) throw new Error('no projects');
  return nearest.pair;
}

describe('tools of the map', { timeout: 90_000 }, () => {
  it('selects the nearest thing and offers what else lies there, by mouse and by keys', async () => {
    const [one, other] = await neighbours();
    const link = `?map=9/${(one.location[1] + other.location[1]) / 2}/${(one.location[0] + other.location[0]) / 2}`;
    const { page, faults, close } = await open(`${link}&layers=project`);
    const { x, y } = await middle(page);
    await page.mouse.click(x, y);
    const list = page.getByRole('region', { name: /^此处有 \d+ 项$/ });
    await list.waitFor();
    const code = await page.getByTestId('card-code').innerText();
    expect(await list.locator('[aria-current=true]').count()).toBe(1);
    const names = await list.getByRole('listitem').allInnerTexts();
    expect([one, other].every(({ name }) => names.some((text) => text.includes(name)))).toBe(true);

    const unchosen = list.locator('button:not([aria-current]):not([aria-label])').first();
    await unchosen.focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => page.getByTestId('card-code').innerText()).not.toBe(code);
    // It stays, to look at the next one; Esc closes it and the map has the keys.
    expect(await list.count()).toBe(1);
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Escape');
    await expect.poll(() => list.count()).toBe(0);
    expect(await page.evaluate(() => document.activeElement?.className)).toContain('maplibregl-canvas');
    expect(faults).toEqual([]);
    await close();
  });

  it('chooses by Enter at the cross, which stands only while the map has the focus of the keyboard', async () => {
    const { page, faults, close } = await open();
    expect(await page.locator('.cross').isVisible()).toBe(false);
    await page.locator('.maplibregl-canvas').focus();
    await page.keyboard.press('ArrowRight');
    await settled(page);
    expect(await page.locator('.cross').isVisible()).toBe(true);
    await page.keyboard.press('Enter');
    await page.getByTestId('card-code').waitFor();
    expect(faults).toEqual([]);
    await close();
  });

  it('measures by clicks, selects nothing meanwhile, and keeps the line through a change of theme', async () => {
    const { page, faults, close } = await open('?map=13/34.2/115.35&lang=en', { drawn: true });
    await page.getByRole('button', { name: 'Measure distance and area' }).click();
    const measured = page.getByTestId('measured');
    await measured.waitFor();
    const { x, y } = await middle(page);
    await page.mouse.click(x - 100, y);
    await page.mouse.dblclick(x + 100, y);
    await page.getByRole('button', { name: 'Measure again' }).waitFor();
    const metres = length(
      {
        type: 'Feature',
        properties: {},
        geometry: { type: 'LineString', coordinates: [beside(-100, 0), beside(100, 0)] },
      },
      { units: 'meters' },
    );
    const told = await measured.innerText();
    expect(told).toMatch(/ km$/);
    expect(Math.abs(Number.parseFloat(told) * 1000 - metres)).toBeLessThan(metres * 0.005);
    expect(await page.getByTestId('card-code').count()).toBe(0);

    /** Pixels of the line in a strip over it, in the ink of a theme. */
    const inked = async (theme: Theme) => {
      const [r, g, b] = (tokens[theme].ink.slice(1).match(/../g) ?? []).map((pair) => parseInt(pair, 16));
      const strip = await pixels(page, { x: x - 80, y: y - 3, width: 40, height: 6 });
      return strip.filter((pixel) =>
        [r, g, b].every((value, at) => Math.abs((value ?? 0) - (pixel[at] ?? 0)) < 24),
      ).length;
    };
    await page.mouse.move(x, y + 200);
    await settled(page);
    expect(await inked('light')).toBeGreaterThan(60);
    await page.emulateMedia({ colorScheme: 'dark' });
    await expect.poll(() => inked('dark')).toBeGreaterThan(60);
    expect(await measured.innerText()).toBe(told);

    await page.getByText('Area', { exact: true }).click();
    await page.mouse.click(x, y - 100);
    await page.mouse.click(x + 100, y);
    await page.mouse.click(x - 100, y);
    await expect.poll(() => measured.innerText()).toMatch(/^[\d.]+ ha$/);
    const ring = [beside(0, -100), beside(100, 0), beside(-100, 0), beside(0, -100)];
    const hectares = area({ type: 'Polygon', coordinates: [ring] }) / 1e4;
    expect(hectares).toBeGreaterThan(50);
    expect(Math.abs(Number.parseFloat(await measured.innerText()) - hectares)).toBeLessThan(hectares * 0.01);
    await page.locator('.maplibregl-canvas').press('Backspace');
    await page.locator('.maplibregl-canvas').press('Escape');
    await expect.poll(() => measured.count()).toBe(0);
    expect(faults).toEqual([]);
    await close();
  });

  it('measures by keys alone', async () => {
    const { page, faults, close } = await open('?map=12/34.3/115.5');
    await page.getByRole('button', { name: '测量距离和面积' }).focus();
    await page.keyboard.press('Enter');
    const measured = page.getByTestId('measured');
    await measured.waitFor();
    await expect.poll(() => page.locator('.cross').isVisible()).toBe(true);
    await page.keyboard.press('Enter');
    await page.keyboard.press('ArrowRight');
    await settled(page);
    await page.keyboard.press('Enter');
    expect(await measured.innerText()).toMatch(/^[\d.]+ km$/);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: '重新测量' }).waitFor();
    await page.keyboard.press('Escape');
    await expect.poll(() => measured.count()).toBe(0);
    expect(faults).toEqual([]);
    await close();
  });

  it('shows where the visitor is, says how exact, and says why when it is refused', async () => {
    const { page, faults, close } = await open();
    await page.getByRole('button', { name: '我的位置' }).click();
    await page.getByText('浏览器未允许使用位置').waitFor();
    await page.context().grantPermissions(['geolocation']);
    await page.context().setGeolocation({ longitude: 115.65, latitude: 34.42, accuracy: 412 });
    await page.getByRole('button', { name: '我的位置' }).click();
    await page.getByText('已定位，精度约 410 m').waitFor();
    await expect
      .poll(() => Number(new URL(page.url()).searchParams.get('map')?.split('/')[0] ?? 0))
      .toBeGreaterThan(12);
    await page.getByRole('button', { name: '隐藏我的位置' }).click();
    await expect.poll(() => page.getByText('已定位').count()).toBe(0);
    await page.context().setGeolocation({ longitude: 121.5, latitude: 31.2, accuracy: 30 });
    const before = page.url();
    await page.getByRole('button', { name: '我的位置' }).click();
    await page.getByText('您不在本图范围内').waitFor();
    expect(page.url()).toBe(before);
    expect(faults).toEqual([]);
    await close();
  });

  it('turns north up again when a link has turned the map', async () => {
    const { page, faults, close } = await open('?map=9/34.4/115.6/30/40');
    await page.getByRole('button', { name: '恢复正北' }).click();
    await expect.poll(() => new URL(page.url()).searchParams.get('map')?.split('/').length).toBe(3);
    expect(await page.getByRole('button', { name: '恢复正北' }).count()).toBe(0);
    expect(faults).toEqual([]);
    await close();
  });

  it('says of a selected project that the filter leaves it out, and brings it back', async () => {
    const { page, faults, close } = await open('?status=completed&select=project:SQ-P-020');
    await page.getByTestId('screened-out').waitFor();
    await page.getByTestId('screened-out').getByRole('button', { name: '清除筛选' }).click();
    await expect.poll(() => page.getByTestId('screened-out').count()).toBe(0);
    expect(await page.getByTestId('card-code').innerText()).toBe('SQ-P-020');
    expect(faults).toEqual([]);
    await close();
  });
});
