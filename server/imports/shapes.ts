/** GeoJSON geometries taken apart and put together. */
import type { Geometry, Position } from 'geojson';

/** West, south, east, north; or the same of a projection. */
export type Box = readonly [west: number, south: number, east: number, north: number];

/** Calls for every position. */
export function eachPosition(geometry: Geometry, call: (position: Position) => void): void {
  const deep = (given: unknown): void => {
    if (!Array.isArray(given) || given.length === 0) return;
    if (typeof given[0] === 'number') call(given as Position);
    else for (const part of given) deep(part);
  };
  if (geometry.type === 'GeometryCollection')
    for (const part of geometry.geometries) eachPosition(part, call);
  else deep(geometry.coordinates);
}

/** The box around a geometry; `undefined` when it is empty or has a position that is no number. */
export function boxOf(geometry: Geometry): Box | undefined {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  let broken = false;
  eachPosition(geometry, ([x = NaN, y = NaN]) => {
    if (!Number.isFinite(x) || !Number.isFinite(y)) broken = true;
    west = Math.min(west, x);
    south = Math.min(south, y);
    east = Math.max(east, x);
    north = Math.max(north, y);
  });
  return broken || west > east ? undefined : [west, south, east, north];
}

/**
 * A geometry with at most so many positions, for a small picture: every n-th of each line and ring, ends kept.
 * Nothing is computed with it.
 */
export function thinned(geometry: Geometry, most: number): Geometry {
  let count = 0;
  eachPosition(geometry, () => count++);
  if (count <= most) return geometry;
  const step = Math.ceil(count / most);
  const line = (positions: Position[], least: number): Position[] => {
    if (positions.length <= least) return positions;
    const every = Math.max(1, Math.min(step, Math.floor((positions.length - 1) / (least - 1))));
    return positions.filter((_, at) => at % every === 0 || at === positions.length - 1);
  };
  const largest = (parts: readonly Position[][][]) =>
    parts.length <= most / 4
      ? parts
      : parts.toSorted((a, b) => size(b) - size(a)).slice(0, Math.ceil(most / 4));
  const size = (rings: Position[][]) => rings.reduce((sum, ring) => sum + ring.length, 0);
  switch (geometry.type) {
    case 'MultiPoint':
      return { ...geometry, coordinates: geometry.coordinates.filter((_, at) => at % step === 0) };
    case 'LineString':
      return { ...geometry, coordinates: line(geometry.coordinates, 2) };
    case 'MultiLineString':
      return { ...geometry, coordinates: geometry.coordinates.slice(0, most).map((part) => line(part, 2)) };
    case 'Polygon':
      return {
        ...geometry,
        coordinates: geometry.coordinates.slice(0, most / 4).map((ring) => line(ring, 4)),
      };
    case 'MultiPolygon':
      return {
        ...geometry,
        coordinates: largest(geometry.coordinates).map((rings) =>
          rings.slice(0, 1).map((ring) => line(ring, 4)),
        ),
      };
    case 'GeometryCollection':
      return {
        ...geometry,
        geometries: geometry.geometries.slice(0, 10).map((part) => thinned(part, most / 10)),
      };
    default:
      return geometry;
  }
}
