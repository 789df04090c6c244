import type {
  Feature,
  Geometry,
  LineString,
  MultiLineString,
  MultiPolygon,
  Point as PointGeometry,
  Polygon,
  Position,
} from 'geojson';
import type { Area, Plane, Point, Ring } from './plane.ts';

/** Lines, in degrees. */
export function linesGeometry(
  plane: Plane,
  lines: readonly (readonly Point[])[],
): LineString | MultiLineString {
  const coordinates = lines
    .map((line) => withoutRepeats(line.map(plane.toDegrees)))
    .filter(({ length }) => length > 1);
  const [only] = coordinates;
  return only && coordinates.length === 1
    ? { type: 'LineString', coordinates: only }
    : { type: 'MultiLineString', coordinates };
}

/** Polygons, in degrees; outer rings counter-clockwise, closed (RFC 7946). */
export function areaGeometry(plane: Plane, area: Area): Polygon | MultiPolygon {
  const coordinates = area.map((polygon) =>
    polygon.map((ring, index) => closedRing(plane, ring, index === 0)),
  );
  const [only] = coordinates;
  return only && coordinates.length === 1
    ? { type: 'Polygon', coordinates: only }
    : { type: 'MultiPolygon', coordinates };
}

export function pointGeometry(plane: Plane, point: Point): PointGeometry {
  return { type: 'Point', coordinates: plane.toDegrees(point) };
}

function closedRing(plane: Plane, ring: Ring, counterClockwise: boolean): Position[] {
  const turn = ring.reduce((sum, [x, y], index) => {
    const [nextX, nextY] = ring[(index + 1) % ring.length] as Point;
    return sum + x * nextY - nextX * y;
  }, 0);
  const ordered = turn > 0 === counterClockwise ? ring : [...ring].reverse();
  const positions = withoutRepeats(ordered.map(plane.toDegrees));
  return [...positions, positions[0] as Position];
}

function withoutRepeats(positions: readonly Position[]): Position[] {
  return positions.filter((position, index) => {
    const before = positions[index - 1];
    return before?.[0] !== position[0] || before?.[1] !== position[1];
  });
}

export type Row = Feature<Geometry | null, Record<string, unknown>>;

export function feature(properties: Record<string, unknown>, geometry: Geometry | null): Row {
  return { type: 'Feature', properties, geometry };
}

/** A collection with one feature a line, so that changes can be read. */
export function collectionText(rows: readonly Row[]): string {
  return `{"type":"FeatureCollection","features":[\n${rows.map((row) => JSON.stringify(row)).join(',\n')}\n]}\n`;
}

/** An array with one row a line. */
export function rowsText(rows: readonly object[]): string {
  return `[\n${rows.map((row) => JSON.stringify(row)).join(',\n')}\n]\n`;
}
