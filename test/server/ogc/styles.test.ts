import { validateStyleMin } from '@maplibre/maplibre-gl-style-spec';
import type { StyleSpecification, VectorSourceSpecification } from 'maplibre-gl';
import { VectorTile } from '@mapbox/vector-tile';
import { PbfReader } from 'pbf';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { themes } from '../../../data/vocabulary/tokens.ts';
import { tileAt } from '../../../tiles/pyramid.ts';
import { forBothDatabases } from '../../support/database.ts';
import { seedCity, testApp } from '../fixture.ts';

const origin = 'http://localhost';

forBothDatabases('the styles for other programs', (database) => {
  let server: Awaited<ReturnType<typeof testApp>>;
  beforeAll(async () => {
    await seedCity(database());
    server = await testApp(database());
  });
  afterAll(() => server.close());
  const get = (address: string) => Promise.resolve(server.app.request(address));
  const style = async (path: string) =>
    (await (await get(`${origin}/styles/${path}`)).json()) as StyleSpecification;

  it.each(themes.flatMap((theme) => ['zh-Hans', 'zh-Hant', 'en'].map((lang) => [theme, lang] as const)))(
    'are valid: %s in %s',
    async (theme, lang) => {
      const found = await style(`${theme}.json?lang=${lang}`);
      expect(validateStyleMin(found).map(({ message }) => message)).toEqual([]);
      expect(found.name).toBe(lang === 'en' ? 'Test City' : '试验市');
      expect(JSON.stringify(found).includes('name_en')).toBe(lang === 'en');
    },
  );

  it('lead as QGIS goes: style, TileJSON of each source, tile with the layer that the style names', async () => {
    const { sources, layers } = await style('light.json');
    for (const [name, source] of Object.entries(sources) as [string, VectorSourceSpecification][]) {
      const response = await get(source.url ?? '');
      expect(response.status).toBe(200);
      const { tiles, vector_layers } = (await response.json()) as {
        tiles: string[];
        vector_layers: { id: string }[];
      };
      const named = layers.flatMap((layer) =>
        'source-layer' in layer && layer.source === name ? [layer['source-layer']] : [],
      );
      expect([...new Set(named)]).toEqual(vector_layers.map(({ id }) => id));
      const { x, y } = tileAt(12, 115.45, 34.1);
      const tile = await get(
        tiles[0]?.replace('{z}', '12').replace('{x}', String(x)).replace('{y}', String(y)) ?? '',
      );
      expect([200, 204]).toContain(tile.status);
      if (tile.status === 204) continue;
      const bytes = new Uint8Array(await tile.arrayBuffer());
      const plain = tile.headers.get('Content-Encoding') === 'gzip' ? gunzipSync(bytes) : bytes;
      expect(Object.keys(new VectorTile(new PbfReader(plain)).layers)).toEqual(
        vector_layers.map(({ id }) => id),
      );
    }
    expect((await get(`${origin}/styles/sepia.json`)).status).toBe(404);
  });
});
