/** Card, league and tray in a browser: what they show is what the API answers. */
import { describe, expect, it } from 'vitest';
import type { Page } from './driver.ts';
import { runPortal } from './portal.ts';

const { ask, open } = runPortal();

interface Progress {
  month: string;
  judgement: {
    light: string;
    judgedMonth: string;
    completed: number;
    perMonthToGreen: number;
    reasons: {
      rule: string;
      baseline: number;
      actual: number;
      gap: number;
      yellowFrom: number;
      redAbove: number;
    }[];
  };
  plan: { total: number; monthly: number[] };
  months: { planned: number | null; completed: number | null; sinceStart: number | null }[];
  issues: { overdueDays: number; state: string }[];
}
interface Item {
  code: string;
}
interface League {
  rows: { code: string; indicators: { projects: number; completed: number; investmentRate: number } }[];
  total: { projects: number; planned: number; completed: number; investmentRate: number; behind: number };
}

const codes = async (query: string) =>
  (await ask<{ items: Item[] }>(`/api/projects?limit=500&${query}`)).items.map(({ code }) => code);

/** 万元 as 亿元 with two decimals: what the card shows. */
const yi = (wan: number, decimals = 2) =>
  (wan / 10_000).toLocaleString('zh-CN', {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });
/** A share in percent, or points, with at most one decimal. */
const short = (value: number) => String(Math.round(value * 10) / 10);

const cells = (page: Page, rows: string) =>
  page
    .locator(rows)
    .evaluateAll((found) =>
      found.map((row) => [...row.querySelectorAll('th,td')].map((cell) => cell.textContent?.trim() ?? '')),
    );
const tab = (page: Page, name: string) => page.getByRole('tab', { name: new RegExp(name) }).click();

/** The first project with a light that investment against a monthly plan gives it. */
async function behind(light: 'yellow' | 'red'): Promise<{ code: string; progress: Progress }> {
  for (const code of await codes(`light=${light}`)) {
    const progress = await ask<Progress>(`/api/projects/${code}/progress`);
    const [first] = progress.judgement.reasons;
    if (first?.rule === 'investment' && progress.plan.monthly && first.actual > 0) return { code, progress };
  }
  throw new Error(`the demo has no project with a ${light} light by its monthly plan`);
}

describe('progress in a browser', { timeout: 120_000 }, () => {
  it('explains the light of a project with the numbers of the API', async () => {
    const { code, progress } = await behind('yellow');
    const { judgement } = progress;
    const reason = judgement.reasons[0];
    if (!reason) throw new Error('no reason');
    const { page, faults, close } = await open(`?select=project:${code}`);

    expect(await page.getByTestId('light').getAttribute('data-light')).toBe('yellow');
    const equation = (await page.getByTestId('equation').innerText()).replaceAll(/\s+/g, ' ');
    expect(equation).toContain(`计划 ${short(reason.baseline * 100)}%`);
    expect(equation).toContain(`实际 ${short(reason.actual * 100)}%`);
    expect(equation).toContain(`差 ${short(reason.gap)} 个百分点`);
    expect(equation).toContain('→ 黄（阈值 10–30）');
    expect(await page.getByTestId('catch-up').innerText()).toBe(
      `到年底每月需 ${yi(judgement.perMonthToGreen)} 亿元`,
    );
    const figures = await page.locator('.figures b').allInnerTexts();
    const reported = progress.months.findLast(({ completed }) => completed !== null);
    expect(figures).toEqual([
      yi(progress.plan.total),
      yi(judgement.completed),
      reported?.sinceStart == null ? '—' : yi(reported.sinceStart),
    ]);

    await page.getByTestId('explain-light').click();
    const reasons = await page.getByTestId('reasons').innerText();
    expect(reasons).toContain('小于 10 绿，10–30 黄，大于 30 红');
    expect(reasons).toContain('银川市');
    expect(faults).toEqual([]);
    await close();
  });

  it('shows the twelve months of the curve as a table', async () => {
    const { code, progress } = await behind('yellow');
    const { page, close } = await open(`?select=project:${code}`);
    await page.getByTestId('curve').getByRole('button', { name: '表格' }).click();
    const rows = await cells(page, '[data-testid=curve] tbody tr');
    expect(rows.map((row) => row.slice(0, 5))).toEqual(
      progress.months.map(({ planned, completed }, at) => [
        `${at + 1}月`,
        short(((planned ?? NaN) / progress.plan.total) * 100),
        completed === null ? '—' : short((completed / progress.plan.total) * 100),
        yi(planned ?? NaN),
        completed === null ? '—' : yi(completed),
      ]),
    );
    await close();
  });

  it('opens the history of a project: who entered which figure when', async () => {
    const { code, progress } = await behind('yellow');
    const { items } = await ask<{ items: { recordedBy: string; recordedAt: string }[] }>(
      `/api/projects/${code}/history`,
    );
    const { page, close } = await open(`?select=project:${code}`);
    expect(await page.getByTestId('freshness').innerText()).toContain(
      `数据截至 ${progress.judgement.judgedMonth}`,
    );
    await page.getByTestId('history-link').click();
    const entries = page.getByTestId('history').locator('li');
    await entries.first().waitFor();
    expect(await entries.count()).toBe(items.length);
    expect(await entries.first().innerText()).toContain(items[0]?.recordedBy);
    await close();
  });

  it('ranks districts with the sums of the bar of numbers, and filters list and map by a row', async () => {
    const { page, faults, close } = await open('');
    const league = await ask<League>('/api/league?by=district');
    await tab(page, '排名');
    await page.getByTestId('league-total').waitFor();
    const rows = await cells(page, '[data-testid=league] tbody tr');
    expect(rows.map((row) => [row[2], row[5]])).toEqual(
      league.rows.map(({ indicators }) => [String(indicators.projects), yi(indicators.completed, 1)]),
    );
    const [total = []] = await cells(page, '[data-testid=league-total]');
    expect(total[2]).toBe(String(league.total.projects));
    expect(total[5]).toBe(await page.getByTestId('completed').innerText());
    expect(total[6]).toBe(await page.getByTestId('investment-rate').innerText());

    const district = league.rows[2]?.code ?? '';
    await page.locator(`[data-testid=league] tr[data-code="${district}"]`).click();
    expect(new URL(page.url()).searchParams.get('district')).toBe(district);
    await tab(page, '项目');
    const expected = await codes(`district=${district}`);
    const listed = (await page.getByTestId('listed').innerText()).match(/\d+/)?.[0];
    expect(Number(listed)).toBe(expected.length);
    expect(Number(await page.getByTestId('mapped').first().innerText())).toBeLessThanOrEqual(expected.length);
    expect(faults).toEqual([]);
    await close();
  });

  it('keeps what is not on the map in a tray that counts what the API counts', async () => {
    const { page, faults, close } = await open('');
    const { reconciliation } = await ask<{ reconciliation: { unmapped: number } }>('/api/summary');
    await tab(page, '未落图');
    expect(reconciliation.unmapped).toBeGreaterThan(0);
    expect(await page.getByTestId('tray-count').innerText()).toBe(`${reconciliation.unmapped} 项`);
    const buttons = page.getByTestId('tray-group').locator('button');
    const inTray = await buttons.evaluateAll((found) =>
      found.map((one) => one.getAttribute('data-code') ?? ''),
    );
    expect(new Set(inTray)).toEqual(new Set(await codes('unmapped=1')));
    await buttons.first().click();
    expect(await page.getByTestId('card-code').innerText()).toBe(inTray[0]);
    expect(faults).toEqual([]);
    await close();
  });
});
