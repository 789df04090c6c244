/** An official narrows the list to one question and compares two statuses: every part of the screen says what the API says. */
import { describe, expect, it } from 'vitest';
import type { Page } from '../driver.ts';
import { count, runPortal, settled, text } from '../portal.ts';

const { ask, open } = runPortal();

interface Summary {
  total: number;
  reconciliation: { mapped: number; unmapped: number; screenedOut: number; listed: number };
  indicators: { planned: number; investmentRate: number | null };
}
interface Item {
  code: string;
  name: string;
  location: [number, number] | null;
  sites: number;
}
const summary = (query: string) => ask<Summary>(`/api/summary?${query}`);
const figures = (line: string) => (line.match(/\d+/g) ?? []).map(Number);
const percent = (share: number | null) =>
  share === null ? '—' : `${(Math.round(share * 1000) / 10).toFixed(1)}%`;
/** The code at its visible name in a facet. */
const named = (page: Page, facet: string, name: string) =>
  page.getByRole('group', { name: facet, exact: true }).getByText(name, { exact: true });
/** Where a place lies on the screen, by the camera in the link: spherical Mercator, 512 px at zoom 0. */
async function onScreen(page: Page, [lng, lat]: [number, number]): Promise<{ x: number; y: number }> {
  const box = await page.locator('.maplibregl-map').boundingBox();
  const camera = (new URL(page.url()).searchParams.get('map') ?? '').split('/').map(Number);
  const [zoom = NaN, middleLat = NaN, middleLng = NaN] = camera;
  if (!box) throw new Error('no map');
  const world = 512 * 2 ** zoom;
  const north = (latitude: number) => Math.asinh(Math.tan((latitude * Math.PI) / 180)) / (2 * Math.PI);
  return {
    x: box.x + box.width / 2 + ((lng - middleLng) / 360) * world,
    y: box.y + box.height / 2 + (north(middleLat) - north(lat)) * world,
  };
}
const soon = { timeout: 20_000 };

/** List, map and numbers say what the API says of a query. */
async function agree(page: Page, query: string): Promise<Summary> {
  const answer = await summary(query);
  const { total, reconciliation: parts, indicators } = answer;
  await expect.poll(() => count(page, 'listed'), soon).toBe(total);
  expect(await count(page, 'mapped')).toBe(parts.mapped);
  expect(figures(await text(page, 'reconciliation')).slice(0, 4)).toEqual([
    parts.mapped,
    parts.unmapped,
    parts.screenedOut,
    parts.listed,
  ]);
  expect(await text(page, 'investment-rate')).toBe(percent(indicators.investmentRate));
  return answer;
}

