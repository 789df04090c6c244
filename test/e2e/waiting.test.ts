/** Work that lasts: how far it is, and the way to stop it, over a line that a test holds. */
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
const bar = (page: Page, name: string) => page.getByRole('progressbar', { name });
const held = (least: number) => expect.poll(() => line.held, soon).toBeGreaterThanOrEqual(least);
const said = (page: Page, name: string) => bar(page, name).getAttribute('aria-valuetext');

interface Row {
  code: string;
  plan: number | null;
  totalInvestment: number | null;
  previous: { completed: number } | null;
  current: { completed: number } | null;
}
const sheet = async () => (await portal.ask<{ rows: Row[] }>('/api/reporting/sheet?month=2026-07')).rows;

describe('work that lasts', { timeout: 120_000 }, () => {
  it('says how many tiles of the map are there, and leaves the map usable', async () => {
    line.hold(/\.mvt/);
    const { page, faults, close } = await open();
    await page.getByTestId('mapped').first().waitFor();
    await held(3);
    await bar(page, '正在载入地图').waitFor();
    const [, , all] = /^(\d+) \/ (\d+) 块$/.exec((await said(page, '正在载入地图')) ?? '') ?? [];
    expect(Number(all)).toBeGreaterThanOrEqual(line.held);
    expect(await page.getByTestId('tiles').getByRole('button').count()).toBe(0);
    const scale = () => page.locator('.footer').first().innerText();
    const before = await scale();
    await page.getByRole('button', { name: '放大' }).click();
    await expect.poll(scale, soon).not.toBe(before);
    line.release();
    await settled(page);
    expect(await bar(page, '正在载入地图').count()).toBe(0);
    expect(faults).toEqual([]);
    await close();
  });

  it('stops asking where the visitor is', async () => {
    const { page, close } = await open();
    await page.getByTestId('mapped').first().waitFor();
    // The visitor thinks about it: the browser's question stays open.
    await page.evaluate(() => {
      const open = new Set<number>();
      navigator.geolocation.watchPosition = () => (open.add(7), 7);
      navigator.geolocation.clearWatch = (id) => open.delete(id);
      Object.assign(globalThis, { open });
    });
    const asked = () => page.evaluate(() => (globalThis as unknown as { open: Set<number> }).open.size);
    await page.getByRole('button', { name: '我的位置' }).click();
    await bar(page, '正在定位…').waitFor();
    expect(await asked()).toBe(1);
    await page.getByRole('button', { name: '取消', exact: true }).click();
    await page.getByRole('button', { name: '我的位置' }).waitFor();
    expect([await asked(), await bar(page, '正在定位…').count()]).toEqual([0, 0]);
    await page.getByRole('button', { name: '我的位置' }).click();
    await page.getByRole('button', { name: '停止定位' }).click();
    await expect.poll(asked, soon).toBe(0);
    await close();
  });

  it('says that a search lasts, and lets it be left', async () => {
    const { page, faults, close } = await open();
    await page.getByTestId('mapped').first().waitFor();
    await page.keyboard.press('/');
    await page.keyboard.type('机场');
    await page.locator('#search-results [role=option]', { hasText: '商丘机场' }).first().waitFor();
    line.hold(/^\/api\/search/);
    await page.keyboard.type('路');
    await held(1);
    await page.locator('.results').getByText('正在查找').waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    expect(await page.locator('.results').count()).toBe(0);
    await expect.poll(() => line.held, soon).toBe(0);
    expect(faults).toEqual([]);
    await close();
  });

  it('sends a long sheet in batches, says how many rows are kept, and keeps what was sent when it is stopped', async () => {
    const rows = (await sheet()).filter(
      ({ plan, previous, current, totalInvestment }) =>
        previous &&
        current &&
        plan !== null &&
        current.completed + 1 < (totalInvestment ?? 0) &&
        current.completed + 1 >= previous.completed &&
        current.completed + 1 < previous.completed + 0.3 * plan,
    );
    expect(rows.length).toBeGreaterThan(60);
    const wanted = new Map(rows.map(({ code, current }) => [code, (current?.completed ?? 0) + 1]));
    const token = await operatorToken(portal);
    const { page, close } = await open('?page=reporting');
    await page.getByTestId('token').fill(token);
    await page.getByRole('button', { name: '登录' }).click();
    await page.locator(`tr[data-code="${rows[0]?.code}"] td[data-field="completed"]`).click();
    const block = [...wanted].map(([code, amount]) => `${code}\t${amount}`).join('\r\n');
    await page.evaluate(
      (text) => navigator.clipboard.writeText(text),
      `项目代码\t本年累计完成（万元）\r\n${block}`,
    );
    await page.keyboard.press('Control+V');
    await expect
      .poll(() => page.getByTestId('changed-rows').innerText(), soon)
      .toBe(`${rows.length} 行未提交`);

    line.hold(/^\/api\/reporting\/reports/);
    await page.getByTestId('submit-reports').click();
    await held(1);
    await bar(page, '正在提交报表').waitFor();
    expect(await said(page, '正在提交报表')).toBe(`0 / ${rows.length} 行`);
    line.release(1);
    await expect.poll(() => said(page, '正在提交报表'), soon).toBe(`50 / ${rows.length} 行`);
    await held(1);
    await page.getByTestId('sending').getByRole('button', { name: '取消' }).click();
    line.release();
    const kept = Math.min(100, rows.length);
    const left = rows.length - kept;
    await expect
      .poll(() => page.getByTestId('report-said').innerText(), soon)
      .toBe(
        left > 0 ? `已停止提交：${kept} 行已提交，${left} 行未提交，修改仍在。` : `已提交 ${rows.length} 行`,
      );
    const after = new Map((await sheet()).map(({ code, current }) => [code, current?.completed]));
    const taken = [...wanted].filter(([code, amount]) => after.get(code) === amount);
    expect(taken.length).toBe(kept);
    await expect
      .poll(() => page.getByTestId('changed-rows').innerText(), soon)
      .toBe(left > 0 ? `${left} 行未提交` : '没有修改');
    await close();
  });

  it('says how far a print is, draws it without its map when that is stopped, and with it afterwards', async () => {
    line.hold(/^\/api\/dossier/);
    const { page, faults, close } = await open('print?district=411402');
    await bar(page, '正在读取数据…').waitFor();
    await expect.poll(() => said(page, '正在读取数据…'), soon).toBe('2 / 3 部分');
    await page.getByRole('button', { name: '取消', exact: true }).click();
    await page.getByText('已停止读取').waitFor();
    line.release();
    line.hold(/\.mvt/);
    await page.getByRole('button', { name: '重试' }).click();
    await bar(page, '正在绘制地图…').waitFor();
    await expect.poll(() => said(page, '正在绘制地图…'), soon).toMatch(/^\d+ \/ \d+ 块$/);
    expect(await page.getByRole('button', { name: '打印' }).isEnabled()).toBe(false);
    await page.getByRole('button', { name: '取消', exact: true }).click();
    await page.getByText('已取消绘制地图').waitFor();
    expect(await page.getByRole('button', { name: '打印' }).isEnabled()).toBe(true);
    line.release();
    await page.getByRole('button', { name: '重新绘制' }).click();
    await page.locator('figure img').waitFor({ timeout: 60_000 });
    expect(faults).toEqual([]);
    await close();
  });
});
