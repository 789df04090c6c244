/** The filter in plain SQL over the tables, written apart from the product: what its answers are held against. */
import sql, { join, raw, type Sql } from 'sql-template-tag';
import type { Database } from '../../data/db.ts';
import { searchForm } from '../../data/filter.ts';
import type { Facet, ProjectFilter } from '../../data/filter.ts';
import { statusesInTotals } from '../../data/vocabulary/project.ts';
import type { Viewer } from '../../server/viewer.ts';

/** The facets that stand in the tables; lights and stages are judged. */
export const storedFacets = [
  'status',
  'category',
  'tier',
  'annualClass',
  'zone',
  'unit',
  'company',
  'district',
] as const;
type Stored = (typeof storedFacets)[number];

const columns: Readonly<Record<Exclude<Stored, 'district'>, string>> = {
  status: 'p.status',
  category: 'p.category',
  tier: 'p.tier',
  annualClass: 'y.annual_class',
  zone: 'z.code',
  unit: 'u.code',
  company: 'o.code',
};

const visible = (viewer: Viewer, alias: string): Sql =>
  viewer.kind === 'operator' ? sql`true` : raw(`(${alias}.published and ${alias}.secrecy = 'public')`);

/** Sums of what passes, in 万元, and the codes that pass, in list order. */
export interface Oracle {
  readonly total: number;
  readonly mapped: number;
  readonly sites: number;
  readonly investment: number;
  readonly mappedInvestment: number;
  readonly plannedInvestment: number;
  readonly listed: number;
  readonly listedMapped: number;
  readonly listedUnmapped: number;
  readonly outside: number;
  readonly codes: readonly string[];
}

export async function oracleSums(
  database: Database,
  asked: { viewer: Viewer; year: number; filter: ProjectFilter },
): Promise<Oracle> {
  const passes = condition(asked.filter, asked.viewer);
  const [row] = await database.query<Oracle>(sql`
    select count(*) filter (where ${passes})::integer as total,
      count(*) filter (where ${passes} and p.mapped)::integer as mapped,
      coalesce(sum(p.sites) filter (where ${passes}), 0)::integer as sites,
      coalesce(sum(p.total_investment) filter (where ${passes}), 0)::float8 as investment,
      coalesce(sum(p.total_investment) filter (where ${passes} and p.mapped), 0)::float8 as "mappedInvestment",
      coalesce(sum(y.planned_investment) filter (where ${passes}), 0)::float8 as "plannedInvestment",
      count(*) filter (where p.status = any(${statusesInTotals}::text[]))::integer as listed,
      count(*) filter (where p.status = any(${statusesInTotals}::text[]) and ${passes} and p.mapped)::integer as "listedMapped",
      count(*) filter (where p.status = any(${statusesInTotals}::text[]) and ${passes} and not p.mapped)::integer as "listedUnmapped",
      count(*) filter (where p.status <> all(${statusesInTotals}::text[]) and ${passes})::integer as outside,
      coalesce(json_agg(p.code order by p.sort_key collate "C", p.code::text collate "C") filter (where ${passes}), '[]') as codes
    from ${rows(asked)}`);
  if (!row) throw new Error('the sums have no row');
  return row;
}

/** How many rows each code of a facet would have, its own choice ignored; codes without a row are left out. */
export async function oracleCounts(
  database: Database,
  facet: Stored,
  asked: { viewer: Viewer; year: number; filter: ProjectFilter },
): Promise<Map<string, number>> {
  const others = condition(asked.filter, asked.viewer, facet);
  const touched = facet === 'district';
  const found = await database.query<{ code: string; count: number }>(sql`
    select ${raw(touched ? 'd.code' : columns[facet])} as code, count(*)::integer as count from ${rows(asked)}
    ${touched ? sql`join project_district pd on pd.project_fid = p.fid join district d on d.fid = pd.district_fid and ${visible(asked.viewer, 'd')}` : sql``}
    where ${others} group by 1 having ${raw(touched ? 'd.code' : columns[facet])} is not null`);
  return new Map(found.map(({ code, count }) => [code, count]));
}

function rows({ viewer, year }: { viewer: Viewer; year: number }): Sql {
  return sql`(
      select q.*, coalesce(s.sites, 0) as sites, q.geom is not null or coalesce(s.located, 0) > 0 as mapped,
        least(q.west, s.west) as w, least(q.south, s.south) as s, greatest(q.east, s.east) as e, greatest(q.north, s.north) as n
      from project q left join (
        select c.parent_fid, count(*) as sites, count(c.geom) as located, min(c.west) as west, min(c.south) as south,
          max(c.east) as east, max(c.north) as north
        from project c where ${visible(viewer, 'c')} group by c.parent_fid) s on s.parent_fid = q.fid
      where q.parent_fid is null and ${visible(viewer, 'q')}) p
    left join project_year y on y.project_fid = p.fid and y.year = ${year}::integer
    left join zone z on z.fid = p.zone_fid and ${visible(viewer, 'z')}
    left join company o on o.fid = p.company_fid
    left join unit u on u.fid = (select r.unit_fid from project_unit r where r.project_fid = p.fid and r.role = 'responsible')`;
}

function condition(filter: ProjectFilter, viewer: Viewer, without?: Facet): Sql {
  const parts: Sql[] = [sql`true`];
  for (const facet of storedFacets) {
    const codes = filter[facet] ?? (facet === 'status' ? statusesInTotals : undefined);
    if (!codes || facet === without) continue;
    parts.push(
      facet === 'district'
        ? sql`p.fid in (select pd.project_fid from project_district pd join district d on d.fid = pd.district_fid
            where d.code = any(${codes}::text[]) and ${visible(viewer, 'd')})`
        : sql`coalesce(${raw(columns[facet])} = any(${codes}::text[]), false)`,
    );
  }
  if (filter.q) parts.push(sql`strpos(p.search_text, ${searchForm(filter.q)}::text) > 0`);
  const { from, to } = filter.investment ?? {};
  if (from !== undefined) parts.push(sql`coalesce(p.total_investment >= ${from}::numeric, false)`);
  if (to !== undefined) parts.push(sql`coalesce(p.total_investment <= ${to}::numeric, false)`);
  if (filter.unmapped) parts.push(sql`not p.mapped`);
  if (filter.bbox) {
    const [west, south, east, north] = filter.bbox;
    parts.push(
      sql`coalesce(p.w <= ${east}::float8 and p.e >= ${west}::float8 and p.s <= ${north}::float8 and p.n >= ${south}::float8, false)`,
    );
  }
  return sql`(${join(parts, ' and ')})`;
}
