/** Geometries of a file's sample, computed into WGS 84 by PostGIS. */
import type { Geometry } from 'geojson';
import sql from 'sql-template-tag';
import { DatabaseUnavailable, QueryTimeout } from '../../data/errors.ts';
import type { Database } from '../../data/db.ts';

export interface PlacedGeometry {
  readonly row: number;
  readonly geometry: Geometry;
}

/**
 * Transforms GeoJSON geometries from a projected system into longitude and latitude, to a centimetre. Those that the
 * system cannot have are left out: PostGIS refuses a whole statement for one of them, so it is halved until it works.
 */
export async function placeGeometries(
  database: Database,
  epsg: number,
  given: readonly PlacedGeometry[],
  signal?: AbortSignal,
): Promise<PlacedGeometry[]> {
  if (given.length === 0) return [];
  try {
    const rows = await database.query<PlacedGeometry>(
      sql`
      select r.row, ST_AsGeoJSON(ST_Transform(ST_SetSRID(ST_GeomFromGeoJSON(r.geometry), ${epsg}::integer), 4326), 7)::json as geometry
      from unnest(${given.map(({ row }) => row)}::integer[], ${given.map(({ geometry }) => JSON.stringify(geometry))}::text[]) r (row, geometry)
      order by r.row`,
      { signal },
    );
    return rows;
  } catch (error) {
    if (error instanceof DatabaseUnavailable || error instanceof QueryTimeout || signal?.aborted) throw error;
    if (given.length === 1) return [];
    const half = given.length >> 1;
    const parts = [given.slice(0, half), given.slice(half)];
    const placed: PlacedGeometry[] = [];
    for (const part of parts) placed.push(...(await placeGeometries(database, epsg, part, signal)));
    return placed;
  }
}
