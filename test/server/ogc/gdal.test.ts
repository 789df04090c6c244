import { execFile } from 'node:child_process';
import { mkdtemp, readFile } from 'node:fs/promises';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import sql, { raw, type Sql } from 'sql-template-tag';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openDatabase } from '../../../data/db.ts';
import type { Database } from '../../../data/db.ts';
import { removeMade, temporaryDirectory, testDemo } from '../../support/database.ts';
import { tileAt } from '../../../tiles/pyramid.ts';
import { projectRoot, startServer } from '../../support/server.ts';
import type { RunningServer } from '../../support/server.ts';

/** Debian's GDAL against the real server, with a listener between them. */
let server: RunningServer;
let database: Database;
let url: string;
let asked: URL[] = [];
const listener = createServer((incoming, outgoing) => {
  const { method, url: path = '', headers } = incoming;
  asked.push(new URL(path, 'http://server'));
  request({ port: server.port, host: '127.0.0.1', method, path, headers }, (answer) => {
    outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(outgoing);
  })
    .on('error', () => outgoing.destroy())
    .end();
});

beforeAll(async () => {
  const demo = await testDemo();
  [server, database] = await Promise.all([
    startServer({ DATABASE_URL: demo.url, GROUNDWORK_DATA: demo.directory }, { client: false }),
    openDatabase({ databaseUrl: demo.url, dataDirectory: '', cacheDirectory: undefined }),
  ]);
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  url = `OAPIF:http://127.0.0.1:${(listener.address() as AddressInfo).port}/ogc`;
}, 180_000);
afterAll(async () => {
  listener.closeAllConnections();
  listener.close();
  await server.stop();
  await database.close();
  await removeMade();
});

const run = promisify(execFile);

interface Feature {
  geometry: unknown;
  properties: Record<string, unknown>;
}
/** What ogr2ogr makes of a collection: its features by their codes, and what it asked the server for. */
async function read(collection: string, ...options: string[]) {
  asked = [];
  const file = join(await mkdtemp(join(await temporaryDirectory(), 'gdal-')), 'out.geojson');
  const { stderr } = await run('ogr2ogr', [
    '-f',
    'GeoJSON',
    '-lco',
    'COORDINATE_PRECISION=7',
    file,
    url,
    collection,
    ...options,
  ]);
  expect(stderr).toBe('');
  const { features } = JSON.parse(await readFile(file, 'utf8')) as { features: Feature[] };
  const pages = asked.filter(({ pathname }) => pathname.endsWith('/items'));
  return { features, pages, codes: features.map(({ properties }) => properties.code as string).sort() };
}
const codes = async (statement: Sql) =>
  (await database.query<{ code: string }>(statement)).map(({ code }) => code).sort();

const tables = {
  projects: 'project',
  zones: 'zone',
  corridors: 'corridor',
  parcels: 'parcel',
  facilities: 'facility',
  constraints: 'constraint_area',
  districts: 'district',
};
const collections = Object.entries(tables);
const seen = (table: string): Sql => {
  const at = sql`p.published and p.secrecy = 'public'`;
  return table === 'project'
    ? sql`from project p left join project m on m.fid = p.parent_fid where ${at} and (m.fid is null or (m.published and m.secrecy = 'public'))`
    : sql`from ${raw(table)} p where ${at}`;
};

it('ogrinfo lists every collection, and counts what the public may see', async () => {
  const { stdout } = await run('ogrinfo', ['-so', '-al', url]);
  for (const [collection, table] of collections) {
    expect(stdout).toContain(`Layer name: ${collection}\n`);
    const expected = await codes(sql`select p.code ${seen(table)}`);
    expect(expected.length).toBeGreaterThan(0);
    const section = stdout.slice(stdout.indexOf(`Layer name: ${collection}\n`));
    expect(section).toMatch(new RegExp(`^[^]*?Feature Count: ${expected.length}\n`));
    expect(section).toMatch(/dataAsOf: Date/);
  }
});

it.each(collections)(
  'ogr2ogr reads all %s, page by page, as they are in the database',
  async (collection, table) => {
    const { features, pages, codes: found } = await read(collection, '-oo', 'PAGE_SIZE=25');
    expect(found).toEqual(await codes(sql`select p.code ${seen(table)}`));
    expect(pages.length).toBeGreaterThanOrEqual(Math.ceil(found.length / 25));
    expect(pages.some(({ searchParams }) => searchParams.has('cursor'))).toBe(found.length > 25);
    const [row] = await database.query<{ all: Record<string, [string, string | null]> }>(
      sql`select jsonb_object_agg(p.code, jsonb_build_array(p.name, ST_AsText(p.geom, 6))) as all ${seen(table)}`,
    );
    for (const { properties, geometry } of features) {
      const [name, wkt] = row?.all[properties.code as string] ?? [];
      expect(properties.name).toBe(name);
      expect(geometry === null).toBe(wkt === null);
    }
    const [{ apart } = { apart: NaN }] = await database.query<{ apart: number }>(sql`
    select coalesce(max(ST_HausdorffDistance(p.geom, ST_SetSRID(ST_GeomFromGeoJSON(f.geometry::text), 4326))), 0) as apart
    from jsonb_to_recordset(${JSON.stringify(features.map(({ properties: { code }, geometry }) => ({ code, geometry })))}::jsonb) as f(code text, geometry jsonb)
    join (select p.code, p.geom ${seen(table)}) p on p.code = f.code where jsonb_typeof(f.geometry) = 'object'`);
    expect(apart).toBeLessThan(2e-7); // two centimetres: the decimals that are written
  },
);

