import { deepestZoom } from '../../tiles/layers.ts';
import type { TileAddress } from '../../tiles/live.ts';

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
  let count = 0;
  /** By zoom, since most zooms have none. */
  const areas = Array.from({ length: deepestZoom + 1 }, () => new Set<number>());
  return {
    covers({ z, x, y }, revision) {
      if (revision !== of) return false;
      for (let up = 0; up <= z; up += 1) {
        const there = areas[z - up];
        if (there && there.size > 0 && there.has(areaKey(x >> up, y >> up))) return true;
      }
      return false;
    },
    note({ z, x, y }, zoom, revision) {
      if (revision !== of || count >= mostAreas) {
        for (const each of areas) each.clear();
        count = 0;
      }
      of = revision;
      count += 1;
      areas[zoom]?.add(areaKey(x >> (z - zoom), y >> (z - zoom)));
    },
  };
}

/** One small whole number for a tile of a zoom: columns and rows up to zoom 16 have 16 bits. */
function areaKey(x: number, y: number): number {
  return (x << 16) | y;
}
