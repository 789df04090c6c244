/** Files that GDAL reads, good and bad. It starts for each of them, so there are few. */
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync, zipSync } from 'fflate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSource } from '../../../../server/formats/read/open-source.ts';
import { writeVector } from '../../../../server/formats/write/write-vector.ts';
import type { VectorFeature } from '../../../../server/formats/write/write-vector.ts';
import { endless, withTriggers } from '../../../support/hostile-geopackages.ts';
import { allRows, refusal, uploads } from '../../../support/upload.ts';

const files = uploads();
afterAll(files.remove);

const scratches = () =>
  readdirSync(tmpdir()).filter((name) => /^groundwork-(?:read|unpack|write)-/.test(name));

/** Parts of a shapefile of three points in CGCS2000 / zone 38. */
let parts: Record<string, Uint8Array>;
beforeAll(async () => {
  async function* features(): AsyncGenerator<VectorFeature> {
    for (const at of [1, 2, 3]) {
      yield {
        properties: { 编号: `00${at}`, 名称: '商丘' },
        geometry: { type: 'Point', coordinates: [38_550_000 + at, 3_810_000] },
      };
    }
  }
  const path = join(files.directory, 'made.zip');
  const columns = ['编号', '名称'].map((name) => ({ name, type: 'text' as const }));
  await writeVector({ format: 'shp', name: 'p', epsg: 4526, columns, features: features(), path });
  const { 'fields.txt': _, ...rest } = unzipSync(readFileSync(path));
  parts = rest;
}, 60_000);

/** The table with its Chinese in GBK and without `.cpg`: names of fields end in the middle of a character. */
function gbkTable(): Buffer {
  const table = Buffer.from(parts['p.dbf'] as Uint8Array);
  const gbk = { 编号: 'b1e0bac5', 名称: 'c3fbb3c6', 商丘: 'c9ccc7f0' };
  const start = table.readUInt16LE(8);
  for (const [text, hex] of Object.entries(gbk)) {
    const utf8 = Buffer.from(text);
    for (let at = table.indexOf(utf8); at >= 0; at = table.indexOf(utf8)) {
      table.fill(at < start ? 0 : 0x20, at, at + utf8.length);
      Buffer.from(hex, 'hex').copy(table, at);
    }
  }
  Buffer.from('b1e0bac5b1e0bac5b1b1', 'hex').copy(table, 32); // 编号编号 and half of a character
  table[41] = 0xb1;
  table[29] = 0;
  return table;
}

test('shapefiles in folders are layers; GBK is recognised by its bytes, and overridden', async () => {
  const { 'p.cpg': _, ...plain } = parts;
  const nested = Object.fromEntries([
    ...Object.entries(parts).map(([name, bytes]) => [`一期/${name}`, bytes]),
    ...Object.entries(plain).map(([name, bytes]) => [`二期/${name}`, name === 'p.dbf' ? gbkTable() : bytes]),
  ]) as Record<string, Uint8Array>;
  const upload = files.file('两期.zip', zipSync(nested));
  const opened = await openSource(upload);
  expect(opened.layers.map(({ name, rows, geometry, crs }) => [name, rows, geometry, crs?.epsg])).toEqual([
    ['一期/p', 3, 'Point', 4526],
    ['二期/p', 3, 'Point', 4526],
  ]);
  const [, second] = opened.layers;
  expect(second?.columns.map(({ name }) => name)).toEqual(['编号编号北', '名称']);
  expect((await allRows(upload, { layer: '二期/p' }))[0]).toEqual({
    row: 1,
    values: { 编号编号北: '001', 名称: '商丘' },
    geometry: { type: 'Point', coordinates: [38_550_001, 3_810_000] },
  });
  expect((await openSource(upload, { encoding: 'GBK' })).encoding).toEqual({
    used: 'GB18030',
    detected: false,
  });
}, 60_000);

test('a .shp alone is its geometries, a .dbf alone a table, and both are told', async () => {
  const { 'p.shp': shp, 'p.dbf': dbf } = parts as { 'p.shp': Uint8Array; 'p.dbf': Uint8Array };
  const shape = files.file('地块.shp', shp);
  expect((await openSource(shape)).notes.map(({ en }) => en)).toEqual([
    '“地块” has no .dbf: its geometries were read, without attributes.',
    '“地块” has no .prj: its coordinate system is to be confirmed.',
  ]);
  expect((await allRows(shape, { layer: '地块' }))[2]).toEqual({
    row: 3,
    values: {},
    geometry: { type: 'Point', coordinates: [38_550_003, 3_810_000] },
  });
  const opened = await openSource(files.file('表.dbf', dbf));
  expect(opened.layers[0]).toMatchObject({ name: '表', rows: 3, geometry: null });
  expect(opened.notes[0]?.zh).toBe('“表”缺少 .shp，按没有图形的表读取。');
}, 60_000);

