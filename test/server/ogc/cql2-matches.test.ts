import sql, { type Sql } from 'sql-template-tag';
import { beforeAll, expect, it } from 'vitest';
import { crs84, crsOf } from '../../../server/ogc/crs.ts';
import { readCql2Json } from '../../../server/ogc/cql2/json.ts';
import { readCql2Text } from '../../../server/ogc/cql2/text.ts';
import type { Node } from '../../../server/ogc/cql2/tree.ts';
import { filterSql } from '../../../server/queries/cql2.ts';
import type { Property } from '../../../server/queries/cql2.ts';
import { Problem } from '../../../server/http/problem.ts';
import { cql2Oracle, printCql2 } from '../../support/cql2.ts';
import type { Json } from '../../support/cql2.ts';
import { forBothDatabases } from '../../support/database.ts';
import { random } from '../fixture.ts';

interface Thing {
  id: number;
  name: string | null;
  n: number | null;
  d: string | null;
  flag: boolean | null;
  tags: string[];
  /** x, y of a point. */
  at: [number, number] | null;
}

const next = random(11);
const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(next() * items.length)] as Item;
const names = [
  '路港',
  '100% 生态_治理',
  "O'Brien",
  'Straße',
  'ÉCOLE',
  'école',
  'ecole',
  'a\\b',
  'Zürich',
  '<b>热</b>',
];
const days = ['2026-01-01', '2026-03-31', '2026-07-31', '2026-08-01', '2027-02-28'];
const tags = ['x', 'y', 'z'];
const things: Thing[] = Array.from({ length: 60 }, (_, id) => ({
  id,
  name: next() < 0.1 ? null : pick(names),
  n: next() < 0.1 ? null : Math.floor(next() * 12) / 2 - 2,
  d: next() < 0.1 ? null : pick(days),
  flag: next() < 0.1 ? null : next() < 0.5,
  tags: tags.filter(() => next() < 0.4),
  at: next() < 0.1 ? null : [115 + Math.floor(next() * 10) / 10, 34 + Math.floor(next() * 10) / 10],
}));

const properties: Record<string, Property> = {
  name: { type: 'text', sql: sql`p.name` },
  n: { type: 'number', sql: sql`p.n` },
  d: { type: 'date', sql: sql`p.d` },
  flag: { type: 'boolean', sql: sql`p.flag` },
  tags: { type: 'list', sql: sql`p.tags` },
  geometry: { type: 'geometry', sql: sql`p.geom` },
};

/** A leaf or a combination of leaves; only what the other implementation judges too. */
function expression(depth: number): Json {
  const roll = next();
  if (depth > 0 && roll < 0.5) {
    const parts = Array.from({ length: 2 + Math.floor(next() * 2) }, () => expression(depth - 1));
    return { op: pick(['and', 'or']), args: parts };
  }
  if (depth > 0 && roll < 0.6) return { op: 'not', args: [expression(depth - 1)] };
  return pick<() => Json>([
    () => ({
      op: pick(['=', '<>', '<', '>', '<=', '>=']),
      args: [{ property: 'n' }, Math.floor(next() * 8) - 2],
    }),
    () => ({ op: pick(['=', '<>']), args: [{ property: 'name' }, pick(names)] }),
    () => ({ op: 'between', args: [{ property: 'n' }, 0, 2.5] }),
    () => ({ op: 'in', args: [{ property: 'name' }, [pick(names), pick(names)]] }),
    () => ({ op: 'in', args: [{ property: 'n' }, [1, 2.5, 3]] }),
    () => ({
      op: 's_intersects',
      args: [{ property: 'geometry' }, square(115 + Math.floor(next() * 8) / 10 + 0.05)],
    }),
    () => ({ op: 's_within', args: [{ property: 'geometry' }, square(115.05)] }),
    () => ({ op: 's_disjoint', args: [{ property: 'geometry' }, square(115.25)] }),
    () => ({ op: '=', args: [{ property: 'flag' }, next() < 0.5] }),
  ])();
}
const square = (west: number): Json => ({
  type: 'Polygon',
  coordinates: [
    [
      [west, 33.95],
      [west + 0.5, 33.95],
      [west + 0.5, 34.55],
      [west, 34.55],
      [west, 33.95],
    ],
  ],
});

