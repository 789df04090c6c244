/** What a finger can touch on a phone has 44 px each way: of the element, or of the label or mark that stands for it. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Page } from './driver.ts';
import { operatorToken, runPortal } from './portal.ts';

const portal = runPortal();
const { ask, open } = portal;
let token: string;
let zone: string;

beforeAll(async () => {
  token = await operatorToken(portal);
  zone = (await ask<{ items: { code: string }[] }>('/api/zones?limit=1')).items[0]?.code ?? '';
});

/** Things that can be touched and are smaller, with their sizes. What is drawn beyond an element's box counts too. */
const tooSmall = (page: Page, screen: string): Promise<string[]> =>
  page.evaluate((name) => {
    const least = 44;
    const every = 'a[href], button, input, select, textarea, summary, [role=slider], [role=option]';
    const found = new Set<string>();
    for (const element of document.querySelectorAll<HTMLElement>(every)) {
      if (!element.checkVisibility({ visibilityProperty: true }) || element.closest('[inert]')) continue;
      const target = element.closest('label') ?? element.closest<HTMLElement>('.box') ?? element;
      const box = target.getBoundingClientRect();
      const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
      const isIt = (at: Element | null) => at !== null && target.contains(at);
      // Scrolled or folded away: seen on another screen.
      if (!isIt(document.elementFromPoint(x, y))) continue;
      const reach = (dx: number, dy: number) => {
        let far = 0;
        while (far < least && isIt(document.elementFromPoint(x + dx * (far + 1), y + dy * (far + 1))))
          far += 1;
        return far;
      };
      const width = Math.max(box.width, reach(-1, 0) + reach(1, 0) + 1);
      const height = Math.max(box.height, reach(0, -1) + reach(0, 1) + 1);
      if (Math.round(width) >= least && Math.round(height) >= least) continue;
      const who = element.ariaLabel ?? element.textContent.trim().slice(0, 24);
      found.add(`${name}: ${element.tagName} ${who} ${Math.round(width)} × ${Math.round(height)}`);
    }
    return [...found];
  }, screen);

describe('targets on a phone', { timeout: 120_000 }, () => {
  it('are 44 px in every tab, in menu, sharing, search, cards and reporting', async () => {
    const { page, close } = await open('', { width: 390, height: 844, touch: true });
    const small: string[] = [];
    const look = async (screen: string) => void small.push(...(await tooSmall(page, screen)));
    const to = (query: string) =>
      page.evaluate((address) => {
        history.pushState(null, '', address);
        dispatchEvent(new PopStateEvent('popstate'));
      }, query);

    for (const tab of ['列表', '排名', '未落图', '筛选', '图层']) {
      await page.getByRole('button', { name: tab, exact: true }).tap();
      await page.locator('#list > *:not([role=status])').first().waitFor();
      if (tab === '排名') await page.getByTestId('league-total').waitFor();
      await look(tab);
    }
    await page.getByRole('button', { name: '测量距离和面积' }).tap();
    await page.getByTestId('measured').waitFor();
    await look('measuring');
    await page.getByRole('button', { name: '结束测量' }).first().tap();
    await page.getByRole('button', { name: '菜单' }).tap();
    await look('menu');
    await page.locator('#phone-menu').getByRole('button', { name: '分享当前视图' }).tap();
    await page.getByRole('dialog').waitFor();
    await look('sharing');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: '查找' }).tap();
    await page.keyboard.type('liangyuan');
    await page.locator('#search-results').getByRole('option').first().waitFor();
    await look('search');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');

    const handle = page.getByRole('button', { name: '展开或收起面板' });
    for (const [noun, code] of [
      ['project', 'SQ-P-020'],
      ['zone', zone],
    ] as const) {
      await to(`?select=${noun}:${code}`);
      await page.getByTestId('card-code').filter({ hasText: code }).waitFor();
      if (noun === 'project') await handle.press('Enter');
      const body = page.locator('.card .body');
      await page.locator('.card [aria-busy=true]').waitFor({ state: 'detached' });
      // One screenful after another, down to the end.
      for (let at = 0; at < 12; at += 1) {
        await look(`card of a ${noun}`);
        const isEnd = await body.evaluate((element) => {
          const before = element.scrollTop;
          element.scrollBy(0, element.clientHeight - 50);
          return element.scrollTop === before;
        });
        if (isEnd) break;
      }
    }

    await to('?page=reporting');
    await page.getByTestId('token').fill(token);
    await look('sign-in');
    await page.keyboard.press('Enter');
    await page.getByTestId('report-list').getByRole('button').first().waitFor();
    await look('reporting');
    await page.getByTestId('report-list').getByRole('button').first().tap();
    await page.locator('#photo-file').waitFor();
    await look('report form');
    expect(small).toEqual([]);
    await close();
  });
});
