/** Questions about projects: the list, one with everything for its card. */
import sql, { join, raw, type Sql } from 'sql-template-tag';
import type { Database } from '../../data/db.ts';
import type { ProjectFilter } from '../../data/filter.ts';
import { projectCategory, projectStatus, projectTier } from '../../data/vocabulary/project.ts';
import type { Position } from '../cursor.ts';
import { visibleTo } from '../viewer.ts';
import { passes } from './filter.ts';
import { listing } from './listing.ts';
import type { Scope } from './listing.ts';
import { boxJson, joinPointOfProject, pointJson } from './point.ts';
import { revisionOf } from './revision.ts';

/** What a list can be sorted by: SQL over `listing` and the type in which a cursor's value comes back. */
const sortings = {
  name: { by: sql`p.sort_key collate "C"`, type: 'text' },
  code: { by: sql`p.code::text collate "C"`, type: 'text' },
  status: { by: sql`array_position(${projectStatus.codes}::text[], p.status)`, type: 'integer' },
  category: { by: sql`array_position(${projectCategory.codes}::text[], p.category)`, type: 'integer' },
  tier: { by: sql`array_position(${projectTier.codes}::text[], p.tier)`, type: 'integer' },
  total_investment: { by: sql`p.total_investment::numeric`, type: 'numeric' },
  planned_investment: { by: sql`p.planned_investment::numeric`, type: 'numeric' },
  deadline: { by: sql`p.deadline`, type: 'date' },
  data_as_of: { by: sql`p.data_as_of`, type: 'date' },
} as const satisfies Record<string, { by: Sql; type: string }>;

export type SortKey = keyof typeof sortings;
export const sortKeys = Object.keys(sortings) as readonly SortKey[];

export interface ProjectPage<Item> {
  readonly items: readonly Item[];
  readonly total: number;
  readonly mapped: number;
  readonly revision: string;
  /** Where the next page starts; absent on the last one. */
  readonly next: Position | undefined;
}

/**
 * One page of the projects that pass. Rows without a value come last in both directions; ties are broken by
 * sort_key, then code, ascending.
 */
export async function projectPage<Item>(
  database: Database,
  question: Scope & {
    readonly filter: ProjectFilter;
    readonly sort: SortKey;
    readonly descending: boolean;
    readonly limit: number;
    readonly after?: Position | undefined;
    readonly signal?: AbortSignal;
  },
): Promise<ProjectPage<Item>> {
  const { viewer, filter, sort, descending, limit, after, signal } = question;
  const { by, type } = sortings[sort];
  const direction = raw(descending ? 'desc' : 'asc');
  const order = sql`m.value ${direction} nulls last, m.sort_key collate "C", m.code::text collate "C"`;
  const [row] = await database.query<{
    revision: string;
    total: number;
    mapped: number;
    items: Item[];
    last: Position | null;
    more: boolean;
  }>(
    sql`
    with listing as not materialized (${listing(question)}),
    matching as materialized (
      select p.fid, p.sort_key, p.code, p.mapped, ${by} as value from listing p where ${passes(filter, viewer)}
    ),
    shown as materialized (
      select m.*, row_number() over (order by ${order}) as place
      from matching m where ${after ? isAfter(after, type, descending) : sql`true`}
      order by ${order} limit ${limit + 1}::integer
    )
    select ${revisionOf('project')} as revision,
           (select count(*)::integer from matching) as total,
           (select count(*)::integer from matching m where m.mapped) as mapped,
           (select count(*) > ${limit}::integer from shown) as more,
           (select json_build_array(s.value::text, s.sort_key, s.code) from shown s where s.place = ${limit}::integer) as last,
           coalesce((
             select json_agg(${projectItem} order by s.place)
             from shown s join listing p on p.fid = s.fid
             ${joinPointOfProject(visibleTo(viewer, 'c'))}
             left join lateral (${districtCodes(question)}) touched on true
             where s.place <= ${limit}::integer), '[]') as items`,
    { signal },
  );
  if (!row) throw new Error('the page of projects has no row');
  const { revision, total, mapped, items, last, more } = row;
  return { items, total, mapped, revision, next: more && last ? last : undefined };
}

/** JSON of one row `p` of the list, with `point.geom` and `touched.codes` joined to it. */
const projectItem = sql`json_build_object(
  'code', p.code, 'nationalCode', p.national_code, 'name', p.name, 'nameEn', p.name_en,
  'status', p.status, 'category', p.category, 'tier', p.tier, 'annualClass', p.annual_class,
  'districts', touched.codes, 'reportingArea', p.reporting_area, 'zone', p.zone,
  'totalInvestment', p.total_investment, 'plannedInvestment', p.planned_investment, 'deadline', p.deadline,
  'mapped', p.mapped, 'sites', p.sites, 'illustrative', p.illustrative, 'dataAsOf', p.data_as_of,
  'location', ${pointJson})`;

