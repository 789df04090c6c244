/** The codes of each facet in the order of reports: vocabulary as declared, the others as rows. */
import sql, { raw, type Sql } from 'sql-template-tag';
import type { Database } from '../../data/db.ts';
import { facetLists } from '../../data/filter.ts';
import type { Facet } from '../../data/filter.ts';
import { visibleTo } from '../viewer.ts';
import type { Viewer } from '../viewer.ts';

/** The facets whose codes are rows. */
export type RowFacet = { [F in Facet]: (typeof facetLists)[F] extends null ? F : never }[Facet];

/** SQL of the rows (fid, code, place) of a facet's codes; fid is NULL for vocabulary. */
export function dictionary(facet: Facet, viewer: Viewer): Sql {
  const list = facetLists[facet];
  if (list) {
    return sql`select null::integer as fid, w.code, w.place from unnest(${list.codes}::text[]) with ordinality w(code, place)`;
  }
  return orders[facet as RowFacet](viewer);
}

/** Districts as in reports: by the position of their reporting area, then code. */
function districtOrder(viewer: Viewer): Sql {
  return sql`select d.fid, d.code::text as code, row_number() over (order by (
        select min(r.position) from reporting_area r where r.district_fid = d.fid) nulls last, d.code::text collate "C") as place
      from district d where ${visibleTo(viewer, 'd')}`;
}

/** Zones as in reports: by district, then name. */
function zoneOrder(viewer: Viewer): Sql {
  return sql`select z.fid, z.code::text as code, row_number() over (order by (
        select min(r.position) from reporting_area r where r.district_fid = z.district_fid) nulls last,
        z.sort_key collate "C", z.code::text collate "C") as place
      from zone z where ${visibleTo(viewer, 'z')}`;
}

/** Units that are responsible for a project that the viewer may see, by name. */
function unitOrder(viewer: Viewer): Sql {
  return sql`select u.fid, u.code::text as code, row_number() over (order by u.sort_key collate "C", u.code::text collate "C") as place
      from unit u where exists (select from project_unit pu join project p on p.fid = pu.project_fid
        where pu.unit_fid = u.fid and pu.role = 'responsible' and p.parent_fid is null and ${visibleTo(viewer, 'p')})`;
}

/** Owners of the projects that the viewer may see, by name. */
function companyOrder(viewer: Viewer): Sql {
  return sql`select c.fid, c.code::text as code, row_number() over (order by c.sort_key collate "C", c.code::text collate "C") as place
      from company c where exists (select from project p
        where p.company_fid = c.fid and p.parent_fid is null and ${visibleTo(viewer, 'p')})`;
}

const orders: Readonly<Record<RowFacet, (viewer: Viewer) => Sql>> = {
  district: districtOrder,
  zone: zoneOrder,
  unit: unitOrder,
  company: companyOrder,
};

/** The codes of the facets that are rows, for checking a filter. */
export async function rowDictionary(
  database: Database,
  facet: RowFacet,
  viewer: Viewer,
  signal?: AbortSignal,
): Promise<string[]> {
  const rows = await database.query<{ code: string }>(
    sql`select k.code from (${dictionary(facet, viewer)}) k order by k.place`,
    { signal },
  );
  return rows.map(({ code }) => code);
}

/** A row of a facet under its names. */
export interface NamedCode {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string | null;
}

/** The units or companies of the filter with their names, in its order. */
export function namedCodes(
  database: Database,
  facet: 'unit' | 'company',
  viewer: Viewer,
  signal?: AbortSignal,
): Promise<NamedCode[]> {
  return database.query<NamedCode>(
    sql`select r.code, r.name, r.name_en as "nameEn" from (${dictionary(facet, viewer)}) k
      join ${raw(facet)} r on r.fid = k.fid order by k.place`,
    { signal },
  );
}
