/**
 * From revisions to facts: what was known of a project at a moment (the last revision of each figure recorded until
 * then), and what that says of the end of a month. Pure; the judgement itself is data/rules.
 */
import type { Counts } from '../../data/rules/assess.ts';
import type { Day, LightException, Month, ProjectFacts, Report } from '../../data/rules/facts.ts';
import { monthEnd, yearOf } from '../../data/rules/month.ts';
import { projectStage } from '../../data/vocabulary/project.ts';
import type { AnnualClass, ProjectStage, ProjectStatus } from '../../data/vocabulary/project.ts';
import type { IssueState } from '../../data/vocabulary/issue.ts';
import type { ProjectHistory } from './progress-store.ts';

/** A dated event of a project's status; recorded in seconds since 1970. */
export type StatusEvent = readonly [status: ProjectStatus, effectiveOn: Day, recordedAt: number, fid: number];

/** A project in the list of a year as it was known. Money in 百元. */
export interface ListedProject {
  /** As the row says it, for a project without dated events. */
  readonly status: ProjectStatus;
  readonly annualClass: AnnualClass | null;
  readonly completesThisYear: boolean;
  /** Of the year's list, for a project without a recorded plan. */
  readonly plannedInvestment: number | null;
  readonly totalInvestment: number | null;
  readonly events: readonly StatusEvent[];
}

/** What was known of a project's progress in a year: the last revision of each figure. */
export interface Known {
  readonly project: ListedProject;
  /** By the day on which they took effect. */
  readonly events: readonly StatusEvent[];
  readonly plan: ProjectFacts['plan'];
  /** Of the year, by month. */
  readonly reports: readonly Report[];
  readonly stages: readonly (readonly [ProjectStage, planned: Day | null, actual: Day | null])[];
  readonly registeredOn: Day | null;
  readonly exceptions: readonly LightException[];
  /** Done on; of the items that are required in the year. */
  readonly approvals: readonly (Day | null)[];
  /** Transitions of each issue by the day on which they happened. */
  readonly issues: readonly (readonly Transition[])[];
}
type Transition = readonly [state: IssueState, happenedOn: Day, dueOn: Day | null];

/**
 * What was known of a project in a year.
 * @param until seconds since 1970; what was recorded later was not known.
 */
export function whatWasKnown(
  project: ListedProject,
  history: ProjectHistory,
  { year, until = Infinity }: { readonly year: number; readonly until?: number | undefined },
): Known {
  const known = <Row extends readonly [number, number, number, ...unknown[]]>(rows: readonly Row[]) =>
    until === Infinity ? rows : rows.filter(([, , recordedAt]) => recordedAt <= until);
  const events = project.events
    .filter(([, , recordedAt]) => recordedAt <= until)
    .sort((a, b) => compare(a[1], b[1]) || a[2] - b[2] || a[3] - b[3]);

  let plan: ProjectFacts['plan'] = null;
  for (const [, , , ofYear, total, monthly] of known(history.project_plan)) {
    if (ofYear === year) plan = { total, monthly };
  }
  if (!plan && project.plannedInvestment !== null) plan = { total: project.plannedInvestment, monthly: null };

  const reports = new Map<Month, Report>();
  for (const row of known(history.project_report)) {
    const [, , , month, completed, completedSinceStart, publicAllotted, publicPaid, late] = row;
    if (yearOf(month) !== year) continue;
    reports.set(month, { month, completed, completedSinceStart, publicAllotted, publicPaid, late });
  }
  const stages = new Map<ProjectStage, Known['stages'][number]>();
  for (const [, , , stage, planned, actual] of known(history.project_stage)) {
    stages.set(stage, [stage, planned, actual]);
  }
  const approvals = new Map<ProjectStage, { required: boolean; doneOn: Day | null }>();
  for (const [, , , ofYear, stage, required, doneOn] of known(history.approval_item)) {
    if (ofYear === year) approvals.set(stage, { required, doneOn });
  }
  const issues = new Map<number, Transition[]>();
  for (const [, , , issue, state, happenedOn, dueOn] of known(history.issue_transition)) {
    const transitions = issues.get(issue);
    if (transitions) transitions.push([state, happenedOn, dueOn]);
    else issues.set(issue, [[state, happenedOn, dueOn]]);
  }
  for (const transitions of issues.values()) transitions.sort((a, b) => compare(a[1], b[1]));
  return {
    project,
    events,
    plan,
    reports: [...reports.values()].sort((a, b) => compare(a.month, b.month)),
    stages: [...stages.values()],
    registeredOn: known(history.project_register).at(-1)?.[3] ?? null,
    exceptions: known(history.light_exception).map(([, , , rule, reason, approvedBy, day]) => ({
      rule,
      reason,
      approvedBy,
      until: day,
    })),
    approvals: [...approvals.values()].flatMap(({ required, doneOn }) => (required ? [doneOn] : [])),
    issues: [...issues.values()],
  };
}

