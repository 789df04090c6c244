/** Exports in the formats that are made as whole files, read back by GDAL. The database has no part in how they are written. */
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import sql from 'sql-template-tag';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { openDatabase } from '../../data/db.ts';
import type { Database } from '../../data/db.ts';
import { runGdal } from '../../server/formats/gdal/run-gdal.ts';
import { defaultLimits } from '../../server/formats/source.ts';
import { removeMade, temporaryDirectory, testPostgisUrl } from '../support/database.ts';
import { seedCity, testApp } from './fixture.ts';

interface Feature {
  geometry: { type: string; coordinates: unknown } | null;
  properties: Record<string, unknown>;
}

let database: Database;
let server: Awaited<ReturnType<typeof testApp>>;
beforeAll(async () => {
  database = await openDatabase({
    databaseUrl: await testPostgisUrl(),
    dataDirectory: '',
    cacheDirectory: undefined,
  });
  await seedCity(database);
  server = await testApp(database);
});
afterAll(async () => {
  await server.close();
  await database.close();
  await removeMade();
});

const get = async (path: string) => {
  const response = await server.app.request(path);
  expect({ path, status: response.status }).toEqual({ path, status: 200 });
  const bytes = new Uint8Array(await response.arrayBuffer());
  expect(Number(response.headers.get('Content-Length'))).toBe(bytes.length);
  return bytes;
};
const geojson = async (path: string) =>
  ((await (await server.app.request(path)).json()) as { features: Feature[] }).features;

/** GeoJSON would be brought to WGS 84. */
const asTheyAre = ['-a_srs', 'EPSG:4326'];

/** The rows of a file as GDAL reads them, in the coordinates of the file. */
async function read(files: Readonly<Record<string, Uint8Array>>, file: string, driver: string) {
  const directory = join(await temporaryDirectory(), 'file');
  await mkdir(directory);
  for (const [name, bytes] of Object.entries(files)) await writeFile(join(directory, name), bytes);
  const run = runGdal(
    {
      directory,
      file,
      driver,
      openOptions: [],
      settings: {},
      work: {
        kind: 'write',
        output: 'read.geojsonl',
        options: ['-f', 'GeoJSONSeq', '-lco', 'COORDINATE_PRECISION=9', ...asTheyAre],
      },
    },
    { limits: defaultLimits },
  );
  while (!(await run.next()).done); // it says nothing until it is done
  const text = await readFile(join(directory, 'read.geojsonl'), 'utf8');
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as Feature);
}

const filled = (properties: object = {}) =>
  Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== null));

/** Every number of a geometry within a distance of the other's. */
function near(one: Feature['geometry'], other: Feature['geometry'], within: number): boolean {
  const numbers = (given: unknown): number[] =>
    Array.isArray(given) ? given.flatMap(numbers) : [given as number];
  const [a, b] = [numbers(one?.coordinates), numbers(other?.coordinates)];
  return a.length === b.length && a.every((value, at) => Math.abs(value - (b[at] ?? NaN)) <= within);
}

it('writes shapefiles, one for each kind of geometry, with short names and their meanings', async () => {
  const truth = await geojson('/api/projects.geojson?crs=EPSG:4527');
  const members = unzipSync(await get('/api/projects.shp.zip?crs=EPSG:4527&headings=zh'));
  const kinds = ['point', 'line', 'polygon'];
  for (const kind of kinds)
    for (const ending of ['shp', 'shx', 'dbf', 'prj', 'cpg'])
      expect(Object.keys(members)).toContain(`projects_${kind}.${ending}`);
  expect(Object.keys(members)).toContain('projects_table.dbf');
  expect(new TextDecoder().decode(members['projects_point.cpg'])).toBe('UTF-8');
  expect(new TextDecoder().decode(members['projects_point.prj'])).toMatch(/CGCS.?2000/);
  const listed = new TextDecoder().decode(members['fields.txt']);
  expect(listed).toContain('totalInves\ttotalInvestment\t总投资（万元）');
  let rows = 0;
  for (const kind of kinds) {
    const features = await read(members, `projects_${kind}.shp`, 'ESRI Shapefile');
    rows += features.length;
    for (const feature of features) {
      const same = truth.find(({ properties }) => properties.code === feature.properties.code);
      expect(feature.properties.name).toBe(same?.properties.name);
      expect(feature.properties.totalInves ?? null).toBe(same?.properties.totalInvestment ?? null);
    }
    const [first] = features;
    const same = truth.find(({ properties }) => properties.code === first?.properties.code);
    if (kind !== 'polygon') expect(near(first?.geometry ?? null, same?.geometry ?? null, 0.001)).toBe(true);
  }
  expect(rows).toBe(truth.filter(({ geometry }) => geometry !== null).length);
}, 60_000);

