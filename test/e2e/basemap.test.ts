/** Other grounds of the map: plain land, an archive that the owner lays into the data directory, 天地图 with a key. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import sql from 'sql-template-tag';
import { describe, expect, it } from 'vitest';
import { openDatabase } from '../../data/db.ts';
import { writeProtomapsArchive } from '../support/protomaps.ts';
import { amount, colourOf, flat, middle } from './colours.ts';
import type { Colour } from './colours.ts';
import { visit } from './driver.ts';
import type { Page } from './driver.ts';
import { runPortal, settled } from './portal.ts';

const key = '0123456789abcdef0123456789abcdef';
const portal = runPortal({
  drawn: true,
  env: { GROUNDWORK_TIANDITU_KEY: key },
  async prepare(directory) {
    await mkdir(join(directory, 'basemaps'));
    await writeProtomapsArchive(join(directory, 'basemaps', 'henan.pmtiles'));
  },
});
const { open } = portal;

const parameter = (page: Page, name: string) => new URL(page.url()).searchParams.get(name);
const choose = async (page: Page, name: string) => {
  await page.getByRole('group', { name: '底图' }).getByRole('radio', { name }).check();
  await settled(page);
};
/** Nothing of the portal's own over a lake in the north of Minquan, which the own archive and the owner's both know. */
const lake = 'map=11/34.71/115.24&layers=';
const water = colourOf('light', 'm-water');
const blue = async (page: Page) => amount(await middle(page, 240), water, flat);

