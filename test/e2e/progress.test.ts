import { describe, expect, it } from 'vitest';
import { pixels } from './driver.ts';
import type { Page, PageOptions } from './driver.ts';
import { choose, count, runPortal, settled, text } from './portal.ts';

const portal = runPortal();
const { ask } = portal;

interface Summary {
  total: number;
  indicators: {
    planned: number;
    completed: number;
    investmentRate: number;
    behind: number;
    lights: Record<string, number>;
  };
  facets: Record<string, { code: string; count: number }[]>;
}
interface ProjectItem {
  code: string;
  location: [number, number] | null;
}

const summary = (query: string) => ask<Summary>(`/api/summary?${query}`);
const lights = ['red', 'yellow', 'green', 'none'];

/** With the numbers of the month there too. */
const open = (query?: string, options?: PageOptions) => portal.open(query, options, 'investment-rate');

const lightsOn = async (page: Page) =>
  Promise.all(lights.map(async (light) => [light, await count(page, `lights-${light}`)]));
const lightsOf = ({ indicators }: Summary) => lights.map((light) => [light, indicators.lights[light]]);

describe('progress in a browser', { timeout: 90_000 }, () => {
  it('shows the lights and the money of the API, and filters by a light', async () => {
    const { page, faults, close } = await open();
    const all = await summary('');
    expect(await lightsOn(page)).toEqual(lightsOf(all));
    // The API speaks in 万元, the screen in 亿元.
    expect(await text(page, 'completed')).toBe(
      (all.indicators.completed / 10_000).toLocaleString('zh-CN', {
        minimumFractionDigits: 1,
        maximumFractionDigits: 1,
      }),
    );
    expect(await text(page, 'investment-rate')).toBe(`${(all.indicators.investmentRate * 100).toFixed(1)}%`);
    for (const { code, count: expected } of all.facets.light ?? []) {
      expect([code, await count(page, `count-light-${code}`)]).toEqual([code, expected]);
    }

    await choose(page, 'light', 'red');
    const red = await summary('light=red');
    expect(red.total).toBe(all.indicators.lights.red);
    expect(await count(page, 'listed')).toBe(red.total);
    expect(await lightsOn(page)).toEqual(lightsOf(red));
    expect(new URL(page.url()).searchParams.get('light')).toBe('red');
    expect(faults).toEqual([]);
    await close();
  });

  it('counts what lags by more than so many points, and what is not on the map', async () => {
    const { page, close } = await open('?lagOver=20');
    const lagging = await summary('lagOver=20');
    expect(lagging.total).toBeGreaterThan(0);
    expect(await count(page, 'listed')).toBe(lagging.total);
    expect(await count(page, 'count-lag')).toBe(lagging.total);
    await page.getByTestId('lag-points').fill('5');
    expect(await count(page, 'listed')).toBe((await summary('lagOver=5')).total);
    expect(new URL(page.url()).searchParams.get('lagOver')).toBe('5');
    await close();
    const without = await open('?unmapped=1');
    expect(await count(without.page, 'listed')).toBe((await summary('unmapped=1')).total);
    await without.close();
  });

  it('moves through the year: counts follow the API, no tile is asked for', async () => {
    const { page, faults, requests, close } = await open();
    const before = requests.length;
    const slider = page.getByTestId('month');
    await slider.focus();
    for (const month of ['2026-06', '2026-05', '2026-04', '2026-03']) {
      await slider.press('ArrowLeft');
      expect(new URL(page.url()).searchParams.get('month')).toBe(month);
      expect([month, await lightsOn(page)]).toEqual([month, lightsOf(await summary(`month=${month}`))]);
    }
    await settled(page);
    expect(
      requests.slice(before).filter((path) => /^\/(tiles|archives|api\/(?!revisions))/.test(path)),
    ).toEqual([]);
    // The months after the last judged one are on the scale and cannot be chosen.
    await slider.press('End');
    expect(new URL(page.url()).searchParams.get('month')).toBeNull();
    expect(await lightsOn(page)).toEqual(lightsOf(await summary('')));
    expect(faults).toEqual([]);
    await close();
  });

  it('plays the year from January when it has come to its end', async () => {
    const { page, close } = await open();
    await page.getByRole('button', { name: '播放全年' }).click();
    await expect.poll(() => new URL(page.url()).searchParams.get('month')).toBe('2026-01');
    await expect
      .poll(() => new URL(page.url()).searchParams.get('month'), { timeout: 5_000 })
      .toBe('2026-02');
    await page.getByRole('button', { name: '暂停' }).click();
    await close();
  });

  it('shows whoever gets a link with month and light the same view', async () => {
    const first = await open('?light=yellow&month=2026-04');
    const expected = await summary('light=yellow&month=2026-04');
    expect(await count(first.page, 'listed')).toBe(expected.total);
    const second = await open(new URL(first.page.url()).search);
    expect(await lightsOn(second.page)).toEqual(lightsOf(expected));
    expect(second.page.url()).toBe(first.page.url());
    await first.close();
    await second.close();
  });

  it('leaves a month that is not judged out of the link, and tells', async () => {
    const { page, faults, close } = await open('?month=2026-12');
    await expect.poll(() => new URL(page.url()).searchParams.get('month')).toBeNull();
    expect(await lightsOn(page)).toEqual(lightsOf(await summary('')));
    expect(faults).toEqual([]);
    await close();
  });

  it('shows the list and the progress as they were known on the day that a link asks for', async () => {
    const { page, faults, requests, close } = await open('?asOf=2026-05-31');
    const then = await summary('asOf=2026-05-31');
    expect(await count(page, 'listed')).toBe(then.total);
    expect(await lightsOn(page)).toEqual(lightsOf(then));
    for (const { code, count: expected } of then.facets.annualClass ?? []) {
      expect([code, await count(page, `count-annualClass-${code}`)]).toEqual([code, expected]);
    }
    for (const noun of ['project', 'progress']) {
      expect(requests.filter((path) => path.startsWith(`/api/columns/${noun}?`))).toEqual([
        expect.stringContaining('asOf=2026-05-31'),
      ]);
    }
    expect(faults).toEqual([]);
    await close();
  });

  it('asks for list and progress of another year, and stays in the present when there are none', async () => {
    const { page, faults, requests, close } = await open('?year=2025');
    await expect.poll(() => new URL(page.url()).searchParams.get('year')).toBeNull();
    const asked = requests.filter((path) => /^\/api.*year=2025/.test(path)).map((path) => path.split('?')[0]);
    expect(new Set(asked)).toEqual(new Set(['/api/columns/project', '/api/columns/progress']));
    expect(await lightsOn(page)).toEqual(lightsOf(await summary('')));
    expect(faults.filter((fault) => !fault.includes('400'))).toEqual([]);
    await close();
  });

  it('goes back to the present when a link asks for a day that nothing is known of, and tells', async () => {
    const { page, faults, close } = await open('?asOf=1999-01-01&light=red');
    await expect.poll(() => new URL(page.url()).searchParams.get('asOf')).toBeNull();
    expect(await lightsOn(page)).toEqual(lightsOf(await summary('light=red')));
    expect(new URL(page.url()).searchParams.get('light')).toBe('red');
    expect(faults.length).toBeGreaterThan(0);
    expect(faults.filter((fault) => !fault.includes('400'))).toEqual([]);
    await close();
  });

  it('says in the legend what the badges mean, while there are any', async () => {
    const { page, close } = await open();
    await page.getByRole('button', { name: '图层' }).click();
    await page.getByTestId('legend-light-red').waitFor();
    await choose(page, 'light', 'green');
    await settled(page);
    await expect.poll(() => page.getByTestId('legend-light-red').count()).toBe(0);
    await close();
  });

  it('draws the badge of a red light at its project, and none in a month in which it was green', async () => {
    const { items } = await ask<{ items: ProjectItem[] }>('/api/projects?limit=500&light=red');
    const green = await ask<{ items: ProjectItem[] }>('/api/projects?limit=500&light=green&month=2026-03');
    const greenThen = new Set(green.items.map(({ code }) => code));
    const known = items.find(({ code, location }) => location && greenThen.has(code));
    if (!known?.location) throw new Error('no located project that turned from green to red');
    const [lng, lat] = known.location;
    const badge = async (query: string) => {
      const { page, close } = await open(`?map=16/${lat}/${lng}&layers=project${query}`, {
        drawn: true,
      });
      const box = await page.locator('.maplibregl-map').boundingBox();
      if (!box) throw new Error('no map');
      // Up and right of the project, which the link puts in the middle.
      const clip = { x: box.x + box.width / 2, y: box.y + box.height / 2 - 14, width: 14, height: 14 };
      const colours = await pixels(page, clip);
      await close();
      // --li-red #C4262E, within the tolerance of antialiasing
      return colours.filter(
        ([r, g, b]) => Math.abs(r - 0xc4) < 24 && Math.abs(g - 0x26) < 24 && Math.abs(b - 0x2e) < 24,
      ).length;
    };
    expect(await badge('')).toBeGreaterThan(20);
    expect(await badge('&month=2026-03')).toBe(0);
  });
});
