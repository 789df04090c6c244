/** The list in a browser: every column that is shown orders it, by pointer and by key, and each head stands over its column. */
import { describe, expect, it } from 'vitest';
import { runPortal } from './portal.ts';
import type { Page } from './driver.ts';

const { open } = runPortal();
const columns = 13;
const heads = (page: Page) =>
  page.locator('#list').getByRole('group', { name: '项目', exact: true }).getByRole('button');
const firstCode = (page: Page) => page.locator('#list [aria-posinset="1"]').getAttribute('data-code');

describe('the list', { timeout: 120_000 }, () => {
  it.each(['pointer', 'keys'] as const)(
    'is ordered by any of its columns, and each head says which way (%s)',
    async (by) => {
      const { page, faults, close } = await open('', { width: 1920, height: 1080 });
      const asked = new Set<string>();
      expect(await heads(page).count()).toBe(columns);
      for (const [at, head] of (await heads(page).all()).entries()) {
        const press = async () => {
          if (by === 'pointer') return head.click();
          await head.focus();
          await page.keyboard.press(at % 2 === 0 ? 'Enter' : 'Space');
        };
        await press();
        expect(await head.getAttribute('aria-pressed')).toBe('true');
        const [one, first] = [await head.innerText(), await firstCode(page)];
        await press();
        const other = await head.innerText();
        expect([one, other].map((name) => /从.到./.exec(name)?.[0]).sort()).toEqual(
          ['从大到小', '从小到大'].sort(),
        );
        expect(await firstCode(page)).not.toBe(first);
        asked.add(new URL(page.url()).searchParams.get('sort') ?? '');
      }
      expect(asked.size).toBe(columns);
      expect(
        await page
          .getByRole('group')
          .getByRole('button', { pressed: true, name: /从.到./ })
          .count(),
      ).toBe(1);
      expect(faults).toEqual([]);
      await close();
    },
  );

  it('sets every head over its column on a wide screen', async () => {
    const { page, close } = await open('', { width: 1600, height: 900 });
    const edges = (selector: string) =>
      page.locator(selector).evaluateAll((all) => all.map((one) => one.getBoundingClientRect().left));
    const [over, under] = [await edges('.heads > button'), await edges('[aria-posinset="1"] > .cell')];
    expect(over).toHaveLength(columns);
    expect(under).toHaveLength(columns);
    over.forEach((left, at) => expect(Math.abs(left - (under[at] ?? 0))).toBeLessThanOrEqual(1));
    await close();
  });

  it('leaves an English name its room beside a card', async () => {
    const { page, faults, close } = await open('?lang=en&select=project:SQ-P-020');
    await page.getByTestId('card-code').waitFor();
    const name = page.locator('#list [aria-selected="true"] .name');
    expect((await name.boundingBox())?.width).toBeGreaterThanOrEqual(190);
    expect(faults).toEqual([]);
    await close();
  });
});
