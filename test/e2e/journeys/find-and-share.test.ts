/** A newcomer finds a project by its initials, reads its card and passes it on; who gets the link sees the same. */
import { describe, expect, it } from 'vitest';
import type { Page } from '../driver.ts';
import { runPortal, settled } from '../portal.ts';

const { open } = runPortal();
const desk = { width: 1440, height: 900 };
const phone = { width: 390, height: 844, touch: true };
const words = {
  'zh-Hans': {
    query: '',
    airport: '商丘机场（观堂机场，军民合用改扩建）',
    search: '查找',
    share: '分享当前视图',
    copy: '复制链接',
    copied: '已复制链接',
  },
  en: {
    query: '?lang=en',
    airport: 'Shangqiu Airport (Guantang, civil-military extension)',
    search: 'Search',
    share: 'Share this view',
    copy: 'Copy link',
    copied: 'Link copied',
  },
} as const;

const parameter = (page: Page, name: string) => new URL(page.url()).searchParams.get(name);

describe('find, read, pass on', { timeout: 150_000 }, () => {
  it.each([
    ['zh-Hans', 'desk', desk],
    ['en', 'desk', desk],
    ['zh-Hans', 'phone', phone],
    ['en', 'phone', phone],
  ] as const)('in %s at a %s', async (language, device, size) => {
    const { query, airport, search, share, copy, copied } = words[language];
    const { page, faults, close } = await open(query, size);
    if (device === 'desk') await page.keyboard.press('/');
    else await page.getByRole('button', { name: search, exact: true }).tap();
    await page.getByRole('combobox', { name: new RegExp(`^${search}`) }).waitFor();
    await page.keyboard.type('sqjc');
    const found = page.locator('#search-results').getByRole('option', { name: airport });
    await found.waitFor();
    if (device === 'desk') await page.keyboard.press('Enter');
    else await found.tap();

    const card = page.getByRole('article', { name: airport });
    await card.getByRole('heading', { name: airport }).waitFor();
    expect(await card.getByTestId('card-code').innerText()).toBe('SQ-P-002');
    await settled(page);
    const seen = parameter(page, 'map');
    expect(seen).toMatch(/^1\d\.\d\d\/34\.\d+\/115\.\d+$/);

    await card.getByRole('button', { name: share }).click();
    const dialog = page.getByRole('dialog', { name: share });
    await dialog.getByRole('button', { name: copy }).click();
    await dialog.getByText(copied).waitFor();
    const link = await page.evaluate(() => navigator.clipboard.readText());
    expect(link).toBe(await dialog.getByTestId('share-link').inputValue());
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    expect(faults).toEqual([]);
    await close();

    // Somebody else, who has never been here, on the same device.
    const other = await open(new URL(link).search, size, device === 'desk' ? 'mapped' : 'card-code');
    await other.page.getByRole('article', { name: airport }).waitFor();
    expect(await other.page.getByTestId('card-code').innerText()).toBe('SQ-P-002');
    expect(await other.page.locator('html').getAttribute('lang')).toBe(language);
    expect(parameter(other.page, 'map')).toBe(seen);
    expect(await other.page.getByTestId('link-notice').count()).toBe(0);
    expect(other.faults).toEqual([]);
    await other.close();
  });
});
