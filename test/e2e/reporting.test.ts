/** Monthly reporting in a browser: what is sent there is what the portal shows and the API answers. */
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { visit } from './driver.ts';
import type { Page, PageOptions, Visit } from './driver.ts';
import { operatorToken, runPortal } from './portal.ts';

/** Longest wait for what a click brings, ms. */
const soon = { timeout: 15_000 };
const portal = runPortal({ own: true });
const { ask } = portal;
let token: string;

beforeAll(async () => {
  token = await operatorToken(portal);
});

interface Figures {
  completed: number;
  completedSinceStart: number | null;
}
interface Row {
  code: string;
  name: string;
  plan: number | null;
  totalInvestment: number | null;
  previous: Figures | null;
  current: (Figures & { late: boolean; reason: string | null }) | null;
}
interface Sheet {
  month: string;
  rows: Row[];
}

const sheet = (month = '2026-07') => ask<Sheet>(`/api/reporting/sheet?month=${month}`);
const summary = () => ask<{ indicators: { completed: number } }>('/api/summary');
/** 万元 as 亿元, as cards and numbers write it. */
const yi = (wan: number, decimals: number) =>
  (wan / 10_000).toLocaleString('zh-CN', {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });

/** Projects whose figure may fall and rise without passing another bound. */
async function reported(): Promise<Row[]> {
  const { rows } = await sheet();
  return rows.filter(
    ({ plan, previous, current, totalInvestment }) =>
      plan !== null &&
      previous !== null &&
      current !== null &&
      previous.completed > 2_000 &&
      current.completed + 10 < previous.completed + plan * 0.3 &&
      current.completed + 10 < (totalInvestment ?? 0),
  );
}

async function signIn(page: Page): Promise<void> {
  await page.getByTestId('token').fill(token);
  await page.getByRole('button', { name: '登录' }).click();
}
async function open(query: string, options: PageOptions = {}): Promise<Visit> {
  const visited = await visit(`${portal.server.url}/${query}`, options);
  await signIn(visited.page);
  return visited;
}
const cell = (page: Page, code: string, field: string) =>
  page.locator(`tr[data-code="${code}"] td[data-field="${field}"]`);
const shownIn = async (page: Page, code: string, field: string) =>
  (await cell(page, code, field).locator('input').count()) > 0
    ? cell(page, code, field).locator('input').inputValue()
    : (await cell(page, code, field).innerText()).trim();

/** Puts a text on the clipboard and pastes it into a cell with the keys that people use. */
async function paste(page: Page, code: string, field: string, text: string): Promise<void> {
  await cell(page, code, field).click();
  await page.evaluate((copied) => navigator.clipboard.writeText(copied), text);
  await page.keyboard.press('Control+V');
}

