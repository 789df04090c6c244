/** The import of files in a browser: one from the upload to the undoing, and what becomes of bad rows. */
import { beforeAll, describe, expect, it } from 'vitest';
import { faultsOf } from './axe.ts';
import { visit } from './driver.ts';
import type { Page, PageOptions, Visit } from './driver.ts';
import { operatorToken, runPortal } from './portal.ts';

const soon = { timeout: 60_000 };
const portal = runPortal();
let token: string;

beforeAll(async () => {
  token = await operatorToken(portal);
});

const good = `名称,类型,备注,经度,纬度,数据日期
试验变电站甲,变电所,220 kV,115.66,34.40,2026年7月
试验污水厂乙,污水处理厂,,115.58,34.47,2026/7/31
`;
const messy = `项目名称,项目状态,项目类别,所在区县,总投资,经度,纬度
试验甲项目,在建,交通,睢阳区 60%、梁园区 40%,3.2亿,115.66,34.40
试验乙项目,烂尾,交通,睢阳区,12000,115.65,34.41
试验丙项目,在建,文旅,火星区,-5,115.62,34.44
`;

async function open(query: string, options: PageOptions = {}): Promise<Visit> {
  const visited = await visit(`${portal.server.url}/${query}`, options);
  await visited.page.getByTestId('token').fill(token);
  await visited.page.getByRole('button', { name: '登录' }).click();
  await visited.page.getByTestId('import-send').waitFor(soon);
  return visited;
}
async function upload(page: Page, name: string, noun: string, content: string): Promise<void> {
  const file = { name, mimeType: 'text/csv', buffer: Buffer.from(content) };
  await page.getByTestId('import-input').setInputFiles(file);
  await page.getByRole('radio', { name: noun }).check();
  await page.getByTestId('import-send').click();
}
/** Confirms the place as proposed and has the rows checked. */
async function check(page: Page): Promise<void> {
  await page.getByTestId('import-confirm').click(soon);
  await page.getByTestId('import-check').click(soon);
  await page.getByTestId('import-count-new').waitFor(soon);
}
const state = (page: Page) => page.getByTestId('import-state').getAttribute('data-state');
const counted = async (page: Page, which: string) =>
  Number.parseInt(await page.getByTestId(`import-count-${which}`).innerText(), 10);
/** All facilities, those too that are not published, as the operator reads them. */
async function facilities(): Promise<string> {
  const headers = { Authorization: `Bearer ${token}` };
  return (await fetch(`${portal.server.url}/api/facilities.csv`, { headers })).text();
}

describe('the import in a browser', { timeout: 240_000 }, () => {
  it('takes a file from the upload to the map and back', async () => {
    const { page, faults, close } = await open('?page=import');
    page.on('dialog', (dialog) => void dialog.accept());
    await upload(page, '设施.csv', '设施', good);
    // Nothing goes on before a person has seen where it lies.
    await page.getByTestId('import-confirm').waitFor(soon);
    expect(await page.getByTestId('import-columns').count()).toBe(0);
    await expect
      .poll(() => page.getByTestId('import-whereabouts').innerText(), soon)
      .toContain('落在本地范围内');
    expect(new URL(page.url()).searchParams.get('page')).toMatch(/^import:[a-z0-9]{12}$/);
    await check(page);
    expect(await counted(page, 'new')).toBe(2);
    const result = () => page.getByTestId('import-result').innerText();
    await expect
      .poll(result, soon)
      .toMatch(/变电所[\s\S]*变电站[\s\S]*2026年7月[\s\S]*2026-07-31[\s\S]*最后一日/);
    expect(await faultsOf(page, 'import')).toEqual([]);
    expect(await facilities()).not.toContain('试验变电站甲');
    expect(await page.getByTestId('import-says').innerText()).toContain('将新增 2 条、变更 0 条设施');
    await page.getByTestId('import-apply').click();
    await expect.poll(() => state(page), soon).toBe('applied');
    expect(await facilities()).toContain('试验变电站甲');
    await page.getByTestId('import-undo').click();
    await expect.poll(() => state(page), soon).toBe('undone');
    expect(await facilities()).not.toContain('试验变电站甲');
    expect(faults).toEqual([]);
    await close();
  });

  it('names what is wrong with each row and leaves the others in', async () => {
    const { page, faults, close } = await open('?page=import', { width: 390, height: 844, touch: true });
    await upload(page, 'messy.csv', '项目', messy);
    await check(page);
    expect([await counted(page, 'new'), await counted(page, 'refused')]).toEqual([1, 2]);
    const result = () => page.getByTestId('import-result').innerText();
    await expect.poll(result, soon).toMatch(/“烂尾”不在可选项之中/);
    expect(await result()).toMatch(/火星区/);
    expect(await page.getByTestId('import-says').innerText()).toContain('2 条被拒绝');
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByTestId('import-refused').click(),
    ]);
    expect(file.suggestedFilename()).toMatch(/\.csv$/);
    expect(await faultsOf(page, 'refused rows')).toEqual([]);
    expect(faults).toEqual([]);
    await close();
  });
});
