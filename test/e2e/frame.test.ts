/** The frame in a browser: rail, panels that are drawn to size and remembered, themes, and the layouts of each width. */
import { describe, expect, it } from 'vitest';
import type { Page } from './driver.ts';
import { runPortal, settled } from './portal.ts';

const portal = runPortal();
const { open } = portal;

const edge = (page: Page, name: string) => page.getByRole('separator', { name });
const widthOf = async (page: Page, selector: string) =>
  Math.round((await page.locator(selector).boundingBox())?.width ?? 0);
const heightOf = async (page: Page, selector: string) =>
  Math.round((await page.locator(selector).boundingBox())?.height ?? 0);
const theme = (page: Page) => page.locator('html').getAttribute('data-theme');
/** What panels cover of the map at its left, as the map has been told. */
const covered = (page: Page) =>
  page
    .locator('main .map .map')
    .evaluate((map) => parseInt(getComputedStyle(map).getPropertyValue('--left')));

/** A busy machine draws the map anew before it has time for anything else. */
const soon = { timeout: 15_000 };

describe('the frame of the screen', { timeout: 90_000 }, () => {
  it('draws panels larger and smaller by keyboard, and the map keeps clear of them', async () => {
    const { page, faults, close } = await open('?select=project:SQ-P-020');
    await page.getByTestId('card-code').waitFor();
    const filter = edge(page, '调整筛选栏宽度');
    expect(await filter.getAttribute('aria-valuenow')).toBe('264');
    expect(await covered(page)).toBe(264 + 16);
    await filter.focus();
    await page.keyboard.press('ArrowRight');
    expect(await widthOf(page, '#filter-panel')).toBe(278);
    expect(await filter.getAttribute('aria-valuenow')).toBe('278');
    expect(await covered(page)).toBe(278 + 16);
    await page.keyboard.press('Home');
    expect(await widthOf(page, '#filter-panel')).toBe(Number(await filter.getAttribute('aria-valuemin')));
    await page.keyboard.press('End');
    expect(await widthOf(page, '#filter-panel')).toBe(Number(await filter.getAttribute('aria-valuemax')));
    await page.keyboard.press('Enter');
    expect(await widthOf(page, '#filter-panel')).toBe(264);

    await edge(page, '调整列表高度').focus();
    await page.keyboard.press('Shift+ArrowUp');
    expect(await heightOf(page, '#list')).toBe(234 + 84);
    await edge(page, '调整详情栏宽度').focus();
    await page.keyboard.press('ArrowLeft');
    expect(await widthOf(page, '#card-panel')).toBe(372 + 14);
    // What keys have set is found again too.
    await page.reload();
    await page.getByTestId('card-code').waitFor();
    expect(await heightOf(page, '#list')).toBe(234 + 84);
    expect(await widthOf(page, '#card-panel')).toBe(372 + 14);
    expect(await widthOf(page, '#filter-panel')).toBe(264);
    expect(faults).toEqual([]);
    await close();
  });

  it('draws a panel by pointer and finds it as it was left', async () => {
    const { page, close } = await open();
    const box = await edge(page, '调整列表高度').boundingBox();
    if (!box) throw new Error('the list has no edge');
    await page.mouse.move(box.x + box.width / 2, box.y + 4);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width / 2, box.y + 4 - 100, { steps: 4 });
    await page.mouse.up();
    expect(await heightOf(page, '#list')).toBe(334);
    await page.getByRole('button', { name: '关闭筛选' }).click();
    await page.reload();
    await page.getByTestId('mapped').first().waitFor();
    expect(await heightOf(page, '#list')).toBe(334);
    expect(await page.locator('#filter-panel').count()).toBe(0);
    expect(await covered(page)).toBe(8);
    await page.getByRole('button', { name: '筛选', exact: true }).click();
    expect(await page.locator('#filter-panel').count()).toBe(1);
    await page.getByRole('button', { name: '收起列表' }).click();
    expect(await heightOf(page, '#list')).toBe(36);
    expect(await edge(page, '调整列表高度').count()).toBe(0);
    await close();
  });

  it('follows the theme of the system until one is chosen, and remembers that', async () => {
    const { page, faults, close } = await open();
    expect(await theme(page)).toBe('light');
    await page.emulateMedia({ colorScheme: 'dark' });
    await expect.poll(() => theme(page), soon).toBe('dark');
    expect(new URL(page.url()).searchParams.get('theme')).toBeNull();

    await page.getByRole('combobox', { name: '界面主题' }).selectOption('light');
    expect(await theme(page)).toBe('light');
    await page.goto(`${portal.server.url}/`);
    await page.getByTestId('mapped').first().waitFor();
    expect(await theme(page)).toBe('light');

    await page.getByRole('combobox', { name: '界面主题' }).selectOption('system');
    expect(await theme(page)).toBe('dark');
    await page.goto(`${portal.server.url}/`);
    await page.getByTestId('mapped').first().waitFor();
    expect(await theme(page)).toBe('dark');
    expect(faults).toEqual([]);
    await close();
  });

  it('goes to a mode and back by its rail, and has no mode that is not there', async () => {
    const { page, faults, close } = await open('?status=suspended');
    const rail = page.getByRole('navigation', { name: '功能' });
    expect(await rail.locator('li').allInnerTexts()).toEqual(['总览', '数据']);
    await rail.getByRole('button', { name: '数据' }).click();
    await page.getByTestId('reporting').waitFor();
    expect(await rail.getByRole('button', { name: '数据' }).getAttribute('aria-current')).toBe('page');
    await rail.getByRole('button', { name: '总览' }).click();
    await expect.poll(() => page.getByTestId('reporting').count()).toBe(0);
    expect(new URL(page.url()).searchParams.get('status')).toBe('suspended');
    expect(faults).toEqual([]);
    await close();
  });

  it('folds the filter away where the screen is narrower, and says how many conditions it holds', async () => {
    const { page, close } = await open('?status=suspended&category=industry', { width: 1280, height: 800 });
    expect(await page.locator('#filter-panel').count()).toBe(0);
    expect(await heightOf(page, '#list')).toBe(234);
    // What is active stays in sight, and the search in reach.
    expect(await page.getByTestId('chips').getByRole('button').count()).toBeGreaterThanOrEqual(2);
    await page.keyboard.press('/');
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.getAttribute('role')), soon)
      .toBe('combobox');
    await page.keyboard.press('Escape');
    await expect.poll(() => page.getByRole('combobox', { name: /^查找/ }).count(), soon).toBe(0);
    expect(await page.getByTestId('chips').isVisible()).toBe(true);
    await page.getByRole('button', { name: /^筛选\s*2/ }).click();
    expect(await widthOf(page, '#filter-panel')).toBe(264);
    await close();
  });

  it('puts the card in place of the list between 640 and 1179 px, and the filter in place of the card', async () => {
    const { page, faults, close } = await open('', { width: 800, height: 900 });
    await page.locator('[role=option]').first().click();
    await page.getByTestId('card-code').waitFor();
    expect(await page.locator('#list').count()).toBe(0);
    await page.getByRole('button', { name: '筛选', exact: true }).click();
    expect(await page.locator('#filter-panel').count()).toBe(1);
    expect(await page.getByTestId('card-code').count()).toBe(0);
    await page.getByRole('button', { name: '关闭筛选' }).click();
    await page.locator('#list').waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(800);
    expect(faults).toEqual([]);
    await close();
  });

  it('reaches everything on a phone, with targets of 44 px', async () => {
    const { page, faults, close } = await open('', { width: 390, height: 844, touch: true });
    await page.getByRole('button', { name: '菜单' }).tap();
    await page.getByRole('radio', { name: '深色' }).tap();
    expect(await theme(page)).toBe('dark');
    const small = await page.locator('.place :is(button, label), .sheet nav button').evaluateAll((targets) =>
      targets
        .map((target) => ({ text: target.textContent.trim(), box: target.getBoundingClientRect() }))
        .filter(({ box }) => box.height < 44 || box.width < 44)
        .map(({ text }) => text),
    );
    expect(small).toEqual([]);
    await page.keyboard.press('Escape');
    expect(await page.getByRole('radio', { name: '深色' }).count()).toBe(0);
    for (const [tab, shown] of [
      ['排名', '[data-testid=league]'],
      ['未落图', '[data-testid=tray]'],
      ['图层', '.layers'],
      ['筛选', '.filter'],
    ] as const) {
      await page.getByRole('button', { name: tab, exact: true }).tap();
      await page.locator(shown).waitFor();
    }
    await page.getByRole('button', { name: '菜单' }).tap();
    await page.getByRole('button', { name: '月度填报' }).tap();
    await page.getByTestId('reporting').waitFor();
    expect(faults).toEqual([]);
    await settled(page).catch(() => undefined);
    await close();
  });
});
