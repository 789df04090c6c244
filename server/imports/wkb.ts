/** Geometries as the database takes them fastest: well-known binary in two dimensions, as hexadecimal text. */
import type { Geometry, Position } from 'geojson';

/** Every geometry but a collection. */
export type Shape = Exclude<Geometry, { type: 'GeometryCollection' }>;

const typeCodes = {
  Point: 1,
  LineString: 2,
  Polygon: 3,
  MultiPoint: 4,
  MultiLineString: 5,
  MultiPolygon: 6,
} as const satisfies Record<Shape['type'], number>;
const partTypes = { MultiPoint: 'Point', MultiLineString: 'LineString', MultiPolygon: 'Polygon' } as const;

/** OGC 06-103r4, 8.2: byte order 1 (little endian), type, counts, then x and y as doubles. Positions are finite. */
export function wkbOf(shape: Shape): string {
  const bytes = Buffer.allocUnsafe(sizeOf(shape));
  write(bytes, 0, shape);
  return bytes.toString('hex');
}

function sizeOf({ type, coordinates }: Shape): number {
  switch (type) {
    case 'Point':
      return 21;
    case 'LineString':
      return 9 + 16 * coordinates.length;
    case 'Polygon':
      return 9 + coordinates.reduce((sum, ring) => sum + 4 + 16 * ring.length, 0);
    default:
      return 9 + partsOf(type, coordinates).reduce((sum, part) => sum + sizeOf(part), 0);
  }
}

function partsOf(type: keyof typeof partTypes, coordinates: readonly unknown[]): Shape[] {
  return coordinates.map((part) => ({ type: partTypes[type], coordinates: part }) as Shape);
}

function write(bytes: Buffer, start: number, { type, coordinates }: Shape): number {
  let at = bytes.writeUInt8(1, start);
  at = bytes.writeUInt32LE(typeCodes[type], at);
  switch (type) {
    case 'Point':
      return writePosition(bytes, at, coordinates);
    case 'LineString':
      return writePositions(bytes, at, coordinates);
    case 'Polygon':
      at = bytes.writeUInt32LE(coordinates.length, at);
      for (const ring of coordinates) at = writePositions(bytes, at, ring);
      return at;
    default:
      at = bytes.writeUInt32LE(coordinates.length, at);
      for (const part of partsOf(type, coordinates)) at = write(bytes, at, part);
      return at;
  }
}

function writePositions(bytes: Buffer, start: number, positions: readonly Position[]): number {
  let at = bytes.writeUInt32LE(positions.length, start);
  for (const position of positions) at = writePosition(bytes, at, position);
  return at;
}

function writePosition(bytes: Buffer, start: number, position: Position): number {
  const at = bytes.writeDoubleLE(position[0] as number, start);
  return bytes.writeDoubleLE(position[1] as number, at);
}
