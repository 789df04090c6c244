/** The whole portal by the real keyboard: no click, and at every stop a focus that is seen. */
import { describe, expect, it } from 'vitest';
import type { Page } from '../driver.ts';
import { runPortal, settled } from '../portal.ts';

const portal = runPortal();

/** A busy machine draws the map anew before it has time for anything else. */
const soon = { timeout: 15_000 };
type Role = Parameters<Page['getByRole']>[0];
interface Stop {
  readonly role: Role;
  readonly name: string | RegExp;
}

/** What is wrong with the focus: nowhere, outside of the screen, covered, or without a mark. */
const focusFault = (page: Page) =>
  page.evaluate(() => {
    const active = document.activeElement;
    if (!(active instanceof HTMLElement) || active === document.body) return 'nothing has the focus';
    const who = `${active.tagName} ${active.ariaLabel ?? active.textContent.trim().slice(0, 40)}`;
    const marked = (element: Element | null) =>
      element !== null && getComputedStyle(element).outlineStyle !== 'none';
    // Boxes to tick and lists to choose from are drawn by their label, the search by its box.
    const label = active.closest('label');
    const isDrawn = getComputedStyle(active).opacity !== '0';
    const seen = [label, ...(isDrawn ? [active] : []), active.parentElement].find(marked);
    if (!seen) return `${who}: the focus is not marked`;
    const { left, top, width, height } = seen.getBoundingClientRect();
    const at = document.elementFromPoint(left + width / 2, top + height / 2);
    if (at === null) return `${who}: outside of the screen`;
    const covered = !seen.contains(at) && !at.contains(seen);
    return covered ? `${who}: covered by ${at.className.toString()}` : undefined;
  });

const has = async (page: Page, { role, name }: Stop) =>
  (await page.getByRole(role, { name }).and(page.locator(':focus')).count()) > 0;

/** Presses the tab key until something has the focus; every stop on the way is looked at. */
async function tabTo(page: Page, role: Role, name: string | RegExp, key = 'Tab'): Promise<void> {
  const most = 90;
  for (let pressed = 0; pressed < most; pressed += 1) {
    await page.keyboard.press(key);
    const fault = await focusFault(page);
    // Beyond the last thing the browser has its own.
    if (fault !== undefined && fault !== 'nothing has the focus') throw new Error(fault);
    if (await has(page, { role, name })) return;
  }
  throw new Error(`no ${role} “${String(name)}” within ${most} stops`);
}
const parameter = (page: Page, key: string) => new URL(page.url()).searchParams.get(key);
const holds = (page: Page, stop: Stop) => expect.poll(() => has(page, stop), soon).toBe(true);

