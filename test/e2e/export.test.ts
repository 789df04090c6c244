/** Taking data out: the dialog by keyboard, the file as it is saved, and what is said when it fails. */
import { expect, it } from 'vitest';
import { downloaded } from './driver.ts';
import { runPortal } from './portal.ts';

const portal = runPortal();

it('saves what the filter shows, in the format and words that were chosen', async () => {
  const { page, faults, close } = await portal.open('?district=411402');
  const { total } = await portal.ask<{ total: number }>('/api/projects?district=411402&limit=1');
  const open = page.getByRole('banner').getByRole('button', { name: '导出' });
  await open.focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: '导出数据' });
  await dialog.getByText(`按当前筛选 · ${total} 项`).waitFor();
  expect(await dialog.getByRole('radio', { name: /Excel/ }).isChecked()).toBe(true);

  await dialog.getByRole('radio', { name: /^CSV/ }).check();
  await dialog.getByRole('checkbox', { name: /子项/ }).uncheck();
  await dialog
    .getByRole('combobox', { name: '坐标系' })
    .selectOption({ label: 'CGCS2000 3度带 38 带 · EPSG:4526' });
  const saving = page.waitForEvent('download');
  await dialog.getByRole('button', { name: '下载' }).click();
  const file = await saving;
  expect(file.suggestedFilename()).toMatch(/^项目 区县 梁园区 \d{4}-\d\d-\d\d\.csv$/);
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(await downloaded(file));
  expect(text.split('\r\n')[0]).toMatch(/^\ufeff编码,名称,.*东坐标（EPSG:4526）,北坐标（EPSG:4526）/);
  expect(text.split(/\r\n(?=[\w-]+,)/).length).toBe(total + 1);
  await dialog.getByText('文件已保存。').waitFor();

  await dialog.getByRole('combobox', { name: '内容' }).selectOption({ label: '设施' });
  await dialog.getByRole('button', { name: '复制链接' }).click();
  await dialog.getByText(/已复制链接/).waitFor();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
    `${portal.server.url}/api/facilities.csv?headings=zh&crs=EPSG:4526`,
  );

  await page.route('**/api/facilities.csv*', (route) =>
    route.fulfill({
      status: 503,
      contentType: 'application/problem+json',
      body: '{"detail":"请稍后再试。"}',
    }),
  );
  await dialog.getByRole('button', { name: '下载' }).click();
  await dialog.getByRole('alert').getByText('请稍后再试。').waitFor();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  expect(await open.evaluate((button) => button === document.activeElement)).toBe(true);
  expect(faults.filter((fault) => !fault.includes('503'))).toEqual([]);
  await close();
}, 120_000);
