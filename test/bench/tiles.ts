import { layer as layers, type Layer } from '../../data/vocabulary/layer.ts';
import type { TileAddress } from '../../tiles/live.ts';
import { mulberry, syntheticExtent } from '../support/synthetic.ts';

/** Columns and rows of a zoom that the synthetic rows cover. */
export function tileRange(z: number): { west: number; east: number; north: number; south: number } {
  const [west, south, east, north] = syntheticExtent;
  const column = (lng: number) => Math.floor(((lng + 180) / 360) * 2 ** z);
  const row = (lat: number) =>
    Math.floor(((1 - Math.asinh(Math.tan((lat * Math.PI) / 180)) / Math.PI) / 2) * 2 ** z);
  return { west: column(west), east: column(east), north: row(north), south: row(south) };
}

/** Different tiles in random order: as many of each zoom, spread evenly over the layers and the city. */
export function uniqueTiles(options: {
  zooms: readonly number[];
  perZoom: number;
  seed: number;
}): TileAddress[] {
  const random = mulberry(options.seed);
  const tiles: TileAddress[] = [];
  for (const z of options.zooms) {
    const { west, east, north, south } = tileRange(z);
    const seen = new Set<string>();
    while (seen.size < options.perZoom) {
      const layer = layers.codes[seen.size % layers.codes.length] as Layer;
      const x = west + Math.floor(random() * (east - west + 1));
      const y = north + Math.floor(random() * (south - north + 1));
      const key = `${layer}/${x}/${y}`;
      if (!seen.has(key)) tiles.push({ layer, z, x, y });
      seen.add(key);
    }
  }
  for (let index = tiles.length - 1; index > 0; index -= 1) {
    const other = Math.floor(random() * (index + 1));
    [tiles[index], tiles[other]] = [tiles[other] as TileAddress, tiles[index] as TileAddress];
  }
  return tiles;
}

export function tilePath({ layer, z, x, y }: TileAddress, revision?: string): string {
  return `/tiles/${layer}/${z}/${x}/${y}.mvt${revision ? `?v=${revision}` : ''}`;
}
