/** A flat copy of the place, in metres: everything is laid out there, and turned into degrees at the end. */
export type Point = readonly [x: number, y: number];
/** Corners of a polygon without the repeated first one. */
export type Ring = readonly Point[];
/** Polygons, each an outer ring and its holes. */
export type Area = readonly (readonly Ring[])[];

export interface Plane {
  toMetres(position: readonly number[]): Point;
  /** Degrees with 6 decimals (0.1 m). */
  toDegrees(point: Point): [number, number];
}

/**
 * Equirectangular around one point with the ellipsoid's radii there: within 0.6 % over a prefecture, which is enough
 * to lay streets; areas and lengths that are stored are computed from the degrees again.
 * Series of the length of a degree: Snyder, Map Projections (USGS 1395), for WGS 84.
 */
export function createPlane(longitude: number, latitude: number): Plane {
  const phi = (latitude * Math.PI) / 180;
  const metresNorth = 111132.92 - 559.82 * Math.cos(2 * phi) + 1.175 * Math.cos(4 * phi);
  const metresEast = 111412.84 * Math.cos(phi) - 93.5 * Math.cos(3 * phi);
  const round = (degrees: number) => Math.round(degrees * 1e6) / 1e6;
  return {
    toMetres: ([east = 0, north = 0]) => [(east - longitude) * metresEast, (north - latitude) * metresNorth],
    toDegrees: ([x, y]) => [round(longitude + x / metresEast), round(latitude + y / metresNorth)],
  };
}

export const add = (a: Point, b: Point): Point => [a[0] + b[0], a[1] + b[1]];
export const subtract = (a: Point, b: Point): Point => [a[0] - b[0], a[1] - b[1]];
export const scale = (a: Point, factor: number): Point => [a[0] * factor, a[1] * factor];
export const distance = (a: Point, b: Point): number => Math.hypot(a[0] - b[0], a[1] - b[1]);
export const direction = (a: Point, b: Point): number => Math.atan2(b[1] - a[1], b[0] - a[0]);
/** The point at a distance (m) in a direction (radians, counter-clockwise from east). */
export const towards = (from: Point, angle: number, metres: number): Point => [
  from[0] + metres * Math.cos(angle),
  from[1] + metres * Math.sin(angle),
];
export const rotate = (p: Point, angle: number): Point => [
  p[0] * Math.cos(angle) - p[1] * Math.sin(angle),
  p[0] * Math.sin(angle) + p[1] * Math.cos(angle),
];
/** Compass bearing in degrees (0 = north, clockwise) as a direction in radians. */
export const bearing = (degrees: number): number => ((90 - degrees) * Math.PI) / 180;
