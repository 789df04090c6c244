import sql from 'sql-template-tag';
import type { Transaction } from '../db.ts';
import { insertRows } from './insert-rows.ts';
import type { KnownCodes } from './known-codes.ts';
import type { Progress } from '../sources/progress.ts';

const file = 'progress.json';

/**
 * Writes plans, reports and all other revisions of projects that are in the database already, in the order in which
 * they were recorded, each with its own moment. Plans go in moment by moment, since they move `project_year` too.
 */
export async function loadProgress(tx: Transaction, progress: Progress, codes: KnownCodes): Promise<void> {
  const row = <R extends { project: string; recorded_at: string }>(one: R) => ({
    source: progress.source,
    ...one,
    project_fid: codes.fid(file, 'project', one.project),
  });
  const common = { project_fid: 'integer', recorded_at: 'timestamptz' } as const;
  const sourced = { ...common, source: 'text' } as const;

  const plans = inOrder(progress.plans);
  for (const moment of new Set(plans.map(({ recorded_at }) => recorded_at))) {
    await tx.query(sql`select set_config('groundwork.recorded_at', ${moment}, true)`);
    await insertRows(
      tx,
      file,
      'project_plan',
      { ...sourced, year: 'integer', total: 'numeric', monthly: 'numeric[]' },
      plans.filter(({ recorded_at }) => recorded_at === moment).map(row),
    );
  }
  await insertRows(
    tx,
    file,
    'project_report',
    {
      ...sourced,
      month: 'date',
      completed: 'numeric',
      completed_since_start: 'numeric',
      physical_percent: 'numeric',
      physical_progress: 'text',
      public_allotted: 'numeric',
      public_paid: 'numeric',
      reason: 'text',
      late: 'boolean',
    },
    inOrder(progress.reports).map((report) => ({
      ...row(report),
      month: `${report.month}-01`,
      late: report.late ?? false,
    })),
  );
  const unitOf = ({ unit }: { unit?: string | undefined }) => codes.fid(file, 'unit', unit ?? null);
  await insertRows(
    tx,
    file,
    'project_stage',
    {
      ...sourced,
      stage: 'text',
      planned_on: 'date',
      actual_on: 'date',
      standard: 'text',
      unit_fid: 'integer',
    },
    inOrder(progress.stages).map((stage) => ({ ...row(stage), unit_fid: unitOf(stage) })),
  );
  await insertRows(
    tx,
    file,
    'project_register',
    { ...sourced, registered_on: 'date' },
    inOrder(progress.registers).map(row),
  );
  await insertRows(
    tx,
    file,
    'light_exception',
    { ...common, rule: 'text', reason: 'text', approved_by: 'text', until: 'date' },
    inOrder(progress.exceptions).map(row),
  );
  await insertRows(
    tx,
    file,
    'approval_item',
    { ...sourced, year: 'integer', stage: 'text', required: 'boolean', done_on: 'date', unit_fid: 'integer' },
    inOrder(progress.approvals).map((item) => ({ ...row(item), unit_fid: unitOf(item) })),
  );
  const issues = await insertRows(
    tx,
    file,
    'issue',
    { ...sourced, code: 'text', title: 'text', kind: 'text', illustrative: 'boolean' },
    inOrder(progress.issues).map(row),
  );
  await insertRows(
    tx,
    file,
    'issue_transition',
    {
      issue_fid: 'integer',
      state: 'text',
      happened_on: 'date',
      unit_fid: 'integer',
      due_on: 'date',
      note: 'text',
      recorded_at: 'timestamptz',
    },
    inOrder(
      progress.issues.flatMap(({ code, transitions }) => transitions.map((one) => ({ ...one, code }))),
    ).map((one) => ({
      ...one,
      issue_fid: issues.get(one.code),
      happened_on: one.on,
      due_on: one.due,
      unit_fid: unitOf(one),
    })),
  );
}

/** As they were recorded, the order of the file for what was recorded at once. */
function inOrder<R extends { recorded_at: string }>(rows: readonly R[]): R[] {
  return rows
    .map((row) => ({ row, time: Date.parse(row.recorded_at) }))
    .sort((a, b) => a.time - b.time)
    .map(({ row }) => row);
}
