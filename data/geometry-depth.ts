import type { Geometry } from 'geojson';

/** Geometries that have coordinates of their own. */
export type SimpleGeometryType = Exclude<Geometry['type'], 'GeometryCollection'>;

/** How deep the positions of a type lie in its coordinates (RFC 7946, 3.1): 0 = they are one position. */
export const positionDepth: Readonly<Record<SimpleGeometryType, number>> = Object.freeze({
  Point: 0,
  MultiPoint: 1,
  LineString: 1,
  MultiLineString: 2,
  Polygon: 2,
  MultiPolygon: 3,
});
