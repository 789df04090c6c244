/** What lies inside a zone or district, along a corridor or around a facility: places as they are now, distances on the ellipsoid. */
import sql, { raw, type Sql } from 'sql-template-tag';
import type { Database } from '../../data/db.ts';
import type { CorridorKind } from '../../data/vocabulary/corridor.ts';
import type { FacilityKind } from '../../data/vocabulary/facility.ts';
import type { Delivery, LandUse, Supply } from '../../data/vocabulary/parcel.ts';
import type { ZoneKind } from '../../data/vocabulary/zone.ts';
import { visibleTo } from '../viewer.ts';
import type { Viewer } from '../viewer.ts';
import { boxJson } from './point.ts';
import { revisionOf } from './revision.ts';

/** Tables that something can lie inside or near of. */
export type Surrounded = 'zone' | 'corridor' | 'facility' | 'district';

/** Things of each noun beyond this many are counted and not listed. */
export const mostListed = 200;

/** A group of things as the statement answers it. */
export interface Found<Item> {
  readonly total: number;
  readonly items: Item[];
}

export interface NearThing {
  readonly fid: number;
  readonly code: string;
  readonly name: string;
  readonly nameEn: string | null;
  readonly bbox: [number, number, number, number];
  /** Metres to the nearest point of the thing asked about; 0 = inside or touching. */
  readonly metres: number;
}
export interface NearParcel extends NearThing {
  readonly landUse: LandUse;
  readonly supply: Supply;
  readonly delivery: Delivery;
  readonly areaM2: number;
}

export interface Surroundings {
  readonly revision: string;
  /** fid of the project, metres, whether it is recorded in the zone or district that was asked about. */
  readonly projects: readonly (readonly [fid: number, metres: number, recorded: boolean])[];
  readonly parcels: Found<NearParcel> & { readonly areaM2: number };
  readonly facilities: Found<NearThing & { kind: FacilityKind }>;
  readonly zones: Found<NearThing & { kind: ZoneKind }>;
  readonly corridors: Found<NearThing & { kind: CorridorKind }>;
  /** Districts that it lies in or runs through, with the geodesic metres of a line in each; most of it first. */
  readonly districts: { code: string; name: string; nameEn: string | null; lengthM: number | null }[];
}

/**
 * A degree of longitude is over 55,660 m up to 60° of latitude: a box that is wider by metres ÷ 55,000 misses nothing there.
 */
const leastMetresPerDegree = 55_000;
/** Metres by which the ellipsoid's shortest line between two vertices may leave the box of the straight one. */
const bulge = 1_000;

/**
 * What the viewer may see within `metres` of a line or point, or meets the outline of a zone or district (`metres` is 0
 * then). Sites of packages stand for their parent; a zone also has the projects that are recorded in it, wherever they are
 * drawn. A district has what is recorded in it, as the filters of the lists ask: projects, parcels, zones; only what
 * carries no district is looked for by its place. `undefined` without such a thing.
 */
