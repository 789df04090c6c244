/** Sizes of areas over all tiles that hold a piece of them. */
import type { Map as MapLibreMap } from 'maplibre-gl';
import type { Layer } from '../../data/vocabulary/layer.ts';
import { extentOf } from './pick.ts';

interface Known {
  /** Tiles of another zoom cut and generalise otherwise. */
  zoom: number;
  readonly extents: Map<string, number>;
}
const known = new WeakMap<MapLibreMap, Known>();

/** Square degrees by `noun fid`, summed over the tiles that are there; kept until the map shows another zoom. */
export function wholeExtents(
  map: MapLibreMap,
  areas: readonly { readonly noun: Layer; readonly fid: number }[],
): ReadonlyMap<string, number> {
  const zoom = Math.floor(map.getZoom());
  let memory = known.get(map);
  if (memory?.zoom !== zoom) known.set(map, (memory = { zoom, extents: new Map() }));
  for (const { noun, fid } of areas) {
    const key = `${noun} ${fid}`;
    if (memory.extents.has(key)) continue;
    const pieces = map.querySourceFeatures(noun, {
      sourceLayer: noun,
      filter: ['==', ['id'], fid],
      validate: false,
    });
    memory.extents.set(
      key,
      pieces.reduce((sum, { geometry }) => sum + extentOf(geometry), 0),
    );
  }
  return memory.extents;
}
