/** Hover and selection on every layer of the map, by the pixels that they change; the mark of a parcel far out. */
import type { Geometry, Position } from 'geojson';
import { describe, expect, it } from 'vitest';
import type { Layer } from '../../data/vocabulary/layer.ts';
import { amount, colourOf, middle, mixed } from './colours.ts';
import type { Colour } from './colours.ts';
import type { Page } from './driver.ts';
import { runPortal, settled } from './portal.ts';

const { ask, open } = runPortal({ drawn: true });

interface Thing {
  code: string;
  name: string;
  bbox: [number, number, number, number];
  geometry: Geometry;
}

interface Project {
  code: string;
  location: [number, number] | null;
  totalInvestment: number | null;
}

/** The corners of a thing's largest part. */
function corners(geometry: Geometry): readonly Position[] {
  const longest = (parts: readonly Position[][]) => parts.toSorted((a, b) => b.length - a.length)[0] ?? [];
  switch (geometry.type) {
    case 'Point':
      return [geometry.coordinates];
    case 'MultiLineString':
      return longest(geometry.coordinates);
    case 'MultiPolygon':
      return longest(geometry.coordinates.map(([ring]) => ring ?? []));
    default:
      throw new Error(`the demo has no ${geometry.type} here`);
  }
}

/** Even-odd rule. */
function isInside(ring: readonly Position[], x: number, y: number): boolean {
  let inside = false;
  ring.forEach(([ax = 0, ay = 0], at) => {
    const [bx = 0, by = 0] = ring[(at + 1) % ring.length] ?? [];
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
  });
  return inside;
}

type Box = readonly [number, number, number, number];
function boxOf(ring: readonly Position[]): Box {
  const [xs, ys] = [0, 1].map((axis) => ring.map((corner) => corner[axis] ?? NaN)) as [number[], number[]];
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}

/** A place on a thing: a corner of a line in its middle, of an area what lies farthest from its edge. */
function placeOn({ geometry }: Thing): Position {
  const ring = corners(geometry);
  if (geometry.type !== 'MultiPolygon') return ring[Math.floor(ring.length / 2)] ?? [];
  const [west, south, east, north] = boxOf(ring);
  const steps = Array.from({ length: 23 }, (_, step) => (step + 1) / 24);
  const inside = steps
    .flatMap((across) =>
      steps.map((up) => [west + across * (east - west), south + up * (north - south)] as const),
    )
    .filter(([x, y]) => isInside(ring, x, y));
  const clearance = ([x, y]: readonly [number, number]) =>
    Math.min(...ring.map(([cx = 0, cy = 0]) => Math.hypot(cx - x, cy - y)));
  const [best] = inside.toSorted((a, b) => clearance(b) - clearance(a));
  if (!best) throw new Error('an area without an inside');
  return [...best];
}

/** A zoom at which a thing takes up no more than a third of the map's height. */
function zoomFor({ geometry }: Thing): number {
  if (geometry.type !== 'MultiPolygon') return 12;
  const [west, south, east, north] = boxOf(corners(geometry));
  // 512 px hold 360° at zoom 0.
  return Math.min(15, Math.log2((260 * 360) / (512 * Math.max(east - west, (north - south) * 1.2))));
}

const changed = (before: readonly Colour[], after: readonly Colour[]) =>
  after.filter((pixel, at) =>
    pixel.some((value, channel) => Math.abs(value - (before[at]?.[channel] ?? 0)) > 4),
  ).length;
const side = 300;

async function mapMiddle(page: Page): Promise<[number, number]> {
  const box = await page.locator('.maplibregl-map').boundingBox();
  if (!box) throw new Error('no map');
  return [Math.round(box.x + box.width / 2), Math.round(box.y + box.height / 2)];
}

/** A thing of each noun: of areas a large one, of constraints, which lie over each other, the smallest. */
async function aThing(noun: Layer, path: string): Promise<Thing> {
  const { items } = await ask<{ items: Thing[] }>(`/api/${path}?limit=40`);
  const size = ({ bbox: [west, south, east, north] }: Thing) => (east - west) * (north - south);
  const sorted = items.toSorted((a, b) => size(b) - size(a));
  const first =
    noun === 'constraint' ? sorted.at(-1) : noun === 'facility' || noun === 'corridor' ? items[0] : sorted[0];
  if (!first) throw new Error(`the demo has no ${noun}`);
  return ask<Thing>(`/api/${path}/${first.code}`);
}