function districtCodes({ viewer }: Scope): Sql {
  return sql`select coalesce(json_agg(d.code order by pd.share desc, d.code::text collate "C"), '[]') as codes
    from project_district pd join district d on d.fid = pd.district_fid and ${visibleTo(viewer, 'd')}
    where pd.project_fid = p.fid`;
}

function isAfter([value, sortKey, code]: Position, type: string, descending: boolean): Sql {
  const tie = sql`(m.sort_key collate "C", m.code::text collate "C") > (${sortKey}::text, ${code}::text)`;
  if (value === null) return sql`m.value is null and ${tie}`;
  const at = sql`${String(value)}::text::${raw(type)}`;
  const beyond = descending ? sql`m.value < ${at}` : sql`m.value > ${at}`;
  return sql`(${join([beyond, sql`m.value is null`, sql`(m.value = ${at} and ${tie})`], ' or ')})`;
}

/** One project by its code with everything for its card, or `undefined` when the viewer knows of none. */
export async function oneProject<Card>(
  database: Database,
  question: Scope & { readonly code: string; readonly signal?: AbortSignal },
): Promise<(Card & { revision: string }) | undefined> {
  const { viewer, code, signal } = question;
  const [row] = await database.query<{ item: object; card: Card; revision: string }>(
    sql`
    with listing as (${listing(question)} and p.code = ${code}::text)
    select ${revisionOf('project')} as revision, ${projectItem} as item, json_build_object(
      'content', f.content, 'planLabels', f.plan_labels, 'financing', f.financing, 'linear', f.linear,
      'investmentEstimate', f.investment_estimate, 'investmentBudget', f.investment_budget,
      'investmentFinal', f.investment_final, 'completionStandard', f.completion_standard,
      'locationQuality', f.location_quality, 'source', f.source,
      'bbox', ${boxJson},
      'geometry', ST_AsGeoJSON(f.geom, 6)::json,
      'company', (select json_build_object('code', c.code, 'name', c.name, 'nameEn', c.name_en, 'illustrative', c.illustrative)
        from company c where c.fid = f.company_fid),
      'districtShares', coalesce((select json_agg(json_build_object('code', d.code, 'name', d.name, 'nameEn', d.name_en, 'share', pd.share)
          order by pd.share desc, d.code::text collate "C")
        from project_district pd join district d on d.fid = pd.district_fid and ${visibleTo(viewer, 'd')}
        where pd.project_fid = p.fid), '[]'),
      'units', coalesce((select json_agg(json_build_object('role', pu.role, 'phase', pu.phase, 'code', u.code, 'name', u.name,
          'nameEn', u.name_en, 'kind', u.kind)
          order by array_position('{lead,responsible,authority}'::text[], pu.role),
                   array_position('{preparation,construction,operation}'::text[], pu.phase))
        from project_unit pu join unit u on u.fid = pu.unit_fid where pu.project_fid = p.fid), '[]'),
      'persons', coalesce((select json_agg(json_build_object('role', pp.role, 'name', n.name, 'nameEn', n.name_en,
          'position', n.position, 'unit', u.name, 'unitEn', u.name_en, 'phone', ${phone(viewer)})
          order by array_position('{leading_official,responsible,contact}'::text[], pp.role))
        from project_person pp join person n on n.fid = pp.person_fid left join unit u on u.fid = n.unit_fid
        where pp.project_fid = p.fid), '[]'),
      'years', coalesce((select json_agg(json_build_object('year', y.year, 'annualClass', y.annual_class,
          'completesThisYear', y.completes_this_year, 'batch', y.batch, 'plannedInvestment', y.planned_investment)
          order by y.year desc)
        from project_year y where y.project_fid = p.fid), '[]'),
      'events', coalesce((select json_agg(json_build_object('status', e.status, 'effectiveOn', e.effective_on, 'reason', e.reason,
          'note', e.note, 'source', e.source, 'recordedOn', (e.recorded_at at time zone (select time_zone from place))::date)
          order by e.effective_on, e.recorded_at, e.fid)
        from project_event e where e.project_fid = p.fid), '[]'),
      'siteList', coalesce((select json_agg(json_build_object('code', c.code, 'name', c.name, 'nameEn', c.name_en, 'status', c.status,
          'totalInvestment', c.total_investment, 'locationQuality', c.location_quality, 'illustrative', c.illustrative,
          'geometry', ST_AsGeoJSON(c.geom, 6)::json) order by c.code::text collate "C")
        from project c where c.parent_fid = p.fid and ${visibleTo(viewer, 'c')}), '[]')
    ) as card
    from listing p join project f on f.fid = p.fid
    ${joinPointOfProject(visibleTo(viewer, 'c'))}
    left join lateral (${districtCodes(question)}) touched on true`,
    { signal },
  );
  return row && { ...row.item, ...row.card, revision: row.revision };
}

/** Numbers of people who are not named as contacts are for the operator. */
function phone(viewer: Scope['viewer']): Sql {
  return viewer.kind === 'operator' ? sql`n.phone` : sql`case when pp.role = 'contact' then n.phone end`;
}
