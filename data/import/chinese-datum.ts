/** GCJ-02 and BD-09, the shifted coordinates of Chinese map services, back to WGS 84. */
import gcoord from 'gcoord';
import type { Geometry, Position } from 'geojson';

export type ChineseDatum = 'GCJ-02' | 'BD-09';

export const isChineseDatum = (crs: string): crs is ChineseDatum => crs === 'GCJ-02' || crs === 'BD-09';

const systems = { 'GCJ-02': gcoord.GCJ02, 'BD-09': gcoord.BD09 } as const;

/**
 * Where the shift is defined, drawn in from its bounds: at the bounds the search for the inverse steps in and out of
 * them without end. Outside of China the services do not shift.
 */
const isShifted = ([lng, lat]: Position): boolean =>
  lng !== undefined && lat !== undefined && lng > 72.1 && lng < 137.7 && lat > 0.93 && lat < 55.7;

/** A position as WGS 84, within a few centimetres of what the services have shifted. */
export function positionToWgs84(
  [lng = Number.NaN, lat = Number.NaN]: Position,
  from: ChineseDatum,
): Position {
  if (!isShifted([lng, lat])) return [lng, lat];
  // The inverse of BD-09 is an approximation of up to a metre: what it misses when it is shifted again is taken back.
  let [x, y] = gcoord.transform([lng, lat], systems[from], gcoord.WGS84) as [number, number];
  for (let turn = 0; turn < 3; turn++) {
    const [u, v] = gcoord.transform([x, y], gcoord.WGS84, systems[from]) as [number, number];
    x += lng - u;
    y += lat - v;
  }
  return [x, y];
}

/** A geometry of any type as WGS 84; anything beside x and y of a position is left out. */
export function toWgs84(geometry: Geometry, from: ChineseDatum): Geometry {
  return mapPositions(geometry, (position) => positionToWgs84(position, from));
}

/** A geometry with its two axes exchanged. */
export function swapAxes(geometry: Geometry): Geometry {
  return mapPositions(geometry, ([x = Number.NaN, y = Number.NaN]) => [y, x]);
}

function mapPositions(geometry: Geometry, change: (position: Position) => Position): Geometry {
  if (geometry.type === 'GeometryCollection')
    return { type: geometry.type, geometries: geometry.geometries.map((part) => mapPositions(part, change)) };
  const map = (coordinates: unknown): unknown =>
    Array.isArray(coordinates) && (coordinates.length === 0 || Array.isArray(coordinates[0]))
      ? coordinates.map(map)
      : change(coordinates as Position);
  return { type: geometry.type, coordinates: map(geometry.coordinates) } as Geometry;
}
