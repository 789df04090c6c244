import { afterAll, expect, test } from 'vitest';
import { openSource } from '../../../../server/formats/read/open-source.ts';
import { allRows, refusal, uploads } from '../../../support/upload.ts';

const files = uploads();
afterAll(files.remove);

const point = (properties: object, coordinates: unknown = [115.6, 34.4]) => ({
  type: 'Feature',
  properties,
  geometry: { type: 'Point', coordinates },
});

const collection = (features: unknown[], rest: object = {}) =>
  JSON.stringify({ type: 'FeatureCollection', ...rest, features, after: { features: [1] } });

test('a collection is read feature by feature, with its columns and its declared coordinates', async () => {
  const upload = files.file(
    '地块.geojson',
    collection(
      [point({ 编号: '007', 面积: 1.5, 日期: '2024-05-01' }), point({ 编号: null, 面积: 2, 已供: true })],
      {
        crs: { type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG::4526' } },
      },
    ),
  );
  expect(await openSource(upload)).toEqual({
    format: 'geojson',
    encoding: null,
    layers: [
      {
        name: '地块',
        rows: 2,
        geometry: 'Point',
        columns: [
          { name: '编号', type: 'text' },
          { name: '面积', type: 'number' },
          { name: '日期', type: 'date' },
          { name: '已供', type: 'boolean' },
        ],
        crs: { epsg: 4526, name: 'urn:ogc:def:crs:EPSG::4526' },
      },
    ],
    notes: [],
  });
  expect(await allRows(upload)).toEqual([
    {
      row: 1,
      values: { 编号: '007', 面积: 1.5, 日期: '2024-05-01' },
      geometry: { type: 'Point', coordinates: [115.6, 34.4] },
    },
    {
      row: 2,
      values: { 编号: null, 面积: 2, 已供: true },
      geometry: { type: 'Point', coordinates: [115.6, 34.4] },
    },
  ]);
});

test('features on lines, with record separators, a mark of the encoding and strings full of brackets', async () => {
  const lines = [
    point({ a: '}]{"features":[' }),
    point({ a: '\\"{' }),
    { type: 'Point', coordinates: [1, 2] },
  ];
  const upload = files.file(
    'x.geojsonl',
    '\ufeff' + lines.map((line) => `\x1e${JSON.stringify(line)}\n`).join(''),
  );
  expect((await openSource(upload)).format).toBe('geojsonl');
  expect((await allRows(upload)).map((row) => row.values)).toEqual([
    { a: '}]{"features":[' },
    { a: '\\"{' },
    {},
  ]);
});

test('features longer than a piece of the file are whole', async () => {
  const long = '长'.repeat(300_000);
  const rows = await allRows(files.file('x.json', collection([point({ long }), point({ long: 'b' })])));
  expect(rows.map((row) => row.values.long)).toEqual([long, 'b']);
});

test('one bad row costs no other: NaN, not JSON, too deep, no feature, wrong structure, height', async () => {
  const deep = `{"type":"Feature","properties":{"a":${'['.repeat(10_000)}${']'.repeat(10_000)}},"geometry":null}`;
  const features = [
    '{"type":"Feature","properties":{"a":NaN,"b":"NaN"},"geometry":{"type":"Point","coordinates":[NaN,1]}}',
    '{"type":"Feature","properties":{"a":oops}}',
    deep,
    '{"a":1}',
    JSON.stringify(point({ a: 1 }, [[1, 2]])),
    JSON.stringify(point({ a: 2 }, [1, 2, 3])),
    JSON.stringify({ type: 'Feature', properties: { a: 3 }, geometry: { type: 'Curve', coordinates: [] } }),
    JSON.stringify(point({ a: 4 })),
  ];
  const upload = files.file(
    'bad.geojson',
    `{"type":"FeatureCollection","features":[${features.join(',\n')}]}`,
  );
  const rows = await allRows(upload);
  expect(
    rows.map(({ values, geometryProblem, dropped }) => [values, dropped ?? geometryProblem?.en]),
  ).toEqual([
    [{ a: null, b: 'NaN' }, 'A position is not two numbers: null, 1'],
    [{}, 'The row is not JSON'],
    [{}, 'Nested more than 64 deep: the row was not read'],
    [{}, 'The row is not a feature of GeoJSON'],
    [{ a: 1 }, 'A position is not two numbers: 1,2, undefined'],
    [{ a: 2 }, ['z']],
    [{ a: 3 }, 'Not a type of geometry: “Curve”'],
    [{ a: 4 }, undefined],
  ]);
});

test('a polygon with too many vertices is refused by its row', async () => {
  const ring = Array.from({ length: 2_000_000 }, (_, at) => [at % 100, at % 90]);
  const big = { type: 'Feature', properties: { a: 1 }, geometry: { type: 'Polygon', coordinates: [ring] } };
  const [row, next] = await allRows(files.file('big.geojson', collection([big, point({ a: 2 })])));
  expect(row).toMatchObject({ values: { a: 1 }, geometry: null });
  expect(row?.geometryProblem?.zh).toBe('图形的顶点超过 1000000 个，请先简化或拆分');
  expect(next?.geometry).not.toBeNull();
});

test('a name that would change the object is left out, and no other object has it', async () => {
  const upload = files.file(
    'x.geojson',
    '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"__proto__":{"evil":1},"constructor":"x"},"geometry":null}]}',
  );
  const [row] = await allRows(upload);
  expect(Object.getPrototypeOf(row?.values)).toBe(Object.prototype);
  expect(row?.values).toEqual({ constructor: 'x' });
  expect(({} as { evil?: number }).evil).toBeUndefined();
});

test.each([
  ['nothing', '', 'empty'],
  ['no features', '{"type":"FeatureCollection","features":[]}', 'empty'],
  ['cut off', collection([point({})]).slice(0, -40), 'damaged'],
  ['brackets 10,000 deep', '['.repeat(10_000), 'unknown_format'],
  ['a member 10,000 deep', `{"a":${'['.repeat(10_000)}`, 'damaged'],
  ['text behind', `${JSON.stringify(point({}))} and then some words follow`, 'damaged'],
  [
    'a million properties',
    collection([point(Object.fromEntries(Array.from({ length: 1_000_000 }, (_, at) => [`k${at}`, 1])))]),
    'too_large',
  ],
  ['a virtual data set', '<OGRVRTDataSource><OGRVRTLayer name="a"/></OGRVRTDataSource>', 'unknown_format'],
])('%s is refused', async (_, content, kind) => {
  expect((await refusal(files.file('x.geojson', content))).kind).toBe(kind);
});
