/** Where the map's tiles come from, and how it learns that they changed. */
import type { Map as MapLibreMap, VectorSourceSpecification, VectorTileSource } from 'maplibre-gl';
import { layer } from '../../data/vocabulary/layer.ts';
import type { Layer } from '../../data/vocabulary/layer.ts';
import type { SourceId } from '../../tiles/style/style.ts';

/** Every source of the map by its name in the style; addresses are absolute because the worker has no page. */
export function sourcesAt(origin: string): Record<SourceId, VectorSourceSpecification> {
  const live = layer.codes.map((noun) => [noun, { type: 'vector', url: `${origin}/tiles/${noun}.json` }]);
  return {
    basemap: { type: 'vector', url: `pmtiles://${origin}/archives/basemap.pmtiles` },
    ...(Object.fromEntries(live) as Record<Layer, VectorSourceSpecification>),
  };
}

/**
 * Asks each live layer's TileJSON whether its tile address (with the revision in it) moved, and loads anew only what
 * did: tiles on screen stay until their successors are there. `everything` also asks for tiles that failed.
 */
export async function reloadSources(map: MapLibreMap, everything: boolean): Promise<void> {
  if (everything) (map.getSource('basemap') as VectorTileSource | undefined)?.setUrl(urlOf(map, 'basemap'));
  await Promise.all(
    layer.codes.map(async (noun) => {
      const source = map.getSource(noun) as VectorTileSource | undefined;
      if (!source) return;
      if (everything || (await movedFrom(source.tiles?.[0], urlOf(map, noun)))) {
        source.setUrl(urlOf(map, noun));
      }
    }),
  );
}

function urlOf(map: MapLibreMap, id: SourceId): string {
  return (map.getSource(id) as VectorTileSource).url;
}

async function movedFrom(address: string | undefined, url: string): Promise<boolean> {
  const answer = await fetch(url);
  if (!answer.ok) return false;
  const { tiles } = (await answer.json()) as { tiles?: string[] };
  return tiles?.[0] !== undefined && tiles[0] !== address;
}
