/** In which districts and zones placed shapes lie, and which published land they would lie wrongly on. */
import sql, { raw } from 'sql-template-tag';
import type { Database } from '../../../data/db.ts';
import type { StopSignal } from '../../../data/stop-signal.ts';

/** A shape as it would be stored: hexadecimal WKB in EPSG:4326. */
export interface StoredShape {
  readonly row: number;
  readonly wkb: string;
}

export interface Touch {
  readonly row: number;
  readonly code: string;
  /** The shape lies within it; else it touches it in part. */
  readonly whole: boolean;
}

const shapesOf = (shapes: readonly StoredShape[]) =>
  sql`select r.row, ST_SetSRID(r.wkb::geometry, 4326) as shape
      from unnest(${shapes.map(({ row }) => row)}::integer[], ${shapes.map(({ wkb }) => wkb)}::text[]) r (row, wkb)`;

const options = (signal: StopSignal | undefined) => ({ timeoutMs: 60_000, ...(signal ? { signal } : {}) });

/**
 * The districts or zones that shapes touch. Areas are the outer loop: PostGIS prepares an area once and tests all
 * shapes of the batch against it.
 */
export function touched(
  database: Database,
  table: 'district' | 'zone',
  shapes: readonly StoredShape[],
  signal?: StopSignal,
): Promise<Touch[]> {
  return database.query<Touch>(
    sql`
    with shapes as materialized (${shapesOf(shapes)})
    select t.row, a.code, t.whole
    from (select code, geom from ${raw(table)} order by fid offset 0) a
    cross join lateral (
      select s.row, ST_Covers(a.geom, s.shape) as whole, s.shape from shapes s where s.shape && a.geom offset 0) t
    where t.whole or ST_Intersects(a.geom, t.shape)`,
    options(signal),
  );
}

export interface Overlap {
  readonly row: number;
  readonly code: string;
  /** Of the shape's area, length or points within the district or zone, 0–1. */
  readonly share: number;
}

/** How much of shapes lies in each of the districts or zones that they touch, the most first. */
export function overlaps(
  database: Database,
  table: 'district' | 'zone',
  shapes: readonly StoredShape[],
  signal?: StopSignal,
): Promise<Overlap[]> {
  return database.query<Overlap>(
    sql`
    with shapes as materialized (${shapesOf(shapes)}), parts as (
      select s.row, a.code, case ST_Dimension(s.shape)
          when 2 then ST_Area(ST_Intersection(a.geom, s.shape)) / ST_Area(s.shape)
          when 1 then ST_Length(ST_Intersection(a.geom, s.shape)) / ST_Length(s.shape) else 1 end as share
      from shapes s join ${raw(table)} a on a.geom && s.shape and ST_Intersects(a.geom, s.shape))
    select row, code, share from parts where share > 0 order by row, share desc, code::text collate "C"`,
    options(signal),
  );
}

/**
 * Kilometres from a corner of shapes to the nearest district: in the plane of EPSG:3857 times the cosine of the
 * latitude, which is right within a few percent over the size of a city (geodesic, it takes a hundred times longer).
 */
export function distances(
  database: Database,
  shapes: readonly StoredShape[],
  signal?: StopSignal,
): Promise<{ row: number; km: number }[]> {
  return database.query(
    sql`
    with shapes as materialized (${shapesOf(shapes)}), corners as materialized (
      select s.row, ST_YMin(s.shape) as latitude,
             ST_Transform(ST_SetSRID(ST_MakePoint(ST_XMin(s.shape), ST_YMin(s.shape)), 4326), 3857) as corner
      from shapes s)
    select c.row, min(ST_Distance(d.geom_3857, c.corner)) * cos(radians(min(c.latitude))) / 1000 as km
    from corners c cross join district d group by c.row`,
    options(signal),
  );
}

/** Something that a parcel on offer may not lie on, or the boundary that it must lie in. */
export interface Obstacle {
  readonly row: number;
  /** `null`: it is not within the urban development boundary. */
  readonly kind: 'ecological_redline' | 'basic_farmland' | null;
  readonly code: string | null;
  readonly name: string | null;
}

/** Parcels that were to be published: what stands against it (domain.md, "Land on offer"), at most one of each kind. */
export function obstacles(
  database: Database,
  shapes: readonly StoredShape[],
  signal?: StopSignal,
): Promise<Obstacle[]> {
  return database.query<Obstacle>(
    sql`
    with shapes as materialized (${shapesOf(shapes)})
    select distinct on (s.row, c.kind) s.row, c.kind, c.code, c.name
    from shapes s join constraint_area c on c.kind in ('ecological_redline', 'basic_farmland')
      and c.geom && s.shape and ST_Intersects(c.geom, s.shape)
    union all
    select s.row, null, null, null from shapes s
    where not exists (select from constraint_area c
      where c.kind = 'urban_boundary' and c.geom && s.shape and ST_Covers(c.geom, s.shape))
    order by row`,
    options(signal),
  );
}
