import type { TileAddress } from '../tiles/live.ts';

/** Areas of one layer, for one kind of viewer, that are known to hold nothing at one revision. */
export interface Vacancy {
  /** Whether the tile or one above it is known to be vacant at this revision. */
  covers(address: TileAddress, revision: string): boolean;
  /** Notes that the tile above `address` at this zoom, and so all below it, hold nothing. */
  note(address: TileAddress, zoom: number, revision: string): void;
}

/** Some 4 MB; an extent of vacant areas far apart is forgotten and learnt anew. */
const mostAreas = 50_000;

/**
 * Seven layers are asked for each piece of ground, and most of them hold nothing there: one vacant tile that was
 * drawn answers for everything below it, until a row of the layer is written.
 */
export function vacancy(): Vacancy {
  let of: string | undefined;
  const areas = new Set<number>();
  return {
    covers({ z, x, y }, revision) {
      if (revision !== of || areas.size === 0) return false;
      for (let up = 0; up <= z; up += 1) if (areas.has(areaKey(z - up, x >> up, y >> up))) return true;
      return false;
    },
    note({ z, x, y }, zoom, revision) {
      if (revision !== of || areas.size >= mostAreas) areas.clear();
      of = revision;
      areas.add(areaKey(zoom, x >> (z - zoom), y >> (z - zoom)));
    },
  };
}

/** One number for a tile: 17 bits are more than columns and rows need at zoom 16. */
function areaKey(z: number, x: number, y: number): number {
  return (z * 2 ** 17 + x) * 2 ** 17 + y;
}