describe('reporting in a browser', { timeout: 120_000 }, () => {
  it('tells a wrong token from the right one, and forgets it when one signs out', async () => {
    const { page, close } = await visit(`${portal.server.url}/?page=reporting`);
    await page.getByTestId('token').fill('not-the-token');
    await page.getByRole('button', { name: '登录' }).click();
    await expect.poll(() => page.getByTestId('sign-in-problem').innerText(), soon).toContain('令牌无效');
    await signIn(page);
    await page.getByTestId('report-grid').waitFor();
    const { rows } = await sheet();
    expect(await page.getByTestId('report-progress').innerText()).toContain(
      `已报 ${rows.filter(({ current }) => current).length} / ${rows.length} 项`,
    );
    expect(await page.getByTestId('report-window').innerText()).toContain('还剩 5 天');
    await page.getByTestId('sign-out').click();
    await page.getByTestId('token').waitFor();
    expect(await page.evaluate(() => sessionStorage.length + localStorage.length)).toBe(0);
    await close();
  });

  it('takes a pasted block, asks a reason for a fall, and shows the new figures everywhere', async () => {
    const [fall, rise] = await reported();
    if (!fall?.previous || !rise?.current) throw new Error('the demo has no two such projects');
    const before = (await summary()).indicators.completed;
    const lower = fall.previous.completed - 1_000;
    const higher = rise.current.completed + 10;
    const { page, faults, requests, close } = await open('?page=reporting');
    await paste(
      page,
      fall.code,
      'completed',
      `项目代码\t本年累计完成（万元）\r\n${rise.code}\t${higher.toLocaleString('en')}\r\n${fall.code}\t${lower.toLocaleString('en')}万元\r\n`,
    );
    expect(await page.getByTestId('changed-rows').innerText()).toBe('2 行未提交');
    expect(await page.getByTestId('unexplained').innerText()).toBe('1 处须说明');

    await page.getByTestId('submit-reports').click();
    expect(await page.getByTestId('report-said').innerText()).toContain('填写说明');
    expect(requests.filter((path) => path.startsWith('/api/reporting/reports'))).toEqual([]);
    // The way to the problem ends in the cell where the reason is wanted.
    await page.keyboard.type('核减上期多报');
    await page.keyboard.press('Enter');
    await page.getByTestId('submit-reports').click();
    await expect.poll(() => page.getByTestId('report-said').innerText(), soon).toBe('已提交 2 行');

    const { rows } = await sheet();
    expect(rows.find(({ code }) => code === fall.code)?.current).toMatchObject({
      completed: lower,
      reason: '核减上期多报',
      late: false,
    });
    const after = (await summary()).indicators.completed;
    expect(after - before).toBeCloseTo(10 + lower - (fall.current?.completed ?? 0), 2);
    await page.getByTestId('close-reporting').click();
    await expect.poll(() => page.getByTestId('completed').innerText(), soon).toBe(yi(after, 1));
    await page.getByRole('combobox', { name: '查找' }).fill(fall.code);
    await page.locator('#search-results [role=option]', { hasText: fall.code }).first().waitFor();
    await page.keyboard.press('Enter');
    const listed = page.locator(`#list [data-code="${fall.code}"]`);
    const share = (lower / (fall.plan ?? NaN)).toLocaleString('zh-CN', {
      style: 'percent',
      minimumFractionDigits: 1,
    });
    await expect.poll(() => listed.locator('.completed').innerText(), soon).toContain(share);
    await listed.click();
    await expect
      .poll(async () => (await page.locator('.figures b').allInnerTexts())[1], soon)
      .toBe(yi(lower, 2));
    expect(faults).toEqual([]);
    await close();
  });

  it('names row and column of a ragged block, and writes nothing', async () => {
    const [first] = await reported();
    if (!first) throw new Error('the demo has no such project');
    const { page, close } = await open('?page=reporting');
    await page.getByTestId('report-grid').waitFor();
    const was = await shownIn(page, first.code, 'completed');
    await paste(page, first.code, 'completed', '1,000\t2,000\t30\n1,100\t2,100');
    const said = await page.getByTestId('paste-refused').innerText();
    expect(said).toContain('未写入任何数据');
    expect(said).toContain('第 2 行第 2 列');
    expect(said).toContain('“2,100”');
    expect(await page.getByTestId('changed-rows').innerText()).toBe('没有修改');

    await paste(page, first.code, 'completed', `${first.code}\t基础施工\t1000`);
    expect(await page.getByTestId('paste-refused').innerText()).toContain(
      '第 1 行第 2 列“本年累计完成”：“基础施工”不是数字',
    );
    const held = (await shownIn(page, first.code, 'completed')).replaceAll(',', '');
    expect(held).toBe(was.replaceAll(',', ''));

    // Headings of another language are understood: the sheet has read the other dictionaries by then.
    await page.waitForLoadState('networkidle');
    await paste(page, first.code, 'completed', `項目代碼\t本年累計完成\r\n${first.code}\t1,234.5`);
    expect(await page.getByTestId('changed-rows').innerText()).toBe('1 行未提交');
    expect(await shownIn(page, first.code, 'completed')).toContain('1,234.5');
    await close();
  });

  it('moves like a spreadsheet, takes back, and asks before unsent changes are left', async () => {
    const [first] = await reported();
    if (!first?.current) throw new Error('the demo has no such project');
    const { page, close } = await visit(`${portal.server.url}/`);
    await page.getByRole('button', { name: '数据', exact: true }).click();
    await signIn(page);
    await cell(page, first.code, 'completed').click();
    await page.keyboard.type('77');
    await page.keyboard.press('Escape');
    expect(await page.getByTestId('changed-rows').innerText()).toBe('没有修改');
    await page.keyboard.type('１，２３４');
    await page.keyboard.press('Tab');
    expect(await shownIn(page, first.code, 'completed')).toBe('1,234');
    await page.keyboard.press('ArrowLeft');
    expect(await shownIn(page, first.code, 'completed')).toBe('１，２３４');
    await page.keyboard.press('Control+z');
    expect(await page.getByTestId('changed-rows').innerText()).toBe('没有修改');

    await page.keyboard.type('x');
    await page.keyboard.press('Enter');
    expect(await page.getByTestId('errors').innerText()).toBe('1 处错误');
    const asked: string[] = [];
    page.on('dialog', (dialog) => {
      asked.push(dialog.message());
      void (asked.length < 3 ? dialog.dismiss() : dialog.accept());
    });
    await page.getByTestId('close-reporting').click();
    expect(await page.getByTestId('report-grid').count()).toBe(1);
    // The way back asks as the cross does, and stays with the address when one stays.
    await page.evaluate(() => history.back());
    await expect.poll(() => asked.length, soon).toBe(2);
    await expect.poll(() => new URL(page.url()).searchParams.get('page'), soon).toBe('reporting');
    expect(await page.getByTestId('errors').innerText()).toBe('1 处错误');
    await page.getByTestId('close-reporting').click();
    await expect.poll(() => page.getByTestId('reporting').count(), soon).toBe(0);
    expect(asked).toEqual(Array(3).fill('有 1 行修改尚未提交，确定离开并放弃？'));
    expect(new URL(page.url()).searchParams.has('page')).toBe(false);
    await close();
  });

  it('marks late entries of a closed month, with the reason they need', async () => {
    const month = '2026-06';
    const { rows } = await sheet(month);
    const row = rows.find(
      ({ current, previous }) => current && previous && current.completed > previous.completed,
    );
    if (!row?.current) throw new Error('the demo has no such project');
    const { page, close } = await open('?page=reporting');
    await page.getByTestId('report-month').selectOption(month);
    await page.getByTestId('late-reason').waitFor();
    await cell(page, row.code, 'completed').click();
    await page.keyboard.type(String(row.current.completed - 0.5));
    await page.keyboard.press('Enter');
    await page.getByTestId('submit-reports').click();
    expect(await page.getByTestId('report-said').innerText()).toBe('窗口已关闭，请填写补报原因。');
    await page.getByTestId('late-reason').fill('审计更正');
    await page.getByTestId('submit-reports').click();
    await expect
      .poll(() => page.getByTestId('report-said').innerText(), soon)
      .toBe('已提交 1 行，标记为逾期');
    const after = (await sheet(month)).rows.find(({ code }) => code === row.code)?.current;
    expect(after).toMatchObject({ completed: row.current.completed - 0.5, late: true });
    expect(after?.reason).toContain('审计更正');
    await close();
  });

  it('takes a photo for a project, says why it refuses one, and shows it on the card', async () => {
    const [first] = await reported();
    if (!first) throw new Error('the demo has no such project');
    const { page, close } = await visit(`${portal.server.url}/?select=project:${first.code}`);
    await page.getByTestId('report-link').click();
    await signIn(page);
    await page.getByTestId('report-form').waitFor();
    const choose = (name: string, mimeType: string, buffer: Buffer) =>
      page.locator('#photo-file').setInputFiles({ name, mimeType, buffer });
    const upload = () => page.getByRole('button', { name: '上传' }).click();

    await choose('清单.txt', 'text/plain', Buffer.from('x'));
    expect(await page.getByTestId('photo-problem').innerText()).toBe(
      '“清单.txt”不是 JPEG、PNG 或 WebP 照片。',
    );
    await choose('假.jpg', 'image/jpeg', Buffer.from('this is no picture'));
    await upload();
    await expect.poll(() => page.getByTestId('photo-problem').innerText(), soon).toContain('JPEG');

    const picture = sharp({ create: { width: 640, height: 480, channels: 3, background: '#8a6f52' } });
    await choose('现场.jpg', 'image/jpeg', await picture.jpeg().toBuffer());
    await page.getByTestId('photo-preview').waitFor();
    await page.locator('#photo-day').fill('2026-07-20');
    await page.locator('#photo-caption').fill('主厂房');
    await upload();
    await expect.poll(() => page.getByTestId('photo-said').innerText(), soon).toBe('照片已上传');
    await page.getByTestId('close-reporting').click();
    const photo = page.getByRole('img', { name: '主厂房' }).first();
    await photo.waitFor();
    await photo.scrollIntoViewIfNeeded();
    await expect
      .poll(() => photo.evaluate((image) => (image as HTMLImageElement).naturalWidth), soon)
      .toBeGreaterThan(0);
    await close();
  });

  it('is a list of projects with a form each on a phone', async () => {
    const row = (await reported())[2];
    if (!row?.current) throw new Error('the demo has no such project');
    const { page, faults, close } = await open('?page=reporting', { width: 390, height: 844, touch: true });
    await page.locator(`[data-testid=report-list] [data-code="${row.code}"]`).click();
    await page.locator('#entry-completed').fill(String(row.current.completed + 1));
    await page.getByTestId('submit-reports').click();
    await expect.poll(() => page.getByTestId('report-said').innerText(), soon).toBe('已提交 1 行');
    const after = (await sheet()).rows.find(({ code }) => code === row.code)?.current;
    expect(after?.completed).toBe(row.current.completed + 1);
    expect(faults).toEqual([]);
    await close();
  });
});