describe('a thing on the map', { timeout: 120_000 }, () => {
  it.each([
    ['zone', 'zones'],
    ['corridor', 'corridors'],
    ['parcel', 'parcels'],
    ['facility', 'facilities'],
    ['constraint', 'constraints'],
    ['district', 'districts'],
  ] as const)('shows that it is pointed at and that it is chosen: %s', async (noun, path) => {
    const thing = await aThing(noun, path);
    const [lng = 0, lat = 0] = placeOn(thing);
    const zoom = noun === 'parcel' ? Math.max(13, zoomFor(thing)) : zoomFor(thing);
    const { page, faults, close } = await open(`?map=${zoom.toFixed(2)}/${lat}/${lng}&layers=${noun}`);
    const [x, y] = await mapMiddle(page);
    const rest = async () => {
      await page.mouse.move(5, 5);
      await settled(page);
      return middle(page, side);
    };
    const plain = await rest();
    await page.mouse.move(x + 1, y);
    await page.mouse.move(x, y);
    await settled(page);
    const pointed = await middle(page, side);
    expect(changed(plain, pointed)).toBeGreaterThan(40);
    expect(changed(plain, await rest())).toBe(0);

    await page.mouse.click(x, y);
    await expect.poll(() => page.getByTestId('card-code').innerText()).toBe(thing.code);
    // A card takes room from the map, not its place.
    const chosen = await rest();
    expect(changed(plain, chosen)).toBeGreaterThan(60);
    // More than pointing at it does.
    expect(changed(pointed, chosen)).toBeGreaterThan(20);
    await page.getByRole('button', { name: '关闭', exact: true }).click();
    await expect.poll(async () => changed(plain, await rest())).toBe(0);
    expect(faults).toEqual([]);
    await close();
  });

  it('marks a project that is pointed at in the list', async () => {
    const { items } = await ask<{ items: Project[] }>('/api/projects?limit=500&category=industry');
    // The list begins with the largest.
    const largest = items.toSorted((a, b) => (b.totalInvestment ?? 0) - (a.totalInvestment ?? 0)).slice(0, 4);
    const project = largest.find(({ location }) => location);
    if (!project?.location) throw new Error('no project on the map');
    const [lng, lat] = project.location;
    const { page, faults, close } = await open(`?map=14/${lat}/${lng}&layers=project&category=industry`);
    const row = page.locator(`#list [role=option][data-code="${project.code}"]`);
    await page.mouse.move(5, 5);
    await settled(page);
    const before = await middle(page, 60);
    await row.hover();
    await settled(page);
    expect(changed(before, await middle(page, 60))).toBeGreaterThan(60);
    expect(faults).toEqual([]);
    await close();
  });

  it.each(['project,parcel', 'project'])(
    'has a mark where a chosen parcel is not drawn by itself (%s)',
    async (layers) => {
      const parcel = await aThing('parcel', 'parcels');
      const [west, south, east, north] = parcel.bbox;
      const at = `${(south + north) / 2}/${(west + east) / 2}`;
      const ink = colourOf('light', 'ink');
      const { page, faults, close } = await open(`?map=10/${at}&layers=${layers}&category=tourism`);
      const before = amount(await middle(page, 40), ink, mixed);
      await page.goto(page.url().replace('map=', `select=parcel:${parcel.code}&map=`));
      await page.getByTestId('card-code').waitFor();
      await settled(page);
      expect(amount(await middle(page, 40), ink, mixed)).toBeGreaterThan(before + 150);
      await page.getByRole('button', { name: '关闭', exact: true }).click();
      await settled(page);
      expect(amount(await middle(page, 40), ink, mixed)).toBe(before);
      // Where it is drawn itself, the mark would lie over it.
      await page.goto(page.url().replace('map=10', `select=parcel:${parcel.code}&map=14`));
      await page.getByTestId('card-code').waitFor();
      await settled(page);
      const near = amount(await middle(page, 12), ink, mixed);
      if (layers.includes('parcel')) expect(near).toBe(0);
      else expect(near).toBeGreaterThan(30);
      expect(faults).toEqual([]);
      await close();
    },
  );
});
