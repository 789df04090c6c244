/** What monthly reporting asks and writes: the sheet of a month, reports, plans, stages. */
import sql, { type Sql } from 'sql-template-tag';
import type { Transaction } from '../../data/db.ts';
import type { ReportField } from '../../data/vocabulary/report.ts';
import { statusesInTotals } from '../../data/vocabulary/project.ts';
import type { AnnualClass, ProjectStage, ProjectStatus } from '../../data/vocabulary/project.ts';
import { visibleTo } from '../viewer.ts';
import type { Viewer } from '../viewer.ts';

/** Whatever runs a statement: the database, or a transaction. */
type Asking = Pick<Transaction, 'query'>;

/** A report as it is known; money in 万元. */
export type KnownReport = Readonly<Record<ReportField, number | null>> & {
  readonly month: string;
  readonly completed: number;
  readonly physicalProgress: string | null;
  readonly reason: string | null;
  readonly late: boolean;
};

/** A project in the sheet of a month; money in 万元. */
export interface SheetRow {
  readonly fid: number;
  readonly code: string;
  readonly name: string;
  readonly nameEn: string | null;
  readonly status: ProjectStatus;
  readonly annualClass: AnnualClass | null;
  readonly reportingArea: string | null;
  readonly plan: number | null;
  readonly totalInvestment: number | null;
  readonly startedOn: string | null;
  readonly completedOn: string | null;
  /** The last report before the month, and that of the month itself. */
  readonly previous: KnownReport | null;
  readonly current: KnownReport | null;
}

const reportJson = sql`json_build_object('month', to_char(r.month, 'YYYY-MM'), 'completed', r.completed,
  'completedSinceStart', r.completed_since_start, 'physicalPercent', r.physical_percent,
  'physicalProgress', r.physical_progress, 'publicAllotted', r.public_allotted, 'publicPaid', r.public_paid,
  'reason', r.reason, 'late', r.late)`;

/** SQL: the last recorded actual date of a stage of `p`. */
const actualOf = (stage: ProjectStage): Sql => sql`(select s.actual_on from project_stage s
  where s.project_fid = p.fid and s.stage = ${stage}::text order by s.recorded_at desc, s.fid desc limit 1)`;

/**
 * Projects with what is known for reporting a month, in the order of reports. With `codes` exactly those that exist and
 * are visible, whether listed or not; without, the listed ones that count in totals, of one reporting area or of all.
 */
export async function sheetRows(
  on: Asking,
  asked: {
    readonly viewer: Viewer;
    readonly month: string;
    readonly area?: string | undefined;
    readonly codes?: readonly string[];
  },
): Promise<SheetRow[]> {
  const { viewer, month, area, codes } = asked;
  const first = sql`${`${month}-01`}::date`;
  const which = codes
    ? sql`p.code::text = any(${codes}::text[])`
    : sql`y.annual_class is not null and p.status = any(${statusesInTotals}::text[])
        and (${area ?? null}::text is null or a.code::text = ${area ?? null}::text)`;
  const rows = await on.query<{ row: SheetRow }>(sql`
    select json_build_object('fid', p.fid, 'code', p.code, 'name', p.name, 'nameEn', p.name_en, 'status', p.status,
      'annualClass', y.annual_class, 'reportingArea', a.code, 'totalInvestment', p.total_investment,
      'plan', (select n.total from project_plan n where n.project_fid = p.fid and n.year = ${Number(month.slice(0, 4))}::integer
               order by n.recorded_at desc, n.fid desc limit 1),
      'startedOn', ${actualOf('start')}, 'completedOn', ${actualOf('completion')},
      'previous', (select ${reportJson} from project_report r where r.project_fid = p.fid and r.month < ${first}
                   order by r.month desc, r.recorded_at desc, r.fid desc limit 1),
      'current', (select ${reportJson} from project_report r where r.project_fid = p.fid and r.month = ${first}
                  order by r.recorded_at desc, r.fid desc limit 1)) as row
    from project p
    left join project_year y on y.project_fid = p.fid and y.year = ${Number(month.slice(0, 4))}::integer
    left join reporting_area a on a.fid = p.reporting_area_fid
    where p.parent_fid is null and ${visibleTo(viewer, 'p')} and ${which}
    order by a.position nulls last, p.sort_key collate "C", p.code::text collate "C"`);
  return rows.map(({ row }) => row);
}

/** How many projects are to report a month, and how many have. */
export async function reportCounts(
  on: Asking,
  { viewer, month }: { readonly viewer: Viewer; readonly month: string },
): Promise<{ expected: number; reported: number }> {
  const [row] = await on.query<{ expected: number; reported: number }>(sql`
    select count(*)::integer as expected,
           count(*) filter (where exists (select from project_report r
             where r.project_fid = p.fid and r.month = ${`${month}-01`}::date))::integer as reported
    from project p join project_year y on y.project_fid = p.fid and y.year = ${Number(month.slice(0, 4))}::integer
    where p.parent_fid is null and ${visibleTo(viewer, 'p')} and p.status = any(${statusesInTotals}::text[])`);
  return row ?? { expected: 0, reported: 0 };
}

