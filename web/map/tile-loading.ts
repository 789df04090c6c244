/** How many tiles of a map are on their way: counted by what MapLibre tells of each of them. */
import type { Map as MapLibreMap } from 'maplibre-gl';
import type { Amount } from '../state/work.svelte.ts';

interface OfTile {
  readonly tile?: object;
}

/**
 * Tells after each tile how many of those asked for since the last rest are there (a tile that fails or is no longer
 * wanted counts as done), and `undefined` when none is on its way. Returns the end of it.
 */
export function watchTiles(map: MapLibreMap, tell: (amount: Amount | undefined) => void): () => void {
  const waiting = new Set<object>();
  let total = 0;

  const asked = ({ tile }: OfTile) => {
    if (!tile || waiting.has(tile)) return;
    waiting.add(tile);
    total += 1;
    tell({ done: total - waiting.size, total });
  };
  const rest = () => {
    if (total === 0) return;
    // A tile that the server does not have (404) is told by nothing else.
    waiting.clear();
    total = 0;
    tell(undefined);
  };
  const arrived = ({ tile }: OfTile) => {
    if (!tile || !waiting.delete(tile)) return;
    if (waiting.size === 0) rest();
    else tell({ done: total - waiting.size, total });
  };
  /** MapLibre's type of the event leaves out what it is about. */
  const failed = (event: object) => arrived(event as OfTile);
  map.on('sourcedataloading', asked);
  map.on('sourcedata', arrived);
  map.on('sourcedataabort', arrived);
  map.on('error', failed);
  map.on('idle', rest);
  return () => {
    map.off('sourcedataloading', asked);
    map.off('sourcedata', arrived);
    map.off('sourcedataabort', arrived);
    map.off('error', failed);
    map.off('idle', rest);
    rest();
  };
}
