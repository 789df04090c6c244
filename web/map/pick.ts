/** Which thing is meant by a click: the smallest one under the pointer. Pure; the map is asked in pointer.ts. */
import type { Geometry, Position } from 'geojson';
import type { Layer } from '../../data/vocabulary/layer.ts';

/** A drawn thing near the pointer. */
export interface Candidate {
  readonly noun: Layer;
  readonly fid: number;
  readonly code: string;
  readonly geometry: Geometry;
  /** Pixels between the pointer and a point's place; 0 for lines and areas. */
  readonly distance: number;
}

/** Points before lines before areas; a district only when nothing else is there. */
function rank({ noun, geometry }: Candidate): number {
  if (noun === 'district') return 3;
  if (geometry.type === 'Point' || geometry.type === 'MultiPoint') return 0;
  if (geometry.type === 'LineString' || geometry.type === 'MultiLineString') return 1;
  return 2;
}

/** The meant one: by rank, then the nearer point, then the smaller area; `undefined` for none. */
export function pick(candidates: readonly Candidate[]): Candidate | undefined {
  const [first] = [...candidates].sort(
    (a, b) => rank(a) - rank(b) || a.distance - b.distance || extentOf(a.geometry) - extentOf(b.geometry),
  );
  return first;
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
