/** The codes of each facet in the order of reports: vocabulary as declared, districts and zones as rows. */
import sql, { type Sql } from 'sql-template-tag';
import type { Database } from '../../data/db.ts';
import { facetLists } from '../../data/filter.ts';
import type { Facet } from '../../data/filter.ts';
import { visibleTo } from '../viewer.ts';
import type { Viewer } from '../viewer.ts';

/** SQL of the rows (fid, code, place) of a facet's codes; fid is NULL for vocabulary. */
export function dictionary(facet: Facet, viewer: Viewer): Sql {
  const list = facetLists[facet];
  if (list) {
    return sql`select null::integer as fid, w.code, w.place from unnest(${list.codes}::text[]) with ordinality w(code, place)`;
  }
  return facet === 'district' ? districtOrder(viewer) : zoneOrder(viewer);
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

/** The codes of the facets that are rows, for checking a filter. */
export async function rowDictionary(
  database: Database,
  facet: 'district' | 'zone',
  viewer: Viewer,
  signal?: AbortSignal,
): Promise<string[]> {
  const rows = await database.query<{ code: string }>(
    sql`select k.code from (${dictionary(facet, viewer)}) k order by k.place`,
    { signal },
  );
  return rows.map(({ code }) => code);
}
