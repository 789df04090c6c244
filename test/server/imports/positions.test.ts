/** Where rows of a file land: systems with and without zone prefix, Chinese datums, swapped axes, districts by position. */
import gcoord from 'gcoord';
import sql from 'sql-template-tag';
import { beforeAll, expect, it } from 'vitest';
import type { Database } from '../../../data/db.ts';
import { forBothDatabases } from '../../support/database.ts';
import { seedCity } from '../fixture.ts';
import { check, square } from './import-fixture.ts';
import type { TestRow } from './import-fixture.ts';

/** On both sides of 115.5° E, where zones 38 and 39 meet. */
const truth = [
  [115.31, 34.12],
  [115.58, 34.15],
] as const;
const facility = (n: number): TestRow => ({ name: `站${n}`, kind: 'rail_station' });

/** Metres between where a row landed and the truth. */
async function metresOff(database: Database, rows: readonly { wkt: string | null }[]): Promise<number[]> {
  const off = await database.query<{ m: number }>(sql`
    select ST_Distance(ST_GeomFromText(r.wkt, 4326)::geography, ST_SetSRID(ST_MakePoint(r.x, r.y), 4326)::geography) as m
    from unnest(${rows.map(({ wkt }) => wkt)}::text[], ${truth.map(([x]) => x)}::float8[], ${truth.map(([, y]) => y)}::float8[])
      with ordinality as r (wkt, x, y, position) order by r.position`);
  return off.map(({ m }) => m);
}

/**
 * Easting and northing on the transverse Mercator projection of CGCS2000, by the series of Krüger (n = f/(2−f), to n⁴):
 * C. F. F. Karney, Transverse Mercator with an accuracy of a few nanometers (2011), eqs. 7–36.
 */
function gaussKruger([lng, lat]: readonly [number, number], meridian: number): [number, number] {
  const [a, f] = [6378137, 1 / 298.257222101];
  const n = f / (2 - f);
  const e = Math.sqrt(f * (2 - f));
  const [phi, lambda] = [(lat * Math.PI) / 180, ((lng - meridian) * Math.PI) / 180];
  const t = Math.sinh(Math.atanh(Math.sin(phi)) - e * Math.atanh(e * Math.sin(phi)));
  const [xi, eta] = [
    Math.atan2(t, Math.cos(lambda)),
    Math.asinh(Math.sin(lambda) / Math.hypot(t, Math.cos(lambda))),
  ];
  const A = (a / (1 + n)) * (1 + n ** 2 / 4 + n ** 4 / 64);
  const alpha = [
    n / 2 - (2 * n ** 2) / 3 + (5 * n ** 3) / 16 + (41 * n ** 4) / 180,
    (13 * n ** 2) / 48 - (3 * n ** 3) / 5 + (557 * n ** 4) / 1440,
    (61 * n ** 3) / 240 - (103 * n ** 4) / 140,
    (49561 * n ** 4) / 161280,
  ];
  const sum = (term: (k: number) => number) =>
    alpha.reduce((total, coefficient, k) => total + coefficient * term(2 * (k + 1)), 0);
  const east = A * (eta + sum((k) => Math.cos(k * xi) * Math.sinh(k * eta)));
  const north = A * (xi + sum((k) => Math.sin(k * xi) * Math.cosh(k * eta)));
  return [500_000 + east, north];
}