test.each(['p.shp', 'p.dbf'])('a shapefile whose %s is cut off is refused', async (name) => {
  const cut = { ...parts, [name]: (parts[name] as Uint8Array).subarray(0, -20) };
  const problem = await refusal(files.file('x.zip', zipSync(cut)));
  expect([problem.kind, problem.en]).toEqual([
    'damaged',
    `“${name}” is cut off: data are missing at its end. Export or pack it again.`,
  ]);
});

test('a GeoPackage with triggers and libraries to load is read, and nothing in it is run', async () => {
  const upload = files.file('x.gpkg', withTriggers());
  expect((await allRows(upload, { layer: 'a' })).map(({ values }) => values)).toEqual([
    { 名称: '甲' },
    { 名称: '乙' },
  ]);
  await expect(allRows(upload, { layer: 'loaded' })).rejects.toMatchObject({ kind: 'damaged' });
}, 60_000);

test('a file that never ends is given up, and nothing of it is left behind', async () => {
  const before = scratches();
  const problem = await refusal(files.file('x.gpkg', endless()), { limits: { silentSeconds: 3 } });
  expect(problem.kind).toBe('too_long');
  expect(scratches()).toEqual(before);
}, 60_000);

test('a signal ends GDAL in the middle, with its reason', async () => {
  const controller = new AbortController();
  const reading = openSource(files.file('x.gpkg', endless()), { signal: controller.signal });
  setTimeout(() => controller.abort(new Error('cancelled')), 500);
  await expect(reading).rejects.toThrow('cancelled');
}, 60_000);

test('a damaged GeoPackage and rubbish that calls itself one are refused', async () => {
  const damaged = withTriggers();
  damaged.fill(0xff, 20, 4000);
  expect((await refusal(files.file('x.gpkg', damaged))).kind).toBe('damaged');
}, 60_000);

const gml = (inside: string, head = '') =>
  `<?xml version="1.0"?>${head}<c:FeatureCollection xmlns:c="http://x" xmlns:gml="http://www.opengis.net/gml" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://x HOST/x.xsd"><gml:featureMember><c:a><c:编号>007</c:编号>${inside}</c:a></gml:featureMember></c:FeatureCollection>`;

test('GML is read without its links and schemas: nobody is asked', async () => {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.end();
  }).listen(0);
  try {
    const host = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const inside = `<c:b xlink:href="${host}/b.gml#x"/><gml:pointProperty><gml:Point><gml:coordinates>115.6,34.4</gml:coordinates></gml:Point></gml:pointProperty>`;
    const upload = files.file('x.gml', gml(inside).replace('HOST', host));
    const [row] = await allRows(upload);
    expect(row?.values.编号).toBe('007');
    expect(row?.geometry).toEqual({ type: 'Point', coordinates: [115.6, 34.4] });
    expect(asked).toEqual([]);
    const declared = gml('', `<!DOCTYPE a [<!ENTITY x SYSTEM "${host}/x">]>`);
    expect((await refusal(files.file('y.gml', declared))).kind).toBe('not_allowed');
    expect(asked).toEqual([]);
  } finally {
    server.close();
  }
}, 60_000);

test('a drawing larger than may be is refused before GDAL sees it', async () => {
  const drawing = files.file(
    'x.dxf',
    `0\nSECTION\n2\nENTITIES\n${'999\nx\n'.repeat(1000)}0\nENDSEC\n0\nEOF\n`,
  );
  const problem = await refusal(drawing, { limits: { wholeBytes: 1000 } });
  expect(problem.kind).toBe('too_large');
});

test.each([
  [
    'x.geojson',
    '<OGRVRTDataSource><OGRVRTLayer name="a"><SrcDataSource>/etc</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>',
  ],
  ['x.csv.vrt', '<OGRVRTDataSource/>'],
  ['x.gpkg', 'MEM:::DATAPOINTER=1'],
  ['x.dat', '/vsicurl/http://127.0.0.1:1/x.shp'],
  ['x.exe', 'MZ'],
])('%s that is something else is not opened', async (name, content) => {
  expect((await refusal(files.file(name, content))).kind).toBe('unknown_format');
});
