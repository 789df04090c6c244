/** Which things are meant by a click: the smallest one under the pointer first. Pure; the map is asked in pointer.ts. */
import type { Geometry, Position } from 'geojson';
import type { Layer } from '../../data/vocabulary/layer.ts';

/** A drawn thing near the pointer. */
export interface Candidate {
  readonly noun: Layer;
  readonly fid: number;
  readonly code: string;
  readonly geometry: Geometry;
  /** Pixels between the pointer and a point's place; of lines and areas 0 where they are hit, more where they are near. */
  readonly distance: number;
  /** Size of an area, in any unit that all areas share; 0 for others. */
  readonly extent: number;
}

/** Points before lines before areas; a district only when nothing else is there. */
export function rank({ noun, geometry }: Pick<Candidate, 'noun' | 'geometry'>): number {
  if (noun === 'district') return 3;
  if (geometry.type === 'Point' || geometry.type === 'MultiPoint') return 0;
  if (geometry.type === 'LineString' || geometry.type === 'MultiLineString') return 1;
  return 2;
}

/** Everything that may be meant, each thing once, the likeliest first: by rank, then the nearer, then the smaller. */
export function inOrderOfMeaning<Thing extends Candidate>(candidates: readonly Thing[]): Thing[] {
  const sorted = candidates.toSorted(
    (a, b) => rank(a) - rank(b) || a.distance - b.distance || a.extent - b.extent,
  );
  // A thing is drawn in several parts: dot, disc, footprint, name.
  const seen = new Set<string>();
  return sorted.filter(({ noun, fid }) => {
    const key = `${noun} ${fid}`;
    return !seen.has(key) && seen.add(key);
  });
}

/**
 * Whether one click cannot tell which of the things is meant: others of the same rank lie there too. A dot in an area is
 * clear enough: the area can be clicked beside it.
 */
export function isContested(things: readonly Candidate[]): boolean {
  const [first, second] = things;
  return (
    first !== undefined && second !== undefined && rank(first) === rank(second) && first.noun !== 'district'
  );
}

/** Planar area of an area's outer rings, in square degrees: enough to say which of two is smaller. 0 for others. */
export function extentOf(geometry: Geometry): number {
  if (geometry.type === 'Polygon') return ringArea(geometry.coordinates[0] ?? []);
  if (geometry.type === 'MultiPolygon') {
    return geometry.coordinates.reduce((sum, polygon) => sum + ringArea(polygon[0] ?? []), 0);
  }
  return 0;
}

/** The shoelace formula. */
function ringArea(ring: readonly Position[]): number {
  let twice = 0;
  ring.forEach(([x = 0, y = 0], index) => {
    const [nextX = 0, nextY = 0] = ring[(index + 1) % ring.length] ?? [];
    twice += x * nextY - nextX * y;
  });
  return Math.abs(twice) / 2;
}
