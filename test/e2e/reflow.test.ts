/**
 * At four times the size of letters (320 × 256 px of a screen of 1280 × 1024: WCAG 1.4.10) and at twice (1.4.4) all can be
 * brought into sight by scrolling down, and no line is longer than the screen.
 */
import { describe, expect, it } from 'vitest';
import type { Page } from './driver.ts';
import { runPortal } from './portal.ts';

const portal = runPortal();

/** Texts that stand out of the screen sideways, but for those of tables that are scrolled. */
const sideways = (page: Page, screen: string): Promise<string[]> =>
  page.evaluate((name) => {
    const found: string[] = [];
    if (document.documentElement.scrollWidth > innerWidth) found.push(`${name}: the page scrolls sideways`);
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const parent = node.parentElement;
      if (!parent?.checkVisibility({ visibilityProperty: true }) || node.textContent?.trim() === '') continue;
      if (parent.closest('.visually-hidden, .skip, table')) continue;
      // A row that is shortened opens the card that says all of it.
      const isRow = parent.closest('[role=option]') !== null;
      const ends = [parent, parent.parentElement].map((one) => one && getComputedStyle(one).textOverflow);
      if (isRow && ends.includes('ellipsis')) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const { left, right, width } = range.getBoundingClientRect();
      if (width > 0 && (left < -1 || right > innerWidth + 1)) {
        found.push(`${name}: ${node.textContent?.trim().slice(0, 30) ?? ''}`);
      }
    }
    return found;
  }, screen);

/** Scrolls to a thing and says whether it is then to be seen, wholly within the height and under nothing. */
const canBeSeen = async (page: Page, selector: string): Promise<boolean> => {
  const thing = page.locator(selector).first();
  await thing.waitFor();
  return thing.evaluate((element) => {
    element.scrollIntoView({ block: 'center', behavior: 'instant' });
    const { left, top, bottom, width, height } = element.getBoundingClientRect();
    const at = document.elementFromPoint(left + Math.min(width / 2, innerWidth / 2), top + height / 2);
    return top >= 0 && bottom <= innerHeight && at !== null && (element.contains(at) || at.contains(element));
  });
};

describe.each([
  ['zh', ''],
  ['en', '?lang=en'],
])('letters of four times the size, %s', { timeout: 120_000 }, (_, query) => {
  it('lose nothing', async () => {
    const { page, close } = await portal.open(query, { width: 320, height: 256 });
    const faults: string[] = [];
    const see = async (screen: string, selector: string) => {
      if (!(await canBeSeen(page, selector)))
        faults.push(`${screen}: ${selector} cannot be brought into sight`);
      faults.push(...(await sideways(page, screen)));
    };
    await see('list', '[role=option]:nth-of-type(1)');
    await see('list', '[data-testid=reconciliation]');
    for (const [at, selector] of [
      [1, '[data-testid=league] tbody tr'],
      [2, '[data-testid=tray] li button'],
      [3, '.filter [data-testid=investment-high]'],
      [4, '.layers input[role=switch]'],
    ] as const) {
      await page.locator('.sheet nav button').nth(at).click();
      await see(`tab ${at + 1}`, selector);
      await see(`tab ${at + 1}`, '.sheet nav button:last-child');
    }
    await page.locator('.top button').last().click();
    await see('menu', '#phone-menu fieldset label:last-of-type');
    await see('menu', '#phone-menu select');
    await page.keyboard.press('Escape');
    await page.keyboard.press('/');
    await page.keyboard.type('sqjc');
    await see('search', '#search-results [role=option]:last-child');
    await page.keyboard.press('Enter');
    await see('card', '[data-testid=explain-light]');
    await see('card', '[data-testid=history-link]');
    expect(faults).toEqual([]);
    await close();
  });
});

describe('letters of twice the size', { timeout: 90_000 }, () => {
  it('lose nothing either', async () => {
    const { page, close } = await portal.open('?lang=en', { width: 720, height: 450 });
    const faults = await sideways(page, 'list');
    await page.locator('[role=option]').first().click();
    await page.getByTestId('card-code').waitFor();
    faults.push(...(await sideways(page, 'card')));
    for (const selector of ['[data-testid=explain-light]', '[data-testid=history-link]']) {
      if (!(await canBeSeen(page, selector))) faults.push(`card: ${selector} cannot be brought into sight`);
    }
    await page.locator('#open-filter').click();
    faults.push(...(await sideways(page, 'filter')));
    expect(faults).toEqual([]);
    await close();
  });
});