/** Whether a reporting area of that code exists. */
export async function hasReportingArea(on: Asking, code: string): Promise<boolean> {
  return (await on.query(sql`select from reporting_area a where a.code = ${code}::text`)).length > 0;
}

/** Makes writers of progress wait for one another until the transaction ends, so that what was checked is what is there. */
export async function lockProgress(tx: Transaction): Promise<void> {
  await tx.query(sql`select n from revision where noun = 'progress' for update`);
}

/** A report to write; money in 万元. */
export type NewReport = Readonly<Record<ReportField, number | null>> & {
  readonly projectFid: number;
  readonly physicalProgress: string | null;
  readonly reason: string | null;
};

/** Adds a revision for each project; `late` marks those that came after the window. */
export async function insertReports(
  tx: Transaction,
  { month, late, source, rows }: { month: string; late: boolean; source: string; rows: readonly NewReport[] },
): Promise<void> {
  await tx.query(sql`
    insert into project_report (project_fid, month, completed, completed_since_start, physical_percent,
      physical_progress, public_allotted, public_paid, reason, late, source)
    select r."projectFid", ${`${month}-01`}::date, r.completed, r."completedSinceStart", r."physicalPercent",
      r."physicalProgress", r."publicAllotted", r."publicPaid", r.reason, ${late}::boolean, ${source}::text
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r("projectFid" integer, completed numeric,
      "completedSinceStart" numeric, "physicalPercent" numeric, "physicalProgress" text, "publicAllotted" numeric,
      "publicPaid" numeric, reason text)`);
}

/** A stage reached or planned; `undefined` keeps what was known, `null` clears it. */
export interface NewStage {
  readonly projectFid: number;
  readonly stage: ProjectStage;
  readonly plannedOn?: string | null | undefined;
  readonly actualOn?: string | null | undefined;
  readonly standard?: string | null | undefined;
  readonly unit?: string | null | undefined;
  readonly source: string;
}

/** What is known of a stage. */
export interface KnownStage {
  readonly plannedOn: string | null;
  readonly actualOn: string | null;
  readonly standard: string | null;
  readonly unit: string | null;
}

/** The last recorded row of a project's stage, or `null`. */
export async function knownStage(
  on: Asking,
  { projectFid, stage }: Pick<NewStage, 'projectFid' | 'stage'>,
): Promise<KnownStage | null> {
  const [row] = await on.query<{ stage: KnownStage }>(sql`
    select json_build_object('plannedOn', s.planned_on, 'actualOn', s.actual_on, 'standard', s.standard, 'unit', u.code) as stage
    from project_stage s left join unit u on u.fid = s.unit_fid
    where s.project_fid = ${projectFid}::integer and s.stage = ${stage}::text
    order by s.recorded_at desc, s.fid desc limit 1`);
  return row?.stage ?? null;
}

/** Adds a revision of a stage, with what it keeps of the one before. @returns what is known now. */
export async function insertStage(tx: Transaction, given: NewStage): Promise<KnownStage> {
  const known = await knownStage(tx, given);
  const or = <Value>(value: Value | undefined, before: Value | undefined) =>
    value === undefined ? (before ?? null) : value;
  const now: KnownStage = {
    plannedOn: or(given.plannedOn, known?.plannedOn),
    actualOn: or(given.actualOn, known?.actualOn),
    standard: or(given.standard, known?.standard),
    unit: or(given.unit, known?.unit),
  };
  await tx.query(sql`
    insert into project_stage (project_fid, stage, planned_on, actual_on, standard, unit_fid, source)
    values (${given.projectFid}::integer, ${given.stage}::text, ${now.plannedOn}::date, ${now.actualOn}::date,
      ${now.standard}::text, (select u.fid from unit u where u.code = ${now.unit}::text), ${given.source}::text)`);
  return now;
}

/** Adds a dated event, from which the status follows. */
export async function insertEvent(
  tx: Transaction,
  event: {
    readonly projectFid: number;
    readonly status: ProjectStatus;
    readonly on: string;
    readonly source: string;
  },
): Promise<void> {
  await tx.query(sql`
    insert into project_event (project_fid, status, effective_on, source)
    values (${event.projectFid}::integer, ${event.status}::text, ${event.on}::date, ${event.source}::text)`);
}

/** Whether a unit of that code exists. */
export async function hasUnit(on: Asking, code: string): Promise<boolean> {
  return (await on.query(sql`select from unit u where u.code = ${code}::text`)).length > 0;
}

/** Adds a revision of a year's plan; money in 万元. */
export async function insertPlan(
  tx: Transaction,
  plan: {
    readonly projectFid: number;
    readonly year: number;
    readonly total: number;
    readonly monthly: readonly number[] | null;
    readonly source: string;
  },
): Promise<void> {
  const monthly = plan.monthly ? JSON.stringify(plan.monthly) : null;
  await tx.query(sql`
    insert into project_plan (project_fid, year, total, monthly, source)
    select ${plan.projectFid}::integer, ${plan.year}::integer, r.total,
      (select array_agg(m.amount::numeric(14,2) order by m.place)
       from jsonb_array_elements_text(${monthly}::jsonb) with ordinality m(amount, place)), ${plan.source}::text
    from jsonb_to_record(${JSON.stringify({ total: plan.total })}::jsonb) as r(total numeric)`);
}
