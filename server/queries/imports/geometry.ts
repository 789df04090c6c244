/** Geometries of a batch as they would be stored: transformed, judged, mended; and how they lie to the districts. */
import sql, { raw } from 'sql-template-tag';
import type { Database } from '../../../data/db.ts';
import type { StopSignal } from '../../../data/stop-signal.ts';

/** A shape to be placed, as hexadecimal WKB in the coordinates of `srid`. */
export interface GivenShape {
  readonly row: number;
  readonly wkb: string;
  /** An area of which a point inside is stored. */
  readonly asPoint: boolean;
}

export interface PlacedShape {
  readonly row: number;
  /** Whether it was valid before anything was mended. */
  readonly valid: boolean;
  /** Why it was not, in PostGIS's words with the position. */
  readonly reason: string | null;
  /** m², geodesic, when something was mended. */
  readonly areaBefore: number | null;
  readonly areaAfter: number | null;
  /** Parts of less than a square metre that were left out beside larger ones. */
  readonly slivers: number;
  /** Whether it can be stored: valid, not empty, and with a point for its label. */
  readonly usable: boolean;
  /** Degrees, of what would be stored; `null` when nothing is left. */
  readonly box: [west: number, south: number, east: number, north: number] | null;
  /** Hexadecimal WKB in EPSG:4326 when it is another than the given one, else `null`. */
  readonly wkb: string | null;
}

export interface PlacingQuestion {
  /** 4326 = as it stands. */
  readonly srid: number;
  /** Of the noun: 2 area, 1 line, 0 point; `null` = as the shape itself. */
  readonly dimension: 0 | 1 | 2 | null;
  /** Whether the table keeps a label's point, computed when the row is written: it is tried here. */
  readonly labelled: boolean;
  readonly signal?: StopSignal | undefined;
}

const valid = (shape: string) => raw(`ST_MakeValid(${shape}, 'method=structure keepcollapsed=false')`);
/** Each outline less its holes: made valid as one, a hole outside its outline would become an area. */
const mended = sql`case when ST_NRings(j.shape) > ST_NumGeometries(j.shape) then (
    select ST_Union(case when p.holes is null then p.outline else ST_Difference(p.outline, p.holes) end)
    from (select ${valid('ST_MakePolygon(ST_ExteriorRing(d.geom))')} as outline,
                 (select ST_Union(${valid('ST_MakePolygon(ST_ExteriorRing(h.geom))')}) from ST_DumpRings(d.geom) h where h.path[1] > 0) as holes
          from ST_Dump(j.shape) d) p)
  else ${valid('j.shape')} end`;

/**
 * Judges shapes in one statement. Coordinates are kept to 1e-9°, as the history keeps them. Rings that cross
 * themselves are made valid by their structure (outlines joined, holes taken out): a hole outside adds nothing.
 * Rows may be missing from the answer on the embedded database, which swallows errors of GEOS.
 */
export function placeShapes(
  database: Database,
  shapes: readonly GivenShape[],
  { srid, dimension, labelled, signal }: PlacingQuestion,
): Promise<PlacedShape[]> {
  const stored = srid === 4326 ? raw('g.shape') : raw('ST_SnapToGrid(ST_Transform(g.shape, 4326), 1e-9)');
  const kept = dimension === null ? raw('ST_Dimension(j.shape) + 1') : raw(String(dimension + 1));
  return database.query<PlacedShape>(
    sql`
    with given as materialized (
      select r.row, r.as_point, ST_SetSRID(r.wkb::geometry, ${srid}::integer) as shape
      from unnest(${shapes.map(({ row }) => row)}::integer[], ${shapes.map(({ asPoint }) => asPoint)}::boolean[],
                  ${shapes.map(({ wkb }) => wkb)}::text[]) r (row, as_point, wkb)
    ), judged as materialized (
      select p.*, ST_IsValid(p.shape) as valid
      from (select g.row, g.as_point, ${stored} as shape from given g) p
    ), sound as materialized (
      select j.row, j.as_point, j.valid, j.shape as before,
             case when not j.valid then ST_IsValidReason(j.shape) end as reason,
             case when j.valid then j.shape
                  when GeometryType(j.shape) like 'MULTI%' then ST_Multi(m.shape) else m.shape end as shape
      from judged j
      cross join lateral (
        select case when j.valid then null
                    else ST_CollectionExtract(${mended}, case when j.as_point then 3 else ${kept} end) end as shape) m
    ), cut as materialized (
      select s.*, case when ST_Dimension(s.shape) = 2 and ST_NumGeometries(s.shape) > 1 then (
               select count(*)::integer from ST_Dump(s.shape) d where ST_Area(d.geom) < 1e-10) else 0 end as slivers
      from sound s
    ), whole as materialized (
      select c.row, c.as_point, c.valid, c.reason, c.before, c.shape as sound,
             case when c.slivers > 0 and c.slivers < ST_NumGeometries(c.shape) then c.slivers else 0 end as slivers,
             case when c.as_point then ST_PointOnSurface(c.shape)
                  when c.slivers > 0 and c.slivers < ST_NumGeometries(c.shape) then (
                    select ST_Multi(ST_Collect(d.geom order by d.path)) from ST_Dump(c.shape) d where ST_Area(d.geom) >= 1e-10)
                  else c.shape end as shape
      from cut c
    )
    select w.row, w.valid, w.reason, w.slivers,
      case when (not w.valid or w.slivers > 0) and ST_Dimension(w.before) = 2 then abs(ST_Area(w.before::geography)) end as "areaBefore",
      case when (not w.valid or w.slivers > 0) and ST_Dimension(w.before) = 2 then ST_Area(w.sound::geography) end as "areaAfter",
      coalesce(w.shape is not null and not ST_IsEmpty(w.shape) and (w.valid and w.slivers = 0 and not w.as_point or ST_IsValid(w.shape))
        and (ST_Dimension(w.sound) < 2 or ST_Area(w.sound) > 1e-11)
        and (ST_Dimension(w.sound) <> 1 or ST_Length(w.sound) > 0)
        ${labelled ? raw('and representative_point(ST_Transform(w.shape, 3857)) is not null') : raw('')}, false) as usable,
      case when w.shape is not null and not ST_IsEmpty(w.shape) then array[ST_XMin(w.shape), ST_YMin(w.shape), ST_XMax(w.shape), ST_YMax(w.shape)] end as box,
      case when ${srid}::integer <> 4326 or not w.valid or w.slivers > 0 or w.as_point then encode(ST_AsBinary(w.shape), 'hex') end as wkb
    from whole w`,
    { timeoutMs: 20_000, ...(signal ? { signal } : {}) },
  );
}
