import { createHash } from 'node:crypto';
import { cp, mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { VectorTile } from '@mapbox/vector-tile';
import { PbfReader } from 'pbf';
import { PMTiles } from 'pmtiles';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { basemapIsCurrent, basemapLayers, buildBasemap, type BasemapOptions } from '../../tiles/archives.ts';
import { readPlaceFiles } from '../../tiles/basemap/upstream.ts';
import { checkArchive } from '../../tiles/check.ts';
import { compress, encodeHeader } from '../../tiles/pmtiles/format.ts';
import { writeArchive } from '../../tiles/pmtiles.ts';
import { openArchive } from '../../tiles/pmtiles/open.ts';
import { tileAt } from '../../tiles/pyramid.ts';

const demo = fileURLToPath(new URL('../../data/demo', import.meta.url));
const places = ['shangqiu', 'changbaishan'];
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'groundwork-archives-'));
  for (const place of places) await buildBasemap(options(place));
}, 120_000);
afterAll(() => rm(folder, { recursive: true }));

const options = (place: string, name = place, placeDirectory = join(demo, place)): BasemapOptions => ({
  place,
  placeDirectory,
  output: join(folder, `${name}.pmtiles`),
});

/** A copy of a place's folder with only these of its files. */
async function copyOf(place: string, keep: (file: string) => boolean): Promise<string> {
  const copy = await mkdtemp(join(folder, 'place-'));
  await mkdir(join(copy, 'upstream'));
  for (const file of await readdir(join(demo, place, 'upstream')))
    if (keep(file)) await cp(join(demo, place, 'upstream', file), join(copy, 'upstream', file));
  return copy;
}

async function tile(file: string, zoom: number, longitude: number, latitude: number): Promise<VectorTile> {
  const bytes = await readFile(file);
  const archive = new PMTiles({
    getKey: () => file,
    getBytes: async (offset, length) => ({
      data: Uint8Array.from(bytes.subarray(offset, offset + length)).buffer,
    }),
  });
  const { x, y } = tileAt(zoom, longitude, latitude);
  const answer = await archive.getZxy(zoom, x, y);
  if (!answer) throw new Error(`There is no tile ${zoom}/${x}/${y}.`);
  return new VectorTile(new PbfReader(new Uint8Array(answer.data)));
}

const properties = (of: VectorTile, layer: string) =>
  Array.from(
    { length: of.layers[layer]?.length ?? 0 },
    (_, index) => of.layers[layer]?.feature(index).properties,
  );

describe.each(places)('the basemap of %s', (place) => {
  it('is small, has no faults and every layer, and is current', async () => {
    const archive = await openArchive(options(place).output);
    const report = await checkArchive(archive);
    expect(report.faults).toEqual([]);
    expect(archive.size).toBeLessThan(3_000_000);
    expect(report.layers.map(({ id }) => id)).toEqual(
      expect.arrayContaining([
        'boundary',
        'city',
        'district',
        'district_label',
        'land',
        'mask',
        'place',
        'railway',
        'road',
        'road_label',
        'station',
        'water',
        'waterway',
      ]),
    );
    expect(report.zooms.map(({ zoom }) => zoom)).toEqual([4, 5, 6, 7, 8, 9, 10, 11, 12]);
    expect(archive.header.leaves.length).toBe(0);
    expect(archive.metadata.attribution).toBe(
      '© OpenStreetMap contributors · © OpenMapTiles © MapTiler · GeoNames · GSHHG',
    );
    await archive.close();
    expect(await basemapIsCurrent(options(place))).toBe(true);
  });

  it('gives the same bytes again', async () => {
    await buildBasemap(options(place, `${place}-again`));
    const bytes = (name: string) => readFile(join(folder, `${name}.pmtiles`));
    expect((await bytes(`${place}-again`)).equals(await bytes(place))).toBe(true);
  });

  it('is drawn from the districts alone, when an owner has deleted everything else', async () => {
    const placeDirectory = await copyOf(place, (file) => /^counties/.test(file));
    const bare = options(place, `${place}-bare`, placeDirectory);
    await buildBasemap(bare);
    const archive = await openArchive(bare.output);
    const report = await checkArchive(archive);
    expect(report.faults).toEqual([]);
    expect(report.layers.map(({ id }) => id)).toEqual([
      'boundary',
      'city',
      'district',
      'district_label',
      'mask',
    ]);
    expect(archive.metadata.attribution).toBe('© OpenStreetMap contributors');
    await archive.close();
  });

  it('is drawn without the OpenMapTiles files', async () => {
    const placeDirectory = await copyOf(place, (file) => !/omt/.test(file));
    const free = options(place, `${place}-free`, placeDirectory);
    await buildBasemap(free);
    const archive = await openArchive(free.output);
    expect((await checkArchive(archive)).faults).toEqual([]);
    expect(archive.metadata.attribution).not.toContain('MapTiler');
    await archive.close();
  });
});

