/** The search in a browser: by keys and by touch, in Chinese and English, with and without the server. */
import { describe, expect, it } from 'vitest';
import type { Page } from './driver.ts';
import { runPortal, settled } from './portal.ts';

const portal = runPortal();
const { open } = portal;
const airport = '商丘机场（观堂机场，军民合用改扩建）';

const box = (page: Page) => page.getByRole('combobox', { name: /^(查找|Search)/ });
const option = (page: Page, name: string | RegExp) =>
  page.locator('#search-results').getByRole('option', { name });
/** The option that Enter chooses. */
const active = (page: Page) => page.locator('[role=option][aria-selected=true][id^=search-results]');

describe('the search', { timeout: 90_000 }, () => {
  it('finds the airport by the initials of its pinyin, by keys alone', async () => {
    const { page, faults, close } = await open();
    await page.keyboard.press('/');
    await page.keyboard.type('sqjc');
    await active(page).filter({ hasText: airport }).waitFor();
    expect(await active(page).locator('mark').allInnerTexts()).toEqual(['商丘机场']);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: airport }).waitFor();
    await settled(page);
    const address = new URL(page.url());
    expect(address.searchParams.get('select')).toBe('project:SQ-P-002');
    const [zoom = 0, lat = 0, lng = 0] = (address.searchParams.get('map') ?? '').split('/').map(Number);
    expect([zoom > 11, Math.abs(lat - 34.45) < 0.05, Math.abs(lng - 115.472) < 0.05]).toEqual([
      true,
      true,
      true,
    ]);
    // What was chosen stands among the recent ones, after a new start too.
    await page.reload();
    await page.getByTestId('mapped').first().waitFor();
    await page.keyboard.press('Control+k');
    await page.getByRole('group', { name: '最近查找' }).getByRole('option', { name: airport }).waitFor();
    expect(faults).toEqual([]);
    await close();
  });

  it('follows the pattern of a combobox: arrows, Esc, what is told to a reader', async () => {
    const { page, close } = await open('?lang=en');
    await page.keyboard.press('/');
    await page.keyboard.type('liangyuan');
    await page.getByRole('group', { name: 'Districts' }).waitFor();
    expect(await box(page).getAttribute('aria-controls')).toBe('search-results');
    const first = await active(page).innerText();
    expect(await box(page).getAttribute('aria-activedescendant')).toBe(await active(page).getAttribute('id'));
    await page.keyboard.press('ArrowDown');
    const second = await active(page).innerText();
    expect(second).not.toBe(first);
    expect(await box(page).getAttribute('aria-activedescendant')).toBe(await active(page).getAttribute('id'));
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowUp');
    expect(await active(page).innerText()).toContain('Filter projects with “liangyuan” in the name');
    await page.keyboard.press('Escape');
    expect(await box(page).inputValue()).toBe('');
    await page.keyboard.press('Escape');
    expect(await box(page).getAttribute('aria-expanded')).toBe('false');
    await close();
  });

  it('filters by the name with its last option, and a chip takes that back', async () => {
    const { page, close } = await open();
    await page.keyboard.press('/');
    await page.keyboard.type('机场');
    const last = option(page, /筛选名称含“机场”的项目/);
    const said = Number(/(\d+) 项/.exec(await last.innerText())?.[1]);
    await last.click();
    await settled(page);
    expect(new URL(page.url()).searchParams.get('q')).toBe('机场');
    const { total } = await portal.ask<{ total: number }>(`/api/projects?q=${encodeURIComponent('机场')}`);
    expect(said).toBe(total);
    await page
      .getByRole('button', { name: /去掉条件：名称含“机场”/ })
      .first()
      .click();
    expect(new URL(page.url()).searchParams.get('q')).toBe(null);
    await close();
  });

  it('turns a layer on for what lies in it, and shows the projects of a company', async () => {
    const { page, close } = await open();
    await page.keyboard.press('/');
    await page.keyboard.type('柘城 08-01');
    await page.getByRole('group', { name: '地块' }).getByRole('option').first().click();
    await page.getByTestId('card-code').filter({ hasText: 'SQ-L-239' }).waitFor();
    expect(new URL(page.url()).searchParams.get('layers')).toContain('parcel');
    await page.keyboard.press('/');
    await page.keyboard.type('示例企业001');
    await page.getByRole('group', { name: '企业' }).getByRole('option').first().click();
    await expect.poll(() => new URL(page.url()).searchParams.get('company')).toBe('SQ-E-001');
    await close();
  });

  it('says that nothing was found and what to do, and what is only similar', async () => {
    const { page, close } = await open();
    await page.keyboard.press('/');
    await page.keyboard.type('zzqqxx');
    await page.getByText('没有找到“zzqqxx”').first().waitFor();
    await page.getByRole('button', { name: '清除' }).first().click();
    await page.keyboard.type('shangqiujichagn');
    await page.getByText('没有完全相符的名称').waitFor();
    await option(page, airport).waitFor();
    await close();
  });

  it('goes on with the names that it holds while the server is away', async () => {
    const { page, close } = await open();
    await page.keyboard.press('/');
    await page.keyboard.type('sqjc');
    await option(page, airport).waitFor();
    await page.keyboard.press('Escape');
    await page.route('**/api/search*', (route) => route.abort());
    await page.keyboard.type('机场');
    await page.getByText('服务器暂时不可用，只在已读取的').waitFor();
    await option(page, airport).click();
    await page.getByRole('heading', { name: airport }).waitFor();
    await close();
  });

  it('stands beside the folded filter, and leaves an open card where it is', async () => {
    const { page, faults, close } = await open('?select=project:SQ-P-002', { width: 1024, height: 768 });
    await page.getByRole('heading', { name: airport }).waitFor();
    await page.getByRole('button', { name: '查找', exact: true }).waitFor();
    await page.keyboard.press('/');
    await page.keyboard.type('梁园区');
    await option(page, /^梁园区 区/).waitFor();
    expect(await page.getByRole('heading', { name: airport }).count()).toBe(1);
    expect(await page.getByRole('region', { name: '筛选' }).count()).toBe(0);
    await page.keyboard.press('Enter');
    await page.getByTestId('card-code').filter({ hasText: '411402' }).waitFor();
    expect(faults).toEqual([]);
    await close();
  });

  it('is one touch away on a phone, as wide as the screen', async () => {
    const { page, faults, close } = await open('', { width: 390, height: 844, touch: true });
    await page.getByRole('button', { name: '查找' }).click();
    await page.keyboard.type('sqjc');
    const found = option(page, airport);
    await found.waitFor();
    const { width = 0, height = 0 } = (await found.boundingBox()) ?? {};
    expect([width > 360, height >= 44]).toEqual([true, true]);
    await found.tap();
    await page.getByRole('heading', { name: airport }).waitFor();
    expect(await page.getByRole('combobox').count()).toBe(0);
    expect(faults).toEqual([]);
    await close();
  });
});
