import { createExpression, validateStyleMin } from '@maplibre/maplibre-gl-style-spec';
import type { GeoJSONSourceSpecification, StyleSpecification, VectorSourceSpecification } from 'maplibre-gl';
import { describe, expect, it } from 'vitest';
import { layer as layerNoun } from '../../data/vocabulary/layer.ts';
import { themes, tokens } from '../../data/vocabulary/tokens.ts';
import { basemapLayers } from '../../tiles/archives.ts';
import type { Upstream } from '../../tiles/basemap/upstream.ts';
import { among, projectPoint } from '../../tiles/style/filter.ts';
import { inOrder, layerOrder, placeOf } from '../../tiles/style/order.ts';
import type { LayerId } from '../../tiles/style/order.ts';
import { crowdingOf, signsOf } from '../../tiles/style/project-signs.ts';
import type { Signs } from '../../tiles/style/project-signs.ts';
import { protomapsGround } from '../../tiles/style/protomaps/protomaps.ts';
import { tiandituGround } from '../../tiles/style/tianditu.ts';
import { layerIds, styleOf, type SourceId } from '../../tiles/style/style.ts';

const source: VectorSourceSpecification = { type: 'vector', url: 'https://example.org/tiles.json' };
const sketch: GeoJSONSourceSpecification = {
  type: 'geojson',
  data: { type: 'FeatureCollection', features: [] },
};
const everySource = {
  ...(Object.fromEntries((['basemap', ...layerNoun.codes] as SourceId[]).map((id) => [id, source])) as Record<
    SourceId,
    VectorSourceSpecification
  >),
  sketch,
};

const otherGrounds = [
  protomapsGround({ id: 'test', url: 'pmtiles://x', attribution: null }),
  tiandituGround({ key: 'key', approval: 'number', language: 'zh-Hans' }),
];
const groundContext = { colour: tokens.light, language: 'zh-Hans', scale: 1 } as const;

const whole = (theme: 'light' | 'dark' = 'light', language: 'zh-Hans' | 'en' = 'zh-Hans', scale = 1) =>
  styleOf({ theme, language, sources: everySource, visible: layerNoun.codes, scale });

/** Every value of a style that is a text, with the layer it is in. */
function texts(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return value && typeof value === 'object' ? Object.values(value).flatMap(texts) : [];
}

