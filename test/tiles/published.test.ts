import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { open, readFile, readdir, stat } from 'node:fs/promises';
import { join, normalize } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { VectorTile } from '@mapbox/vector-tile';
import { validateStyleMin } from '@maplibre/maplibre-gl-style-spec';
import type { StyleSpecification } from 'maplibre-gl';
import { PbfReader } from 'pbf';
import { FetchSource, PMTiles } from 'pmtiles';
import sql from 'sql-template-tag';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { layer as layers } from '../../data/vocabulary/layer.ts';
import { liveLayers } from '../../tiles/layers.ts';
import { tile } from '../../tiles/live.ts';
import { publish } from '../../tiles/published.ts';
import { forBothDatabases, temporaryDirectory } from '../support/database.ts';
import { seedCity } from '../server/fixture.ts';

/** A static file server that knows byte ranges and nothing else. */
function staticServer(root: () => string) {
  const ranges: string[] = [];
  const server = createServer((request, response) => {
    void (async () => {
      const file = join(root(), normalize(new URL(request.url ?? '/', 'http://x').pathname));
      const { size } = await stat(file);
      const [, from = '0', to = ''] = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '') ?? [];
      const end = Math.min(to === '' ? size - 1 : Number(to), size - 1);
      if (request.headers.range) ranges.push(request.headers.range);
      const bytes = Buffer.alloc(end - Number(from) + 1);
      const handle = await open(file);
      await handle.read(bytes, 0, bytes.length, Number(from)).finally(() => handle.close());
      const partial = request.headers.range ? { 'Content-Range': `bytes ${from}-${end}/${size}` } : {};
      response.writeHead(request.headers.range ? 206 : 200, partial).end(bytes);
    })().catch(() => response.writeHead(404).end());
  });
  return { server, ranges };
}

forBothDatabases('what is published', (database) => {
  let directory = '';
  const { server, ranges } = staticServer(() => directory);
  let url = '';
  beforeAll(async () => {
    await seedCity(database());
    directory = join(await temporaryDirectory(), 'out');
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  });
  afterAll(() => void server.close());
  const pack = (options: { draft?: boolean; baseUrl?: string } = {}) =>
    publish({
      database: database(),
      directory,
      basemap: undefined,
      maxZoom: 12,
      baseUrl: '',
      draft: false,
      ...options,
    });
  const approve = (number: string | null) =>
    database().transaction({ actor: 'test' }, (tx) =>
      tx.query(sql`update place set map_approval_number = ${number}::text`),
    );

  it('is nothing while the 审图号 is empty, or a draft that says so everywhere', async () => {
    for (const empty of [null, '', '  ']) {
      await approve(empty);
      await expect(pack()).rejects.toThrow(/审图号为空.*no map approval number/);
    }
    await expect(readdir(directory)).rejects.toThrow('ENOENT');
    const { files } = await pack({ draft: true });
    for (const name of files.filter((file) => file.endsWith('.json')))
      expect(await readFile(join(directory, name), 'utf8')).toContain('草稿');
    expect(await new PMTiles(new FetchSource(`${url}test.pmtiles`)).getMetadata()).toMatchObject({
      name: 'test-draft',
    });
  });

  it('has the features of the live tiles that the public sees, read from a static server by ranges', async () => {
    await approve('豫S〔2026年〕001号');
    const { files, addressedTiles } = await pack({ baseUrl: url });
    expect([...files].sort()).toEqual([
      'style.dark.en.json',
      'style.dark.json',
      'style.en.json',
      'style.json',
      'test.json',
      'test.pmtiles',
    ]);
    const archive = new PMTiles(new FetchSource(`${url}test.pmtiles`));
    expect(await archive.getHeader()).toMatchObject({ minZoom: 0, maxZoom: 12, tileType: 1 });
    const decode = (bytes: Uint8Array) => new VectorTile(new PbfReader(bytes));
    const featuresOf = (bytes: Uint8Array, layer: string) => {
      const found = bytes.length > 0 ? decode(bytes).layers[layer] : undefined;
      return Array.from({ length: found?.length ?? 0 }, (_, at) => {
        const { id, properties, type } = found?.feature(at) ?? {};
        return { id, properties, type, geometry: found?.feature(at).loadGeometry() };
      });
    };
    let compared = 0;
    for (const [z, columns, rows] of [
      [6, [52, 53], [25, 26]],
      [9, [419, 420, 421], [203, 204, 205]],
      [12, [3361, 3362, 3363, 3364, 3365], [1632, 1633, 1634, 1635, 1636]],
    ] as const)
      for (const x of columns)
        for (const y of rows) {
          const packed = await archive.getZxy(z, x, y);
          const bytes = packed ? new Uint8Array(packed.data) : new Uint8Array();
          for (const layer of layers.codes) {
            const live = await tile({ database: database(), layer, z, x, y, viewer: 'anonymous' });
            const expected =
              z < liveLayers[layer].minzoom
                ? []
                : featuresOf(live.packed ? gunzipSync(live.bytes) : live.bytes, layer);
            expect({ z, x, y, layer, features: featuresOf(bytes, layer) }).toEqual({
              z,
              x,
              y,
              layer,
              features: expected,
            });
            compared += expected.length;
          }
        }
    expect(compared).toBeGreaterThan(200);
    expect(addressedTiles).toBeGreaterThan(30);
    expect(ranges.length).toBeGreaterThan(3);
  });

  it('has a TileJSON and valid styles in both themes and languages, with the 审图号', async () => {
    const json = async (name: string) =>
      JSON.parse(await readFile(join(directory, name), 'utf8')) as Record<string, unknown>;
    expect(await json('test.json')).toMatchObject({
      tilejson: '3.0.0',
      tiles: [`pmtiles://${url}test.pmtiles/{z}/{x}/{y}`],
      minzoom: 0,
      maxzoom: 12,
    });
    for (const name of ['style.json', 'style.dark.json', 'style.en.json', 'style.dark.en.json']) {
      const style = (await json(name)) as unknown as StyleSpecification;
      expect(validateStyleMin(style).map(({ message }) => message)).toEqual([]);
      expect(style.sources.parcel).toMatchObject({ type: 'vector', url: `pmtiles://${url}test.pmtiles` });
      expect(JSON.stringify(style)).toContain('豫S〔2026年〕001号');
    }
  });
});
