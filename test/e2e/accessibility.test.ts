/** No screen has a fault that axe can find; each look is one page that is moved through its screens. */
import { beforeAll, describe, expect, it } from 'vitest';
import { startPage } from '../../server/start/start-page.ts';
import { faultsOf } from './axe.ts';
import { visit } from './driver.ts';
import type { Page, PageOptions } from './driver.ts';
import { operatorToken, runPortal, settled } from './portal.ts';

const portal = runPortal();
const { ask } = portal;

/** Both themes and both languages, in two looks instead of four. */
const looks = [
  { theme: 'light', language: 'zh' },
  { theme: 'dark', language: 'en' },
] as const;
type Look = (typeof looks)[number];

let token: string;
/** A thing of each noun, and a place where several lie. */
let codes: Record<string, string>;

beforeAll(async () => {
  token = await operatorToken(portal);
  const nouns = ['projects', 'zones', 'corridors', 'parcels', 'facilities', 'districts', 'constraints'];
  const found = nouns.map(async (noun) => {
    const { items } = await ask<{ items: { code: string }[] }>(`/api/${noun}?limit=1`);
    const code = items[0]?.code;
    if (code === undefined) throw new Error(`the demo has none of ${noun}`);
    return [noun.replace(/ies$/, 'y').replace(/s$/, ''), code] as const;
  });
  codes = Object.fromEntries(await Promise.all(found));
});

/** A page, its faults so far, and how its screens are reached: by link without a new start, by role and name. */
class Walk {
  readonly faults: string[] = [];
  private constructor(
    readonly page: Page,
    readonly look: Look,
    readonly close: () => Promise<void>,
  ) {}

  static async begin(look: Look, query: string, options: PageOptions, testId: string): Promise<Walk> {
    const address = [query, look.language === 'en' ? 'lang=en' : ''].filter((part) => part !== '').join('&');
    const visited = await portal.open(`?${address}`, { theme: look.theme, ...options }, testId);
    return new Walk(visited.page, look, visited.close);
  }
  /** The word of the look's language. */
  word(zh: string, en: string): string {
    return this.look.language === 'en' ? en : zh;
  }
  async see(screen: string): Promise<void> {
    this.faults.push(...(await faultsOf(this.page, screen)));
  }
  async click(zh: string, en: string, role: 'button' | 'tab' = 'button'): Promise<void> {
    const name = this.word(zh, en);
    await this.page.getByRole(role, { name, exact: true }).first().click();
  }
  /** Goes to another view as the back button does. */
  async to(query: string): Promise<void> {
    const language = this.look.language === 'en' ? '&lang=en' : '';
    await this.page.evaluate((address) => {
      history.pushState(null, '', address);
      dispatchEvent(new PopStateEvent('popstate'));
    }, `?${query}${language}`);
  }
  async card(noun: string): Promise<void> {
    const code = codes[noun] ?? '';
    await this.to(`select=${noun}:${code}&layers=project,zone,parcel,corridor`);
    await this.page.getByTestId('card-code').filter({ hasText: code }).waitFor();
    const contents = this.page.getByTestId('surroundings');
    await this.page.waitForTimeout(0);
    if ((await contents.count()) > 0) await contents.and(this.page.locator('[aria-busy=false]')).waitFor();
  }
}

