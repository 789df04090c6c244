import { describe, expect, it } from 'vitest';
import { choose, count, runPortal, settled } from './portal.ts';

const { ask, open } = runPortal();
interface Summary {
  total: number;
  reconciliation: { mapped: number };
  facets: Record<string, { code: string; count: number }[]>;
}
const total = async (query: string) => (await ask<Summary>(`/api/summary?${query}`)).total;

describe('the filter in a browser', { timeout: 90_000 }, () => {
  it('takes one code alone by keyboard, shows it as a chip and drops it there', async () => {
    const { page, faults, close } = await open('?status=completed,under_construction');
    await page.getByTestId('only-category-industry').focus();
    await page.keyboard.press('Enter');
    await page.getByTestId('only-status-under_construction').focus();
    await page.keyboard.press('Enter');
    expect(new URL(page.url()).searchParams.get('status')).toBe('under_construction');
    const expected = await total('status=under_construction&category=industry');
    expect(await count(page, 'listed')).toBe(expected);
    await page.getByTestId('chip-status:under_construction').click();
    expect(new URL(page.url()).searchParams.has('status')).toBe(false);
    expect(await count(page, 'listed')).toBe(await total('category=industry'));
    await page.getByRole('button', { name: '清除全部' }).first().click();
    expect(await page.getByTestId('chips').count()).toBe(0);
    expect(faults).toEqual([]);
    await close();
  });

  it('narrows the investment by the keys of its handle and by a number, as the API counts', async () => {
    const { page, close } = await open();
    const low = page.getByRole('slider', { name: '总投资 下限' });
    await low.focus();
    for (let press = 0; press < 5; press += 1) await page.keyboard.press('ArrowRight');
    const range = new URL(page.url()).searchParams.get('investment') ?? '';
    expect(range).toMatch(/^\d+\.\.$/);
    expect(await count(page, 'listed')).toBe(await total(`investment=${range}`));
    expect(await count(page, 'listed')).toBeLessThan(await total(''));
    await page.getByRole('textbox', { name: '总投资 上限 (亿元)' }).fill('5');
    await page.keyboard.press('Enter');
    expect(new URL(page.url()).searchParams.get('investment')).toBe(`${range}50000`);
    expect(await count(page, 'listed')).toBe(await total(`investment=${range}50000`));
    await low.focus();
    await page.keyboard.press('Home');
    expect(new URL(page.url()).searchParams.get('investment')).toBe('..50000');
    await close();
  });

  it('filters by a responsible unit as the API does', async () => {
    const { page, close } = await open();
    const { facets } = await ask<Summary>('/api/summary');
    const unit = facets.unit?.slice(0, 5).find((each) => each.count > 0);
    if (!unit) throw new Error('no unit has a project');
    await choose(page, 'unit', unit.code);
    expect(await count(page, 'listed')).toBe(unit.count);
    await close();
  });

  it('saves a view, opens it after everything was cleared, renames and deletes it', async () => {
    const { page, close } = await open('?category=energy&sort=gap');
    await page.getByRole('button', { name: '保存当前视图' }).click();
    await page.getByRole('textbox', { name: '视图名称' }).fill('能源落后');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: '清除全部' }).first().click();
    await page.reload();
    await page.getByRole('button', { name: /^我的视图/ }).click();
    await page.getByRole('button', { name: '打开视图“能源落后”' }).click();
    expect(new URL(page.url()).search).toContain('category=energy&sort=gap');
    await page.getByRole('button', { name: '视图“能源落后”的操作' }).click();
    await page.getByRole('button', { name: '重命名' }).click();
    await page.getByRole('textbox', { name: '视图名称' }).fill('能源');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: '视图“能源”的操作' }).click();
    await page.getByRole('button', { name: '删除' }).click();
    expect(await page.getByRole('button', { name: '打开视图“能源”' }).count()).toBe(0);
    await page.getByRole('button', { name: '撤销' }).click();
    expect(await page.getByRole('button', { name: '打开视图“能源”' }).count()).toBe(1);
    await close();
  });

  it('zooms to what passes', async () => {
    const { page, close } = await open('?district=411481');
    await page.getByTestId('zoom-result').first().click();
    await settled(page);
    await expect.poll(() => new URL(page.url()).searchParams.get('map')).not.toBeNull();
    await close();
  });
});
