import { describe, expect, it } from 'vitest';
import { readXlsx } from '../support/xlsx.ts';
import { downloaded, pixels, visit } from './driver.ts';
import { runPortal } from './portal.ts';

interface Summary {
  total: number;
  indicators: { behind: number };
}

const portal = runPortal();

describe('a dossier in a browser', { timeout: 120_000 }, () => {
  const summary = (query: string) => portal.ask<Summary>(`/api/summary?${query}`);
  const open = async (query: string) => {
    const visited = await visit(`${portal.server.url}/print?${query}`, { drawn: true });
    await visited.page.locator('[data-print-state="ready"]').waitFor({ timeout: 90_000 });
    return visited;
  };

  it('prints every project of a filter and all that lags, with a map', async () => {
    const { page, faults, close } = await open('district=411402');
    const { total, indicators } = await summary('district=411402');
    expect(await page.getByTestId('list').locator('tbody tr').count()).toBe(total);
    expect(await page.getByTestId('lag').locator('tbody tr').count()).toBe(indicators.behind);
    expect(await page.locator('h1').innerText()).toBe('商丘市重点项目档案 · 区县：梁园区');
    // A picture with more than one colour, at three device pixels to each of CSS.
    const map = page.locator('figure img');
    expect(
      await map.evaluate(
        (image: HTMLImageElement) => image.naturalWidth / image.getBoundingClientRect().width,
      ),
    ).toBeCloseTo(3, 1);
    const box = await map.boundingBox();
    if (!box) throw new Error('the map has no place');
    const seen = new Set((await pixels(page, { ...box, width: 300, height: 300 })).map(String));
    expect(seen.size).toBeGreaterThan(50);
    expect(await page.locator('figcaption').innerText()).toMatch(
      /审图号：待送审[^]*1 : [\d,]+[^]*OpenStreetMap/,
    );
    expect(faults).toEqual([]);
    await close();
  });

  it('makes sheets of A4, each with its number and the mark of sample data', async () => {
    const { page, close } = await open('project=SQ-P-009');
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
    const sizes = [...pdf.matchAll(/\/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]/g)].map(([, width, height]) => [
      Math.round(Number(width)),
      Math.round(Number(height)),
    ]);
    expect(sizes.length).toBeGreaterThan(0);
    expect(sizes.every(([width, height]) => width === 595 && height === 842)).toBe(true);
    const rules = await page.evaluate(() =>
      document.adoptedStyleSheets
        .flatMap((sheet) => [...sheet.cssRules].map((rule) => rule.cssText))
        .join(''),
    );
    expect(rules).toContain('counter(page)');
    expect(rules).toContain('示例数据');
    await close();
  });

  it('says in the language of the link what is wrong with it', async () => {
    const visited = await visit(`${portal.server.url}/print?district=nowhere&lang=en`);
    await visited.page.getByRole('alert').waitFor();
    expect(await visited.page.getByRole('alert').innerText()).toMatch(/^district=nowhere is not valid/);
    await visited.close();
  });

  it('is one click away from the filter, as a workbook and as a page', async () => {
    const { page, close } = await visit(`${portal.server.url}/?district=411402`);
    const links = page.locator('header').getByRole('group', { name: '档案' });
    expect(await links.getByText('打印').getAttribute('href')).toBe('/print?district=411402');
    const [download] = await Promise.all([page.waitForEvent('download'), links.getByText('XLSX').click()]);
    expect(download.suggestedFilename()).toBe('重点项目档案 区县 梁园区 2026-07.xlsx');
    const { total } = await summary('district=411402');
    const book = readXlsx(await downloaded(download));
    expect(book.sheets.find(({ name }) => name === '清单')?.rows.length).toBe(4 + total + 1);
    await close();
  });

  it('is one click away from a card, about that thing and its month', async () => {
    const { page, close } = await visit(`${portal.server.url}/?month=2026-05&select=project:SQ-P-009`);
    const links = page.locator('article').getByRole('group', { name: '档案' });
    expect(await links.getByText('打印').getAttribute('href')).toBe('/print?month=2026-05&project=SQ-P-009');
    await close();
  });
});