export async function surroundings(
  database: Database,
  question: {
    readonly viewer: Viewer;
    readonly of: Surrounded;
    readonly code: string;
    readonly metres: number;
    readonly signal?: AbortSignal | undefined;
  },
): Promise<Surroundings | undefined> {
  const { viewer, of, code, metres, signal } = question;
  const near: Sql =
    of === 'zone' || of === 'district'
      ? sql`p.geom && k.geom and ST_Intersects(p.geom, k.geom)`
      : sql`p.geom && ST_Expand(k.geom, ${(metres + bulge) / leastMetresPerDegree}::float8)
          and ST_DWithin(p.geom::geography, k.geom::geography, ${metres}::float8)`;
  const distance: Sql =
    of === 'zone' || of === 'district'
      ? sql`0::float8`
      : sql`ST_Distance(p.geom::geography, k.geom::geography)`;
  const common = sql`'fid', p.fid, 'code', p.code, 'name', p.name, 'nameEn', p.name_en, 'bbox', ${boxJson},
    'metres', round(p.metres::numeric, 1)`;
  const inDistrict = sql`p.district_fid = k.fid`;
  /** The visible rows of a table near it, the nearest first; `more` = further pairs of each row. */
  const found = (table: Surrounded | 'parcel', more: Sql, sums: Sql = sql``): Sql => sql`(
    select json_build_object('total', count(*)::integer${sums}, 'items', coalesce(json_agg(
        json_build_object(${common}, ${more}) order by p.metres, p.sort_key collate "C", p.code::text collate "C")
        filter (where p.place <= ${mostListed}::integer), '[]'))
    from (select p.*, row_number() over (order by p.metres, p.sort_key collate "C", p.code::text collate "C") as place
          from (select p.*, ${distance} as metres from ${raw(table)} p, k
                where ${visibleTo(viewer, 'p')}
                  and ${of === 'district' && (table === 'parcel' || table === 'zone') ? inDistrict : near}) p) p)`;
  /** A thing is not near itself. */
  const others = (table: Surrounded, more: Sql): Sql =>
    table === of ? sql`json_build_object('total', 0, 'items', '[]'::json)` : found(table, more);
  const kind = sql`'kind', p.kind`;
  const recorded =
    of === 'zone' ? sql`h.zone_fid is not distinct from k.fid` : raw(String(of === 'district'));
  const alsoRecorded =
    of === 'zone'
      ? sql`union all select h.fid, 0::float8 from project h, k
      where h.parent_fid is null and h.zone_fid = k.fid and ${visibleTo(viewer, 'h')}`
      : sql``;
  /** Of the placed rows of projects, sites of packages too. */
  const placed =
    of === 'district'
      ? sql`select pd.project_fid as fid, 0::float8 as metres from project_district pd, k where pd.district_fid = k.fid`
      : sql`select coalesce(p.parent_fid, p.fid) as fid, ${distance} as metres from project p, k
                    where p.geom is not null and ${visibleTo(viewer, 'p')} and ${near} ${alsoRecorded}`;
  const [row] = await database.query<Surroundings>(
    sql`
    with k as materialized (select k.fid, k.geom from ${raw(of)} k where k.code = ${code}::text and ${visibleTo(viewer, 'k')})
    select ${revisionOf(of)} as revision,
      coalesce((select json_agg(json_build_array(h.fid, round(placed.metres::numeric, 1), ${recorded}) order by h.fid)
        from (select each.fid, min(each.metres) as metres
              from (${placed}) each
              group by each.fid) placed
        join project h on h.fid = placed.fid and ${visibleTo(viewer, 'h')}), '[]') as projects,
      ${found(
        'parcel',
        sql`'landUse', p.land_use, 'supply', p.supply, 'delivery', p.delivery, 'areaM2', round(p.area_m2::numeric, 1)`,
        sql`, 'areaM2', coalesce(round(sum(p.area_m2)::numeric, 1), 0)`,
      )} as parcels,
      ${others('facility', kind)} as facilities,
      ${others('zone', kind)} as zones,
      ${others('corridor', kind)} as corridors,
      coalesce((select json_agg(json_build_object('code', d.code, 'name', d.name, 'nameEn', d.name_en, 'lengthM', d.length)
          order by d.length desc nulls last, d.sort_key collate "C", d.code::text collate "C")
        from (select d.code, d.name, d.name_en, d.sort_key, case when ST_Dimension(k.geom) = 1
                then round(ST_Length(ST_Intersection(d.geom, k.geom)::geography)::numeric, 1) end as length
              from district d where ${visibleTo(viewer, 'd')} and ${raw(String(of !== 'district'))}
                and d.geom && k.geom and ST_Intersects(d.geom, k.geom)) d), '[]') as districts
    from k`,
    { signal, timeoutMs: 20_000 },
  );
  return row;
}
