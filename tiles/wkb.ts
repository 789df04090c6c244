import type { GeoJSONVTFeature } from '@maplibre/geojson-vt';

type Place = [number, number];
/** What a vector tile holds: its type (1 points, 2 lines, 3 rings) and the coordinates. */
type TileGeometry = Pick<GeoJSONVTFeature, 'type' | 'geometry'>;

const point = 1;
const polygon = 3;
const multi = 3; // MultiPoint, MultiLineString, MultiPolygon are 4, 5, 6

/**
 * Reads a flat geometry from PostgreSQL's hexadecimal text (WKB, little-endian, two dimensions, no SRID), in tile
 * units. The rings of all polygons come in one list, outer rings with a positive signed area, as tiles keep them.
 * @throws Error naming the type when it is a collection or a curve.
 */
export function readTileGeometry(hex: string): TileGeometry {
  const bytes = Buffer.from(hex, 'hex');
  let offset = 0;

  function count(): number {
    const value = bytes.readUInt32LE(offset);
    offset += 4;
    return value;
  }
  function type(): number {
    if (bytes[offset] !== 1)
      throw new Error(`a geometry in byte order ${bytes[offset]}, little-endian (1) is read`);
    offset += 1;
    const found = count();
    if (found < 1 || found > 6) throw new Error(`a geometry of WKB type ${found} is not drawn; 1 to 6 are`);
    return found;
  }
  function place(): Place {
    const read: Place = [bytes.readDoubleLE(offset), bytes.readDoubleLE(offset + 8)];
    offset += 16;
    return read;
  }
  function list<Item>(read: () => Item): Item[] {
    return Array.from({ length: count() }, read);
  }
  const line = () => list(place);

  const outer = type();
  const single = outer > multi ? outer - multi : outer;
  const members = outer > multi ? count() : 1;
  const places: Place[] = [];
  const lines: Place[][] = [];
  for (let index = 0; index < members; index += 1) {
    if (outer > multi) type();
    if (single === point) places.push(place());
    else if (single === polygon) lines.push(...list(line));
    else lines.push(line());
  }
  return (
    single === point ? { type: 1, geometry: places } : { type: single, geometry: lines }
  ) as TileGeometry;
}
