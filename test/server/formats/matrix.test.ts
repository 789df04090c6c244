/**
 * The same 50 features through every format: written by our writers or, where we write none, by GDAL; read by our readers.
 * Positions within 1e-9 degrees; attributes equal.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import type { Geometry } from 'geojson';
import { afterAll, expect, test } from 'vitest';
import { openSource } from '../../../server/formats/read/open-source.ts';
import type { RawRow } from '../../../server/formats/source.ts';
import { featureLine } from '../../../server/formats/write/feature-lines.ts';
import { translate } from '../../../server/formats/write/gdal-file.ts';
import { writeVector } from '../../../server/formats/write/write-vector.ts';
import type {
  VectorColumn,
  VectorFeature,
  VectorFormat,
} from '../../../server/formats/write/write-vector.ts';
import { allRows, uploads } from '../../support/upload.ts';

const files = uploads();
afterAll(files.remove);

const columns: VectorColumn[] = [
  { name: '编码', type: 'text' },
  { name: '名称', type: 'text' },
  { name: '投资', type: 'number' },
  { name: '年份', type: 'integer' },
  { name: '日期', type: 'date' },
  { name: '已供', type: 'boolean' },
];

function geometryOf(at: number, kind: number): Geometry {
  const [x, y] = [115.5 + at / 97, 34.3 + at / 91];
  const ring = [
    [x, y],
    [x + 0.01, y],
    [x + 0.01, y + 0.01],
    [x, y],
  ];
  if (kind === 0) return { type: 'Point', coordinates: [x, y] };
  if (kind === 1)
    return {
      type: 'LineString',
      coordinates: [
        [x, y],
        [x + 0.01, y + 0.013],
      ],
    };
  if (kind === 2) return { type: 'Polygon', coordinates: [ring] };
  return { type: 'MultiPolygon', coordinates: [[ring], [ring.map(([a = 0, b = 0]) => [a + 0.1, b])]] };
}

/** @param kinds of geometry that the format takes in one layer. */
function features(kinds: readonly number[]): VectorFeature[] {
  return Array.from({ length: 50 }, (_, at) => ({
    properties: {
      编码: `00${at}`,
      名称: at % 7 === 3 ? null : `商丘“第${at}号”<地块>, ${at}`,
      投资: at % 5 === 4 ? null : at * 1.25,
      年份: 2000 + at,
      日期: `2024-05-${String((at % 28) + 1).padStart(2, '0')}`,
      已供: at % 2 === 0,
    },
    geometry: geometryOf(at, kinds[at % kinds.length] ?? 0),
  }));
}

async function* streamed(given: readonly VectorFeature[]) {
  yield* given;
}

/** All positions of a geometry: where a ring begins and which way it runs is the format's affair. */
function positions(geometry: Geometry | null): string {
  const found = new Set<string>();
  const collect = (given: unknown): void => {
    if (!Array.isArray(given)) return;
    if (typeof given[0] === 'number')
      found.add(given.map((value: number) => value.toFixed(digits)).join(' '));
    else given.forEach(collect);
  };
  if (geometry && 'coordinates' in geometry) collect(geometry.coordinates);
  return [...found].sort().join(', ');
}
let digits = 9;

/** Rows and features alike: by code, each value as its text (formats differ in what they call true). */
function expectSame(rows: readonly RawRow[], given: readonly VectorFeature[], within = 9) {
  digits = within;
  const plain = (value: unknown) =>
    value === true ? '1' : value === false ? '0' : value === undefined || value === null ? '' : String(value);
  const truth = (value: unknown) => plain(value === 'true' ? true : value === 'false' ? false : value);
  const table = (of: readonly { values: Record<string, unknown>; geometry: Geometry | null }[]) =>
    of
      .map(({ values, geometry }) => [...columns.map(({ name }) => truth(values[name])), positions(geometry)])
      .sort(([one = ''], [other = '']) => (one < other ? -1 : 1));
  expect(table(rows)).toEqual(table(given.map(({ properties: values, geometry }) => ({ values, geometry }))));
}

test.each<[VectorFormat, number[]]>([
  ['shp', [2, 3]],
  ['gpkg', [0, 1, 2, 3]],
  ['fgb', [0, 1, 2, 3]],
  ['kml', [0, 1, 2, 3]],
])(
  '%s',
  async (format, kinds) => {
    const given = features(kinds);
    const path = join(files.directory, `made.${format}`);
    await writeVector({
      format,
      name: '地块',
      epsg: 4326,
      columns,
      nameColumn: '名称',
      features: streamed(given),
      path,
    });
    const upload = { path, name: format === 'shp' ? '地块.zip' : `地块.${format}`, bytes: 1 };
    const opened = await openSource(upload);
    expect(opened.layers.map(({ rows, crs }) => [rows, crs?.epsg])).toEqual([[50, 4326]]);
    expectSame(await allRows(upload, { layer: opened.layers[0]?.name ?? '' }), given);
  },
  60_000,
);

test.each<['gml' | 'mapinfo' | 'gdb', string, number[], number]>([
  ['gml', 'GML', [2], 9],
  ['gdb', 'OpenFileGDB', [0], 9],
] as const)(
  '%s, made by GDAL',
  async (format, driver, kinds, within) => {
    const given = features(kinds);
    const directory = join(files.directory, format);
    mkdirSync(directory);
    // GDAL writes names of columns to MapInfo in Latin letters only.
    const names = new Map(columns.map(({ name }, at) => [name, format === 'mapinfo' ? `column${at}` : name]));
    writeFileSync(join(directory, 'rows'), given.map((feature) => featureLine(feature, names)).join(''));
    const output = { gml: 'out.gml', mapinfo: 'out.tab', gdb: 'out.gdb' }[format];
    const extra = format === 'mapinfo' ? ['-lco', 'ENCODING=CP936', '-lco', 'BOUNDS=100,20,130,50'] : [];
    await translate({
      directory,
      input: 'rows',
      output,
      options: ['-f', driver, '-a_srs', 'EPSG:4326', '-nln', 'out', ...extra],
      signal: undefined,
    });
    const made = readdirSync(directory, { recursive: true, withFileTypes: true }).filter(
      (entry) => entry.isFile() && entry.name !== 'rows',
    );
    const members = Object.fromEntries(
      made.map(({ name, parentPath }) => [
        format === 'gdb' ? `x/a.gdb/${name}` : name,
        new Uint8Array(readFileSync(join(parentPath, name))),
      ]),
    );
    const upload =
      format === 'gml'
        ? files.file('out.gml', members['out.gml'] ?? '')
        : files.file('out.zip', zipSync(members));
    const opened = await openSource(upload);
    expect(opened.format).toBe(format);
    const rows = await allRows(upload, { layer: opened.layers[0]?.name ?? '' });
    const named = rows.map((row) => ({
      ...row,
      values: Object.fromEntries(Array.from(names, ([name, own]) => [name, row.values[own] ?? null])),
    }));
    // Numbers of MapInfo cannot be empty: they are zero.
    const expected = given.map(({ properties, geometry }) => ({
      properties: format === 'mapinfo' ? { ...properties, 投资: properties.投资 ?? 0 } : properties,
      geometry,
    }));
    expectSame(named, expected, within);
  },
  60_000,
);
