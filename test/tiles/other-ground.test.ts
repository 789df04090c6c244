import { validateStyleMin } from '@maplibre/maplibre-gl-style-spec';
import type { VectorSourceSpecification } from 'maplibre-gl';
import { describe, expect, it } from 'vitest';
import { themes, tokens } from '../../data/vocabulary/tokens.ts';
import { plainGround } from '../../tiles/style/other-ground.ts';
import type { OtherGround } from '../../tiles/style/other-ground.ts';
import { protomapsGround } from '../../tiles/style/protomaps/protomaps.ts';
import { styleOf } from '../../tiles/style/style.ts';
import { tiandituGround } from '../../tiles/style/tianditu.ts';

const source: VectorSourceSpecification = { type: 'vector', url: 'https://example.org/tiles.json' };
/** The layers of the schema, version 4: https://docs.protomaps.com/basemaps/layers */
const schema = [
  'earth',
  'landcover',
  'landuse',
  'water',
  'roads',
  'boundaries',
  'places',
  'pois',
  'buildings',
];

const key = '0123456789abcdef0123456789abcdef';
const archive = protomapsGround({ id: 'henan', url: 'pmtiles://x/henan.pmtiles', attribution: null });
const grounds: readonly OtherGround[] = [
  plainGround,
  archive,
  tiandituGround({ key, approval: 'GS（2024）0650号', language: 'zh-Hans' }),
];

const style = (
  ground: OtherGround | undefined,
  theme: 'light' | 'dark' = 'light',
  language: 'zh-Hans' | 'en' = 'zh-Hans',
) =>
  styleOf({ theme, language, ground, sources: { basemap: source, project: source }, visible: ['project'] });

describe('another ground', () => {
  it.each(
    grounds.flatMap((ground) =>
      themes.flatMap((theme) =>
        (['zh-Hans', 'en'] as const).map((language) => [ground.id, theme, language, ground] as const),
      ),
    ),
  )('gives a valid style: %s, %s, %s', (_, theme, language, ground) => {
    expect(validateStyleMin(style(ground, theme, language)).map(({ message }) => message)).toEqual([]);
  });

  it.each(grounds.map((ground) => [ground.id, ground] as const))(
    '%s lies under the boundaries of the place and all that is laid on them',
    (_, ground) => {
      const ids = style(ground).layers.map(({ id }) => id);
      const own = ids.indexOf('mask');
      expect(own).toBeGreaterThan(0);
      for (const { id } of ground.layers({
        colour: tokens.light,
        language: 'zh-Hans',
        scale: 1,
      }))
        expect([id, ids.indexOf(id) < (id.endsWith('-name') ? ids.indexOf('project-dot') : own)]).toEqual([
          id,
          true,
        ]);
      // The archive's own ground and roads are not drawn twice.
      expect(ids).not.toContain('land');
      expect(ids).not.toContain('motorway');
    },
  );

  it('changes nothing while none is chosen', () => {
    const ids = style(undefined).layers.map(({ id }) => id);
    expect(ids).toContain('motorway');
    expect(ids.filter((id) => /protomaps|tianditu/.test(id))).toEqual([]);
  });

  it('asks an archive for layers of the schema only, and for no country', () => {
    const layers = style(archive).layers.filter((layer) => 'source' in layer && layer.source === 'protomaps');
    expect(layers.length).toBeGreaterThan(15);
    for (const layer of layers) expect(schema).toContain('source-layer' in layer && layer['source-layer']);
    expect(JSON.stringify(layers)).not.toContain('country');
  });

  it('asks 天地图 by key for ground and names in the language', () => {
    const { sources, attribution } = tiandituGround({ key, approval: 'GS（2024）0650号', language: 'en' });
    expect(Object.keys(sources)).toEqual(['tianditu', 'tianditu-names']);
    expect(JSON.stringify(sources['tianditu-names'])).toContain('/eva_w/wmts?');
    expect(JSON.stringify(sources['tianditu'])).toContain(`tk=${key}&TILEMATRIX={z}&TILEROW={y}&TILECOL={x}`);
    expect(attribution).toContain('审图号：GS（2024）0650号');
  });
});
