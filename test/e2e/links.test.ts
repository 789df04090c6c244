/** Links outlive the data that they were made of: ids, never positions; what is gone is said, everything else holds. */
import sql from 'sql-template-tag';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../data/db.ts';
import type { Database } from '../../data/db.ts';
import { removeMade, testDemo } from '../support/database.ts';
import { startServer } from '../support/server.ts';
import type { RunningServer } from '../support/server.ts';
import { closeBrowser, visit } from './driver.ts';

let server: RunningServer;
let database: Database;

beforeAll(async () => {
  const { url: databaseUrl, directory: dataDirectory } = await testDemo();
  server = await startServer({ DATABASE_URL: databaseUrl, GROUNDWORK_DATA: dataDirectory });
  database = await openDatabase({ databaseUrl, dataDirectory, cacheDirectory: undefined });
}, 180_000);
afterAll(async () => {
  await closeBrowser();
  await database.close();
  await server.stop();
  await removeMade();
});

const soon = { timeout: 15_000 };

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

  it('shows what was added since, and means the same districts after their list has grown', async () => {
    interface Page {
      total: number;
      items: { code: string; districts: string[] }[];
    }
    const ask = async (path: string) => (await (await fetch(`${server.url}${path}`)).json()) as Page;
    const query = 'district=411425,411481';
    const { total, items } = await ask(`/api/projects?limit=500&${query}`);
    const added = items.find(({ districts }) => districts.join() === '411425');
    if (!added) throw new Error('no project of one district');
    const { total: districts } = await ask('/api/districts');
    /** Yesterday neither the project nor a district that stands before the two in the list was there. */
    const publish = async (isPublished: boolean) => {
      const by = isPublished ? 0 : 1;
      await database.query(sql`UPDATE district SET published = ${isPublished} WHERE code = '411402'`);
      await database.query(sql`UPDATE project SET published = ${isPublished} WHERE code = ${added.code}`);
      await expect.poll(async () => (await ask('/api/districts')).total, soon).toBe(districts - by);
      await expect.poll(async () => (await ask(`/api/projects?${query}`)).total, soon).toBe(total - by);
    };
    const shows = async (link: string) => {
      const { page, faults, close } = await visit(link);
      await page.getByTestId('listed').waitFor();
      const listed = (await page.getByTestId('listed').innerText()).match(/\d+/)?.[0];
      const chips = await page.getByTestId('chips').first().innerText();
      expect(chips).toContain('虞城县');
      expect(chips).toContain('永城市');
      expect(chips).not.toContain('梁园区');
      expect(await page.getByTestId('link-notice').count()).toBe(0);
      expect(faults).toEqual([]);
      const { href } = new URL(page.url());
      await close();
      return { listed: Number(listed), href };
    };
    await publish(false);
    const made = await shows(`${server.url}/?${query}`);
    expect(made.listed).toBe(total - 1);
    await publish(true);
    expect((await shows(made.href)).listed).toBe(total);
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