describe('what the tiles of shangqiu hold', () => {
  const file = () => options('shangqiu').output;

  it('the county, the railway and the station at 商丘', async () => {
    const here = await tile(file(), 12, 115.651, 34.447);
    expect(properties(here, 'district')).toContainEqual({ code: '411402', name: '梁园区' });
    expect(properties(here, 'railway')).toContainEqual({
      kind: 'railway',
      name: '陇海线',
      name_en: 'Longhai Line',
      track: 'main',
    });
    expect(properties(await tile(file(), 8, 115.651, 34.447), 'station')).toContainEqual({
      name: '商丘',
      passenger: true,
      high_speed: true,
      outside: false,
    });
    // 谢集 lies on the old line, 73 m from the new one.
    expect(properties(await tile(file(), 8, 115.651, 34.447), 'station')).toContainEqual({
      name: '谢集',
      passenger: false,
      high_speed: false,
      outside: false,
    });
  });

  it('names in Chinese or no name at all', async () => {
    const { upstream, ...rest } = await readPlaceFiles('shangqiu', join(demo, 'shangqiu'));
    const place = basemapLayers({ upstream, ...rest }).find(({ id }) => id === 'place');
    const all = place?.parts.flatMap((part) => part.features.map((one) => one.properties ?? {})) ?? [];
    expect(all.find((one) => one['name'] === '商丘市')).toMatchObject({
      rank: 1,
      outside: false,
      name_en: 'Shangqiu',
    });
    expect(all.find((one) => one['name_en'] === 'Songlou')).toEqual({
      name_en: 'Songlou',
      kind: 'town',
      rank: 3,
      population: 79763,
      outside: true,
    });
    expect(all.filter((one) => 'name' in one && !/\p{Script=Han}/u.test(String(one['name'])))).toEqual([]);
    expect(all.filter((one) => String(one['name']).startsWith('商丘'))).toHaveLength(1);
  });

  it('each shared edge of the counties once', async () => {
    const { upstream, ...rest } = await readPlaceFiles('shangqiu', join(demo, 'shangqiu'));
    const boundary = basemapLayers({ upstream, ...rest }).find(({ id }) => id === 'boundary');
    const segments = (boundary?.parts ?? []).flatMap((part) =>
      part.features.flatMap((one) =>
        one.geometry.type === 'LineString'
          ? one.geometry.coordinates
              .slice(1)
              .map((point, index) =>
                [one.geometry.type === 'LineString' ? one.geometry.coordinates[index] : [], point]
                  .map(String)
                  .sort()
                  .join(' '),
              )
          : [],
      ),
    );
    expect(new Set(segments).size).toBe(segments.length);
    const levels = new Set(
      boundary?.parts.flatMap((part) => part.features.map((one) => one.properties?.['level'])),
    );
    expect(levels).toEqual(new Set(['city', 'county', 'prefecture', 'province']));
  });

  it('the number of the expressway on its road', async () => {
    const roads = properties(await tile(file(), 8, 116.1, 34.25), 'road');
    expect(roads).toContainEqual({ class: 'motorway', ref: 'G30' });
  });
});

