/** The filter by what people read and touch: visible names, pointer, year, links, English and phone. */
import sql from 'sql-template-tag';
import { describe, expect, it } from 'vitest';
import { openDatabase } from '../../data/db.ts';
import type { Page } from './driver.ts';
import { count, runPortal, settled, text } from './portal.ts';

const portal = runPortal({ own: true });
const { ask, open } = portal;
interface Summary {
  total: number;
  reconciliation: { mapped: number; unmapped: number; screenedOut: number; listed: number };
}
const summary = (query: string) => ask<Summary>(`/api/summary?${query}`);
/** The code at its visible name in a facet. */
const named = (page: Page, facet: string, name: string) =>
  page.getByRole('group', { name: facet, exact: true }).getByText(name, { exact: true });
const parameter = (page: Page, name: string) => new URL(page.url()).searchParams.get(name);
const figures = (line: string) => (line.match(/\d+/g) ?? []).map(Number);
/** Counts of list, filter and KPI bar equal the API's. */
async function agree(page: Page, query: string): Promise<number> {
  const { total, reconciliation: parts } = await summary(query);
  expect(await count(page, 'listed')).toBe(total);
  expect(figures(await text(page, 'filtered'))[0]).toBe(total);
  expect(await count(page, 'mapped')).toBe(parts.mapped);
  const equation = [parts.mapped, parts.unmapped, parts.screenedOut, parts.listed];
  expect(figures(await text(page, 'reconciliation'))).toEqual(equation);
  return total;
}

