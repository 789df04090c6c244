/** Sums and rates of a set of projects (domain.md, Rules: Indicators of a set). */
import type { Light } from '../vocabulary/light.ts';
import { hundredYuanPerWan } from '../vocabulary/units.ts';
import { flag } from './assessment.ts';
import type { Assessment, Indicators } from './assessment.ts';
import { elapsedShare, percentagePoints } from './baseline.ts';
import type { Month, Rules } from './facts.ts';
import { monthNumber } from './month.ts';

/** A project of the set; `share` = the part of its money that counts (league by district), 0 to 1; counts are whole. */
export interface Member {
  readonly assessment: Assessment;
  /** Its category counts as industry. */
  readonly industry: boolean;
  readonly share?: number | undefined;
}

const rate = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);

/** Money in integers of 百元; a shared amount is rounded for each project, so that sums stay whole. */
export function indicators(
  set: Iterable<Member>,
  { month, rules }: { month: Month; rules: Rules },
): Indicators {
  const lights: Record<Light, number> = { red: 0, yellow: 0, green: 0, none: 0 };
  let projects = 0;
  let planned = 0;
  let due = 0;
  let completed = 0;
  let unusedPlan = 0;
  let industryCompleted = 0;
  let approvalsRequired = 0;
  let approvalsDone = 0;
  let issuesDue = 0;
  let issuesClosed = 0;
  let issuesOpen = 0;
  let newStarts = 0;
  let startsDue = 0;
  let started = 0;
  let completions = 0;
  let completionsDue = 0;
  let completedProjects = 0;
  let carried = 0;
  let suspended = 0;
  let overTotal = 0;
  let withoutPermit = 0;
  for (const { assessment, industry, share } of set) {
    const part = (money: number) => (share === undefined ? money : Math.round(money * share));
    const { flags } = assessment;
    const done = part(assessment.completed);
    projects++;
    lights[assessment.light]++;
    planned += part(assessment.planned);
    due += part(assessment.due);
    completed += done;
    unusedPlan += part(assessment.unusedPlan);
    if (industry) industryCompleted += done;
    approvalsRequired += assessment.approvalsRequired;
    approvalsDone += assessment.approvalsDone;
    issuesDue += assessment.issuesDue;
    issuesClosed += assessment.issuesClosed;
    issuesOpen += assessment.issuesOpen;
    if (flags & flag.newStart) newStarts++;
    if (flags & flag.startDue) startsDue++;
    if (flags & flag.started) started++;
    if (flags & flag.completes) completions++;
    if (flags & flag.completionDue) completionsDue++;
    if (flags & flag.completed) completedProjects++;
    if (flags & flag.carried) carried++;
    if (flags & flag.suspended) suspended++;
    if (flags & flag.overTotal) overTotal++;
    if (flags & flag.withoutPermit) withoutPermit++;
  }
  const calendar = elapsedShare(monthNumber(month), rules.calendar);
  const investmentRate = rate(completed, planned);
  const baseline = rate(due, planned);
  const ahead = (line: number | null) =>
    investmentRate === null || line === null ? null : percentagePoints(investmentRate - line);
  return {
    projects,
    planned,
    completed,
    investmentRate,
    calendar,
    baseline,
    aheadOfCalendar: ahead(calendar),
    aheadOfBaseline: ahead(baseline),
    newStarts,
    startsDue,
    started,
    startRateDue: rate(started, startsDue),
    startRateYear: rate(started, newStarts),
    completions,
    completionsDue,
    completedProjects,
    completionRateDue: rate(completedProjects, completionsDue),
    completionRateYear: rate(completedProjects, completions),
    approvalsRequired,
    approvalsDone,
    approvalRate: rate(approvalsDone, approvalsRequired),
    issuesDue,
    issuesClosed,
    issuesOpen,
    settlementRate: rate(issuesClosed, issuesDue),
    lights,
    behind: lights.red + lights.yellow,
    carried,
    suspended,
    unusedPlan,
    overTotal,
    withoutPermit,
    industryCompleted,
    industryShare: rate(industryCompleted, completed),
    fixedAssetShare: rate(completed, (rules.fixed_asset_investment?.[month] ?? 0) * hundredYuanPerWan),
  };
}