describe('a basemap that is no longer right', () => {
  it('is not current when it is missing or damaged', async () => {
    expect(await basemapIsCurrent(options('shangqiu', 'missing'))).toBe(false);
    await writeFile(
      join(folder, 'damaged.pmtiles'),
      (await readFile(options('shangqiu').output)).subarray(0, 5000),
    );
    expect(await basemapIsCurrent(options('shangqiu', 'damaged'))).toBe(false);
  });

  it('is not current when it is of another place or its files have changed', async () => {
    const mine = options('shangqiu');
    expect(await basemapIsCurrent({ ...options('changbaishan'), output: mine.output })).toBe(false);
    const placeDirectory = await copyOf('shangqiu', (file) => /^counties|^aeroways/.test(file));
    const copy = options('shangqiu', 'changed', placeDirectory);
    await buildBasemap(copy);
    expect(await basemapIsCurrent(copy)).toBe(true);
    await rm(join(placeDirectory, 'upstream', (await readdir(join(placeDirectory, 'upstream')))[0] ?? ''));
    expect(await basemapIsCurrent(copy)).toBe(false);
  });

  it('stays when its files are damaged, and the error names file and feature', async () => {
    const placeDirectory = await copyOf('shangqiu', (file) => /^counties/.test(file));
    const copy = options('shangqiu', 'kept', placeDirectory);
    await buildBasemap(copy);
    const before = await readFile(copy.output);
    await writeFile(
      join(placeDirectory, 'upstream', 'railways_new.geojson'),
      JSON.stringify({
        type: 'FeatureCollection',
        features: [
          {
            type: 'Feature',
            geometry: {
              type: 'LineString',
              coordinates: [
                [115, 34],
                [500, 34],
              ],
            },
            properties: {},
          },
        ],
      }),
    );
    await expect(buildBasemap(copy)).rejects.toThrow(
      /railways_new\.geojson is not as expected[^]*features\[0\]\.geometry/,
    );
    expect(await readFile(copy.output)).toEqual(before);
    await writeFile(join(placeDirectory, 'upstream', 'railways_new.geojson'), '{');
    await expect(buildBasemap(copy)).rejects.toThrow(
      'railways_new.geojson is not JSON: correct it or delete it.',
    );
  });

  it('is not made without districts', async () => {
    const placeDirectory = await copyOf('shangqiu', (file) => /^railways/.test(file));
    await expect(buildBasemap(options('shangqiu', 'none', placeDirectory))).rejects.toThrow(
      'counties*.geojson is needed',
    );
  });
});

describe('the check of an archive', () => {
  const metadata = {
    name: 'test',
    description: '',
    attribution: '© nobody',
    vector_layers: [{ id: 'water', description: '', minzoom: 0, maxzoom: 12, fields: {} }],
  };
  const extent = { bounds: [115, 34, 116, 35] as const, center: { longitude: 115, latitude: 34, zoom: 8 } };
  const faultsOf = async (name: string) => {
    const archive = await openArchive(join(folder, name));
    const { faults } = await checkArchive(archive);
    await archive.close();
    return faults;
  };

  it('finds layers and fields that the metadata does not name', async () => {
    const made = await readFile(options('changbaishan').output);
    const archive = await openArchive(options('changbaishan').output);
    const { x, y } = tileAt(12, 127.5, 42.2);
    const { header } = archive;
    await archive.close();
    const reader = new PMTiles({
      getKey: () => 'made',
      getBytes: async (offset, length) => ({
        data: Uint8Array.from(made.subarray(offset, offset + length)).buffer,
      }),
    });
    const data = new Uint8Array((await reader.getZxy(12, x, y))?.data ?? new ArrayBuffer(0));
    await writeArchive(join(folder, 'unnamed.pmtiles'), {
      tiles: [{ z: 12, x, y, data }],
      metadata,
      ...extent,
      bounds: header.bounds,
    });
    const faults = await faultsOf('unnamed.pmtiles');
    expect(faults).toContain('layer district is in the tiles, but not in the metadata');
    expect(faults).toContain('layer water is in the metadata, but in no tile');
  });

  it('finds a tile that is too big, one that does not decode, and one out of bounds', async () => {
    // Bytes that gzip cannot shrink, from a hash chain: the same on every run.
    const noise = Buffer.concat(
      Array.from({ length: 5000 }, (_, index) => createHash('sha256').update(String(index)).digest()),
    );
    await writeArchive(join(folder, 'big.pmtiles'), {
      tiles: [
        { z: 0, x: 0, y: 0, data: noise },
        { z: 3, x: 0, y: 0, data: noise },
      ],
      metadata,
      ...extent,
    });
    const faults = await faultsOf('big.pmtiles');
    expect(faults.join('\n')).toMatch(/tile 0\/0\/0 has 160\d\d\d bytes, 153600 are allowed/);
    expect(faults.join('\n')).toMatch(/tile 0\/0\/0 does not decode/);
    expect(faults).toContain('tile 3/0/0 lies outside of the bounds');
  });

  it('finds a header that tells other zooms and counts than the tiles', async () => {
    const file = options('shangqiu').output;
    const archive = await openArchive(file);
    const bytes = await readFile(file);
    await archive.close();
    bytes.set(encodeHeader({ ...archive.header, maxZoom: 14, addressedTiles: 5 }));
    await writeFile(join(folder, 'lies.pmtiles'), bytes);
    const faults = await faultsOf('lies.pmtiles');
    expect(faults.join('\n')).toContain('its header says zooms 4 to 14');
    expect(faults.join('\n')).toContain('its header says 5 tiles');
  });
});

it('gzip of archives does not name the operating system', () => {
  const packed = compress(Buffer.from('x'));
  expect(packed[9]).toBe(255);
  expect(gunzipSync(packed).toString()).toBe('x');
});
