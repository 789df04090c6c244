/** How a demo place stands at the end of July 2026: numbers decided by hand, figures drawn from them. */
import type { ProjectTier } from '../vocabulary/project.ts';

export interface ProgressPlan {
  /** Cumulative share of the year due by month where winter rules the work; absent = m/12. Equal to that of place.json. */
  season?: readonly number[];
  /** Completed ÷ plan at the last month, by tier. */
  completed: Readonly<Record<ProjectTier, number>>;
  /** Share of projects with a monthly plan. */
  curves: number;
  /** Numbers of projects that stand out. */
  counts: {
    /** Planned start passed without a start: one or two months, three and more, and with an approved reason. */
    startYellow: number;
    startRed: number;
    excused: number;
    /** Started, but not on the statistics register in time. */
    registerYellow: number;
    registerRed: number;
    /** Behind with the investment. */
    investmentYellow: number;
    investmentRed: number;
    /** Public money paid below the required rate. */
    publicLow: number;
    overTotal: number;
    withoutPermit: number;
    /** No report for the last month. */
    silent: number;
    /** June reported after the window. */
    late: number;
    /** Pairs of plans revised in June: one more, one less by the same. */
    revisedPairs: number;
    /** May's figure corrected in June. */
    corrected: number;
    /** To complete by July, but not done. */
    completionLate: number;
    /** Projects with approval items of the year. */
    approvals: number;
  };
  /** Days of the joint meetings, and issues settled there over so many projects. */
  meetings: readonly string[];
  settled: { issues: number; projects: number };
  /** Issues settled without a meeting. */
  settledBelow: number;
  /** Rounds of the open issues in each stage of their course. */
  open: number;
}

export const shangqiuProgress: ProgressPlan = {
  completed: { province_a: 0.77, province_b: 0.701, city: 0.667 },
  curves: 0.6,
  counts: {
    startYellow: 5,
    startRed: 2,
    excused: 4,
    registerYellow: 3,
    registerRed: 2,
    investmentYellow: 8,
    investmentRed: 1,
    publicLow: 2,
    overTotal: 2,
    withoutPermit: 3,
    silent: 8,
    late: 4,
    revisedPairs: 3,
    corrected: 3,
    completionLate: 5,
    approvals: 90,
  },
  meetings: ['2026-02-27', '2026-03-27', '2026-04-28', '2026-05-28', '2026-06-26'],
  settled: { issues: 34, projects: 16 },
  settledBelow: 10,
  open: 2,
};

export const changbaishanProgress: ProgressPlan = {
  season: [0, 0, 0.02, 0.08, 0.2, 0.36, 0.52, 0.68, 0.83, 0.94, 0.99, 1],
  completed: { province_a: 0.6, province_b: 0.57, city: 0.56 },
  curves: 0.5,
  counts: {
    startYellow: 2,
    startRed: 1,
    excused: 1,
    registerYellow: 1,
    registerRed: 1,
    investmentYellow: 3,
    investmentRed: 0,
    publicLow: 0,
    overTotal: 1,
    withoutPermit: 1,
    silent: 2,
    late: 1,
    revisedPairs: 1,
    corrected: 1,
    completionLate: 2,
    approvals: 26,
  },
  meetings: ['2026-04-24', '2026-05-29', '2026-06-26'],
  settled: { issues: 9, projects: 5 },
  settledBelow: 3,
  open: 1,
};
