/** What the project book holds of each project beside the columns, in the order of the columns. */
import sql from 'sql-template-tag';
import type { Database } from '../../data/db.ts';
import type { Rules } from '../../data/rules/facts.ts';
import type { StatusEvent } from '../book/progress-facts.ts';
import { visibleTo } from '../viewer.ts';
import { dictionary } from './dictionary.ts';
import { joinDistricts, listing, withKnown } from './listing.ts';
import type { Scope } from './listing.ts';
import { joinPointsOfProjects } from './point.ts';
import { projectItem } from './projects.ts';
import { revisionOf } from './revision.ts';

/** A name that a row of a league bears. */
export interface Named {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string | null;
}

export interface BookRow {
  readonly fid: number;
  readonly code: string;
  readonly sortKey: string;
  readonly deadline: string | null;
  readonly dataAsOf: string;
  readonly completesThisYear: boolean;
  /** Code of the responsible unit (责任单位). */
  readonly unit: string | null;
  /** The visible districts that it touches, with the share of its money in each. */
  readonly districts: readonly string[];
  readonly shares: readonly number[];
  readonly events: readonly StatusEvent[];
  /** JSON of the project as lists show it. */
  readonly item: string;
}

export interface BookRows {
  readonly revision: string;
  /** Seconds since 1970 until which facts are known; `null` = all of them. */
  readonly until: number | null;
  readonly rules: Rules;
  /** Years that have a list. */
  readonly years: readonly number[];
  readonly districts: readonly Named[];
  readonly areas: readonly (Named & { readonly counted: boolean; readonly district: string | null })[];
  readonly units: readonly Named[];
  readonly rows: readonly BookRow[];
}

/** All visible projects of the scope, in one statement. */
export async function bookRows(database: Pick<Database, 'query'>, scope: Scope): Promise<BookRows> {
  const { viewer, known } = scope;
  const [row] = await database.query<Omit<BookRows, 'rows'> & { rows: RawRow[] }>(
    sql`
    ${withKnown(scope)}
    select ${revisionOf('project')} as revision,
      ${known ? sql`extract(epoch from ${known})::float8` : sql`null::float8`} as until,
      (select rules from place) as rules,
      coalesce((select json_agg(distinct y.year) from project_year y), '[]') as years,
      coalesce((select json_agg(json_build_object('code', d.code, 'name', d.name, 'nameEn', d.name_en) order by k.place)
        from (${dictionary('district', viewer)}) k join district d on d.fid = k.fid), '[]') as districts,
      coalesce((select json_agg(json_build_object('code', r.code, 'name', r.name, 'nameEn', r.name_en, 'counted', r.counted,
          'district', d.code) order by r.position, r.code::text collate "C")
        from reporting_area r left join district d on d.fid = r.district_fid and ${visibleTo(viewer, 'd')}), '[]') as areas,
      coalesce((select json_agg(json_build_object('code', u.code, 'name', u.name, 'nameEn', u.name_en)
        order by u.sort_key collate "C", u.code::text collate "C") from unit u), '[]') as units,
      coalesce((select json_agg(json_build_array(p.fid, p.code, p.sort_key, p.deadline, p.data_as_of, p.completes_this_year,
          responsible.code, touched.codes, touched.shares, happened.events, ${projectItem}::text)
          order by p.sort_key collate "C", p.code::text collate "C")
        from (${listing(scope)}) p
        ${joinPointsOfProjects(visibleTo(viewer, 'c'))}
        ${joinDistricts(viewer)}
        left join (select distinct on (pu.project_fid) pu.project_fid, u.code
                   from project_unit pu join unit u on u.fid = pu.unit_fid where pu.role = 'responsible'
                   order by pu.project_fid, u.code::text collate "C") responsible on responsible.project_fid = p.fid
        left join (select e.project_fid, json_agg(json_build_array(e.status, e.effective_on,
                     extract(epoch from e.recorded_at)::float8, e.fid)) as events
                   from project_event e group by e.project_fid) happened on happened.project_fid = p.fid), '[]') as rows`,
    { timeoutMs: 60_000 },
  );
  if (!row) throw new Error('the book of projects has no row');
  return { ...row, rows: row.rows.map(bookRow) };
}

type RawRow = readonly [
  number,
  string,
  string,
  string | null,
  string,
  boolean,
  string | null,
  string[] | null,
  number[] | null,
  StatusEvent[] | null,
  string,
];

function bookRow(row: RawRow): BookRow {
  const [fid, code, sortKey, deadline, dataAsOf, completesThisYear, unit, districts, shares, events, item] =
    row;
  return {
    fid,
    code,
    sortKey,
    deadline,
    dataAsOf,
    completesThisYear,
    unit,
    districts: districts ?? [],
    shares: shares ?? [],
    events: events ?? [],
    item,
  };
}
