/** What lists, columns and totals count: parents, with what the viewer may see of their sites. */
import sql, { join, raw, type Sql } from 'sql-template-tag';
import { visibleTo } from '../viewer.ts';
import type { Viewer } from '../viewer.ts';

/** For whom and for which year's list a question about projects is answered. */
export interface Scope {
  readonly viewer: Viewer;
  /** Year of the project list: annual class and planned investment. */
  readonly year: number;
  /** timestamptz until which rows are known (`knownBy`); left out = the tables as they are. */
  readonly known?: Sql | undefined;
}

/** The tables that hold a project: their columns, and of `project` what is computed from a row. */
const tables: Readonly<Record<string, Sql>> = {
  project: sql`r.fid, r.code, r.national_code, r.parent_fid, r.name, r.name_en, r.sort_key, r.search_text, r.content,
    r.company_fid, r.category, r.tier, r.plan_labels, r.financing, r.status, r.reporting_area_fid, r.zone_fid, r.linear,
    r.total_investment, r.investment_estimate, r.investment_budget, r.investment_final, r.deadline,
    r.completion_standard, r.location_quality, r.published, r.secrecy, r.illustrative, r.source, r.data_as_of, r.geom,
    ST_XMin(r.geom) as west, ST_YMin(r.geom) as south, ST_XMax(r.geom) as east, ST_YMax(r.geom) as north,
    representative_point(ST_Transform(r.geom, 3857)) as point_3857`,
  project_district: sql`r.*`,
  project_year: sql`r.*`,
  project_unit: sql`r.*`,
  project_person: sql`r.*`,
};

/**
 * The beginning of a statement about projects, `with …` or nothing: what was known at a moment stands under the names
 * of the tables, so that the rest of the statement is the same for the present and for the past.
 * @param more further parts of the WITH, `name as (…)`
 */
export function withKnown({ known }: Pick<Scope, 'known'>, more: readonly Sql[] = []): Sql {
  const parts = known
    ? Object.entries(tables).map(
        ([table, columns]) => sql`${raw(table)} as materialized (
          select ${columns} from facts_as_of(${table}::text, ${known}) f
          cross join lateral jsonb_populate_record(null::${raw(table)}, f.facts) r)`,
      )
    : [];
  const all = [...parts, ...more];
  return all.length === 0 ? sql`` : sql`with ${join(all)}`;
}

/**
 * The visible projects, one row a parent: the columns of the view `project_listing`, with `zone`,
 * `reporting_area`, `unit` (the responsible one) and `company` (the owner) as codes, and `annual_class`, `planned_investment` of the year. The view itself counts every
 * site; here sites that the viewer may not see give neither a place nor an extent.
 */
export function listing({ viewer, year }: Scope): Sql {
  return sql`
    select p.fid, p.code, p.national_code, p.name, p.name_en, p.sort_key, p.search_text, p.category, p.tier, p.status,
           p.total_investment, p.deadline, p.illustrative, p.data_as_of,
           z.code as zone, r.code as reporting_area, u.code as unit, o.code as company, y.annual_class, y.planned_investment,
           coalesce(y.completes_this_year, false) as completes_this_year,
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
    left join project_unit pu on pu.project_fid = p.fid and pu.role = 'responsible' and pu.phase is null
    left join unit u on u.fid = pu.unit_fid
    left join company o on o.fid = p.company_fid
    where p.parent_fid is null and ${visibleTo(viewer, 'p')}`;
}

/** A join that adds `touched.codes` to the projects `p`: the visible districts, those with most of the money first. */
export function joinDistricts(viewer: Viewer): Sql {
  return sql`
    left join (
      select pd.project_fid, json_agg(d.code order by pd.share desc, d.code::text collate "C") as codes,
             json_agg(pd.share::float8 order by pd.share desc, d.code::text collate "C") as shares
      from project_district pd join district d on d.fid = pd.district_fid and ${visibleTo(viewer, 'd')}
      group by pd.project_fid
    ) touched on touched.project_fid = p.fid`;
}