describe('by keyboard alone', { timeout: 240_000 }, () => {
  it('finds, filters, sorts, opens, measures, shares, and changes how the screen looks', async () => {
    const { page, faults, close } = await portal.open();
    const { keyboard } = page;
    await keyboard.press('Tab');
    await holds(page, { role: 'link', name: '跳到项目列表' });

    // Find a project by the initials of its pinyin; it has the focus; Esc goes back.
    await keyboard.press('/');
    await keyboard.type('sqjc');
    await page.locator('#search-results [aria-selected=true]', { hasText: '商丘机场' }).waitFor();
    await keyboard.press('Enter');
    await holds(page, { role: 'heading', name: /^商丘机场/ });
    await keyboard.press('Escape');
    await expect.poll(() => page.getByTestId('card-code').count(), soon).toBe(0);
    expect(await focusFault(page)).toBeUndefined();

    // Two conditions; what they leave is told once they rest.
    await tabTo(page, 'checkbox', /^在建/);
    await keyboard.press('Space');
    await tabTo(page, 'checkbox', /^梁园区/);
    await keyboard.press('Space');
    const conditions = () => [parameter(page, 'status'), parameter(page, 'district')];
    await expect.poll(conditions, soon).toEqual(['under_construction', '411402']);
    const { total } = await portal.ask<{ total: number }>(
      '/api/projects?status=under_construction&district=411402',
    );
    await expect.poll(() => page.getByTestId('said').innerText(), soon).toMatch(`显示 ${total} 项`);

    // Sort, go through the rows, into the card and back to the row.
    await tabTo(page, 'button', /^年度计划/);
    await keyboard.press('Enter');
    await expect.poll(() => page.locator('.heads :focus').getAttribute('aria-pressed'), soon).toBe('true');
    await tabTo(page, 'listbox', '项目');
    await keyboard.press('ArrowDown');
    await keyboard.press('ArrowDown');
    await page.getByTestId('card-code').waitFor();
    const chosen = page.locator('[role=option][aria-selected=true]');
    expect(await chosen.getAttribute('aria-posinset')).toBe('2');
    const code = (await chosen.getAttribute('data-code')) ?? '';
    await page.getByTestId('card-code').filter({ hasText: code }).waitFor();
    await keyboard.press('Enter');
    await expect.poll(() => page.locator('#card-name:focus').count(), soon).toBe(1);
    await keyboard.press('Escape');
    await holds(page, { role: 'listbox', name: '项目' });

    // The other tabs, the month.
    await tabTo(page, 'slider', '评判月份', 'Shift+Tab');
    const month = await page.getByTestId('month').inputValue();
    await keyboard.press('ArrowLeft');
    await expect.poll(() => parameter(page, 'month'), soon).toMatch(`-0${Number(month) - 1}`);
    await tabTo(page, 'tab', '项目', 'Shift+Tab');
    await keyboard.press('ArrowRight');
    await holds(page, { role: 'tab', name: '排名' });
    await page.getByTestId('league-total').waitFor();
    await keyboard.press('ArrowRight');
    await holds(page, { role: 'tab', name: /^未落图/ });
    await page.getByTestId('tray').waitFor();
    await keyboard.press('Home');
    await holds(page, { role: 'tab', name: '项目' });

    // Layers: in, switched, out.
    await tabTo(page, 'button', '图层与图例');
    await keyboard.press('Enter');
    await page.getByRole('switch').first().waitFor();
    await tabTo(page, 'switch', '地块');
    await keyboard.press('Space');
    await expect.poll(() => parameter(page, 'layers'), soon).toContain('parcel');
    await keyboard.press('Escape');
    await holds(page, { role: 'button', name: '图层与图例' });

    expect(faults).toEqual([]);
    await close();
  });

  it('measures and chooses on the map, shares, goes to reporting and back, changes theme and language', async () => {
    const { page, faults, close } = await portal.open('?map=11/34.42/115.65');
    const { keyboard } = page;
    await tabTo(page, 'button', '测量距离和面积');
    await keyboard.press('Enter');
    await expect.poll(() => page.locator('.maplibregl-canvas:focus').count(), soon).toBe(1);
    await keyboard.press('Enter');
    await keyboard.press('ArrowRight');
    await settled(page);
    await keyboard.press('Enter');
    await expect.poll(() => page.getByTestId('measured').innerText(), soon).toMatch(/^[\d.]+ k?m$/);
    await keyboard.press('Escape');
    await expect.poll(() => page.getByTestId('measured').count(), soon).toBe(0);
    expect(await page.locator('.maplibregl-canvas:focus').count()).toBe(1);

    // At the cross; a list of what lies there takes the keys, Esc gives them back.
    await settled(page);
    await keyboard.press('Enter');
    await page.getByTestId('card-code').waitFor();
    if ((await page.getByRole('region', { name: /^此处有/ }).count()) > 0) await keyboard.press('Escape');
    await expect.poll(() => page.locator('.maplibregl-canvas:focus').count(), soon).toBe(1);
    const name = await page.locator('#card-name').innerText();
    await expect.poll(() => page.getByTestId('said').innerText(), soon).toBe(`已选：${name}`);

    await tabTo(page, 'button', '分享当前视图', 'Shift+Tab');
    await keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    await tabTo(page, 'textbox', '链接');
    await keyboard.press('Escape');
    await holds(page, { role: 'button', name: '分享当前视图' });

    await tabTo(page, 'combobox', '界面主题', 'Shift+Tab');
    await keyboard.press('End');
    await expect.poll(() => page.locator('html').getAttribute('data-theme'), soon).toBe('dark');
    await tabTo(page, 'button', '数据', 'Shift+Tab');
    await keyboard.press('Enter');
    await page.getByTestId('token').waitFor();
    await expect.poll(() => page.locator('#page:focus').count(), soon).toBe(1);
    await tabTo(page, 'textbox', '操作员令牌');
    await tabTo(page, 'button', '关闭填报', 'Shift+Tab');
    await keyboard.press('Enter');
    await holds(page, { role: 'button', name: '数据' });

    // Dark now: every stop of the bar is seen here too.
    await tabTo(page, 'combobox', '界面语言');
    await keyboard.press('End');
    await expect.poll(() => page.locator('html').getAttribute('lang'), soon).toBe('en');
    await tabTo(page, 'checkbox', /^Behind/);
    expect(faults).toEqual([]);
    await close();
  });
});
