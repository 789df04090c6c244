import { describe, expect, it } from 'vitest';
import { visit } from './driver.ts';
import type { Page, PageOptions } from './driver.ts';
import { count, runPortal, settled, text } from './portal.ts';

const portal = runPortal();
const { ask } = portal;

interface League {
  rows: {
    code: string | null;
    name: string;
    indicators: { projects: number; aheadOfBaseline: number | null };
  }[];
}
interface Summary {
  total: number;
  indicators: { completed: number; investmentRate: number; lights: Record<string, number> };
}

const wall = { width: 5120, height: 1440 } as const;
const open = (query = '', options: PageOptions = wall) => portal.open(query, options, 'wall-headline');

const ranking = (page: Page) => page.getByTestId('wall-ranking').locator('button[data-code]');

/** Device pixels of the map's canvas and the box that it fills. */
const canvas = (page: Page) =>
  page.locator('canvas.maplibregl-canvas').evaluate((element) => {
    const { width, height, clientWidth, clientHeight } = element as HTMLCanvasElement;
    return { width, height, clientWidth, clientHeight };
  });

describe('the wall', { timeout: 180_000 }, () => {
  it('says the figures of the API, ranks the districts, and draws the map as sharp as the screen', async () => {
    const { page, faults, close } = await open();
    const summary = await ask<Summary>('/api/summary');
    const rate = `${(summary.indicators.investmentRate * 100).toFixed(1)}%`;
    expect(await text(page, 'wall-headline')).toContain(rate);
    const { rows } = await ask<League>('/api/league?by=district');
    const expected = rows
      .filter(({ code, indicators }) => code !== null && indicators.projects > 0)
      .sort((a, b) => (a.indicators.aheadOfBaseline ?? 0) - (b.indicators.aheadOfBaseline ?? 0))
      .map(({ code }) => code);
    await expect.poll(() => ranking(page).count()).toBe(expected.length);
    expect(await ranking(page).evaluateAll((all) => all.map((row) => row.getAttribute('data-code')))).toEqual(
      expected,
    );
    expect(await canvas(page)).toEqual({ ...wall, clientWidth: wall.width, clientHeight: wall.height });
    expect(faults).toEqual([]);
    await close();
  });

  it('writes nothing smaller than 22 px at a height of 1080', async () => {
    const { page, close } = await open('', { width: 3840, height: 1080 });
    await expect.poll(() => ranking(page).count()).toBeGreaterThan(0);
    const small = await page.evaluate(() => {
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      const found: string[] = [];
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const element = node.parentElement;
        if (!element || !node.textContent?.trim() || !element.checkVisibility()) continue;
        const { width } = element.getBoundingClientRect();
        if (width <= 1 || element.closest('.skip, option, script, style')) continue;
        let zoom = 1;
        for (let at: Element | null = element; at; at = at.parentElement) {
          zoom *= Number(getComputedStyle(at).zoom);
        }
        const size = Number.parseFloat(getComputedStyle(element).fontSize) * zoom;
        if (size < 21.9) found.push(`${size} ${node.textContent.trim()}`);
      }
      return found;
    });
    expect(small).toEqual([]);
    await close();
  });

  it('filters by a district of the ranking, and shows all again by a second click', async () => {
    const { page, close } = await open();
    await expect.poll(() => ranking(page).count()).toBeGreaterThan(0);
    const row = ranking(page).first();
    const code = await row.getAttribute('data-code');
    const rows = await ranking(page).count();
    await row.click();
    expect(new URL(page.url()).searchParams.get('district')).toBe(code);
    const summary = await ask<Summary>(`/api/summary?district=${code}`);
    expect(await text(page, 'wall-headline')).toContain(
      `${(summary.indicators.investmentRate * 100).toFixed(1)}%`,
    );
    expect(await ranking(page).count()).toBe(rows);
    await row.click();
    expect(new URL(page.url()).searchParams.get('district')).toBeNull();
    await close();
  });

  it('opens the card of a red light in the place of the ranking, by keyboard too', async () => {
    const { page, close } = await open();
    const red = page.getByTestId('wall-reds').locator('button[data-code]').first();
    await red.focus();
    const code = await red.getAttribute('data-code');
    await page.keyboard.press('Enter');
    await page.getByTestId('card-code').waitFor();
    expect(await text(page, 'card-code')).toBe(code);
    expect(await page.getByTestId('wall-ranking').count()).toBe(0);
    await page.getByRole('button', { name: '关闭' }).first().click();
    await page.getByTestId('wall-ranking').waitFor();
    await close();
  });

  it('reaches filter and layers by a button, and says when nothing passes', async () => {
    const { page, close } = await open('?q=没有这个项目', { width: 3840, height: 1080 });
    expect(await text(page, 'wall-headline')).toBe('没有符合条件的项目');
    await page.getByRole('button', { name: '清除全部筛选' }).click();
    expect(await text(page, 'wall-headline')).toContain('投资完成');
    await page.getByRole('button', { name: '筛选', exact: true }).click();
    await page.getByTestId('count-status-under_construction').waitFor();
    await page.getByRole('button', { name: '关闭筛选' }).click();
    await page.getByTestId('wall-headline').waitFor();
    await close();
  });

  it('writes the figures of every district clear of each other', async () => {
    const { page, close } = await open();
    const { rows } = await ask<League>('/api/league?by=district');
    const written = page.getByTestId('district-figures').locator('text');
    const expected = rows.filter(({ code, indicators }) => code !== null && indicators.projects > 0);
    await expect.poll(() => written.count()).toBe(expected.length);
    await settled(page);
    const boxes = await written.evaluateAll((texts) =>
      texts.map((text) => {
        const { left, top, right, bottom } = text.getBoundingClientRect();
        return { said: text.textContent, left, top, right, bottom };
      }),
    );
    for (const { name } of expected) expect(boxes.filter(({ said }) => said.includes(name))).toHaveLength(1);
    const meeting = boxes.flatMap((a, at) =>
      boxes
        .slice(at + 1)
        .filter((b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom)
        .map((b) => `${a.said} / ${b.said}`),
    );
    expect(meeting).toEqual([]);
    await close();
  });

  it('finds by the key of the search, hands the view on, and offers the dossier', async () => {
    const { page, close } = await open();
    await page.locator('body').press('/');
    await page.getByRole('combobox', { name: '查找' }).waitFor();
    await page.keyboard.type('sqjc');
    await page.getByRole('option', { name: /商丘机场.*SQ-P-002/ }).waitFor();
    await page.keyboard.press('Enter');
    await expect.poll(() => text(page, 'card-code')).toBe('SQ-P-002');
    await page.getByRole('button', { name: '关闭筛选' }).click();
    expect(await page.getByRole('link', { name: 'XLSX' }).first().getAttribute('href')).toContain(
      '/api/dossier.xlsx',
    );
    await page.locator('.foot').getByRole('button', { name: '分享当前视图' }).first().click();
    const dialog = page.getByRole('dialog', { name: '分享当前视图' });
    await dialog.waitFor();
    // As large as the rest of the wall, and whole on the screen.
    const box = await dialog.boundingBox();
    expect(box?.width).toBeGreaterThan(1200);
    expect((box?.y ?? -1) >= 0 && (box?.y ?? 0) + (box?.height ?? 0) <= wall.height).toBe(true);
    expect(await dialog.getByTestId('share-link').inputValue()).toContain('select=project:SQ-P-002');
    await close();
  });

  it('has monthly reporting as large as the rest', async () => {
    const { page, close } = await visit(`${portal.server.url}/?page=reporting`, {
      width: 3840,
      height: 1080,
    });
    await page.getByTestId('token').waitFor();
    const field = await page.getByTestId('token').boundingBox();
    // 36 px at the scale of a desk, twice that at a height of 1080.
    expect(field?.height).toBeGreaterThan(60);
    await page.getByRole('button', { name: '关闭填报' }).click();
    await page.getByTestId('wall-headline').waitFor();
    await close();
  });

  it('follows the month, in English', async () => {
    const { page, faults, close } = await open('?lang=en', { width: 3840, height: 1080 });
    await page.getByTestId('month').press('ArrowLeft');
    const month = new URL(page.url()).searchParams.get('month') ?? '';
    const summary = await ask<Summary>(`/api/summary?month=${month}`);
    expect(await text(page, 'wall-headline')).toContain(
      `${(summary.indicators.investmentRate * 100).toFixed(1)}% of the annual plan`,
    );
    const reds = (await page.getByTestId('wall-reds').getByRole('heading').innerText()).replace(/\D/g, '');
    expect(Number(reds)).toBe(summary.indicators.lights.red);
    await settled(page);
    // An expression of the map's style that is not valid is told on the console only.
    expect(faults).toEqual([]);
    await close();
  });
});

describe('a screen of 3840×2160', { timeout: 180_000 }, () => {
  it('has the layout of a desk, drawn larger, and a sharp map', async () => {
    const { page, close } = await portal.open('', { width: 3840, height: 2160 }, 'listed');
    expect(await count(page, 'listed')).toBe((await ask<Summary>('/api/summary')).total);
    const { width, height, clientWidth, clientHeight } = await canvas(page);
    expect([width, height]).toEqual([clientWidth, clientHeight]);
    expect(width).toBeGreaterThan(3600);
    await close();
  });

  it('is as sharp with two device pixels to each', async () => {
    const { page, close } = await portal.open('', { width: 3840, height: 2160, scale: 2 }, 'listed');
    const { width, height, clientWidth, clientHeight } = await canvas(page);
    // Past the 4096 that MapLibre would stop at.
    expect([width, height]).toEqual([clientWidth * 2, clientHeight * 2]);
    expect(width).toBeGreaterThan(7200);
    await close();
  });
});
