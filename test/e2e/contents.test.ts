/** What lies inside, along and around a thing, on its card: counted and listed as the API answers; hover echoes, a click opens. */
import { describe, expect, it } from 'vitest';
import { middle } from './colours.ts';
import type { Colour } from './colours.ts';
import type { Page } from './driver.ts';
import { runPortal, settled } from './portal.ts';

const { ask, open } = runPortal({ drawn: true });

interface Thing {
  code: string;
  name: string;
  bbox: [number, number, number, number];
}
interface Around {
  projects: {
    total: number;
    outside: number;
    items: { code: string; name: string; nameEn: string; location: [number, number] | null }[];
  };
  parcels: { total: number; items: Thing[] };
  facilities: { total: number; items: Thing[] };
  zones: { total: number; items: Thing[] };
  corridors: { total: number; items: Thing[] };
}
type Group = 'parcels' | 'facilities' | 'zones' | 'corridors';
const groups: readonly (readonly [Group, string])[] = [
  ['parcels', '地块'],
  ['facilities', '设施'],
  ['zones', '开发区'],
  ['corridors', '走廊'],
];

const contents = (page: Page) => page.getByTestId('surroundings');
/** One list of the card by its heading. */
const list = (page: Page, title: string) => contents(page).getByRole('group', { name: title, exact: true });
const figure = (text: string) => Number(/\d[\d,]*/.exec(text)?.[0].replaceAll(',', ''));
const changed = (before: readonly Colour[], after: readonly Colour[]) =>
  after.filter((pixel, at) =>
    pixel.some((value, channel) => Math.abs(value - (before[at]?.[channel] ?? 0)) > 12),
  ).length;

/** The first of a noun in which something of every kind is found. */
async function fullest(path: string, question: string): Promise<{ code: string; around: Around }> {
  const { items } = await ask<{ items: Thing[] }>(`/api/${path}?limit=60`);
  let best: { code: string; around: Around; groups: number } | undefined;
  for (const { code } of items) {
    const around = await ask<Around>(`/api/${path}/${code}/${question}`);
    const full =
      groups.filter(([group]) => around[group].total > 0).length + Math.min(around.projects.total, 9);
    if (!best || full > best.groups) best = { code, around, groups: full };
  }
  if (!best) throw new Error(`the demo has none of ${path}`);
  return best;
}

/** Every list on the card has the length of the answer, and all its names once they are shown. */
async function agree(page: Page, around: Around): Promise<void> {
  const { projects } = around;
  expect(figure(await contents(page).getByRole('status').innerText())).toBe(projects.total);
  expect(figure(await list(page, '项目').getByRole('heading').innerText())).toBe(
    projects.total + projects.outside,
  );
  for (const [group, title] of groups) {
    const { total, items } = around[group];
    if (total === 0) {
      expect(await list(page, title).count()).toBe(0);
      continue;
    }
    expect([title, figure(await list(page, title).getByRole('heading').innerText())]).toEqual([title, total]);
    const more = list(page, title).getByRole('button', { name: /^显示全部/ });
    if ((await more.count()) > 0) await more.click();
    expect(await list(page, title).locator('.name').allInnerTexts()).toEqual(items.map(({ name }) => name));
  }
}

describe('what lies in and around', { timeout: 120_000 }, () => {
  it.each([
    ['zone', 'zones', 'contents'],
    ['corridor', 'corridors', 'along'],
    ['facility', 'facilities', 'nearby'],
    ['district', 'districts', 'contents'],
  ])('a %s is counted and listed as the API answers', async (noun, path, question) => {
    const { code, around } = await fullest(path, question);
    const { page, faults, close } = await open(`?select=${noun}:${code}`);
    await contents(page).getByRole('status').waitFor();
    await agree(page, around);
    if (question === 'along' || question === 'nearby') {
      const wider = await ask<Around>(`/api/${path}/${code}/${question}?within=10000`);
      await contents(page).getByRole('button', { name: '10 km 以内' }).click();
      await expect
        .poll(async () => figure(await contents(page).getByRole('status').innerText()))
        .toBe(wider.projects.total);
      await agree(page, wider);
    }
    expect(faults).toEqual([]);
    await close();
  });

  it('echoes a row on the map under the pointer, and opens it by a click with its layer', async () => {
    const { code, around } = await fullest('zones', 'contents');
    const first = around.projects.items[0];
    if (!first?.location) throw new Error('the first project of the zone is not on the map');
    const [lng, lat] = first.location;
    const { page, faults, close } = await open(
      `?select=zone:${code}&map=15/${lat}/${lng}&layers=project,zone&lang=en`,
    );
    const row = list(page, 'Projects').getByRole('button', { name: first.nameEn });
    await row.waitFor();
    await page.mouse.move(0, 0);
    await settled(page);
    const before = await middle(page, 60);
    await row.hover();
    await settled(page);
    expect(changed(before, await middle(page, 60))).toBeGreaterThan(60);
    await page.mouse.move(0, 0);
    await settled(page);
    expect(changed(before, await middle(page, 60))).toBe(0);
    await row.click();
    await page.getByRole('heading', { name: first.nameEn }).waitFor();
    expect(await page.getByTestId('card-code').innerText()).toBe(first.code);

    await page.goBack();
    const parcel = around.parcels.items[0];
    if (!parcel) throw new Error('no parcel in the zone');
    await list(page, 'Parcels').locator('li button').first().click();
    await expect.poll(() => page.getByTestId('card-code').innerText()).toBe(parcel.code);
    expect(new URL(page.url()).searchParams.get('layers')).toContain('parcel');
    expect(faults).toEqual([]);
    await close();
  });

  it('shows the projects of a district in map, list and numbers by its button', async () => {
    const { page, faults, close } = await open('?select=district:411402');
    const { projects } = await ask<Around>('/api/districts/411402/contents');
    await contents(page).getByRole('button', { name: '只看本区县的项目' }).click();
    await expect
      .poll(async () => figure(await page.getByTestId('listed').first().innerText()))
      .toBe(projects.total);
    expect(new URL(page.url()).searchParams.get('district')).toBe('411402');
    expect(faults).toEqual([]);
    await close();
  });
});
