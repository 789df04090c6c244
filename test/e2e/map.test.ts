import { describe, expect, it } from 'vitest';
import { countingProxy } from '../support/counting-proxy.ts';
import { pixels, visit } from './driver.ts';
import { choose, count, runPortal, settled } from './portal.ts';

const portal = runPortal();
const { ask, open } = portal;

interface Summary {
  total: number;
  reconciliation: { listed: number; mapped: number; unmapped: number; screenedOut: number };
  facets: Record<string, { code: string; count: number }[]>;
}
interface ProjectItem {
  code: string;
  name: string;
  location: [number, number] | null;
}

const summary = (query: string) => ask<Summary>(`/api/summary?${query}`);
const projects = async (query: string) =>
  (await ask<{ items: ProjectItem[] }>(`/api/projects?limit=500&${query}`)).items;

describe('the portal in a browser', { timeout: 90_000 }, () => {
  it('filters by clicks: list, counts and numbers are those of the API', async () => {
    const { page, faults, requests, close } = await open();
    const all = await summary('');
    expect(await count(page, 'mapped')).toBe(all.reconciliation.mapped);
    for (const { code, count: expected } of all.facets.status ?? []) {
      expect([code, await count(page, `count-status-${code}`)]).toEqual([code, expected]);
    }

    const before = requests.length;
    await choose(page, 'status', 'under_construction');
    await choose(page, 'district', '411402');
    await choose(page, 'category', 'industry');
    await settled(page);
    const query = 'status=under_construction&district=411402&category=industry';
    const some = await summary(query);
    expect(some.total).toBeGreaterThan(0);
    expect(some.total).toBeLessThan(all.total);
    expect(await count(page, 'mapped')).toBe(some.reconciliation.mapped);
    for (const facet of ['status', 'district', 'category', 'tier']) {
      for (const { code, count: expected } of some.facets[facet] ?? []) {
        expect([facet, code, await count(page, `count-${facet}-${code}`)]).toEqual([facet, code, expected]);
      }
    }
    const listed = await page
      .locator('[role=option]')
      .evaluateAll((rows) => rows.map((row) => row.getAttribute('data-code') ?? ''));
    const expected = new Set((await projects(query)).map(({ code }) => code));
    expect(listed.length).toBeGreaterThan(0);
    expect(listed.filter((code) => !expected.has(code))).toEqual([]);
    // Filtering asks the server for nothing: no tiles, no rows.
    expect(requests.slice(before).filter((path) => /^\/(tiles|api\/(?!revisions))/.test(path))).toEqual([]);
    expect(new URL(page.url()).search).toContain(
      'status=under_construction&district=411402&category=industry',
    );
    expect(faults).toEqual([]);
    await close();
  });

  it('adds up on screen: on the map + not on the map + screened out = listed', async () => {
    const { page, close } = await open('?category=transport');
    const text = await page.getByTestId('reconciliation').innerText();
    const [mapped = 0, unmapped = 0, screened = 0, listed = 0] = (text.match(/\d+/g) ?? []).map(Number);
    expect(mapped + unmapped + screened).toBe(listed);
    const { reconciliation } = await summary('category=transport');
    expect([mapped, unmapped, screened, listed]).toEqual([
      reconciliation.mapped,
      reconciliation.unmapped,
      reconciliation.screenedOut,
      reconciliation.listed,
    ]);
    await close();
  });

  it('draws a known project in the ink of its status, and no longer when the filter takes it out', async () => {
    const known = (await projects('status=under_construction&category=industry')).find(
      ({ location }) => location,
    );
    if (!known?.location) throw new Error('no located project under construction');
    const [lng, lat] = known.location;
    const { page, faults, close } = await open(`?map=14/${lat}/${lng}&layers=project`, { drawn: true });
    // The link puts the project in the middle of the map's element.
    const box = await page.locator('.maplibregl-map').boundingBox();
    if (!box) throw new Error('no map');
    const clip = { x: box.x + box.width / 2 - 12, y: box.y + box.height / 2 - 12, width: 24, height: 24 };
    // --st-under_construction #2265C2, within the tolerance of antialiasing
    const ink = (colours: [number, number, number][]) =>
      colours.filter(
        ([r, g, b]) => Math.abs(r - 0x22) < 24 && Math.abs(g - 0x65) < 24 && Math.abs(b - 0xc2) < 24,
      ).length;
    expect(ink(await pixels(page, clip))).toBeGreaterThan(60);
    await choose(page, 'status', 'completed');
    await settled(page);
    expect(ink(await pixels(page, clip))).toBe(0);
    expect(faults).toEqual([]);
    await close();
  });

  it('opens the card of a row, and shows the same view to whoever gets the link', async () => {
    const first = await open('?status=suspended');
    await first.page.locator('[role=option]').first().click();
    const code = await first.page.getByTestId('card-code').innerText();
    await settled(first.page);
    const link = first.page.url();
    const second = await open(new URL(link).search);
    expect(await second.page.getByTestId('card-code').innerText()).toBe(code);
    expect(await count(second.page, 'mapped')).toBe(await count(first.page, 'mapped'));
    expect(second.page.url()).toBe(link);
    expect([...first.faults, ...second.faults]).toEqual([]);
    await first.close();
    await second.close();
  });

  it('sets the heads of the list over its columns, in rows of one height', async () => {
    const { page, close } = await open();
    const edges = (selector: string) =>
      page.locator(selector).evaluateAll((elements) =>
        elements.map((element) => {
          const { left, right, height } = element.getBoundingClientRect();
          return { left, right, height };
        }),
      );
    const heads = await edges('.heads > button');
    const cells = await edges('[role=option][aria-posinset="1"] > .cell');
    expect(cells.length).toBe(heads.length);
    for (const [at, head] of heads.entries()) {
      expect(Math.abs(head.left - (cells[at]?.left ?? 0))).toBeLessThanOrEqual(1);
      expect(Math.abs(head.right - (cells[at]?.right ?? 0))).toBeLessThanOrEqual(1);
    }
    const rows = await edges('[role=option]');
    expect(new Set(rows.map(({ height }) => height))).toEqual(new Set([28]));
    await close();
  });

  it('goes to the place of a card when asked', async () => {
    const { page, faults, close } = await open('?select=project:SQ-P-020');
    await page.getByRole('button', { name: '缩放至此' }).click();
    await expect
      .poll(() => Number(new URL(page.url()).searchParams.get('map')?.split('/')[0] ?? 0))
      .toBeGreaterThan(12);
    expect(faults).toEqual([]);
    await close();
  });

  it('goes back through the filter step by step', async () => {
    const { page, close } = await open();
    const all = await count(page, 'mapped');
    await choose(page, 'category', 'energy');
    const energy = await count(page, 'mapped');
    await choose(page, 'status', 'suspended');
    await page.goBack();
    await expect.poll(() => count(page, 'mapped')).toBe(energy);
    await page.goBack();
    await expect.poll(() => count(page, 'mapped')).toBe(all);
    expect(new URL(page.url()).searchParams.get('category')).toBeNull();
    await close();
  });

  it('tells of a bad link in the console, shows the rest of it, and asks again for a thing that is not there', async () => {
    const { page, faults, close } = await open('?status=nope&category=energy&select=project:NOPE-1');
    expect(await count(page, 'mapped')).toBe((await summary('category=energy')).reconciliation.mapped);
    await page.getByText('NOPE-1').waitFor();
    expect(faults.every((fault) => fault.includes('404'))).toBe(true);
    await close();
  });

  it('speaks English when asked, and says so to the page', async () => {
    const { page, faults, close } = await open();
    await page.getByLabel('界面语言').selectOption({ label: 'English' });
    await page.getByRole('heading', { name: 'Filter' }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    expect(new URL(page.url()).searchParams.get('lang')).toBe('en');
    await page.getByLabel('Language').selectOption({ label: '繁體中文' });
    await page.getByRole('heading', { name: '篩選' }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('zh-Hant');
    expect(await page.getByText('產業升級').first().isVisible()).toBe(true);
    expect(await page.getByText('梁园区').first().isVisible()).toBe(true);
    await page.goBack();
    await page.getByRole('heading', { name: 'Filter' }).waitFor();
    expect(faults).toEqual([]);
    await close();
  });

  it('works on a phone, by touch', async () => {
    const { page, faults, close } = await open('', { width: 390, height: 844, touch: true });
    await page.getByRole('button', { name: '筛选' }).tap();
    await page.locator('label', { has: page.getByTestId('count-category-energy') }).tap();
    await page.getByRole('button', { name: '列表' }).tap();
    expect(await count(page, 'mapped')).toBe((await summary('category=energy')).reconciliation.mapped);
    await page.locator('[role=option]').first().tap();
    await page.getByTestId('card-code').waitFor();
    expect(faults).toEqual([]);
    await close();
  });

  it('marks the demo on every screen, light and dark', async () => {
    for (const theme of ['light', 'dark'] as const) {
      const { page, close } = await open('', { theme });
      expect(await page.locator('html').getAttribute('data-theme')).toBe(theme);
      expect(await page.getByText('示例数据', { exact: true }).count()).toBeGreaterThan(0);
      await close();
    }
  });

  it('asks for no tile again on reload', async () => {
    const counter = await countingProxy(portal.server.port);
    const { page, close } = await visit(`${counter.url}/`);
    await page.getByTestId('listed').waitFor();
    await settled(page);
    expect(counter.take().tiles.length).toBeGreaterThan(0);
    await page.reload();
    await page.getByTestId('listed').waitFor();
    await settled(page);
    expect(counter.take().tiles).toEqual([]);
    await close();
    counter.close();
  });
});
