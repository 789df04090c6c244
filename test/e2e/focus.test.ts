/** The focus of the keyboard is never lost: what opens takes it or leaves it, what closes gives it back. */
import { describe, expect, it } from 'vitest';
import type { Page } from './driver.ts';
import { runPortal } from './portal.ts';

const portal = runPortal();

const soon = { timeout: 15_000 };
type Role = Parameters<Page['getByRole']>[0];
/** Resolves once a thing with this role and name has the focus. */
const holds = (page: Page, role: Role, name: string | RegExp) =>
  expect
    .poll(() => page.getByRole(role, { name }).and(page.locator(':focus')).count(), soon)
    .toBeGreaterThan(0);
const press = async (page: Page, role: Role, name: string | RegExp, key = 'Enter') => {
  await page.getByRole(role, { name }).first().focus();
  await page.keyboard.press(key);
};
/** Goes to another view as the back button does. */
const to = (page: Page, query: string) =>
  page.evaluate((address) => {
    history.pushState(null, '', address);
    dispatchEvent(new PopStateEvent('popstate'));
  }, query);

describe('the focus of the keyboard', { timeout: 120_000 }, () => {
  it('goes with the filter and the layers, and back to the buttons that open them', async () => {
    const { page, close } = await portal.open();
    await press(page, 'button', '关闭筛选');
    await holds(page, 'button', /^筛选/);
    await page.keyboard.press('Enter');
    await expect.poll(() => page.locator('#filter-panel:focus').count(), soon).toBe(1);
    await page.keyboard.press('Tab');
    expect(await page.locator('#filter-panel :focus').count()).toBe(1);

    await press(page, 'button', '图层与图例');
    await press(page, 'button', '关闭图层');
    await holds(page, 'button', '图层与图例');
    await close();
  });

  it('goes from the search back to where it was, and from a notice that is put away to what was used before', async () => {
    const { page, close } = await portal.open();
    await page.getByRole('listbox', { name: '项目' }).focus();
    await page.keyboard.press('/');
    await page.keyboard.type('a');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await holds(page, 'listbox', '项目');

    await to(page, '?district=999999');
    await page.getByTestId('link-notice').waitFor();
    await page.getByTestId('link-notice').getByRole('button').focus();
    await page.keyboard.press('Enter');
    await holds(page, 'listbox', '项目');
    await close();
  });

  it('stays where a step ends: zoom and month', async () => {
    const { page, close } = await portal.open('?map=22/34.4/115.6');
    await page.getByRole('button', { name: '放大' }).focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await holds(page, 'button', '放大');
    await press(page, 'button', '下一月');
    await page.keyboard.press('Enter');
    await holds(page, 'button', '下一月');
    await close();
  });

  it('goes into the card that takes the place of the list, and into the list that comes back', async () => {
    const { page, close } = await portal.open('', { width: 800, height: 900 });
    await page.getByRole('listbox', { name: '项目' }).focus();
    await page.keyboard.press('ArrowDown');
    await expect.poll(() => page.locator('#card-name:focus').count(), soon).toBe(1);
    await press(page, 'button', /^关闭$/);
    await holds(page, 'listbox', '项目');
    await close();
  });

  it('goes from a card to the card of what lies in it', async () => {
    const { items } = await portal.ask<{ items: { code: string }[] }>('/api/districts?limit=1');
    const { page, close } = await portal.open(`?select=district:${items[0]?.code ?? ''}`);
    const inside = page.getByTestId('surroundings').getByRole('listitem').getByRole('button').first();
    await inside.focus();
    const before = await page.getByTestId('card-code').innerText();
    await page.keyboard.press('Enter');
    await expect.poll(() => page.getByTestId('card-code').innerText(), soon).not.toBe(before);
    await expect.poll(() => page.locator('#card-name:focus').count(), soon).toBe(1);
    await close();
  });

  it('goes back to search and menu on a phone', async () => {
    const { page, close } = await portal.open('', { width: 390, height: 844, touch: true });
    await press(page, 'button', '查找');
    await holds(page, 'combobox', /^查找/);
    await page.keyboard.press('Escape');
    await holds(page, 'button', '查找');
    await press(page, 'button', '菜单');
    await page.keyboard.press('Escape');
    await holds(page, 'button', '菜单');
    await close();
  });
});
