/** Geometries of a filter as SQL in EPSG:4326. */
import sql, { type Sql } from 'sql-template-tag';
import type { Box, Crs } from '../ogc/crs.ts';
import { wrongFilter } from '../ogc/cql2/tree.ts';
import type { At, Coordinates, Node, SimpleGeometry } from '../ogc/cql2/tree.ts';

/**
 * The geometry, turned to x and y, transformed and, where rings cross themselves, repaired.
 * @throws Problem 400 for positions outside of what the system covers.
 */
export function geometrySql(node: Extract<Node, { kind: 'geometry' | 'bbox' }>, crs: Crs): Sql {
  if (node.kind === 'bbox') {
    const [a, b, c, d] = node.box;
    const [west, south, east, north] = crs.northFirst ? [b, a, d, c] : [a, b, c, d];
    for (const [x, y] of [
      [west, south],
      [east, north],
    ] as const)
      inside(x, y, crs, node.at);
    if (south > north || (west > east && crs.domain[2] !== 180))
      throw wrongFilter(
        node.at,
        node.box.join(', '),
        '先小后大的两个角点',
        'the lower corner, then the upper one',
      );
    return boxSql([west, south, east, north], crs);
  }
  const { geometry } = node;
  const turned =
    geometry.type === 'GeometryCollection'
      ? { ...geometry, geometries: geometry.geometries.map((part) => turn(part, crs, node.at)) }
      : turn(geometry, crs, node.at);
  const made = placed(sql`ST_GeomFromGeoJSON(${JSON.stringify(turned)}::text)`, crs);
  return geometry.type.endsWith('Polygon') ? sql`ST_CollectionExtract(ST_MakeValid(${made}), 3)` : made;
}

/** A box of x and y as a geometry; one without width is a line or a point, and in degrees one may pass the date line. */
export function boxSql([west, south, east, north]: Box, crs: Crs): Sql {
  const corners = (from: number, to: number): Coordinates =>
    [
      [from, south],
      [to, south],
      [to, north],
      [from, north],
      [from, south],
    ] as const;
  const geometry =
    west > east
      ? { type: 'MultiPolygon', coordinates: [[corners(west, 180)], [corners(-180, east)]] }
      : west === east && south === north
        ? { type: 'Point', coordinates: [west, south] }
        : west === east || south === north
          ? {
              type: 'LineString',
              coordinates: [
                [west, south],
                [east, north],
              ],
            }
          : { type: 'Polygon', coordinates: [corners(west, east)] };
  return placed(sql`ST_GeomFromGeoJSON(${JSON.stringify(geometry)}::text)`, crs);
}

/** The box in degrees, or `undefined` for one of metres or over the date line. */
export function boxInDegrees([a, b, c, d]: Box, crs: Crs): Box | undefined {
  const box: Box = crs.northFirst ? [b, a, d, c] : [a, b, c, d];
  return crs.domain[2] === 180 && box[0] <= box[2] ? box : undefined;
}

/** Whether a geometry meets a box: what lies within it by its extent is not looked at more closely (6 µs a polygon). */
export function meetsBox(
  geometry: Sql,
  [west, south, east, north]: readonly [Sql, Sql, Sql, Sql],
  box: Sql,
  degrees: Box | undefined,
): Sql {
  if (!degrees) return sql`ST_Intersects(${geometry}, ${box})`;
  const [least, lowest, most, highest] = degrees;
  return sql`(${geometry} && ${box} and ((${west} >= ${least}::float8 and ${south} >= ${lowest}::float8
    and ${east} <= ${most}::float8 and ${north} <= ${highest}::float8) or ST_Intersects(${geometry}, ${box})))`;
}

/** Columns of the extent of the rows `p`. */
export const extentColumns = [sql`p.west`, sql`p.south`, sql`p.east`, sql`p.north`] as const;

/** Straight lines of a projection are bent in degrees: long sides get points between. */
function placed(geometry: Sql, { srid }: Crs): Sql {
  if (srid === 4326) return geometry;
  const given = sql`ST_SetSRID(${geometry}, ${srid}::integer)`;
  if (srid === 4490) return sql`ST_SetSRID(${geometry}, 4326)`; // the same degrees: CGCS2000 lies within centimetres
  return sql`ST_Transform(ST_Segmentize(${given}, 20000), 4326)`;
}

function turn({ type, coordinates }: SimpleGeometry, crs: Crs, at: At): SimpleGeometry {
  return { type, coordinates: turnAll(coordinates, crs, at) };
}

function turnAll(coordinates: Coordinates, crs: Crs, at: At): Coordinates {
  if (typeof coordinates[0] !== 'number')
    return (coordinates as readonly Coordinates[]).map((part) => turnAll(part, crs, at));
  const [first = 0, second = 0] = coordinates as readonly number[];
  const [x, y] = crs.northFirst ? [second, first] : [first, second];
  inside(x, y, crs, at);
  return [x, y];
}

function inside(x: number, y: number, { domain: [west, south, east, north], northFirst }: Crs, at: At): void {
  if (x >= west && x <= east && y >= south && y <= north) return;
  throw wrongFilter(
    at,
    northFirst ? `${y} ${x}` : `${x} ${y}`,
    `filter-crs 范围内的坐标（${northFirst ? '北、东' : '东、北'}顺序，东 ${west} 至 ${east}，北 ${south} 至 ${north}）`,
    `coordinates of the filter-crs (${northFirst ? 'north, east' : 'east, north'}; east ${west} to ${east}, north ${south} to ${north})`,
  );
}