forBothDatabases('positions of an import', (database) => {
  beforeAll(() => seedCity(database()));

  it.each([
    ['EPSG:4526', 114, 38_000_000],
    ['EPSG:4527', 117, 39_000_000],
    ['EPSG:4547', 114, 0],
    ['EPSG:4548', 117, 0],
  ])('in %s land within a centimetre', async (crs, meridian, prefix) => {
    const rows = truth.map((place, n) => {
      const [east, north] = gaussKruger(place, meridian);
      return { ...facility(n), geometry: { type: 'Point' as const, coordinates: [east + prefix, north] } };
    });
    const checked = await check(database(), 'facility', rows, { crs });
    for (const off of await metresOff(database(), checked.rows)) expect(off).toBeLessThan(0.01);
    expect(checked.summary.warnings).toEqual([]);
  });

  it.each([
    ['GCJ-02', gcoord.GCJ02],
    ['BD-09', gcoord.BD09],
  ] as const)('in %s, as columns of a table, land within a metre', async (crs, datum) => {
    const rows = truth.map((place, n) => {
      const [lng, lat] = gcoord.transform([...place], gcoord.WGS84, datum) as [number, number];
      return { ...facility(n), 经度: `${lng}`, 纬度: `${lat}` };
    });
    const { rows: landed } = await check(database(), 'facility', rows, {
      crs,
      position: { kind: 'columns', lng: '经度', lat: '纬度' },
      columns: { name: { column: 'name' }, kind: { column: 'kind' } },
    });
    for (const off of await metresOff(database(), landed)) expect(off).toBeLessThan(1);
  });

  it('with latitude first are turned, and in one cell or as WKT are read', async () => {
    const [[lng, lat]] = truth;
    const table = { columns: { name: { column: 'name' }, kind: { column: 'kind' } } };
    const swapped = await check(
      database(),
      'facility',
      [{ ...facility(1), geometry: { type: 'Point', coordinates: [lat, lng] } }],
      { swapped: true },
    );
    const pair = await check(database(), 'facility', [{ ...facility(1), 坐标: `${lng},${lat}` }], {
      ...table,
      position: { kind: 'pair', column: '坐标' },
    });
    const wkt = await check(database(), 'facility', [{ ...facility(1), wkt: `POINT (${lng} ${lat})` }], {
      ...table,
      position: { kind: 'wkt', column: 'wkt' },
    });
    for (const { rows } of [swapped, pair, wkt]) expect(rows[0]?.wkt).toBe(`POINT(${lng} ${lat})`);
  });

  it('in the wrong zone are warned of with the distance, and what is absurd is refused', async () => {
    const [east, north] = gaussKruger(truth[0], 114);
    const wrong = { ...facility(1), geometry: { type: 'Point' as const, coordinates: [east, north] } };
    const { rows, summary } = await check(database(), 'facility', [wrong], { crs: 'EPSG:4548' });
    expect(rows[0]?.state).toBe('new');
    expect(rows[0]?.notes?.[0]?.zh).toMatch(/^位于试验市区县范围之外，相距 2\d\d km$/);
    expect(summary.warnings[0]?.en).toMatch(/^1 rows lie outside .* \(the first is row 1\), up to 2\d\d km/);
    const { rows: absurd } = await check(database(), 'facility', [
      { ...facility(1), geometry: { type: 'Point', coordinates: [0.1, 0.1] } },
    ]);
    expect(absurd[0]).toMatchObject({ state: 'refused', reasons: [{ field: 'geometry' }] });
  });

  it('give the district that covers most, the zone, and the shares of a line', async () => {
    const parcel = { name: '地块', landUse: 'industrial' };
    const across = square(0, 0.02); // from 115.39, a quarter beyond D1, which ends at 115.4
    const moved = JSON.parse(
      JSON.stringify(across).replaceAll('115.21', '115.385').replaceAll('115.23', '115.405'),
    ) as typeof across;
    const { rows } = await check(
      database(),
      'parcel',
      [
        { ...parcel, geometry: moved },
        { ...parcel, geometry: square(3) },
        {
          ...parcel,
          geometry: {
            type: 'Polygon',
            coordinates: [
              [
                [115.26, 34.06],
                [115.262, 34.06],
                [115.262, 34.062],
                [115.26, 34.06],
              ],
            ],
          },
        },
      ],
      { districtByPosition: true },
    );
    expect(rows.map(({ facts }) => [facts?.['district'], facts?.['zone']])).toEqual([
      ['D1', undefined],
      ['D1', undefined],
      ['D1', 'Z1'],
    ]);
    const { rows: lines } = await check(
      database(),
      'project',
      [
        {
          name: '公路',
          category: 'transport',
          geometry: {
            type: 'LineString',
            coordinates: [
              [115.35, 34.1],
              [115.55, 34.1],
            ],
          },
        },
      ],
      { districtByPosition: true },
    );
    expect(lines[0]?.facts?.['districts']).toEqual([
      { code: 'D2', share: 0.75 },
      { code: 'D1', share: 0.25 },
    ]);
  });
});
