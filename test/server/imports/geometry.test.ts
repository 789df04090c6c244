/** Broken geometries of every kind: mended with what was mended, or refused with the reason, the same on both databases. */
import type { Geometry, Position } from 'geojson';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Layer } from '../../../data/vocabulary/layer.ts';
import { forBothDatabases } from '../../support/database.ts';
import { seedCity } from '../fixture.ts';
import { check } from './import-fixture.ts';
import type { TestRow } from './import-fixture.ts';

/** Hundredths of a degree within district D1. */
const at = (x: number, y: number): Position => [115.25 + x * 0.01, 34.05 + y * 0.01];
const box = (x: number, y: number, side = 1): Position[] => [
  at(x, y),
  at(x + side, y),
  at(x + side, y + side),
  at(x, y + side),
  at(x, y),
];
const area = (...rings: Position[][]): Geometry => ({ type: 'Polygon', coordinates: rings });
const areas = (...parts: Position[][][]): Geometry => ({ type: 'MultiPolygon', coordinates: parts });

interface Case {
  readonly geometry: Geometry | null;
  /** What is said of the repair, or of the refusal. */
  readonly says: RegExp;
  readonly state: 'new' | 'refused';
  readonly noun?: Layer;
  /** Of the stored geometry, in hundredths of a degree squared. */
  readonly size?: number;
}

const many = Array.from({ length: 2000 }, (_, n): Position[] => {
  const [x, y] = [(n % 50) * 0.02, Math.floor(n / 50) * 0.02];
  return [
    at(x + 0.005, y + 0.005),
    at(x + 0.01, y + 0.005),
    at(x + 0.01, y + 0.01),
    at(x + 0.005, y + 0.005),
  ];
});

const cases: Readonly<Record<string, Case>> = {
  'a bow-tie': {
    geometry: area([at(0, 0), at(1, 1), at(1, 0), at(0, 1), at(0, 0)]),
    state: 'new',
    says: /自相交/,
    size: 0.5,
  },
  'an open ring': { geometry: area(box(0, 0).slice(0, 4)), state: 'new', says: /闭合 1 个/, size: 1 },
  'repeated positions': {
    geometry: area([at(0, 0), at(0, 0), ...box(0, 0).slice(1)]),
    state: 'new',
    says: /1 个重复点/,
    size: 1,
  },
  'a spike': {
    geometry: area([at(0, 0), at(1, 0), at(1, 1), at(1, 3), at(1, 1), at(0, 1), at(0, 0)]),
    state: 'new',
    says: /修复/,
    size: 1,
  },
  'a sliver beside the area': {
    geometry: areas([box(0, 0)], [[at(3, 3), at(3.0005, 3), at(3, 3.0005), at(3, 3)]]),
    state: 'new',
    says: /1 个不足 1 ㎡ 的碎面/,
    size: 1,
  },
  'a hole outside': { geometry: area(box(0, 0), box(2, 2)), state: 'new', says: /洞在外环之外/, size: 1 },
  'a hole across the outline': {
    geometry: area(box(0, 0), box(0.5, 0)),
    state: 'new',
    says: /修复/,
    size: 0.5,
  },
  'a hole given before its outline': {
    geometry: area(box(0.25, 0.25, 0.5), box(0, 0)),
    state: 'new',
    says: /内外环次序/,
    size: 0.75,
  },
  'areas that overlap': {
    geometry: areas([box(0, 0)], [box(0.5, 0)]),
    state: 'new',
    says: /修复/,
    size: 1.5,
  },
  'the same area twice': { geometry: areas([box(0, 0)], [box(0, 0)]), state: 'new', says: /修复/, size: 1 },
  'thousands of holes': { geometry: area(box(0, 0), ...many), state: 'new', says: /^$/ },
  'a ring drawn clockwise': { geometry: area([...box(0, 0)].reverse()), state: 'new', says: /^$/, size: 1 },
  heights: {
    geometry: area(box(0, 0).map(([x, y]) => [x as number, y as number, 48.5])),
    state: 'new',
    says: /^$/,
    size: 1,
  },
  'points beside the area': {
    geometry: {
      type: 'GeometryCollection',
      geometries: [area(box(0, 0)), { type: 'Point', coordinates: at(2, 2) }],
    },
    state: 'new',
    says: /其他类型/,
    size: 1,
  },
  'a closed line for an area': {
    geometry: { type: 'LineString', coordinates: box(0, 0) },
    state: 'new',
    says: /闭合的线作为面/,
    size: 1,
  },
  'an open line for an area': {
    geometry: { type: 'LineString', coordinates: [at(0, 0), at(1, 1)] },
    state: 'refused',
    says: /图形是线，地块需要面/,
  },
  'a point for an area': {
    geometry: { type: 'Point', coordinates: at(0, 0) },
    state: 'refused',
    says: /图形是点/,
  },
  'an area for a facility': { geometry: area(box(0, 0)), noun: 'facility', state: 'new', says: /内部一点/ },
  'an area for a corridor': {
    geometry: area(box(0, 0)),
    noun: 'corridor',
    state: 'refused',
    says: /图形是面，走廊需要线/,
  },
  'several points for a project': {
    geometry: { type: 'MultiPoint', coordinates: [at(0, 0), at(1, 1)] },
    noun: 'project',
    state: 'refused',
    says: /多个分散的点/,
  },
  'a line of one place': {
    geometry: { type: 'LineString', coordinates: [at(0, 0), at(0, 0)] },
    noun: 'corridor',
    state: 'refused',
    says: /不足两个/,
  },
  'an area without extent': {
    geometry: area([at(0, 0), at(1, 0), at(2, 0), at(0, 0)]),
    state: 'refused',
    says: /无法修复/,
  },
  'two positions': { geometry: area([at(0, 0), at(1, 0), at(0, 0)]), state: 'refused', says: /不足三个/ },
  NaN: { geometry: area([at(0, 0), [NaN, 34], at(1, 1), at(0, 0)]), state: 'refused', says: /NaN/ },
  infinity: {
    geometry: area([at(0, 0), [Infinity, 34], at(1, 1), at(0, 0)]),
    state: 'refused',
    says: /Infinity/,
  },
  nothing: { geometry: null, state: 'refused', says: /没有图形/ },
  empty: { geometry: { type: 'Polygon', coordinates: [] }, state: 'refused', says: /没有图形/ },
  'across the 180th meridian': {
    geometry: area([
      [179, 34],
      [-179, 34],
      [-179, 35],
      [179, 35],
      [179, 34],
    ]),
    state: 'refused',
    says: /180°/,
  },
  'beyond a pole': {
    geometry: area([
      [115, 84],
      [116, 84],
      [116, 91],
      [115, 91],
      [115, 84],
    ]),
    state: 'refused',
    says: /85°/,
  },
  'metres taken for degrees': {
    geometry: area([
      [38500000, 3800000],
      [38500100, 3800000],
      [38500100, 3800100],
      [38500000, 3800000],
    ]),
    state: 'refused',
    says: /EPSG:4326/,
  },
  'more positions than are taken': {
    geometry: area(
      Array.from({ length: 250_002 }, (_, n) =>
        at(Math.cos((n % 250_001) / 39_788), Math.sin((n % 250_001) / 39_788)),
      ),
    ),
    state: 'refused',
    says: /过于复杂/,
  },
};

