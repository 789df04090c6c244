/** Where the map's tiles come from, and how what changed is read anew. */
import type { Map as MapLibreMap, VectorSourceSpecification, VectorTileSource } from 'maplibre-gl';
import { layer } from '../../data/vocabulary/layer.ts';
import type { Layer } from '../../data/vocabulary/layer.ts';
import type { SourceId } from '../../tiles/style/style.ts';

/** Every source of the map by its name in the style; addresses are absolute because the worker has no page. */
export function sourcesAt(origin: string): Record<SourceId, VectorSourceSpecification> {
  const live = layer.codes.map((noun) => [
    noun,
    { type: 'vector', url: `layer://${origin}/tiles/layers.json#${noun}` },
  ]);
  return {
    basemap: { type: 'vector', url: `pmtiles://${origin}/archives/basemap.pmtiles` },
    ...(Object.fromEntries(live) as Record<Layer, VectorSourceSpecification>),
  };
}

/**
 * Reads sources anew: their TileJSON (a live layer's tile address carries its revision), then the tiles on screen, also
 * those that failed before. What is drawn stays until its successor is there.
 */
export function reloadSources(map: MapLibreMap, ids: Iterable<SourceId>): void {
  for (const id of ids) {
    const source = map.getSource<VectorTileSource>(id);
    source?.setUrl(source.url);
  }
}

/** The layers whose revision is another one than before. */
export function movedLayers(
  before: Readonly<Record<Layer, string>>,
  after: Readonly<Record<Layer, string>>,
): readonly Layer[] {
  return layer.codes.filter((noun) => before[noun] !== after[noun]);
}