describe('the style', () => {
  it.each(
    themes.flatMap((theme) => (['zh-Hans', 'en'] as const).map((language) => [theme, language] as const)),
  )('is valid: %s, %s', (theme, language) => {
    expect(validateStyleMin(whole(theme, language, 2.5)).map(({ message }) => message)).toEqual([]);
  });

  it('is valid without live layers, and names the counties from the archive then', () => {
    const style = styleOf({ theme: 'light', language: 'zh-Hans', sources: { basemap: source }, visible: [] });
    expect(validateStyleMin(style)).toEqual([]);
    expect(style.layers.some(({ id }) => id === 'county-label')).toBe(true);
    expect(whole().layers.some(({ id }) => id === 'county-label')).toBe(false);
  });

  it('asks for nothing from outside: no glyphs, no sprite', () => {
    expect(whole().glyphs).toBeUndefined();
    expect(whole().sprite).toBeUndefined();
  });

  it('mixes the band inside the city of its token and the land, so that it may lie on itself', () => {
    const band = whole('light').layers.find(({ id }) => id === 'city-band');
    // rgba(110,105,96,.13) on #F7F6F2
    expect(band && 'paint' in band && band.paint).toMatchObject({ 'line-color': 'rgb(229,228,223)' });
  });

  it.each(themes)('takes every colour from the tokens: %s', (theme) => {
    const allowed = new Set<string>(Object.values(tokens[theme]));
    const mixed = ['background', 'city-band'];
    const strange = whole(theme).layers.flatMap((layer) =>
      texts('paint' in layer ? layer.paint : {}).filter(
        (text) => /^(#|rgb|hsl)/.test(text) && !allowed.has(text) && !mixed.includes(layer.id),
      ),
    );
    expect(strange).toEqual([]);
  });

  it('keeps the switched-off layers, invisible', () => {
    const style = styleOf({
      theme: 'light',
      language: 'zh-Hans',
      sources: everySource,
      visible: ['project'],
    });
    const visibility = (id: string) => style.layers.find((layer) => layer.id === id)?.layout?.visibility;
    expect(visibility('project-dot')).toBe('visible');
    expect(visibility('parcel')).toBe('none');
    expect(visibility('motorway')).toBe('visible');
  });

  it('leaves out the layers of a source that is not given', () => {
    const style = styleOf({
      theme: 'light',
      language: 'zh-Hans',
      sources: { basemap: source, project: source },
      visible: layerNoun.codes,
    });
    expect(Object.keys(style.sources)).toEqual(['basemap', 'project']);
    expect(style.layers.some(({ id }) => id.startsWith('zone'))).toBe(false);
  });

  it('multiplies widths and text sizes on a wall', () => {
    const widthOf = (style: StyleSpecification) =>
      style.layers.find(({ id }) => id === 'motorway-case') as { paint: { 'line-width': unknown[] } };
    expect(widthOf(whole()).paint['line-width']).toEqual([
      'interpolate',
      ['exponential', 1.5],
      ['zoom'],
      7,
      1.5,
      10,
      3.8,
      14,
      13,
    ]);
    expect(widthOf(whole('light', 'zh-Hans', 2)).paint['line-width']).toEqual([
      'interpolate',
      ['exponential', 1.5],
      ['zoom'],
      7,
      3,
      10,
      7.6,
      14,
      26,
    ]);
  });

  it('draws signs smaller where there are thousands of projects, and discs later; never fewer of them', () => {
    expect([0, 197, 400, 401, 1600, 5000, 1e6].map(crowdingOf)).toEqual([0, 0, 0, 0.5, 1, 2, 2.5]);
    const sizeAt = (crowding: number, id: keyof Signs['sizes'], zoom: number) => {
      const written = signsOf({ scale: 1, crowding }).sizes[id];
      const { value } = createExpression(written as never, {} as never) as {
        value: { evaluate(globals: object): unknown };
      };
      return Number(value.evaluate({ zoom }));
    };
    expect(sizeAt(0, 'project-dot', 7)).toBeCloseTo(0.78);
    expect(sizeAt(2, 'project-dot', 7)).toBeCloseTo(0.42);
    expect(sizeAt(2, 'project-dot', 9)).toBeCloseTo(0.78);
    expect(sizeAt(2, 'project-badge-red', 7)).toBeCloseTo(0.45);
    expect(signsOf({ scale: 1, crowding: 0 }).discsFrom).toBe(6.6);
    expect(signsOf({ scale: 1, crowding: 2 }).discsFrom).toBeCloseTo(9.4);
    const dot = whole().layers.find(({ id }) => id === 'project-dot');
    expect(dot).toMatchObject({ layout: { 'icon-allow-overlap': true } });
    expect(dot?.minzoom).toBeUndefined();
  });

  it('hides a dot by its state, never by a filter, and draws it over everything but labels', () => {
    const dot = whole().layers.find(({ id }) => id === 'project-dot');
    expect(dot).toMatchObject({
      filter: ['==', ['get', 'part'], 'point'],
      layout: { 'icon-allow-overlap': true, 'icon-ignore-placement': false },
      paint: { 'icon-opacity': ['case', ['boolean', ['feature-state', 'hidden'], false], 0, 1] },
    });
  });

  describe('names', () => {
    /** What a label says of a thing, as MapLibre itself decides. */
    function said(id: string, language: 'zh-Hans' | 'en', properties: object, zoom = 10): string {
      const layout = whole('light', language).layers.find((layer) => layer.id === id)?.layout;
      const { value } = createExpression(
        (layout as Record<string, unknown>)['text-field'] as never,
        'layers[0].layout.text-field',
      ) as {
        value: { evaluate(globals: object, feature: object): unknown };
      };
      return String(value.evaluate({ zoom }, { type: 1, properties }));
    }
    const county = { name: '柘城县', name_en: 'Zhecheng County' };

    it('are in the language of the map, Chinese where there is no English one', () => {
      expect(said('project-label', 'zh-Hans', county)).toBe('柘城县');
      expect(said('project-label', 'en', county)).toBe('Zhecheng County');
      expect(said('project-label', 'en', { name: '柘城县' })).toBe('柘城县');
    });

    it('of districts leave their last word out in English where the map is small', () => {
      expect(said('district-label', 'en', county, 7.5)).toBe('Zhecheng');
      expect(said('district-label', 'en', { name_en: 'Liangyuan District' }, 8.9)).toBe('Liangyuan');
      expect(said('district-label', 'en', { name_en: 'Yongcheng City' }, 8)).toBe('Yongcheng');
      expect(said('district-label', 'en', { name_en: 'Demonstration Zone' }, 8)).toBe('Demonstration Zone');
      expect(said('district-label', 'en', county, 9.2)).toBe('Zhecheng County');
      expect(said('district-label', 'zh-Hans', county, 7.5)).toBe('柘城县');
    });

    it('have an apostrophe that Chinese fonts draw narrow', () => {
      expect(said('corridor-label', 'en', { name_en: 'Beijing–Xiong’an' })).toBe("Beijing–Xiong'an");
    });
  });

  it('places the names of projects after dots and counties, so that they cover neither', () => {
    const below = (a: LayerId, b: LayerId) => placeOf(a) < placeOf(b);
    expect(below('project-label', 'project-dot') && below('project-label', 'district-label')).toBe(true);
  });

  it('draws from layers that the basemap archive has', () => {
    const nothing = new Proxy({}, { get: () => [] }) as Upstream;
    const square = [
      [
        [115, 34],
        [116, 34],
        [116, 35],
        [115, 35],
        [115, 34],
      ],
    ];
    const districts = [
      { geometry: { type: 'Polygon', coordinates: square }, properties: { code: '411402', name: '梁园区' } },
    ];
    const upstream = new Proxy(nothing, { get: (_, name) => (name === 'districts' ? districts : []) });
    const archive = new Set(
      basemapLayers({ placeName: '商丘', upstream, present: [], hash: '' }).map(({ id }) => id),
    );
    const used = whole().layers.flatMap((layer) =>
      'source' in layer && layer.source === 'basemap' ? [layer['source-layer'] ?? ''] : [],
    );
    expect(used.filter((id) => !archive.has(id))).toEqual([]);
  });
});

describe('the order', () => {
  it('has a place for every layer of the style, and no place for nothing', () => {
    const ids = [
      ...whole().layers.map(({ id }) => id),
      ...styleOf({
        theme: 'light',
        language: 'zh-Hans',
        sources: { basemap: source },
        visible: [],
      }).layers.map(({ id }) => id),
      ...otherGrounds.flatMap((ground) => ground.layers(groundContext).map(({ id }) => id)),
    ];
    expect([...layerOrder].filter((id) => !ids.includes(id))).toEqual([]);
  });

  it('sorts bottom to top', () => {
    expect(inOrder([{ id: 'town-label' }, { id: 'mask' }, { id: 'land' }]).map(({ id }) => id)).toEqual([
      'land',
      'mask',
      'town-label',
    ]);
    expect(whole().layers.map(({ id }) => placeOf(id))).toEqual(
      whole()
        .layers.map(({ id }) => placeOf(id))
        .toSorted((a, b) => a - b),
    );
  });

  it('puts labels in the order of their priority', () => {
    const priority = [
      'project-selected',
      'town-label',
      'parcel-label',
      'project-disc',
      'zone-label',
      'station',
      'facility',
      'project-dot',
      'district-label',
      'project-label',
      'corridor-label',
      'road-shield',
      'railway-label',
      'neighbour-county-label',
    ];
    expect(priority.toSorted((a, b) => placeOf(b) - placeOf(a))).toEqual(priority);
  });

  it('throws on an unknown id and on one that comes twice', () => {
    expect(() => inOrder([{ id: 'moon' }])).toThrow(
      'The layer moon has no place: enter it in tiles/style/order.ts.',
    );
    expect(() => inOrder([{ id: 'land' }, { id: 'land' }])).toThrow('The layer land came twice.');
  });

  it('tells which layers each source feeds', () => {
    expect(layerIds.facility).toEqual(['facility-ring', 'facility']);
    expect(layerIds.project.at(-1)).toBe('project-badge-red');
  });
});

describe('a filter by ids', () => {
  it('narrows the base', () => {
    expect(among(projectPoint, [3, 5])).toEqual([
      'all',
      ['==', ['get', 'part'], 'point'],
      ['in', ['id'], ['literal', [3, 5]]],
    ]);
  });
});