const manyWildcards = `name LIKE '${'%_'.repeat(80)}'`;

forBothDatabases('a CQL2 filter', (database) => {
  beforeAll(async () => {
    await database().query(
      sql`create table thing (id integer, name text, n numeric, d date, flag boolean, tags jsonb, geom geometry(Point, 4326))`,
    );
    await database().query(sql`insert into thing select id, name, n, d, flag, tags,
        case when at is not null then ST_SetSRID(ST_MakePoint((at->>0)::float8, (at->>1)::float8), 4326) end
      from jsonb_to_recordset(${JSON.stringify(things)}::jsonb) as r(id integer, name text, n numeric, d date, flag boolean, tags jsonb, at jsonb)`);
  });

  const where = async (condition: Sql) =>
    (
      await database().query<{ id: number }>(sql`select p.id from thing p where ${condition} order by p.id`)
    ).map(({ id }) => id);
  const matches = (tree: Node) => where(filterSql(tree, { properties, crs: crs84 }));
  const text = (filter: string) => matches(readCql2Text(filter));
  const these = (test: (thing: Thing) => boolean) => things.filter(test).map(({ id }) => id);

  it('finds what another implementation finds, in both encodings, 300 expressions', async () => {
    const oracle = await cql2Oracle();
    const whole = things.filter(
      ({ name, n, d, flag, at }) => ![name, n, d, flag, at].includes(null as never),
    );
    const items = whole.map(({ at, ...rest }) => ({ ...rest, geometry: { type: 'Point', coordinates: at } }));
    let found = 0;
    for (let at = 0; at < 300; at++) {
      const json = expression(2);
      const printed = printCql2(json);
      const [fromText, fromJson] = [await text(printed), await matches(readCql2Json(JSON.stringify(json)))];
      expect({ printed, ids: fromJson }).toEqual({ printed, ids: fromText });
      const other = oracle.parseJson(JSON.stringify(json));
      const expected = items.filter((item) => other.matches(item)).map(({ id }) => id);
      other.free();
      const ids = fromText.filter((id) => whole.some((thing) => thing.id === id));
      expect({ printed, ids }).toEqual({ printed, ids: expected });
      found += ids.length;
    }
    expect(found).toBeGreaterThan(2000);
  });

  it('reads what another implementation prints', async () => {
    const oracle = await cql2Oracle();
    for (let at = 0; at < 40; at++) {
      const json = expression(2);
      const made = oracle.parseJson(JSON.stringify(json));
      const again = made.to_json();
      const printed = typeof again === 'string' ? again : JSON.stringify(again);
      made.free();
      expect(await matches(readCql2Json(printed))).toEqual(await text(printCql2(json)));
    }
  });

  it('knows nothing of rows without a value, but IS NULL', async () => {
    expect(await text('n > 0 OR NOT (n > 0)')).toEqual(these(({ n }) => n !== null));
    expect(await text('n IS NULL')).toEqual(these(({ n }) => n === null));
    expect(await text('geometry IS NOT NULL AND d IS NULL')).toEqual(
      these(({ at, d }) => at !== null && d === null),
    );
  });

  it('advanced-comparison-operators: LIKE with wildcards that can be escaped, BETWEEN, IN', async () => {
    expect(await text("name LIKE '%E%'")).toEqual(these(({ name }) => name?.includes('E') ?? false));
    expect(await text("name LIKE '100\\% %\\_%'")).toEqual(these(({ name }) => name === '100% 生态_治理'));
    expect(await text("name LIKE '_cole'")).toEqual(
      these(({ name }) => name === 'école' || name === 'ecole'),
    );
    expect(await text("name NOT LIKE '%o%'")).toEqual(
      these(({ name }) => name !== null && !name.includes('o')),
    );
    expect(await text("name LIKE '%'' OR 1=1 --'")).toEqual([]);
    expect(await text('n NOT BETWEEN 0 AND 1.5')).toEqual(these(({ n }) => n !== null && (n < 0 || n > 1.5)));
    expect(await text('n NOT IN (1, 2)')).toEqual(these(({ n }) => n !== null && n !== 1 && n !== 2));
    expect(await text("d IN (DATE('2026-07-31'), DATE('2026-01-01'))")).toEqual(
      these(({ d }) => d === '2026-07-31' || d === '2026-01-01'),
    );
  });

  it('case-insensitive-comparison and accent-insensitive-comparison', async () => {
    const small = (name: string | null) => name?.toLowerCase();
    expect(await text("CASEI(name) = CASEI('École')")).toEqual(these(({ name }) => small(name) === 'école'));
    expect(await text("CASEI(name) = CASEI('STRASSE')")).toEqual(these(({ name }) => name === 'Straße'));
    expect(await text("CASEI(name) LIKE CASEI('O''b%')")).toEqual(these(({ name }) => name === "O'Brien"));
    expect(await text("ACCENTI(name) = ACCENTI('écolé')")).toEqual(
      these(({ name }) => name === 'école' || name === 'ecole'),
    );
    expect(await text("ACCENTI(name) = ACCENTI('Zu\u0308rich')")).toEqual(
      these(({ name }) => name === 'Zürich'),
    );
    expect(await text("ACCENTI(CASEI(name)) IN (ACCENTI(CASEI('ÉCOLE')), CASEI('A\\B'))")).toEqual(
      these(({ name }) => name !== null && /^[eé]cole$|^a\\b$/i.test(name)),
    );
  });

  it('property-property: two properties side by side', async () => {
    expect(await text('name = name AND n >= n')).toEqual(these(({ name, n }) => name !== null && n !== null));
    expect(await text('TRUE = flag')).toEqual(these(({ flag }) => flag === true));
    expect(await text('flag = 0')).toEqual(these(({ flag }) => flag === false));
  });

  it('temporal-functions: the fifteen relations', async () => {
    const day = (test: (d: string) => boolean) => these(({ d }) => d !== null && test(d));
    expect(await text("T_AFTER(d, DATE('2026-07-31'))")).toEqual(day((d) => d > '2026-07-31'));
    expect(await text("T_BEFORE(d, TIMESTAMP('2026-07-31T00:00:01Z'))")).toEqual(
      day((d) => d <= '2026-07-31'),
    );
    expect(await text("T_DURING(d, INTERVAL('2026-01-01', '2026-08-01'))")).toEqual(
      day((d) => d > '2026-01-01' && d < '2026-08-01'),
    );
    expect(await text("T_INTERSECTS(d, INTERVAL('..', '2026-03-31'))")).toEqual(
      day((d) => d <= '2026-03-31'),
    );
    expect(await text("T_DISJOINT(d, INTERVAL('2026-03-31', '..'))")).toEqual(day((d) => d < '2026-03-31'));
    expect(await text("T_EQUALS(d, DATE('2026-07-31'))")).toEqual(day((d) => d === '2026-07-31'));
    expect(await text("T_STARTS(d, INTERVAL('2026-01-01', '..'))")).toEqual(day((d) => d === '2026-01-01'));
    expect(await text("T_FINISHES(d, INTERVAL('2026-01-01', '2026-07-31'))")).toEqual(
      day((d) => d === '2026-07-31'),
    );
    expect(await text("T_MEETS(INTERVAL('2026-01-01', d), DATE('2026-07-31'))")).toEqual(
      day((d) => d === '2026-07-31'),
    );
    expect(await text("T_METBY(INTERVAL(d, '..'), INTERVAL('2026-01-01', '2026-07-31'))")).toEqual(
      day((d) => d === '2026-07-31'),
    );
    const with_ = (relation: string, from: string, to: string) =>
      text(`${relation}(INTERVAL('2026-03-31', d), INTERVAL('${from}', '${to}'))`);
    expect(await with_('T_OVERLAPS', '2026-05-01', '2026-09-01')).toEqual(
      day((d) => d > '2026-05-01' && d < '2026-09-01'),
    );
    expect(await with_('T_OVERLAPPEDBY', '2026-01-01', '2026-05-01')).toEqual(day((d) => d > '2026-05-01'));
    expect(await with_('T_CONTAINS', '2026-04-01', '2026-07-31')).toEqual(day((d) => d > '2026-07-31'));
    expect(await with_('T_STARTEDBY', '2026-03-31', '2026-07-31')).toEqual(day((d) => d > '2026-07-31'));
    expect(await with_('T_FINISHEDBY', '2026-05-01', '2026-08-01')).toEqual(day((d) => d === '2026-08-01'));
    expect(await text("d >= DATE('2026-07-31') AND d < '2027-01-01'")).toEqual(
      day((d) => d >= '2026-07-31' && d < '2027-01-01'),
    );
  });

  it('array-functions', async () => {
    expect(await text("A_CONTAINS(tags, ('x', 'y'))")).toEqual(
      these((t) => t.tags.includes('x') && t.tags.includes('y')),
    );
    expect(await text("A_CONTAINEDBY(tags, ('x', 'y'))")).toEqual(these((t) => !t.tags.includes('z')));
    expect(await text("A_EQUALS(tags, ('z', 'x'))")).toEqual(these((t) => t.tags.join('') === 'xz'));
    expect(await text("A_OVERLAPS(tags, ('z', 'x'))")).toEqual(
      these((t) => t.tags.some((tag) => tag !== 'y')),
    );
  });

  it('spatial-functions: boxes, all types of geometry, both relations of a bow-tie', async () => {
    const at = (test: (x: number, y: number) => boolean) => these((t) => t.at !== null && test(...t.at));
    const inBox = at((x, y) => x <= 115.5 && y <= 34.5);
    expect(await text('S_INTERSECTS(geometry, BBOX(115, 34, 115.5, 34.5))')).toEqual(inBox);
    expect(await text('S_INTERSECTS(BBOX(115, 34, 0, 115.5, 34.5, 9), geometry)')).toEqual(inBox);
    expect(await text('S_INTERSECTS(geometry, BBOX(115.2, 34, 115.2, 35))')).toEqual(at((x) => x === 115.2));
    expect(await text('S_INTERSECTS(geometry, BBOX(170, 34, -170, 35))')).toEqual([]);
    expect(
      await text('S_WITHIN(geometry, POLYGON((115 34, 115.5 34, 115.5 34.5, 115 34.5, 115 34)))'),
    ).toEqual(at((x, y) => x > 115 && x < 115.5 && y > 34 && y < 34.5));
    expect(
      await text('S_TOUCHES(geometry, POLYGON((115 34, 115.5 34, 115.5 34.5, 115 34.5, 115 34)))'),
    ).toEqual(at((x, y) => x <= 115.5 && y <= 34.5 && (x === 115 || x === 115.5 || y === 34 || y === 34.5)));
    const [first] = things.flatMap((thing) => (thing.at ? [thing.at] : []));
    const [x, y] = first ?? [0, 0];
    const same = at((east, north) => east === x && north === y);
    for (const filter of [
      `S_EQUALS(geometry, POINT(${x} ${y}))`,
      `S_CONTAINS(geometry, POINT Z (${x} ${y} 3))`,
      `S_INTERSECTS(geometry, MULTIPOINT((${x} ${y}), (0 0)))`,
      `S_INTERSECTS(geometry, LINESTRING(${x} ${y}, 0 0))`,
      `S_INTERSECTS(geometry, MULTILINESTRING((${x} ${y}, 0 0)))`,
      `S_INTERSECTS(geometry, MULTIPOLYGON(((${x} ${y}, 0 0, 0 1, ${x} ${y}))))`,
      `S_INTERSECTS(geometry, GEOMETRYCOLLECTION(POINT(${x} ${y}), LINESTRING(0 0, 1 1)))`,
      `NOT S_DISJOINT(geometry, POINT(${x} ${y}))`,
    ])
      expect({ filter, ids: await text(filter) }).toEqual({ filter, ids: same });
    expect(await text(`S_OVERLAPS(geometry, MULTIPOINT((${x} ${y}), (0 0)))`)).toEqual([]);
    expect(await text(`S_CROSSES(geometry, LINESTRING(${x} ${y}, 0 0))`)).toEqual([]);
    // Two triangles that meet at 115.48, 34.45: repaired, not swallowed.
    const bowTie = 'POLYGON((115.03 34, 115.93 34.9, 115.93 34, 115.03 34.9, 115.03 34))';
    const inTie = at((east, north) => east > 115.03 && Math.abs(north - 34.45) <= Math.abs(east - 115.48));
    expect(await text(`S_INTERSECTS(geometry, ${bowTie})`)).toEqual(inTie);
    expect(await text(`S_DISJOINT(geometry, ${bowTie})`)).toEqual(
      at(() => true).filter((id) => !inTie.includes(id)),
    );
  });

  it('takes coordinates in another system, with its order of axes', async () => {
    const offered = crsOf([114.8, 33.7, 116.66, 34.88]);
    const [all] = await database().query<{ e: number; n: number }>(sql`
      select ST_X(g) as e, ST_Y(g) as n from ST_Transform(ST_SetSRID(ST_MakePoint(115.45, 34.45), 4326), 4527) g`);
    const { e = 0, n = 0 } = all ?? {};
    const zone = offered.find(({ srid }) => srid === 4527);
    const degrees = offered.find(({ uri }) => uri.endsWith('/4326'));
    if (!zone || !degrees) throw new Error('the systems are not offered');
    const expected = these((t) => t.at !== null && Math.hypot(t.at[0] - 115.45, t.at[1] - 34.45) < 0.08);
    expect(expected.length).toBeGreaterThan(0);
    const inMetres = readCql2Text(
      `S_INTERSECTS(geometry, BBOX(${n - 6500}, ${e - 5200}, ${n + 6500}, ${e + 5200}))`,
    );
    expect(await where(filterSql(inMetres, { properties, crs: zone }))).toEqual(expected);
    const inDegrees = readCql2Text('S_INTERSECTS(geometry, BBOX(34.39, 115.39, 34.51, 115.51))');
    expect(await where(filterSql(inDegrees, { properties, crs: degrees }))).toEqual(expected);
    expect(() => filterSql(inDegrees, { properties, crs: zone })).toThrow(/coordinates of the filter-crs/);
  });

  it.each([
    ['x = 1', 'one of the properties name, n, d, flag, tags, geometry'],
    ['"x"" OR pg_sleep(5)--" = 1', 'one of the properties'],
    ['constructor = 1', 'one of the properties'],
    ["n = 'a'", 'a number'],
    ['name > 5', 'a text'],
    ['flag > TRUE', 'can be compared'],
    ["d > 'soon'", 'a day, a moment'],
    ['T_AFTER(n, d)', 'a day, a moment or an interval'],
    ['S_WITHIN(name, POINT(1 1))', 'a geometry'],
    ['S_WITHIN(geometry)', '2 arguments'],
    ['CASEI(n) = CASEI(n)', 'a text'],
    ["name LIKE 'a\\'", 'does not end with'],
    [manyWildcards, 'at most 64 times %'],
    ['name LIKE name', 'a pattern'],
    ['name IN (1)', 'a text'],
    ['S_WITHIN(geometry, POINT(200 1))', 'coordinates of the filter-crs'],
    ['TRUE AND name = casei(1)', 'a text'],
  ])('refuses %s before anything is asked', (filter, expected) => {
    const read = () => filterSql(readCql2Text(filter), { properties, crs: crs84 });
    expect(read).toThrow(Problem);
    expect(read).toThrow(expected);
  });
});