describe.each(looks)('axe finds nothing, $theme $language', { timeout: 240_000 }, (look) => {
  it('on a desk: map, filter, list, ranking, tray, layers, search, share, saved views', async () => {
    const walk = await Walk.begin(look, '', {}, 'mapped');
    const { page } = walk;
    await walk.see('map');
    for (const [at, tab] of ['list', 'ranking', 'tray'].entries()) {
      await page.getByRole('tab').nth(at).click();
      if (tab === 'ranking') await page.getByTestId('league-total').waitFor();
      if (tab === 'tray') await page.getByTestId('tray').getByRole('button').first().waitFor();
      await walk.see(tab);
    }
    await page.getByRole('tab').first().click();
    await walk.click('图层与图例', 'Layers and legend');
    await page.locator('.layers').waitFor();
    await walk.see('layers');
    await walk.click('保存当前视图', 'Save this view');
    await page.keyboard.type('a');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: walk.word('视图“a”的操作', 'Actions for the view “a”') }).click();
    await walk.see('saved views');
    await page.keyboard.press('/');
    await page.keyboard.type('liangyuan');
    await page.locator('#search-results').getByRole('option').nth(3).waitFor();
    await walk.see('search');
    await page.keyboard.press('Escape');
    await page.keyboard.type('zzqqxx');
    await page.getByText('“zzqqxx”').first().waitFor();
    await walk.see('search without a find');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await walk.click('分享当前视图', 'Share this view');
    await page.getByRole('dialog').waitFor();
    await walk.see('share');
    await page.keyboard.press('Escape');
    await walk.to('q=zzzz&district=999999');
    await page.getByTestId('link-notice').waitFor();
    await walk.see('nothing passes, a link left something out');
    expect(walk.faults).toEqual([]);
    await walk.close();
  });

  it('on the card of each noun', async () => {
    const walk = await Walk.begin(look, 'select=project:SQ-P-002', {}, 'card-code');
    const { page } = walk;
    for (const noun of Object.keys(codes)) {
      await walk.card(noun);
      await walk.see(`card of a ${noun}`);
    }
    await walk.card('project');
    await page.getByTestId('explain-light').click();
    for (const table of await page.getByRole('button', { name: walk.word('表格', 'Table') }).all())
      await table.click();
    await walk.see('reasons and tables');
    await page.getByTestId('history-link').click();
    await page.getByTestId('history').locator('li').first().waitFor();
    await walk.see('history');
    expect(walk.faults).toEqual([]);
    await walk.close();
  });

  it('over the map: measuring, own position, what lies at one place', async () => {
    const walk = await Walk.begin(
      look,
      'layers=project,zone,parcel,corridor,district&map=9/34.43/115.65',
      {},
      'mapped',
    );
    const { page } = walk;
    await walk.click('测量距离和面积', 'Measure distance and area');
    await page.getByTestId('measured').waitFor();
    await walk.see('measuring');
    await page.locator('.maplibregl-canvas').press('Escape');
    await walk.click('我的位置', 'My position');
    await page.locator('.notes').getByRole('status').waitFor();
    await walk.see('own position refused');
    await page.locator('.maplibregl-canvas').focus();
    await page.keyboard.press('ArrowLeft');
    await settled(page);
    await page.keyboard.press('Enter');
    await page.getByTestId('card-code').waitFor();
    await walk.see('chosen at the cross');
    expect(walk.faults).toEqual([]);
    await walk.close();
  });

  it('in monthly reporting', async () => {
    const walk = await Walk.begin(look, '', {}, 'mapped');
    const { page } = walk;
    await walk.to('page=reporting');
    await page.getByTestId('token').waitFor();
    await walk.see('sign-in');
    await page.getByTestId('token').fill(token);
    await page.keyboard.press('Enter');
    await page.locator('tr[data-code]').first().waitFor();
    await walk.see('sheet');
    await page.setViewportSize({ width: 800, height: 900 });
    await walk.see('sheet, narrow');
    expect(walk.faults).toEqual([]);
    await walk.close();
  });

  it('between desk and phone', async () => {
    const walk = await Walk.begin(look, 'status=suspended', { width: 1024, height: 768 }, 'mapped');
    const { page } = walk;
    await walk.see('filter folded');
    await page.keyboard.press('/');
    await page.keyboard.type('liangyuan');
    await page.locator('#search-results').getByRole('option').first().waitFor();
    await walk.see('search on the bar');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await walk.card('project');
    await walk.see('card in place of the list');
    expect(walk.faults).toEqual([]);
    await walk.close();
  });

  it('on a phone: each tab, menu, search, card, reporting', async () => {
    const walk = await Walk.begin(look, '', { width: 390, height: 844, touch: true }, 'mapped');
    const { page } = walk;
    const tabs = page.locator('.sheet nav button');
    for (let at = 0; at < (await tabs.count()); at += 1) {
      await tabs.nth(at).tap();
      await page.locator('#list > *').first().waitFor();
      await walk.see(`tab ${at + 1}`);
    }
    await walk.click('菜单', 'Menu');
    await walk.see('menu');
    await page.keyboard.press('Escape');
    await walk.click('查找', 'Search');
    await page.keyboard.type('liangyuan');
    await page.locator('#search-results').getByRole('option').first().waitFor();
    await walk.see('search');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await walk.card('zone');
    await walk.see('card of a zone');
    await walk.to('page=reporting');
    await page.getByTestId('token').fill(token);
    await page.keyboard.press('Enter');
    await page.getByTestId('reporting').getByRole('button').nth(4).waitFor();
    await walk.see('reporting');
    expect(walk.faults).toEqual([]);
    await walk.close();
  });

  it('on the wall', async () => {
    const walk = await Walk.begin(look, '', { width: 5120, height: 1440 }, 'wall-headline');
    const { page } = walk;
    await page.getByTestId('wall-ranking').locator('button[data-code]').first().waitFor();
    await walk.see('wall');
    await walk.card('zone');
    await walk.see('card on the wall');
    expect(walk.faults).toEqual([]);
    await walk.close();
  });

  it('in a frame, on paper, while the server starts', async () => {
    const walk = await Walk.begin(look, 'embed=1&status=suspended', {}, 'embed-count');
    await walk.see('embedded');
    await walk.page.setContent(
      startPage([
        { what: 'database', done: true },
        { what: 'client', done: false },
      ]),
    );
    await walk.see('start');
    await walk.close();
    const language = look.language === 'en' ? '&lang=en' : '';
    const print = await visit(`${portal.server.url}/print?status=suspended${language}`, look);
    await print.page.locator('[data-print-state="ready"]').waitFor({ timeout: 90_000 });
    const faults = [...walk.faults, ...(await faultsOf(print.page, 'print'))];
    expect(faults).toEqual([]);
    await print.close();
  });
});
