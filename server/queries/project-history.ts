/** Every revision of every figure of one project: what changed, from what to what, when, by whom, from where. */
import sql, { join, raw, type Sql } from 'sql-template-tag';
import type { Database } from '../../data/db.ts';
import { figure, projectFigures, yearFigures } from '../../data/vocabulary/figure.ts';
import type { Figure } from '../../data/vocabulary/figure.ts';
import type { Position } from '../http/cursor.ts';
import { visibleTo } from '../viewer.ts';
import type { Viewer } from '../viewer.ts';
import { instantText } from './moment.ts';
import { revisionOf } from './revision.ts';

/** One table of revisions: what its rows are about, and which of their columns are figures. */
interface RevisionTable {
  readonly table: string;
  /** What a figure is told apart by within the project: a stage, a rule, a year. */
  readonly subject: Sql;
  /** What one figure is corrected within, where that is more than the subject. */
  readonly within?: Sql;
  readonly month?: Sql;
  readonly reason?: Sql;
  readonly source?: Sql;
  readonly figures: Partial<Readonly<Record<Figure, Sql>>>;
}

const unitName = sql`(select u.name from unit u where u.fid = r.unit_fid)`;
const revisionTables: readonly RevisionTable[] = [
  {
    table: 'project_report',
    subject: sql`to_char(r.month, 'YYYY-MM')`,
    month: sql`to_char(r.month, 'YYYY-MM')`,
    reason: sql`r.reason`,
    figures: {
      completed: sql`r.completed`,
      completed_since_start: sql`r.completed_since_start`,
      physical_percent: sql`r.physical_percent`,
      physical_progress: sql`r.physical_progress`,
      public_allotted: sql`r.public_allotted`,
      public_paid: sql`r.public_paid`,
    },
  },
  {
    table: 'project_plan',
    subject: sql`r.year::text`,
    figures: { plan_total: sql`r.total`, plan_monthly: sql`r.monthly` },
  },
  {
    table: 'project_stage',
    subject: sql`r.stage`,
    figures: {
      stage_planned: sql`r.planned_on`,
      stage_actual: sql`r.actual_on`,
      stage_standard: sql`r.standard`,
      stage_unit: unitName,
    },
  },
  { table: 'project_register', subject: sql`null::text`, figures: { registered: sql`r.registered_on` } },
  {
    table: 'light_exception',
    subject: sql`r.rule`,
    within: sql`r.fid`,
    reason: sql`r.reason`,
    source: sql`r.approved_by`,
    figures: { exception: sql`r.until` },
  },
  {
    table: 'project_event',
    subject: sql`r.effective_on::text`,
    reason: sql`coalesce(r.note, r.reason)`,
    figures: { status: sql`r.status` },
  },
  {
    table: 'approval_item',
    subject: sql`r.stage`,
    within: sql`r.stage, r.year`,
    figures: { approval_required: sql`r.required`, approval_done: sql`r.done_on` },
  },
];

const moneyFigures: readonly Figure[] = [
  'completed',
  'completed_since_start',
  'public_allotted',
  'public_paid',
  'plan_total',
  'plan_monthly',
  'total_investment',
  'investment_estimate',
  'investment_budget',
  'investment_final',
];

/** The columns of a revision table, one row a figure. */
function figuresOf({ table, subject, within, month, reason, source, figures }: RevisionTable): Sql {
  const rows = Object.entries(figures).map(([name, value]) => sql`(${name}::text, to_jsonb(${value}))`);
  return sql`
    select v.what, ${subject} as subject, ${month ?? sql`null::text`} as month, v.value, r.recorded_at, r.recorded_by,
           ${source ?? sql`r.source`} as source, ${reason ?? sql`null::text`} as reason, r.fid::bigint as number,
           lag(v.value) over (partition by v.what, ${within ?? subject} order by r.recorded_at, r.fid) as before
    from ${raw(table)} r join f on f.fid = r.project_fid cross join lateral (values ${join(rows, ', ')}) v (what, value)
    where r.recorded_at <= q.known`;
}

