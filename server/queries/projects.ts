/** A project as lists show it, and with everything for its card. */
import sql, { type Sql } from 'sql-template-tag';
import type { Database } from '../../data/db.ts';
import { visibleTo } from '../viewer.ts';
import { listing, withKnown } from './listing.ts';
import type { Scope } from './listing.ts';
import { boxJson, joinPointOfProject, pointJson } from './point.ts';
import { revisionOf } from './revision.ts';

/** JSON of one row `p` of the list, with `point.geom` and `touched.codes` joined to it. */
export const projectItem = sql`json_build_object(
  'code', p.code, 'nationalCode', p.national_code, 'name', p.name, 'nameEn', p.name_en,
  'status', p.status, 'category', p.category, 'tier', p.tier, 'annualClass', p.annual_class,
  'districts', coalesce(touched.codes, '[]'), 'reportingArea', p.reporting_area, 'zone', p.zone,
  'totalInvestment', p.total_investment, 'plannedInvestment', p.planned_investment, 'deadline', p.deadline,
  'mapped', p.mapped, 'sites', p.sites, 'illustrative', p.illustrative, 'dataAsOf', p.data_as_of,
  'location', ${pointJson})`;

function districtCodes({ viewer }: Scope): Sql {
  return sql`select coalesce(json_agg(d.code order by pd.share desc, d.code::text collate "C"), '[]') as codes
    from project_district pd join district d on d.fid = pd.district_fid and ${visibleTo(viewer, 'd')}
    where pd.project_fid = p.fid`;
}

/** One project by its code with everything for its card, or `undefined` when the viewer knows of none. */
export async function oneProject<Card>(
  database: Database,
  question: Scope & { readonly code: string; readonly signal?: AbortSignal },
): Promise<(Card & { revision: string }) | undefined> {
  const { viewer, code, known, signal } = question;
  const [row] = await database.query<{ item: object; card: Card; revision: string }>(
    sql`
    ${withKnown(question, [sql`listing as (${listing(question)} and p.code = ${code}::text)`])}
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
        from project_event e where e.project_fid = p.fid${known ? sql` and e.recorded_at <= ${known}` : sql``}), '[]'),
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
