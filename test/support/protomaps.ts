/** A small archive in the Protomaps schema (v4), made of the demo's real lines and areas around Shangqiu by our own writer. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Feature, FeatureCollection } from 'geojson';
import { writeArchive } from '../../tiles/pmtiles.ts';
import { buildPyramid } from '../../tiles/pyramid.ts';

const upstream = fileURLToPath(new URL('../../data/demo/shangqiu/upstream/', import.meta.url));
const bounds = [114.7, 33.6, 116.7, 35.0] as const;
const zooms = { min: 0, max: 10 };

async function features(file: string, properties: (of: Feature) => object): Promise<Feature[]> {
  const read = JSON.parse(await readFile(`${upstream}${file}.geojson`, 'utf8')) as FeatureCollection;
  return read.features.map((each) => ({ ...each, properties: properties(each) }) as Feature);
}

const roadKinds: Readonly<Record<string, string>> = { motorway: 'highway', trunk: 'major_road' };

/** Writes the archive: earth, landuse, water, roads, boundaries and places. */
export async function writeProtomapsArchive(file: string): Promise<void> {
  const [west, south, east, north] = bounds;
  const ring = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ];
  const earth: Feature = {
    type: 'Feature',
    properties: { kind: 'earth' },
    geometry: { type: 'Polygon', coordinates: [ring] },
  };
  const layers = {
    earth: [earth],
    landuse: await features('landuse_omt_z7', () => ({ kind: 'residential' })),
    water: await features('water_omt_z7', () => ({ kind: 'lake' })),
    roads: await features('roads_omt_z7', ({ properties }) => {
      const kind_detail = String(properties?.class);
      return { kind: roadKinds[kind_detail] ?? 'major_road', kind_detail };
    }),
    boundaries: await features('counties_411400_osm', () => ({ kind: 'county' })),
    places: await features('places_omt_z7', ({ properties }) => ({
      kind: 'locality',
      kind_detail: 'city',
      name: 'Suixian',
      'name:zh-Hans': String(properties?.name),
      'name:en': 'Suixian',
    })),
  };
  const parts = Object.entries(layers).map(([id, list]) => ({ id, parts: [{ features: list }] }));
  await writeArchive(file, {
    tiles: buildPyramid({ layers: parts, minZoom: zooms.min, maxZoom: zooms.max, extent: () => bounds }),
    metadata: {
      name: 'Basemap of the tests',
      description: 'Protomaps schema, version 4',
      attribution: '<a href="https://openstreetmap.org">© OpenStreetMap</a>',
      vector_layers: parts.map(({ id }) => ({
        id,
        description: '',
        minzoom: zooms.min,
        maxzoom: zooms.max,
        fields: {},
      })),
    },
    bounds,
    center: { longitude: 115.65, latitude: 34.4, zoom: 8 },
  });
}
