/** Facts and rules that the tests of the rules vary. Money in 百元: 1 亿元 = 1,000,000. */
import type { ProjectFacts, Report, Rules } from '../../../data/rules/facts.ts';

export const yi = 1_000_000;

export const rules: Rules = {
  source: '阈值参照银川市 2025 年公布的红黄绿灯规则',
  investment: { yellow_from_gap: 10, red_above_gap: 30 },
  start: { yellow_after_months: 1, red_after_months: 3 },
  statistics_register: { yellow_after_months: 1, red_after_months: 2 },
  report_window: { opens_day: 25, closes_day: 5 },
  report_jump_share: 0.25,
  calendar: {
    kind: 'calendar',
    cumulative: [0.0833, 0.1667, 0.25, 0.3333, 0.4167, 0.5, 0.5833, 0.6667, 0.75, 0.8333, 0.9167, 1],
    source: '按月均分（m/12）',
  },
  milestones: [],
};

/** A long winter: nothing until March, all but a tenth by the end of October. */
export const winterRules: Rules = {
  ...rules,
  calendar: {
    kind: 'seasonal',
    cumulative: [0, 0, 0, 0.05, 0.2, 0.35, 0.5, 0.65, 0.8, 0.9, 1, 1],
    source: '冬季停工曲线',
  },
};

export function report(month: string, completed: number, rest: Partial<Report> = {}): Report {
  return {
    month,
    completed,
    completedSinceStart: null,
    publicAllotted: null,
    publicPaid: null,
    late: false,
    ...rest,
  };
}

/** A continuing project under construction with a plan of 1 亿元 and no report. */
export function facts(changes: Partial<ProjectFacts> = {}): ProjectFacts {
  return {
    status: 'under_construction',
    annualClass: 'continuing',
    completesThisYear: false,
    plan: { total: yi, monthly: null },
    totalInvestment: 3 * yi,
    stages: {},
    startedOn: '2025-03-10',
    completedOn: null,
    registeredOn: '2025-04-01',
    report: null,
    exceptions: [],
    ...changes,
  };
}

/** A start planned for a day of 2026. */
export function newStart(planned: string, changes: Partial<ProjectFacts> = {}): ProjectFacts {
  return facts({
    status: 'preparatory',
    annualClass: 'new',
    stages: { start: { planned, actual: null } },
    startedOn: null,
    registeredOn: null,
    ...changes,
  });
}

export const noCounts = {
  approvalsRequired: 0,
  approvalsDone: 0,
  issuesDue: 0,
  issuesClosed: 0,
  issuesOpen: 0,
};
