/** The revisions of progress (plans, reports, stages …), read on from what is known already. */
import sql, { raw, type Sql } from 'sql-template-tag';
import type { Database } from '../../data/db.ts';
import type { Day, Month } from '../../data/rules/facts.ts';
import type { IssueState } from '../../data/vocabulary/issue.ts';
import type { LiftableRule } from '../../data/vocabulary/light.ts';
import type { ProjectStage } from '../../data/vocabulary/project.ts';

/** What every revision begins with: its fid, its project, and when it was recorded in seconds since 1970. */
type Head = readonly [fid: number, project: number, recordedAt: number];

/** The rows of each table; money in integers of 百元. */
export interface ProgressRows {
  readonly project_plan: readonly (readonly [
    ...Head,
    year: number,
    total: number,
    monthly: readonly number[] | null,
  ])[];
  readonly project_report: readonly (readonly [
    ...Head,
    month: Month,
    completed: number,
    completedSinceStart: number | null,
    publicAllotted: number | null,
    publicPaid: number | null,
    late: boolean,
  ])[];
  readonly project_stage: readonly (readonly [
    ...Head,
    stage: ProjectStage,
    planned: Day | null,
    actual: Day | null,
  ])[];
  readonly project_register: readonly (readonly [...Head, registeredOn: Day])[];
  readonly light_exception: readonly (readonly [
    ...Head,
    rule: LiftableRule,
    reason: string,
    approvedBy: string,
    until: Day,
  ])[];
  readonly approval_item: readonly (readonly [
    ...Head,
    year: number,
    stage: ProjectStage,
    required: boolean,
    doneOn: Day | null,
  ])[];
  readonly issue_transition: readonly (readonly [
    ...Head,
    issue: number,
    state: IssueState,
    happenedOn: Day,
    dueOn: Day | null,
  ])[];
}
export type ProgressTable = keyof ProgressRows;

const cents = (amount: Sql): Sql => sql`(${amount} * 100)::float8`;

/** What follows the head in a row of each table. */
const values: Readonly<Record<ProgressTable, Sql>> = {
  project_plan: sql`r.year, ${cents(sql`r.total`)}, (select json_agg(${cents(sql`m.amount`)} order by m.position)
    from unnest(r.monthly) with ordinality m (amount, position))`,
  project_report: sql`to_char(r.month, 'YYYY-MM'), ${cents(sql`r.completed`)}, ${cents(sql`r.completed_since_start`)},
    ${cents(sql`r.public_allotted`)}, ${cents(sql`r.public_paid`)}, r.late`,
  project_stage: sql`r.stage, r.planned_on, r.actual_on`,
  project_register: sql`r.registered_on`,
  light_exception: sql`r.rule, r.reason, r.approved_by, r.until`,
  approval_item: sql`r.year, r.stage, r.required, r.done_on`,
  issue_transition: sql`r.issue_fid, r.state, r.happened_on, r.due_on`,
};
export const progressTables = Object.keys(values) as readonly ProgressTable[];

/** The last fid that was read of each table; a table left out is read from its beginning. */
export type ReadUntil = Readonly<Partial<Record<ProgressTable, number>>>;

export interface ProgressPart {
  /** The database's history, and how often progress had been written when the rows were read. */
  readonly epoch: string;
  readonly n: number;
  readonly rows: ProgressRows;
}

/**
 * All revisions after those that were read, in one statement, so that they are what the stated `n` means. Fids of
 * these tables become visible in their order (trigger lock_revision): nothing can appear behind the last one read.
 */
export async function progressAfter(database: Database, read: ReadUntil): Promise<ProgressPart> {
  const part = (table: ProgressTable): Sql => {
    const issue = table === 'issue_transition';
    const project = issue ? sql`i.project_fid` : sql`r.project_fid`;
    const from = issue ? sql`issue_transition r join issue i on i.fid = r.issue_fid` : raw(`${table} r`);
    return sql`(select coalesce(json_agg(json_build_array(r.fid, ${project}, extract(epoch from r.recorded_at)::float8,
      ${values[table]}) order by r.fid), '[]') from ${from} where r.fid > ${read[table] ?? 0}::integer) as ${raw(table)}`;
  };
  const parts = progressTables.map(part).reduce((all, one) => sql`${all}, ${one}`);
  const [row] = await database.query<{ epoch: string; n: number } & ProgressRows>(
    sql`select e.epoch, coalesce((select r.n from revision r where r.noun = 'progress'), 0) as n, ${parts} from revision_epoch e`,
    { timeoutMs: 60_000 },
  );
  if (!row) throw new Error('there is no row of the revision epoch');
  const { epoch, n, ...rows } = row;
  return { epoch, n, rows };
}