/** The facts of a project at the end of a month of the year that `known` is about. */
export function factsAt(known: Known, month: Month): ProjectFacts {
  const end = monthEnd(month);
  const by = (day: Day | null): Day | null => (day !== null && day <= end ? day : null);
  const stages: Record<string, { planned: Day | null; actual: Day | null }> = {};
  for (const [stage, planned, actual] of known.stages) stages[stage] = { planned, actual: by(actual) };
  const { project } = known;
  return {
    status: statusAt(known, end),
    annualClass: project.annualClass,
    completesThisYear: project.completesThisYear,
    plan: known.plan,
    totalInvestment: project.totalInvestment,
    stages,
    startedOn: earliest(stages.start?.actual, firstEvent(known, begun, end)),
    completedOn: earliest(stages.completion?.actual, firstEvent(known, finished, end)),
    registeredOn: by(known.registeredOn),
    report: known.reports.findLast((report) => report.month <= month) ?? null,
    exceptions: known.exceptions,
  };
}

/** Statuses of a project whose building has begun, and of one whose building is over. */
const begun: ReadonlySet<ProjectStatus> = new Set<ProjectStatus>([
  'under_construction',
  'suspended',
  'completed',
  'in_production',
]);
const finished: ReadonlySet<ProjectStatus> = new Set<ProjectStatus>(['completed', 'in_production']);

/**
 * The status on a day. Before its first event a project of the year's list had not begun; one without any event has
 * the status of its row.
 */
function statusAt({ events, project }: Known, day: Day): ProjectStatus {
  const last = events.findLast(([, effectiveOn]) => effectiveOn <= day);
  if (last) return last[0];
  if (events.length === 0) return project.status;
  return project.annualClass === null ? 'reserve' : 'preparatory';
}

function firstEvent({ events }: Known, statuses: ReadonlySet<ProjectStatus>, day: Day): Day | null {
  return events.find(([status, effectiveOn]) => effectiveOn <= day && statuses.has(status))?.[1] ?? null;
}

function earliest(a: Day | null | undefined, b: Day | null): Day | null {
  return a && b ? (a < b ? a : b) : (a ?? b);
}

/** Approval items of the year and issues, counted at the end of a month. */
export function countsAt({ approvals, issues }: Known, month: Month): Counts {
  const end = monthEnd(month);
  let issuesDue = 0;
  let issuesClosed = 0;
  let issuesOpen = 0;
  for (const transitions of issues) {
    const happened = transitions.filter(([, happenedOn]) => happenedOn <= end);
    const state = happened.at(-1)?.[0];
    if (state === undefined) continue;
    const due = happened.findLast(([, , dueOn]) => dueOn !== null)?.[2];
    const closed = state === 'closed';
    if (!closed) issuesOpen++;
    if (due && due <= end) {
      issuesDue++;
      if (closed) issuesClosed++;
    }
  }
  return {
    approvalsRequired: approvals.length,
    approvalsDone: approvals.filter((doneOn) => doneOn !== null && doneOn <= end).length,
    issuesDue,
    issuesClosed,
    issuesOpen,
  };
}

/** The current stage: the last one in the order of stages that was reached by the end of the month. */
export function stageAt({ stages }: ProjectFacts): ProjectStage | null {
  return projectStage.codes.findLast((stage) => stages[stage]?.actual) ?? null;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