describe('narrow and compare', { timeout: 150_000 }, () => {
  it.each([
    ['zh-Hans', '', '筛选', '列表', ['状态', '在建'], ['区县', '梁园区'], ['类别', '产业升级']],
    [
      'en',
      '?lang=en',
      'Filter',
      'List',
      ['Status', 'Under construction'],
      ['District', 'Liangyuan District'],
      ['Category', 'Industry'],
    ],
  ] as const)('reaches one answer by touch on a phone (%s)', async (_, query, filter, list, ...choices) => {
    const { page, faults, close } = await open(query, { width: 390, height: 844, touch: true });
    await page.getByRole('button', { name: filter, exact: true }).tap();
    for (const [facet, name] of choices as readonly (readonly [string, string])[])
      await named(page, facet, name).tap();
    await page.getByRole('button', { name: list, exact: true }).tap();
    const { total } = await agree(page, 'status=under_construction&district=411402&category=industry');
    expect(total).toBeGreaterThan(0);
    const first = page.getByRole('option').first();
    expect(await first.getAttribute('aria-setsize')).toBe(String(total));
    expect(faults).toEqual([]);
    await close();
  });

  it('holds on the map what the list holds: each is found by a click at its place', async () => {
    const query = 'status=under_construction&district=411402&category=industry';
    const { items } = await ask<{ items: Item[] }>(`/api/projects?limit=500&${query}`);
    const placed = items.filter(
      (item): item is Item & { location: [number, number] } => item.location !== null && item.sites === 0,
    );
    expect(placed.length).toBeGreaterThan(3);
    const { page, faults, close } = await open(`?${query}&layers=project`);
    await page.getByTestId('zoom-result').first().click();
    for (const name of ['缩小', '收起列表', '关闭筛选']) {
      await page.getByRole('button', { name, exact: true }).click();
      await settled(page);
    }
    const known = new Set(items.map(({ code }) => code));
    for (const { code, name, location } of placed) {
      const { x, y } = await onScreen(page, location);
      await page.mouse.click(x, y);
      await page.getByTestId('card-code').waitFor();
      const chosen = await page.getByTestId('card-code').innerText();
      expect(known.has(chosen)).toBe(true);
      // Where several lie at one place, the list of them names the others.
      if (chosen !== code)
        expect(await page.getByRole('region', { name: /^此处有/ }).innerText()).toContain(name);
      await page.getByRole('button', { name: '关闭', exact: true }).click();
      await settled(page);
    }
    expect(faults).toEqual([]);
    await close();
  });

  it.each([
    ['zh-Hans', '', '状态', ['在建', '停工'], '仅此一项：停工'],
    ['en', '?lang=en', 'Status', ['Under construction', 'Suspended'], 'Only Suspended'],
  ] as const)('compares two statuses and comes back (%s)', async (_, query, facet, [one, other], only) => {
    const { page, faults, close } = await open(query);
    const whole = await agree(page, '');
    await named(page, facet, one).click();
    const building = await agree(page, 'status=under_construction');
    const money = await text(page, 'planned');
    const row = page.getByRole('group', { name: facet, exact: true });
    await row.getByText(other, { exact: true }).hover();
    await row.getByRole('button', { name: only }).click();
    const suspended = await agree(page, 'status=suspended');
    expect(suspended.total).not.toBe(building.total);
    expect(await text(page, 'planned')).not.toBe(money);

    await named(page, facet, one).click();
    const both = await agree(page, 'status=under_construction,suspended');
    expect(both.total).toBe(building.total + suspended.total);
    expect(both.reconciliation.mapped).toBe(building.reconciliation.mapped + suspended.reconciliation.mapped);
    expect(both.indicators.planned).toBeCloseTo(
      building.indicators.planned + suspended.indicators.planned,
      2,
    );

    await page.goBack();
    await agree(page, 'status=suspended');
    await page.goBack();
    await agree(page, 'status=under_construction');
    expect(await text(page, 'planned')).toBe(money);
    await page.goBack();
    expect((await agree(page, '')).total).toBe(whole.total);
    await page.goForward();
    await agree(page, 'status=under_construction');
    expect(faults).toEqual([]);
    await close();
  });

  it.each([
    ['desk', { width: 1440, height: 900 }],
    ['phone', { width: 390, height: 844, touch: true }],
  ] as const)('goes between list and map without asking for anything again (%s)', async (device, size) => {
    const { page, requests, faults, close } = await open('?map=9/34.4/115.6', size);
    // What is read ahead in a quiet moment has come.
    await page.waitForLoadState('networkidle');
    const before = requests.length;
    const press = async (name: string) => {
      await page.getByRole('button', { name, exact: true }).click();
      await settled(page);
    };
    if (device === 'desk') {
      for (const name of ['收起列表', '展开列表', '关闭筛选', '筛选']) await press(name);
      await page.getByRole('tab', { name: '未落图' }).click();
      await page.getByTestId('tray').waitFor();
      await page.getByRole('tab', { name: '项目' }).click();
    } else {
      for (const name of ['筛选', '图层', '未落图', '列表']) await press(name);
    }
    await page.locator('[role=option]').first().waitFor();
    await settled(page);
    const again = requests.slice(before).filter((path) => /^\/(api\/columns|tiles|archives)/.test(path));
    expect(again).toEqual([]);
    expect(faults).toEqual([]);
    await close();
  });
});