describe('the ground of the map', { timeout: 120_000 }, () => {
  it('is chosen by name among those that the owner offers, and stands in the link', async () => {
    const { page, requests, faults, close } = await open(`?${lake}`);
    await page.getByRole('button', { name: '图层与图例' }).click();
    const grounds = page.getByRole('group', { name: '底图' }).getByRole('radio');
    await expect.poll(() => grounds.count()).toBe(4);
    expect(await blue(page)).toBeGreaterThan(500);

    await choose(page, '素色');
    expect(parameter(page, 'basemap')).toBe('none');
    await expect.poll(() => blue(page)).toBe(0);
    const asked = () => requests.some((path) => path.startsWith('/archives/basemaps/henan.pmtiles'));
    expect(asked()).toBe(false);

    await choose(page, 'Basemap of the tests (henan)');
    expect(parameter(page, 'basemap')).toBe('henan');
    await expect.poll(() => blue(page)).toBeGreaterThan(500);
    expect(asked()).toBe(true);

    await choose(page, '自有底图');
    expect(parameter(page, 'basemap')).toBeNull();
    await expect.poll(() => blue(page)).toBeGreaterThan(500);
    expect(faults).toEqual([]);
    await close();
  });

  it('is plain land until the one that a link names is there, never the own one for a moment', async () => {
    const { page, requests, faults, close } = await open(`?${lake}`);
    expect(await blue(page)).toBeGreaterThan(500);
    let letGo = () => {};
    const held = new Promise<void>((resolve) => (letGo = resolve));
    await page.route('**/api/basemaps*', async (route) => {
      await held;
      await route.continue();
    });
    await page.goto(`${portal.server.url}/?${lake}&basemap=henan`);
    await page.getByTestId('mapped').first().waitFor();
    await settled(page);
    expect(await blue(page)).toBe(0);
    letGo();
    await expect.poll(() => blue(page)).toBeGreaterThan(500);
    expect(requests.some((path) => path.startsWith('/archives/basemaps/henan.pmtiles'))).toBe(true);
    expect(faults).toEqual([]);
    await close();
  });

  it('asks 天地图 for the tiles of the view, draws them under the own layers, and names its number', async () => {
    const { page, faults, close } = await open('?map=9/34.4/115.6&layers=');
    // Grey, so that taking colour out of the ground changes nothing.
    const grey: Colour = [120, 120, 120];
    const [r, g, b] = grey;
    const ground = await sharp({
      create: { width: 256, height: 256, channels: 3, background: { r, g, b } },
    })
      .png()
      .toBuffer();
    const names = await sharp({
      create: { width: 256, height: 256, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } },
    })
      .png()
      .toBuffer();
    const asked: URL[] = [];
    await page.route('https://*.tianditu.gov.cn/**', async (route) => {
      const url = new URL(route.request().url());
      asked.push(url);
      await route.fulfill({
        body: url.searchParams.get('LAYER') === 'vec' ? ground : names,
        contentType: 'image/png',
        headers: { 'Access-Control-Allow-Origin': '*' },
      });
    });
    expect(amount(await middle(page, 60), grey, flat)).toBeLessThan(100);
    await page.getByRole('button', { name: '图层与图例' }).click();
    await choose(page, '天地图');
    await expect.poll(async () => amount(await middle(page, 60), grey, flat)).toBeGreaterThan(3_000);
    await page.getByText('天地图 · 国家地理信息公共服务平台 · 审图号', { exact: false }).first().waitFor();

    // Tiles of 256 px are those of the next zoom: https://wiki.openstreetmap.org/wiki/Slippy_map_tilenames
    const zoom = 10;
    const column = Math.floor(((115.6 + 180) / 360) * 2 ** zoom);
    const north = Math.asinh(Math.tan((34.4 * Math.PI) / 180));
    const row = Math.floor(((1 - north / Math.PI) / 2) * 2 ** zoom);
    for (const [path, layer] of [
      ['/vec_w/wmts', 'vec'],
      ['/cva_w/wmts', 'cva'],
    ]) {
      const there = asked.filter(
        ({ pathname, searchParams: given }) =>
          pathname === path &&
          given.get('TILEMATRIX') === String(zoom) &&
          given.get('TILEROW') === String(row) &&
          given.get('TILECOL') === String(column),
      );
      expect(there.map(({ searchParams: given }) => [given.get('LAYER'), given.get('tk')])).toEqual([
        [layer, key],
      ]);
    }
    expect(asked.every(({ host }) => /^t[0-7]\.tianditu\.gov\.cn$/.test(host))).toBe(true);
    // Nothing but what the owner's key allows has left the machine.
    expect(faults.filter((fault) => !fault.startsWith('left the machine: https://t'))).toEqual([]);
    await close();
  });

  it('says who publishes the map and its approval number, or that there is none yet', async () => {
    const before = await open();
    await before.page.getByText('审图号：待送审').waitFor();
    expect(await before.page.getByText('商丘市重点项目办公室').count()).toBe(0);
    await before.close();

    const database = await openDatabase({
      databaseUrl: portal.databaseUrl,
      dataDirectory: '',
      cacheDirectory: undefined,
    });
    await database.query(sql`UPDATE place SET organisation = '商丘市重点项目办公室',
      map_approval_number = '豫S（2026）012号'`);
    // Loading a place moves its revision; this is no loading.
    await database.query(sql`UPDATE revision SET n = n + 1 WHERE noun = 'place'`);
    await database.close();
    await expect
      .poll(async () => (await portal.ask<{ organisation: string }>('/api/place')).organisation)
      .toBe('商丘市重点项目办公室');

    const desk = await open();
    await desk.page.getByText('审图号：豫S（2026）012号').waitFor();
    const named = desk.page.getByText('商丘市重点项目办公室');
    expect(await named.count()).toBe(2);
    expect(await desk.page.locator('header').filter({ has: named }).count()).toBe(1);
    expect(desk.faults).toEqual([]);
    await desk.close();

    const phone = await open('?lang=en', { width: 390, height: 844, touch: true });
    await phone.page.getByText('Map approval: 豫S（2026）012号').waitFor();
    expect(await phone.page.getByText('商丘市重点项目办公室').isVisible()).toBe(true);
    await phone.close();
  });

  it('gives way to the own one where a link names a ground that is not offered', async () => {
    const { page, faults, close } = await visit(`${portal.server.url}/?${lake}&basemap=atlantis`, {
      drawn: true,
    });
    await page.getByTestId('mapped').first().waitFor();
    await expect.poll(() => blue(page), { timeout: 15_000 }).toBeGreaterThan(500);
    expect(parameter(page, 'basemap')).toBeNull();
    expect(faults).toEqual([]);
    await close();
  });
});
