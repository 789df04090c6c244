/** Facts and rules that the tests of the rules vary. Money in 百元: 1 亿元 = 1,000,000. */
import type { ProjectFacts, Report, Rules } from '../../../data/rules/facts.ts';
import { testRules } from '../../support/rules.ts';

export const yi = 1_000_000;

export const rules: Rules = {
  ...testRules,
  source: '阈值参照银川市 2025 年公布的红黄绿灯规则',
  report_jump_share: 0.25,
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
