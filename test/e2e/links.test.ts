/** Links outlive the data that they were made of: ids, never positions; what is gone is said, everything else holds. */
import sql from 'sql-template-tag';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../data/db.ts';
import type { Database } from '../../data/db.ts';
import { temporaryDirectory, testPostgisUrl } from '../support/database.ts';
import { startServer } from '../support/server.ts';
import type { RunningServer } from '../support/server.ts';
import { closeBrowser, visit } from './driver.ts';

let server: RunningServer;
let database: Database;

beforeAll(async () => {
  const databaseUrl = await testPostgisUrl('empty');
  const dataDirectory = await temporaryDirectory('links-');
  server = await startServer({ DATABASE_URL: databaseUrl, GROUNDWORK_DATA: dataDirectory });
  database = await openDatabase({ databaseUrl, dataDirectory, cacheDirectory: undefined });
}, 180_000);
afterAll(async () => {
  await closeBrowser();
  await database.close();
  await server.stop();
});

describe('a link made yesterday', { timeout: 120_000 }, () => {
  it('is given by sharing, and shows the same after a project was renamed and another one withdrawn', async () => {
    const made = await visit(`${server.url}/?status=under_construction&select=project:SQ-P-001`);
    await made.page.getByTestId('card-code').waitFor();
    await made.page.getByRole('navigation').getByRole('button', { name: '分享当前视图' }).click();
    const dialog = made.page.getByRole('dialog', { name: '分享当前视图' });
    const link = await dialog.getByTestId('share-link').inputValue();
    expect(await dialog.getByRole('img', { name: '链接的二维码' }).isVisible()).toBe(true);
    await dialog.getByRole('button', { name: '复制链接' }).click();
    await dialog.getByText('已复制链接').waitFor();
    expect(await made.page.evaluate(() => navigator.clipboard.readText())).toBe(link);
    await made.page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    expect(made.faults).toEqual([]);
    await made.close();

    await database.query(sql`UPDATE project SET name = '改名后的项目' WHERE code = 'SQ-P-001'`);
    await database.query(sql`UPDATE project SET published = false WHERE code = 'SQ-P-002'`);
    const followed = await visit(link);
    await followed.page.getByRole('heading', { name: '改名后的项目' }).waitFor();
    expect(new URL(followed.page.url()).searchParams.get('status')).toBe('under_construction');
    expect(await followed.page.getByTestId('link-notice').count()).toBe(0);
    expect(followed.faults).toEqual([]);
    await followed.close();
  });

  it('says what is gone and keeps the rest', async () => {
    const { page, close } = await visit(
      `${server.url}/?district=411402,419999&status=under_construction&select=project:SQ-P-002&lang=en`,
    );
    await page.getByText('There is nothing with the code SQ-P-002').waitFor();
    const notice = page.getByTestId('link-notice');
    await notice.waitFor();
    expect(await notice.innerText()).toContain('419999');
    const query = () => new URL(page.url()).searchParams;
    expect(query().get('status')).toBe('under_construction');
    expect(query().get('district')).toBe('411402');
    await notice.getByRole('button', { name: 'Close this note' }).click();
    await notice.waitFor({ state: 'detached' });
    await close();
  });
});
