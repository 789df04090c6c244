/**
 * One project in one month as sets are summed over: what lists, maps and indicators need, without the arithmetic.
 * The server writes these into the column file `progress`, browser and server sum them with `indicators`.
 */
import type { ProjectStatus } from '../vocabulary/project.ts';
import type { Light } from '../vocabulary/light.ts';

/** Bits of `Assessment.flags`. */
export const flag = {
  /** In the list of the year. */
  listed: 1 << 0,
  /** Annual class `new`; its start was due by the end of the month; it has started. */
  newStart: 1 << 1,
  startDue: 1 << 2,
  started: 1 << 3,
  /** 计划竣工; due by the end of the month; completed. */
  completes: 1 << 4,
  completionDue: 1 << 5,
  completed: 1 << 6,
  /** The figures are of an earlier month. */
  carried: 1 << 7,
  /** The last report came after its window. */
  lateReport: 1 << 8,
  overTotal: 1 << 9,
  withoutPermit: 1 << 10,
  earlyStart: 1 << 11,
  /** Status suspended at the end of the month. */
  suspended: 1 << 12,
} as const;

/** Money in integers of 百元. */
export interface Assessment {
  readonly status: ProjectStatus;
  readonly light: Light;
  /** Percentage points behind the baseline (negative = ahead); NaN when there is none. */
  readonly gap: number;
  readonly planned: number;
  /** Due by the judged month on the baseline that counts for the light. */
  readonly due: number;
  readonly completed: number;
  readonly unusedPlan: number;
  /** Set of `flag` bits. */
  readonly flags: number;
  /** 联审联批: approval items required this year, and done by the end of the month. */
  readonly approvalsRequired: number;
  readonly approvalsDone: number;
  /** Issues whose day has come by the end of the month, and those of them that are closed; all that are open. */
  readonly issuesDue: number;
  readonly issuesClosed: number;
  readonly issuesOpen: number;
}

/** Sums and rates of a set of projects; rates are shares (1 = 100 %), `null` without a denominator. */
export interface Indicators {
  readonly projects: number;
  readonly planned: number;
  readonly completed: number;
  /** completed ÷ planned: the only rate with a linear baseline. */
  readonly investmentRate: number | null;
  /** m/12, or the place's seasonal share. */
  readonly calendar: number;
  /** Sum of the amounts due ÷ planned. */
  readonly baseline: number | null;
  /** investmentRate − calendar, and − baseline, in percentage points; positive = ahead. */
  readonly aheadOfCalendar: number | null;
  readonly aheadOfBaseline: number | null;
  /** 时序开工率 = started ÷ due by now; 年度开工率 = started ÷ the year's new starts. Completions likewise. */
  readonly newStarts: number;
  readonly startsDue: number;
  readonly started: number;
  readonly startRateDue: number | null;
  readonly startRateYear: number | null;
  readonly completions: number;
  readonly completionsDue: number;
  readonly completedProjects: number;
  readonly completionRateDue: number | null;
  readonly completionRateYear: number | null;
  readonly approvalsRequired: number;
  readonly approvalsDone: number;
  readonly approvalRate: number | null;
  readonly issuesDue: number;
  readonly issuesClosed: number;
  readonly issuesOpen: number;
  readonly settlementRate: number | null;
  readonly lights: Readonly<Record<Light, number>>;
  /** Projects with a yellow or red light: over-fulfilment hides laggards. */
  readonly behind: number;
  /** Projects whose figures are carried forward (含 n 项沿用), and those suspended. */
  readonly carried: number;
  readonly suspended: number;
  readonly unusedPlan: number;
  readonly overTotal: number;
  readonly withoutPermit: number;
  /** Completed investment of projects whose category counts as industry, and its share. */
  readonly industryCompleted: number;
  readonly industryShare: number | null;
  /** 两个比重: completed ÷ all fixed-asset investment of the place by the month, where the place enters that total. */
  readonly fixedAssetShare: number | null;
}