/** Changes of master data by field, from the change table. */
function changesOf(
  noun: 'project' | 'project_year',
  fields: readonly string[],
  rows: Sql,
  subject: Sql,
): Sql {
  return sql`
    select w.what, ${subject} as subject, null::text as month, nullif(c.after -> w.what, 'null') as value, c.recorded_at,
           c.actor as recorded_by, c.after ->> 'source' as source, null::text as reason, c.sequence as number,
           nullif(c.before -> w.what, 'null') as before
    from change c cross join unnest(${fields}::text[]) w (what)
    where c.noun = ${noun} and c.fid in (${rows}) and c.after is not null and c.recorded_at <= q.known`;
}

export interface HistoryQuestion {
  readonly viewer: Viewer;
  readonly code: string;
  /** SQL timestamptz (`knownBy`). */
  readonly known: Sql;
  readonly timeZone: string;
  readonly limit: number;
  readonly after?: Position | undefined;
  readonly signal?: AbortSignal;
}

/**
 * One page of the revisions, newest first, what was recorded at once in the order of `figure`; a revision that repeats the figure before it is none. `undefined` when the
 * viewer knows of no such project.
 */
export async function historyPage<Item>(
  database: Database,
  { viewer, code, known, timeZone, limit, after, signal }: HistoryQuestion,
): Promise<{ items: Item[]; total: number; revision: string; next: Position | undefined } | undefined> {
  const parts = [
    ...revisionTables.map(figuresOf),
    changesOf('project', projectFigures, sql`select f.fid from f`, sql`null::text`),
    changesOf(
      'project_year',
      yearFigures,
      sql`select y.fid from project_year y join f on f.fid = y.project_fid`,
      sql`c.after ->> 'year'`,
    ),
  ];
  const order = sql`h.recorded_at desc, h.key collate "C" desc`;
  const beyond = after
    ? sql`(h.recorded_at, h.key collate "C") < (${String(after[0])}::timestamptz, ${after[1]}::text)`
    : sql`true`;
  const [row] = await database.query<{
    found: boolean;
    items: Item[];
    total: number;
    revision: string;
    more: boolean;
    last: Position | null;
  }>(
    sql`
    with f as materialized (
      select p.fid from project p where p.code = ${code}::text and p.parent_fid is null and ${visibleTo(viewer, 'p')}
    ),
    h as materialized (
      select h.*, lpad((1000 - array_position(${figure.codes}::text[], h.what))::text, 4, '0') || lpad(h.number::text, 12, '0') as key
      from (select ${known} as known) q cross join lateral (${join(parts, ' union all ')}) h
      where h.value is distinct from h.before
    ),
    shown as (
      select h.*, row_number() over (order by ${order}) as place from h where ${beyond} order by ${order} limit ${limit + 1}::integer
    )
    select ${revisionOf('progress')} as revision, exists (select from f) as found, (select count(*)::integer from h) as total,
      (select count(*) > ${limit}::integer from shown) as more,
      (select json_build_array(to_char(h.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), h.key, '')
        from shown h where h.place = ${limit}::integer) as last,
      coalesce((select json_agg(json_build_object('what', h.what, 'subject', h.subject, 'month', h.month, 'value', h.value,
          'before', h.before, 'unit', case when h.what = any(${moneyFigures}::text[]) then '万元'
                                           when h.what = 'physical_percent' then '%' end,
          'recordedAt', ${instantText(sql`h.recorded_at`, timeZone)}, 'recordedBy', h.recorded_by, 'source', h.source,
          'reason', h.reason) order by h.place)
        from shown h where h.place <= ${limit}::integer), '[]') as items`,
    { signal },
  );
  if (!row) throw new Error('the history has no row');
  const { found, items, total, revision, more, last } = row;
  return found ? { items, total, revision, next: more && last ? last : undefined } : undefined;
}
