import { z } from 'zod';
import { issueKind, issueState } from '../vocabulary/issue.ts';
import { liftableRule } from '../vocabulary/light.ts';
import { projectStage } from '../vocabulary/project.ts';
import { codeText, dateText, momentText, money, readLists } from './feature-file.ts';

const year = z.int().min(1990).max(2100);
const stage = z.enum(projectStage.codes);
const text = z.string().min(1);
const monthText = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'a month YYYY-MM');

/** What every row says: whose it is, when it was recorded, and where it comes from when not from the file's source. */
const common = { project: codeText, recorded_at: momentText, source: text.optional() };

const curve = z
  .array(money)
  .length(12)
  .refine((amounts) => amounts.every((amount, month) => amount >= (amounts[month - 1] ?? 0)), {
    message: 'twelve cumulative amounts, January first, that never fall',
  });

const plan = z
  .strictObject({
    ...common,
    year,
    /** 万元 */
    total: money,
    /** Cumulative amounts, January first; absent = the place's calendar counts. */
    monthly: curve.optional(),
  })
  .refine(({ total, monthly }) => !monthly || monthly[11] === total, {
    path: ['monthly'],
    message: 'December must equal the total',
  });

const report = z.strictObject({
  ...common,
  month: monthText,
  /** 万元, from January to the end of the month. */
  completed: money,
  completed_since_start: money.optional(),
  physical_percent: z.number().min(0).max(100).optional(),
  physical_progress: text.optional(),
  public_allotted: money.optional(),
  public_paid: money.optional(),
  reason: text.optional(),
  late: z.literal(true).optional(),
});

const stageRow = z
  .strictObject({
    ...common,
    stage,
    planned_on: dateText.optional(),
    actual_on: dateText.optional(),
    standard: text.optional(),
    unit: codeText.optional(),
  })
  .refine((row) => row.planned_on ?? row.actual_on, { message: 'a stage needs a planned or an actual date' });

const exception = z.strictObject({
  project: codeText,
  recorded_at: momentText,
  rule: z.enum(liftableRule.codes),
  reason: text,
  approved_by: text,
  until: dateText,
});

const approval = z.strictObject({
  ...common,
  year,
  stage,
  required: z.boolean(),
  done_on: dateText.optional(),
  unit: codeText.optional(),
});

const transition = z
  .strictObject({
    state: z.enum(issueState.codes),
    on: dateText,
    recorded_at: momentText,
    unit: codeText.optional(),
    due: dateText.optional(),
    note: text.optional(),
  })
  .refine((row) => row.state !== 'assigned' || (row.unit && row.due), {
    message: '交办 needs a unit and a due day',
  });

const issue = z.strictObject({
  ...common,
  code: codeText,
  title: text,
  kind: z.enum(issueKind.codes),
  illustrative: z.boolean(),
  transitions: z.array(transition).min(1),
});

/** Where rows come from that do not say so themselves. */
const head = z.strictObject({ source: text });
const lists = {
  plans: plan,
  reports: report,
  stages: stageRow,
  registers: z.strictObject({ ...common, registered_on: dateText }),
  exceptions: exception,
  approvals: approval,
  issues: issue,
};
export type Progress = ReturnType<typeof readProgress>;
export type PlanRow = Progress['plans'][number];
export type ReportRow = Progress['reports'][number];
export type StageRow = Progress['stages'][number];
export type RegisterRow = Progress['registers'][number];
export type ExceptionRow = Progress['exceptions'][number];
export type ApprovalRow = Progress['approvals'][number];
export type IssueRow = Progress['issues'][number];

/** Reads plans, reports, stages, registers, exceptions, approval items and issues; each row is a revision, money in 万元. */
export function readProgress(file: string, json: string) {
  return readLists(file, json, head, lists);
}