const common: Readonly<Partial<Record<Layer, TestRow>>> = {
  parcel: { district: 'D1', landUse: 'industrial' },
  facility: { kind: 'port' },
  corridor: { kind: 'railway' },
  project: { category: 'industry' },
};

/** State and area of each case, by database: what one makes of a geometry, the other makes of it too. */
const outcomes = new Map<string, Record<string, unknown>>();

forBothDatabases('geometries of an import', (database) => {
  beforeAll(() => seedCity(database()));

  it('are mended or refused, each by itself, and no row is lost', async () => {
    const outcome: Record<string, unknown> = {};
    for (const noun of ['parcel', 'facility', 'corridor', 'project'] as const) {
      const wanted = Object.entries(cases).filter(([, each]) => (each.noun ?? 'parcel') === noun);
      const { rows } = await check(
        database(),
        noun,
        wanted.map(([name, { geometry }]) => ({ name, ...common[noun], geometry })),
      );
      expect(rows).toHaveLength(wanted.length);
      for (const [index, [name, { state, says }]] of wanted.entries()) {
        const row = rows[index];
        const said = row?.repair?.zh ?? row?.reasons?.map(({ zh }) => zh).join() ?? '';
        expect([name, row?.state, said]).toEqual([name, state, expect.stringMatching(says)]);
        outcome[name] = [
          row?.state,
          row?.wkt?.split('(')[0],
          Math.round(Number(row?.repair?.areaAfter ?? 0) / 100),
        ];
      }
    }
    outcomes.set(database().kind, outcome);
  });

  it('have the area that is left of them', async () => {
    const wanted = Object.entries(cases).filter(([, { size }]) => size !== undefined);
    const { rows } = await check(
      database(),
      'parcel',
      wanted.map(([name, { geometry }]) => ({ name, ...common['parcel'], geometry })),
    );
    const square = 1_022_000; // m² of a hundredth of a degree squared here, within 1 %
    for (const [index, [name, { size = 0 }]] of wanted.entries()) {
      const { areaAfter } = rows[index]?.repair ?? {};
      if (areaAfter) expect([name, areaAfter / square]).toEqual([name, expect.closeTo(size, 1)]);
    }
    expect(rows[0]?.repair).toMatchObject({ areaBefore: expect.closeTo(0, 0) as number });
  });

  it('of many rows one is bad, and the others are taken', async () => {
    const good = Array.from({ length: 1200 }, (_, n) => ({
      name: `地块${n}`,
      ...common['parcel'],
      geometry:
        n === 700 ? area([at(0, 0), at(1, 0), at(0, 0)]) : area(box((n % 40) * 0.3, (n / 400) | 0, 0.2)),
    }));
    const { summary, rows } = await check(database(), 'parcel', good);
    expect(summary).toMatchObject({ new: 1199, refused: 1 });
    expect(rows[700]).toMatchObject({ state: 'refused', row: 701 });
  });
});

describe('both databases', () => {
  it('make the same of every geometry', () => {
    expect(outcomes.get('embedded')).toEqual(outcomes.get('postgis'));
    expect(outcomes.size).toBe(2);
  });
});
