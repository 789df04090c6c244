import { LRUCache } from 'lru-cache';
import type { LiveTile, TileAddress } from '../../tiles/live.ts';
import type { Viewer } from '../viewer.ts';

/** Bytes of gzipped tiles that one server keeps. */
const cacheBytes = 64 * 2 ** 20;
/** What an entry takes beside its bytes: key, objects, list. */
const entryOverhead = 400;

/** Tiles as they were drawn last, the least recently asked for dropped first. One revision of a tile at a time. */
export interface TileCache {
  /** The tile if it is of this revision. */
  get(address: TileAddress, viewer: Viewer['kind'], revision: string): LiveTile | undefined;
  put(address: TileAddress, viewer: Viewer['kind'], tile: LiveTile): void;
  /** Drops the tiles of a layer that are of another revision. */
  keepOnly(layer: string, revision: string): void;
}

export function tileCache(maxBytes = cacheBytes): TileCache {
  const kept = new LRUCache<string, LiveTile>({
    maxSize: maxBytes,
    sizeCalculation: (tile) => tile.bytes.length + entryOverhead,
  });
  return {
    get(address, viewer, revision) {
      const tile = kept.get(tileKey(address, viewer));
      return tile?.revision === revision ? tile : undefined;
    },
    put(address, viewer, tile) {
      const key = tileKey(address, viewer);
      const present = kept.peek(key);
      if (!present || !isOlder(tile.revision, present.revision)) kept.set(key, tile);
    },
    keepOnly(layer, revision) {
      for (const [key, tile] of kept.entries())
        if (key.startsWith(`${layer}/`) && tile.revision !== revision) kept.delete(key);
    },
  };
}

/** One tile for one kind of viewer. */
export function tileKey({ layer, z, x, y }: TileAddress, viewer: Viewer['kind']): string {
  return `${layer}/${z}/${x}/${y}/${viewer}`;
}

/** Whether revision `a` came before `b` in the same epoch; across epochs nobody can tell. */
export function isOlder(a: string, b: string): boolean {
  const [epochA, numberA] = a.split('.');
  const [epochB, numberB] = b.split('.');
  return epochA === epochB && Number(numberA) < Number(numberB);
}
