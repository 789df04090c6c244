/** What each part of the screen shows while it is read, when that fails, when there is nothing, and without a server. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { SlowLine } from '../support/slow-line.ts';
import type { Page } from './driver.ts';
import { operatorToken, settled } from './portal.ts';
import { runSlowPortal } from './slow-portal.ts';

const slow = runSlowPortal();
const { portal, open } = slow;
let line: SlowLine;
beforeAll(() => {
  line = slow.line;
});

const soon = { timeout: 20_000 };
const skeletons = (page: Page, within: string) =>
  page.locator(within).getByTestId('skeleton').filter({ visible: true });
const retry = (page: Page, within: string) => page.locator(within).getByRole('button', { name: '重试' });
/** Until the line holds something: the screen has asked. */
const asked = () => expect.poll(() => line.held, soon).toBeGreaterThan(0);

describe('the states of the screen', { timeout: 120_000 }, () => {
  it('shows the shape of what is read, claims nothing of it, and nothing jumps when it is there', async () => {
    line.hold(/^\/api\/columns\//);
    const { page, faults, close } = await open();
    await skeletons(page, '#list').waitFor();
    await asked();
    const places = () =>
      page
        .locator('#filter-panel, #list, [data-testid=numbers]')
        .evaluateAll((parts) => parts.map((part) => JSON.stringify(part.getBoundingClientRect())));
    const before = await places();
    expect(before.length).toBe(3);
    await page.getByRole('tab', { name: '未落图' }).click();
    await skeletons(page, '#list').waitFor();
    expect(await page.getByTestId('tray').innerText()).not.toMatch(/\d|均已落图/);
    await page.getByRole('tab', { name: '项目', exact: true }).click();
    expect(await page.locator('#list').innerText()).not.toMatch(/0 项|没有符合/);
    expect(await page.locator('#filter-panel').innerText()).not.toMatch(/没有/);
    const counts = await page.locator('#filter-panel [data-testid^=count-]').allInnerTexts();
    expect([counts.length > 20, counts.filter((count) => count !== '')]).toEqual([true, []]);
    await page.getByText('正在读取项目…').filter({ visible: true }).first().waitFor();
    // The map does not wait for the rows.
    await page.getByRole('heading', { name: '商丘市' }).waitFor();
    await settled(page);

    line.release();
    await page.getByTestId('mapped').first().waitFor();
    expect(await page.getByTestId('skeleton').filter({ visible: true }).count()).toBe(0);
    expect(await places()).toEqual(before);
    expect(faults).toEqual([]);
    await close();
  });

  it('says what a card could not read and reads it on demand, keeps an old one, and can be left meanwhile', async () => {
    line.hold(/^\/api\/projects\/SQ-P-020(\?|$)/);
    const { page, close } = await open('?select=project:SQ-P-020');
    await page.getByTestId('mapped').first().waitFor();
    await page.locator('#card-panel').getByText('正在读取详情…').waitFor();
    await page.locator('#card-panel').getByRole('button', { name: '关闭' }).click();
    expect(await page.locator('#card-panel').count()).toBe(0);
    line.release();

    line.refuse(/^\/api\/projects\/SQ-P-020(\?|$)/);
    await page.goBack();
    await page.locator('#card-panel').getByText('未能读取详情').waitFor();
    line.refuse(/\/history/);
    await retry(page, '#card-panel').click();
    await page.getByTestId('history-link').click();
    await page.locator('#card-panel').getByText('未能读取填报记录').waitFor();
    line.refuse(undefined);
    line.hold(/\/history/);
    await retry(page, '#card-panel').click();
    await skeletons(page, '[data-testid=history]').waitFor();
    line.release();
    await page.locator('[data-testid=history] li').first().waitFor();
    await close();
  });

  it('names an object that is not there and closes its card', async () => {
    const { page, close } = await open('?select=zone:NOWHERE');
    await page.locator('#card-panel').getByText('没有编号为 NOWHERE 的对象').waitFor();
    await page.locator('#card-panel').getByRole('button', { name: '关闭详情' }).click();
    await expect.poll(() => page.locator('#card-panel').count(), soon).toBe(0);
    await close();
  });

  it('keeps a ranking that cannot be brought up to date, and says so', async () => {
    line.refuse(/^\/api\/league/);
    const { page, close } = await open();
    await page.getByTestId('mapped').first().waitFor();
    await page.getByRole('tab', { name: '排名' }).click();
    await page.getByTestId('league').getByRole('alert').waitFor();
    line.refuse(undefined);
    await retry(page, '[data-testid=league]').click();
    await page.locator('[data-testid=league] tbody tr').first().waitFor();

    line.hold(/^\/api\/league/);
    await page.getByTestId('league').getByRole('button', { name: '级别' }).click();
    await page.getByTestId('league').getByText('正在读取排名…').waitFor();
    expect(await page.locator('[data-testid=league] tbody tr').count()).toBeGreaterThan(0);
    line.refuse(/^\/api\/league/);
    await page.getByTestId('league').getByRole('button', { name: '类别' }).click();
    await page.getByTestId('league').getByText('显示的是先前读到的内容').waitFor();
    expect(await page.locator('[data-testid=league] tbody tr').count()).toBeGreaterThan(0);
    line.refuse(undefined);
    line.release();
    await close();
  });

  it('says why there is nothing and leads out, in list, ranking and tray', async () => {
    const { page, close } = await open('?status=suspended&category=tourism&tier=province_a');
    await page.getByTestId('mapped').first().waitFor();
    for (const [tab, said] of [
      ['项目', '没有符合条件的项目'],
      ['排名', '没有符合条件的项目'],
      ['未落图', '符合条件的项目均已落图'],
    ] as const) {
      await page.getByRole('tab', { name: tab }).first().click();
      await page.locator('#list').getByText(said).waitFor();
      expect(await page.locator('#list').getByRole('button', { name: '清除全部筛选' }).count()).toBe(1);
    }
    await page.locator('#list').getByRole('button', { name: '清除全部筛选' }).click();
    await page.getByTestId('tray-group').first().waitFor();
    await close();
  });

  it('tells of a part that did not arrive, and brings it on demand', async () => {
    const { page, close } = await open();
    await page.getByTestId('mapped').first().waitFor();
    line.refuse(/Share|League/);
    await page.getByRole('button', { name: '分享' }).first().click();
    await page.getByRole('alert').getByText('这一部分未能载入').waitFor();
    line.refuse(undefined);
    await page.getByRole('button', { name: '分享' }).first().click();
    await page.getByRole('dialog').waitFor();
    expect(await page.getByText('这一部分未能载入').count()).toBe(0);
    await close();
  });

  it('says in the sheet of reports what is read and what failed, within reach', async () => {
    const token = await operatorToken(portal);
    const { page, close } = await open('?page=reporting');
    await page.getByTestId('token').fill(token);
    line.hold(/^\/api\/reporting\/sheet/);
    await page.getByRole('button', { name: '登录' }).click();
    await skeletons(page, '[data-testid=reporting]').waitFor();
    await asked();
    line.refuse(/^\/api\/reporting\/sheet/);
    line.release();
    await page.getByTestId('report-grid').waitFor();
    await page.getByTestId('report-month').selectOption('2026-06');
    await page.getByTestId('reporting').getByText('显示的是先前读到的内容').waitFor();
    expect(await page.getByTestId('report-month').inputValue()).toBe('2026-07');
    line.refuse(undefined);
    await retry(page, '[data-testid=reporting]').click();
    await expect.poll(() => page.getByTestId('report-month').inputValue(), soon).toBe('2026-06');

    // The line about the server is no part of what lies inert below.
    await line.cut();
    await page.evaluate(() => dispatchEvent(new Event('online')));
    await page.getByText('服务器暂时不可用，画面保留已读取的数据').waitFor();
    await page.getByRole('button', { name: '立即重试' }).click();
    await line.mend();
    await expect.poll(() => page.getByText('服务器暂时不可用').count(), soon).toBe(0);
    expect(await page.getByTestId('report-grid').count()).toBe(1);
    await close();
  });

  it('says in a frame of another page why its map is empty', async () => {
    const { page, close } = await open('?embed=1&lang=en&status=suspended&category=tourism&tier=province_a');
    await page.getByTestId('empty').getByText('No project').waitFor();
    expect(await page.getByRole('link', { name: /Open/ }).count()).toBe(1);
    await close();
  });

  it('keeps what it has while the server is away, says so once, and catches up by itself', async () => {
    const { page, close } = await open('?select=project:SQ-P-020');
    await page.getByTestId('card-code').waitFor();
    await page.getByTestId('freshness').waitFor();
    await settled(page);
    const rows = await page.locator('#list [role=option]').count();
    await portal.kill();
    await page.locator('#list [role=option]').nth(1).click();
    await page.locator('#card-panel').getByText('未能读取详情').waitFor();
    await page.getByText('服务器暂时不可用，画面保留已读取的数据').waitFor();
    expect(await page.locator('#list [role=option]').count()).toBe(rows);
    // The filter needs no server.
    await page.locator('label', { has: page.getByTestId('count-status-suspended') }).click();
    await expect.poll(() => page.locator('#list [role=option]').count(), soon).toBeLessThan(rows);

    await portal.startAgain();
    await page.getByTestId('card-code').waitFor({ timeout: 60_000 });
    await expect.poll(() => page.getByText('服务器暂时不可用').count(), soon).toBe(0);
    await close();
  });
});
