import { VectorTile } from '@mapbox/vector-tile';
import { PbfReader } from 'pbf';
import type { Feature } from 'geojson';
import { describe, expect, it } from 'vitest';
import { buildPyramid, tileAt, type PyramidLayer } from '../../tiles/pyramid.ts';

const town: Feature = {
  type: 'Feature',
  geometry: { type: 'Point', coordinates: [115.65, 34.42] },
  properties: { name: '商丘', rank: 1, note: null },
};
/** A line that zigzags by a metre every ten metres along 10 km. */
const line: Feature = {
  type: 'Feature',
  geometry: {
    type: 'LineString',
    coordinates: Array.from({ length: 1000 }, (_, index) => [
      115.6 + index * 0.0001,
      34.42 + (index % 2) * 0.00001,
    ]),
  },
  properties: { kind: 'railway' },
};

const build = (layers: PyramidLayer[], minZoom = 4, maxZoom = 12) => [
  ...buildPyramid({ layers, minZoom, maxZoom, extent: () => [115, 34, 116, 35] }),
];
const decode = (data: Uint8Array) => new VectorTile(new PbfReader(data));
const placeLayer = (features: Feature[]): PyramidLayer => ({ id: 'place', parts: [{ features }] });

describe('the pyramid', () => {
  it('knows the tile of a point', () => {
    expect(tileAt(0, 115.65, 34.42)).toEqual({ x: 0, y: 0 });
    expect(tileAt(12, 115.65, 34.42)).toEqual({ x: 3363, y: 1630 });
    expect(tileAt(3, 180, -90)).toEqual({ x: 7, y: 7 });
  });

  it('gives one tile a zoom for a point, with its attributes at its place', () => {
    const tiles = build([placeLayer([town])]);
    expect(tiles.map(({ z, x, y }) => `${z}/${x}/${y}`)).toEqual(
      Array.from({ length: 9 }, (_, index) => {
        const { x, y } = tileAt(4 + index, 115.65, 34.42);
        return `${4 + index}/${x}/${y}`;
      }),
    );
    const deepest = tiles.at(-1);
    const layer = deepest && decode(deepest.data).layers['place'];
    expect(layer?.version).toBe(2);
    expect(layer?.extent).toBe(4096);
    const feature = layer?.feature(0);
    expect(feature?.properties).toEqual({ name: '商丘', rank: 1 });
    const [longitude, latitude] = (
      feature?.toGeoJSON(deepest?.x ?? 0, deepest?.y ?? 0, 12).geometry as GeoJSON.Point
    ).coordinates;
    expect(longitude).toBeCloseTo(115.65, 4);
    expect(latitude).toBeCloseTo(34.42, 4);
  });

  it('makes no tile outside of the extent', () => {
    const far: Feature = { ...town, geometry: { type: 'Point', coordinates: [10, 50] } };
    expect(build([placeLayer([far])], 8)).toEqual([]);
  });

  it('draws a part at its zooms only, and joins the parts of a layer', () => {
    const tiles = build([
      { id: 'place', parts: [{ features: [town] }, { minZoom: 9, maxZoom: 10, features: [town] }] },
    ]);
    const counts = tiles.map(({ z, data }) => [z, decode(data).layers['place']?.length]);
    expect(counts.filter(([z]) => (z ?? 0) >= 8)).toEqual([
      [8, 1],
      [9, 2],
      [10, 2],
      [11, 1],
      [12, 1],
    ]);
  });

  it('simplifies below the deepest zoom', () => {
    const points = (zoom: number) =>
      build([{ id: 'railway', parts: [{ features: [line] }] }])
        .filter(({ z }) => z === zoom)
        .map(({ data }) => decode(data).layers['railway']?.feature(0).loadGeometry().flat().length ?? 0)
        .reduce((a, b) => a + b, 0);
    expect(points(8)).toBe(2);
    expect(points(12)).toBeGreaterThan(900);
  });

  it('gives the same bytes again', () => {
    const bytes = () =>
      Buffer.concat(build([placeLayer([town, line])]).map(({ data }) => data)).toString('base64');
    expect(bytes()).toBe(bytes());
  });

  it('refuses an extent that is turned around', () => {
    const layers = [placeLayer([town])];
    expect(() => [
      ...buildPyramid({ layers, minZoom: 4, maxZoom: 4, extent: () => [116, 34, 115, 35] }),
    ]).toThrow('The extent 116, 34, 115, 35 is not west, south, east, north.');
  });
});