describe('the filter by its visible names', { timeout: 90_000 }, () => {
  it.each([
    ['zh-Hans', ['状态', '在建'], ['区县', '梁园区'], ['类别', '产业升级']],
    ['en', ['Status', 'Under construction'], ['District', 'Liangyuan District'], ['Category', 'Industry']],
  ] as const)('narrows to one answer in map, list, numbers and API (%s)', async (language, ...chosen) => {
    const choices = chosen as readonly (readonly [string, string])[];
    const { page, faults, close } = await open(language === 'en' ? '?lang=en' : '');
    for (const [facet, name] of choices) await named(page, facet, name).click();
    await settled(page);
    const query = 'status=under_construction&district=411402&category=industry';
    expect(await agree(page, query)).toBeGreaterThan(0);
    const chips = page.getByTestId('chips').first();
    for (const [, name] of choices) await chips.getByText(name, { exact: true }).waitFor();
    expect(faults).toEqual([]);
    await close();
  });

  it('leaves the count in sight beside "only"', async () => {
    const { page, close } = await open();
    const figure = page.getByTestId('count-category-industry');
    await figure.hover({ force: true });
    const only = await page.getByTestId('only-category-industry').boundingBox();
    const box = await figure.boundingBox();
    if (!only || !box) throw new Error('neither is there');
    expect(box.x + box.width).toBeLessThanOrEqual(only.x);
    await close();
  });

  it('narrows the investment by dragging a handle and by a brush over the bars', async () => {
    const { page, faults, close } = await open();
    const drag = async (from: { x: number; y: number }, to: number) => {
      await page.mouse.move(from.x, from.y);
      await page.mouse.down();
      await page.mouse.move((from.x + to) / 2, from.y, { steps: 3 });
      await page.mouse.move(to, from.y, { steps: 3 });
      await page.mouse.up();
    };
    const bars = page.getByTestId('investment-bars');
    await bars.scrollIntoViewIfNeeded();
    const box = await bars.boundingBox();
    const handle = await page.getByTestId('investment-low').boundingBox();
    if (!box || !handle) throw new Error('no histogram');
    await drag({ x: handle.x + handle.width / 2, y: handle.y + handle.height / 2 }, box.x + box.width / 2);
    const from = parameter(page, 'investment') ?? '';
    expect(from).toMatch(/^\d+\.\.$/);
    expect(await agree(page, `investment=${from}`)).toBeLessThan((await summary('')).total);
    await drag({ x: box.x + box.width * 0.25, y: box.y + 10 }, box.x + box.width * 0.75);
    const both = parameter(page, 'investment') ?? '';
    expect(both).toMatch(/^\d+\.\.\d+$/);
    expect(both.startsWith(from)).toBe(false);
    await agree(page, `investment=${both}`);
    await page.getByRole('button', { name: '清除总投资' }).click();
    expect(parameter(page, 'investment')).toBeNull();
    expect(faults).toEqual([]);
    await close();
  });

  it('draws of every bar as much in ink as passes', async () => {
    const { page, close } = await open('?investment=..50001');
    const shares = await page
      .getByTestId('investment-bars')
      .locator('i')
      .evaluateAll((bins) => bins.map((bin) => parseFloat(bin.style.getPropertyValue('--kept'))));
    expect(shares[0]).toBe(100);
    expect(shares.at(-1)).toBe(0);
    // Out of the bins the shares and the counts in their titles give the result again.
    const counts = await page
      .getByTestId('investment-bars')
      .locator('i')
      .evaluateAll((bins) =>
        bins.map((bin) => Number(/(\d+)$/.exec((bin.getAttribute('title') ?? '').replaceAll(',', ''))?.[1])),
      );
    const passing = counts.reduce((sum, all, bin) => sum + (all * (shares[bin] ?? 0)) / 100, 0);
    expect(Math.round(passing)).toBe((await summary('investment=..50001')).total);
    await close();
  });

  it('copies the link of a saved view, which shows the same to others', async () => {
    const first = await open('?category=energy&status=under_construction&sort=gap');
    const { page } = first;
    await page.getByRole('button', { name: '保存当前视图' }).click();
    await page.getByRole('textbox', { name: '视图名称' }).fill('能源在建');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: '清除全部' }).first().click();
    await page.getByRole('button', { name: '视图“能源在建”的操作' }).click();
    await page.getByRole('region', { name: '我的视图' }).getByRole('button', { name: '复制链接' }).click();
    await page.getByText('链接已复制').waitFor();
    const link = await page.evaluate(() => navigator.clipboard.readText());
    const second = await open(new URL(link).search);
    await agree(second.page, 'category=energy&status=under_construction');
    expect(parameter(second.page, 'sort')).toBe('gap');
    expect([...first.faults, ...second.faults]).toEqual([]);
    await first.close();
    await second.close();
  });

  it('filters on a phone by touch, with targets of 44 px', async () => {
    const { page, faults, close } = await open('', { width: 390, height: 844, touch: true });
    await page.getByRole('button', { name: '筛选', exact: true }).tap();
    await named(page, '状态', '在建').tap();
    await page.getByRole('button', { name: '仅此一项：产业升级' }).tap();
    const small = await page.locator('.filter :is(button, label, [role=slider])').evaluateAll((targets) =>
      targets
        .map((target) => ({ text: target.textContent.trim(), box: target.getBoundingClientRect() }))
        .filter(({ box }) => box.height > 0 && box.height < 44)
        .map(({ text, box }) => `${text} ${box.height}`),
    );
    expect(small).toEqual([]);
    await page.getByRole('button', { name: '列表', exact: true }).tap();
    const { total } = await summary('status=under_construction&category=industry');
    expect(await count(page, 'listed')).toBe(total);
    expect(faults).toEqual([]);
    await close();
  });

  it('offers the years once there is more than one list', async () => {
    const before = await open();
    expect(await before.page.getByRole('group', { name: '项目清单的年度' }).count()).toBe(0);
    await before.close();
    const database = await openDatabase({
      databaseUrl: portal.databaseUrl,
      dataDirectory: '',
      cacheDirectory: undefined,
    });
    await database.transaction({ actor: 'test' }, async (tx) => {
      await tx.query(sql`insert into project_year (project_fid, year, annual_class)
        select fid, 2025, 'new' from project where status = 'under_construction' order by code limit 3`);
    });
    await database.close();
    await expect.poll(async () => (await ask<{ years: number[] }>('/api/place')).years).toEqual([2026, 2025]);
    const { page, faults, close } = await open();
    const years = page.getByRole('group', { name: '项目清单的年度' });
    expect(await years.getByRole('button', { pressed: true }).innerText()).toBe('2026 年');
    await years.getByRole('button', { name: '2025 年' }).click();
    await years.getByRole('button', { name: '2025 年', pressed: true }).waitFor();
    expect(parameter(page, 'year')).toBe('2025');
    await page.getByRole('group', { name: '年度类别', exact: true }).waitFor();
    await named(page, '年度类别', '新开工').click();
    await expect.poll(() => count(page, 'listed')).toBe((await summary('year=2025&annualClass=new')).total);
    expect(await count(page, 'listed')).toBe(3);
    expect(faults).toEqual([]);
    await close();
  });
});