it.each([
  ['gpkg', 'GPKG', 'parcels'],
  ['fgb', 'FlatGeobuf', 'facilities'],
])(
  'writes %s',
  async (ending, driver, plural) => {
    const truth = await geojson(`/api/${plural}.geojson?headings=en&crs=EPSG:4490`);
    const bytes = await get(`/api/${plural}.${ending}?headings=en&crs=EPSG:4490`);
    const features = await read({ [`file.${ending}`]: bytes }, `file.${ending}`, driver);
    expect(features.length).toBe(truth.length);
    for (const feature of features) {
      const same = truth.find(({ properties }) => properties.Code === feature.properties.Code);
      // FlatGeobuf has no days, only moments, and no nulls: what is empty is not there.
      const properties = JSON.stringify(feature.properties).replaceAll('T00:00:00"', '"');
      expect(filled(JSON.parse(properties))).toEqual(filled(same?.properties));
      expect(near(feature.geometry, same?.geometry ?? null, 1e-8)).toBe(true);
    }
  },
  60_000,
);

it('writes KML in degrees, in no other system', async () => {
  const truth = await geojson('/api/corridors.geojson');
  const text = new TextDecoder().decode(await get('/api/corridors.kml?headings=zh'));
  expect(text).toContain('<name>陇海线</name>');
  expect(text).toContain('<SimpleData name="类型">铁路</SimpleData>');
  expect(text).toContain('115.2,34.1 115.9,34.1');
  expect(text.split('<Placemark>').length - 1).toBe(truth.length);
  expect(text).not.toContain('500 kV');
  const refused = await server.app.request('/api/corridors.kml?crs=EPSG:3857');
  expect(refused.status).toBe(400);
  expect(await refused.text()).toContain('EPSG:4326');
});

it('writes DXF in metres, its layer after the noun, names as texts', async () => {
  const bytes = await get('/api/zones.dxf?crs=EPSG:4509&headings=zh');
  const features = await read({ 'file.dxf': bytes }, 'file.dxf', 'DXF');
  expect(new Set(features.map(({ properties }) => properties.Layer))).toEqual(
    new Set(['ZONES', 'ZONES_TEXT']),
  );
  const [zone] = await geojson('/api/zones.geojson?crs=EPSG:4509');
  const [corner] = ((zone?.geometry?.coordinates ?? []) as number[][][][])[0]?.[0] ?? [];
  const drawn = JSON.stringify(features.find(({ properties }) => properties.Layer === 'ZONES')?.geometry);
  expect(drawn).toContain(String(Math.floor(corner?.[0] ?? NaN)));
  // 开发区1, in the escapes of CAD programs.
  expect(new TextDecoder().decode(bytes)).toContain(String.raw`\U+5F00\U+53D1\U+533A1`);
}, 60_000);

it('writes a file of no rows too', async () => {
  const members = unzipSync(await get('/api/parcels.shp.zip?landUse=residential'));
  expect(Object.keys(members).some((name) => name.endsWith('.dbf'))).toBe(true);
}, 60_000);

it('leaves nothing behind, whether the file is read, left or stopped', async () => {
  const left = async () =>
    (await readdir(tmpdir())).filter((name) => /^groundwork-(export|write)-/.test(name)).length;
  const before = await left();
  await get('/api/parcels.kml');
  const unread = await server.app.request('/api/parcels.kml');
  await unread.body?.cancel();
  const gone = new AbortController();
  const unfinished = await server.app.request('/api/parcels.dxf', { signal: gone.signal });
  expect(unfinished.status).toBe(200);
  gone.abort();
  const early = new AbortController();
  const asked = server.app.request('/api/parcels.gpkg', { signal: early.signal });
  setTimeout(() => early.abort(), 30);
  await Promise.resolve(asked).catch(() => undefined);
  await vi.waitFor(async () => expect(await left()).toBeLessThanOrEqual(before), { timeout: 10_000 });
}, 60_000);

it('makes the file anew when rows are written before anything was sent', async () => {
  let asked = 0;
  const { query } = database;
  const writing: typeof query = async (...given) => {
    asked += 1;
    const rows = await query<never>(...given);
    // Just after the rows were chosen.
    if (asked === 1)
      await database.transaction({ actor: 'test' }, (tx) =>
        tx.query(sql`update facility set name = '新站' where code = 'F1'`),
      );
    return rows;
  };
  const { createApp } = await import('../../server/app.ts');
  const app = createApp({ ...server.services, database: { ...database, query: writing } }, {} as never);
  const response = await app.request('/api/facilities.kml');
  expect(await response.text()).toContain('新站');
});
