/** The judgement of a project folded into what sets are summed over. */
import { flag } from './assessment.ts';
import type { Assessment } from './assessment.ts';
import type { ProjectFacts } from './facts.ts';
import type { Judgement } from './judgement.ts';
import { monthEnd } from './month.ts';

/** Approval items and issues of a project at the end of the month, counted by who has them. */
export type Counts = Pick<
  Assessment,
  'approvalsRequired' | 'approvalsDone' | 'issuesDue' | 'issuesClosed' | 'issuesOpen'
>;

/** The assessment of a project: `judgement` is that of the same facts. Money in 百元. */
export function assess(facts: ProjectFacts, judgement: Judgement, counts: Counts): Assessment {
  return {
    status: facts.status,
    light: judgement.light,
    gap: judgement.reasons.find((reason) => reason.rule === 'investment')?.gap ?? NaN,
    planned: judgement.planned,
    due: judgement.due,
    completed: judgement.completed,
    unusedPlan: judgement.unusedPlan,
    flags: flagsOf(facts, judgement),
    approvalsRequired: counts.approvalsRequired,
    approvalsDone: counts.approvalsDone,
    issuesDue: counts.issuesDue,
    issuesClosed: counts.issuesClosed,
    issuesOpen: counts.issuesOpen,
  };
}

function flagsOf(facts: ProjectFacts, judgement: Judgement): number {
  const end = monthEnd(judgement.month);
  const by = (day: string | null | undefined) => !!day && day <= end;
  const isNew = facts.annualClass === 'new';
  const completes = facts.completesThisYear;
  const set: Record<keyof typeof flag, boolean> = {
    listed: facts.annualClass !== null,
    newStart: isNew,
    startDue: isNew && by(facts.stages.start?.planned),
    started: isNew && by(facts.startedOn),
    completes,
    completionDue: completes && by(facts.stages.completion?.planned),
    completed: completes && by(facts.completedOn),
    carried: judgement.carried,
    lateReport: facts.report?.late ?? false,
    overTotal: judgement.overTotal,
    withoutPermit: judgement.withoutPermit,
    earlyStart: judgement.earlyStart,
    suspended: facts.status === 'suspended',
  };
  let flags = 0;
  for (const name of Object.keys(flag) as (keyof typeof flag)[]) if (set[name]) flags |= flag[name];
  return flags;
}
