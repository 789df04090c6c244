/** Totals, reconciliation and facet counts of a filter, in one statement. */
import sql, { type Sql } from 'sql-template-tag';
import type { Database } from '../../data/db.ts';
import type { Facet, ProjectFilter } from '../../data/filter.ts';
import { statusesInTotals } from '../../data/vocabulary/project.ts';
import { failedParts, filterBits } from './filter.ts';
import { listing } from './listing.ts';
import type { Scope } from './listing.ts';
import { dictionary } from './dictionary.ts';
import { revisionOf } from './revision.ts';

/** Money in 万元. */
export interface Summary {
  readonly revision: string;
  readonly total: number;
  readonly mapped: number;
  readonly sites: number;
  readonly investment: number;
  readonly mappedInvestment: number;
  readonly plannedInvestment: number;
  readonly reconciliation: {
    readonly listed: number;
    readonly mapped: number;
    readonly unmapped: number;
    readonly screenedOut: number;
    readonly outside: number;
  };
  readonly facets: Readonly<Record<Facet, readonly { code: string; count: number }[]>>;
}

type GroupedFacet = Exclude<Facet, 'district' | 'light' | 'stage'>;

/**
 * Column of each facet in `counted`, and what grouping() says of its rows: a bit for each of the five columns, the
 * first one highest, 1 where the column is not grouped by.
 */
const groupings: Readonly<Record<GroupedFacet, { column: Sql; ungrouped: number }>> = {
  status: { column: sql`c.status`, ungrouped: 0b01111 },
  category: { column: sql`c.category`, ungrouped: 0b10111 },
  tier: { column: sql`c.tier`, ungrouped: 0b11011 },
  annualClass: { column: sql`c.annual_class`, ungrouped: 0b11101 },
  zone: { column: sql`c.zone`, ungrouped: 0b11110 },
};

/**
 * The filter's answer over all visible projects. One pass writes per row the set of parts that it fails (0 = it
 * passes); a facet counts the rows that fail nothing but the facet itself. The twin of data/evaluate.ts.
 */
export async function summarise(
  database: Database,
  question: Scope & { readonly filter: ProjectFilter; readonly signal?: AbortSignal },
): Promise<Summary> {
  const { viewer, filter, signal } = question;
  const [row] = await database.query<Summary>(
    sql`
    with listing as not materialized (${listing(question)}),
    judged as materialized (
      select p.fid, p.status, p.category, p.tier, p.annual_class, p.zone, p.mapped, p.sites,
             p.total_investment::numeric as investment, p.planned_investment::numeric as planned,
             p.status = any(${statusesInTotals}::text[]) as listed,
             ${failedParts(filter, viewer)} as failed
      from listing p
    ),
    counted as materialized (
      select j.failed, j.status, j.category, j.tier, j.annual_class, j.zone, count(*) as count,
             grouping(j.status, j.category, j.tier, j.annual_class, j.zone) as ungrouped
      from judged j
      group by grouping sets ((j.failed, j.status), (j.failed, j.category), (j.failed, j.tier),
                              (j.failed, j.annual_class), (j.failed, j.zone))
    )
    select ${revisionOf('project')} as revision, totals.*,
      json_build_object(
        'status', (${countCodes('status')}),
        'district', (select coalesce(json_agg(json_build_object('code', k.code, 'count', coalesce(n.count, 0)) order by k.place), '[]')
          from (${dictionary('district', viewer)}) k
          left join (select pd.district_fid, count(*)::integer as count
                     from judged j join project_district pd on pd.project_fid = j.fid
                     where (j.failed & ${~filterBits.district}::integer) = 0 group by pd.district_fid) n on n.district_fid = k.fid),
        'category', (${countCodes('category')}),
        'tier', (${countCodes('tier')}),
        'annualClass', (${countCodes('annualClass')}),
        'zone', (${countCodes('zone')}), 'light', '[]'::json, 'stage', '[]'::json
      ) as facets
    from (
      select count(*) filter (where j.failed = 0)::integer as total,
        count(*) filter (where j.failed = 0 and j.mapped)::integer as mapped,
        coalesce(sum(j.sites) filter (where j.failed = 0), 0)::integer as sites,
        coalesce(sum(j.investment) filter (where j.failed = 0), 0)::float8 as investment,
        coalesce(sum(j.investment) filter (where j.failed = 0 and j.mapped), 0)::float8 as "mappedInvestment",
        coalesce(sum(j.planned) filter (where j.failed = 0), 0)::float8 as "plannedInvestment",
        json_build_object(
          'listed', count(*) filter (where j.listed),
          'mapped', count(*) filter (where j.listed and j.failed = 0 and j.mapped),
          'unmapped', count(*) filter (where j.listed and j.failed = 0 and not j.mapped),
          'screenedOut', count(*) filter (where j.listed and j.failed <> 0),
          'outside', count(*) filter (where not j.listed and j.failed = 0)) as reconciliation
      from judged j
    ) totals`,
    { signal },
  );
  if (!row) throw new Error('the summary has no row');
  return row;

  /** Counts of one facet in the order of its dictionary, zeros kept; the facet's own choice is ignored. */
  function countCodes(facet: GroupedFacet): Sql {
    const { column, ungrouped } = groupings[facet];
    return sql`select coalesce(json_agg(json_build_object('code', k.code, 'count', coalesce(n.count, 0)) order by k.place), '[]')
      from (${dictionary(facet, viewer)}) k
      left join (select ${column}::text collate "C" as code, sum(c.count)::integer as count from counted c
                 where c.ungrouped = ${ungrouped}::integer and (c.failed & ${~filterBits[facet]}::integer) = 0
                 group by 1) n on n.code = k.code`;
  }
}
