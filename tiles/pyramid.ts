/** Cuts layers of GeoJSON into vector tiles, zoom by zoom. */
import { GeoJSONVT, type GeoJSONVTTile } from '@maplibre/geojson-vt';
import { fromGeojsonVt } from '@maplibre/vt-pbf';
import type { Feature } from 'geojson';
import type { Tile } from './pmtiles.ts';

/** West, south, east, north in degrees. */
export type Bounds = readonly [number, number, number, number];

/** Features that are drawn from one zoom on; `minZoom` and `maxZoom` are inclusive, absent = the pyramid's. */
export interface PyramidPart {
  readonly minZoom?: number;
  readonly maxZoom?: number;
  readonly features: readonly Feature[];
}

export interface PyramidLayer {
  /** Name of the source-layer: a noun. */
  readonly id: string;
  readonly parts: readonly PyramidPart[];
}

export interface PyramidOptions {
  readonly layers: readonly PyramidLayer[];
  readonly minZoom: number;
  readonly maxZoom: number;
  /** The area that gets tiles at a zoom. */
  readonly extent: (zoom: number) => Bounds;
}

/** Resolution of a tile: 4096 units on a side, as MapLibre reads it. */
const tileUnits = 4096;
/** 64 units = 8 px of 512 around each tile, enough for the widest line (13 px) to cross an edge unseen. */
const bufferUnits = 64;
/** 3 units = 3/8 px: what simplification may move. At the deepest zoom nothing is simplified, for it is magnified. */
const toleranceUnits = 3;

/** Column and row of the tile that holds a point (Web Mercator, EPSG:3857); clamped to the pyramid. */
export function tileAt(zoom: number, longitude: number, latitude: number): { x: number; y: number } {
  const side = 2 ** zoom;
  const sine = Math.sin((latitude * Math.PI) / 180);
  const clamp = (value: number) => Math.max(0, Math.min(side - 1, Math.floor(value)));
  return {
    x: clamp(side * (longitude / 360 + 0.5)),
    y: clamp(side * (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI))),
  };
}

/**
 * Yields every tile of the extent that holds a feature, ordered by zoom, column and row. The same input gives the same
 * bytes. Layers and features keep their order; properties that are null are left out. Throws when an extent is not
 * west, south, east, north.
 */
export function* buildPyramid(options: PyramidOptions): Generator<Tile> {
  const indexes = options.layers.flatMap((layer) =>
    layer.parts
      .filter((part) => part.features.length > 0)
      .map((part) => ({
        id: layer.id,
        minZoom: part.minZoom ?? options.minZoom,
        maxZoom: part.maxZoom ?? options.maxZoom,
        index: new GeoJSONVT(
          { type: 'FeatureCollection', features: [...part.features] },
          {
            maxZoom: options.maxZoom,
            extent: tileUnits,
            buffer: bufferUnits,
            tolerance: toleranceUnits,
            indexMaxZoom: 0,
          },
        ),
      })),
  );
  for (let z = options.minZoom; z <= options.maxZoom; z++) {
    const [west, south, east, north] = options.extent(z);
    if (!(west < east && south < north))
      throw new Error(`The extent ${west}, ${south}, ${east}, ${north} is not west, south, east, north.`);
    const first = tileAt(z, west, north);
    const last = tileAt(z, east, south);
    for (let x = first.x; x <= last.x; x++)
      for (let y = first.y; y <= last.y; y++) {
        const layers: Record<string, GeoJSONVTTile> = {};
        for (const part of indexes) {
          if (z < part.minZoom || z > part.maxZoom) continue;
          const tile = part.index.getTile(z, x, y);
          if (!tile || tile.features.length === 0) continue;
          const before = layers[part.id];
          layers[part.id] = before ? { ...tile, features: [...before.features, ...tile.features] } : tile;
        }
        if (Object.keys(layers).length === 0) continue;
        yield { z, x, y, data: fromGeojsonVt(layers, { version: 2, extent: tileUnits }) };
      }
  }
}
