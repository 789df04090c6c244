/** What lists, columns and totals count: parents, with what the viewer may see of their sites. */
import sql, { type Sql } from 'sql-template-tag';
import { visibleTo } from '../viewer.ts';
import type { Viewer } from '../viewer.ts';

/** For whom and for which year's list a question about projects is answered. */
export interface Scope {
  readonly viewer: Viewer;
  /** Year of the project list: annual class and planned investment. */
  readonly year: number;
}

/**
 * The visible projects, one row a parent: the columns of the view `project_listing`, with `zone` and
 * `reporting_area` as codes, and `annual_class`, `planned_investment` of the year. The view itself counts every
 * site; here sites that the viewer may not see give neither a place nor an extent.
 */
export function listing({ viewer, year }: Scope): Sql {
  return sql`
    select p.fid, p.code, p.national_code, p.name, p.name_en, p.sort_key, p.search_text, p.category, p.tier, p.status,
           p.total_investment, p.deadline, p.illustrative, p.data_as_of,
           z.code as zone, r.code as reporting_area, y.annual_class, y.planned_investment,
           coalesce(s.sites, 0) as sites,
           p.geom is not null or coalesce(s.located, 0) > 0 as mapped,
           least(p.west, s.west) as west, least(p.south, s.south) as south,
           greatest(p.east, s.east) as east, greatest(p.north, s.north) as north
    from project p
    left join (
      select c.parent_fid, count(*)::integer as sites, count(c.geom)::integer as located,
             min(c.west) as west, min(c.south) as south, max(c.east) as east, max(c.north) as north
      from project c where c.parent_fid is not null and ${visibleTo(viewer, 'c')} group by c.parent_fid
    ) s on s.parent_fid = p.fid
    left join project_year y on y.project_fid = p.fid and y.year = ${year}::integer
    left join zone z on z.fid = p.zone_fid and ${visibleTo(viewer, 'z')}
    left join reporting_area r on r.fid = p.reporting_area_fid
    where p.parent_fid is null and ${visibleTo(viewer, 'p')}`;
}