it('a filter on attributes is worked out by the server', async () => {
  const cases: [string, string, Sql][] = [
    [
      'parcels',
      "landUse = 'industrial' AND startPrice > 2000",
      sql`p.land_use = 'industrial' and p.start_price > 2000`,
    ],
    [
      'parcels',
      "(landUse = 'logistics' OR NOT supply = 'available') AND floorAreaRatio IS NOT NULL",
      sql`(p.land_use = 'logistics' or p.supply <> 'available') and p.floor_area_ratio is not null`,
    ],
    ['projects', "name LIKE '%产业%' AND illustrative = 1", sql`p.name like '%产业%' and p.illustrative`],
    ['facilities', "dataAsOf >= '2026/01/01'", sql`p.data_as_of >= '2026-01-01'`],
  ];
  for (const [collection, where, condition] of cases) {
    const { pages, codes: found } = await read(collection, '-where', where);
    const expected = await codes(
      sql`select p.code ${seen(tables[collection as keyof typeof tables])} and ${condition}`,
    );
    expect({ where, found }).toEqual({ where, found: expected });
    expect(
      pages.some(
        ({ searchParams }) => searchParams.has('filter') && searchParams.get('filter-lang') === 'cql-text',
      ),
    ).toBe(true);
    expect(found.length).toBeGreaterThan(0);
  }
});

it('a box is worked out by the server', async () => {
  const { pages, codes: found } = await read('parcels', '-spat', '115.5', '34.3', '115.8', '34.5');
  expect(found).toEqual(
    await codes(
      sql`select p.code ${seen('parcel')} and ST_Intersects(p.geom, ST_MakeEnvelope(115.5, 34.3, 115.8, 34.5, 4326))`,
    ),
  );
  expect(found.length).toBeGreaterThan(5);
  expect(pages.filter(({ searchParams }) => !searchParams.has('bbox')).length).toBeLessThanOrEqual(1); // the one that tells the fields
});

/** Blocks of a document, by their language. */
function blocks(text: string, language: string): string[] {
  return [...text.matchAll(new RegExp(`\`\`\`${language}\n([^]*?)\`\`\``, 'g'))].map(
    ([, block = '']) => block,
  );
}

it('the examples for callers do what they say, in both languages the same', async () => {
  const here = url.replace('OAPIF:', '').replace(/\/ogc$/, '');
  const [english, chinese] = await Promise.all(
    ['callers.md', 'callers.zh-CN.md'].map((name) =>
      readFile(join(projectRoot, 'server', 'docs', name), 'utf8'),
    ),
  );
  if (!english || !chinese) throw new Error('a document is empty');
  for (const language of ['sh', 'powerquery'])
    expect(blocks(chinese, language)).toEqual(blocks(english, language));
  const directory = await mkdtemp(join(await temporaryDirectory(), 'callers-'));
  const commands = blocks(english, 'sh').flatMap((block) => block.trim().split('\n'));
  expect(commands.length).toBeGreaterThan(10);
  for (const command of commands) {
    const told = command.replaceAll('http://127.0.0.1:8787', here);
    const { stdout } = await run('sh', ['-c', told], { cwd: directory, maxBuffer: 64e6 });
    if (!command.startsWith('curl')) continue;
    const answer = JSON.parse(stdout) as { status?: number; numberMatched?: number; collections?: unknown[] };
    expect({ command, found: (answer.numberMatched ?? answer.collections?.length ?? 0) > 0 }).toEqual({
      command,
      found: true,
    });
  }
  for (const file of ['parcels.gpkg', 'projects.csv', 'corridors.geojson'])
    expect((await readFile(join(directory, file))).length).toBeGreaterThan(1000);
  const { x, y } = tileAt(12, 115.65, 34.4);
  const addresses = [...english.matchAll(/http:\/\/127\.0\.0\.1:8787[^\s`"')]*/g)].map(
    ([address]) => address,
  );
  expect(addresses.length).toBeGreaterThan(15);
  for (const address of new Set(addresses)) {
    const told = address.replace('http://127.0.0.1:8787', here).replace('{z}/{x}/{y}', `12/${x}/${y}`);
    expect({ address, status: (await fetch(told)).status }).toEqual({ address, status: 200 });
  }
});
