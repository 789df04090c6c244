/**
 * A year replayed month by month: six projects as dated histories, and beside them the lights and sums of every month
 * as they were computed by hand.
 */
import { expect, test } from 'vitest';
import { assess } from '../../../data/rules/assess.ts';
import type { ProjectFacts } from '../../../data/rules/facts.ts';
import { indicators } from '../../../data/rules/indicators.ts';
import { judge } from '../../../data/rules/judge.ts';
import { monthEnd, monthFrom, monthNumber } from '../../../data/rules/month.ts';
import { statusesInTotals } from '../../../data/vocabulary/project.ts';
import type { ProjectStatus } from '../../../data/vocabulary/project.ts';
import { facts, noCounts, report, rules } from './facts.ts';

interface History {
  /** What does not change in the year. */
  readonly always: Partial<ProjectFacts>;
  readonly statuses: readonly (readonly [from: string, ProjectStatus])[];
  /** Cumulative completion by month, `null` = not reported. */
  readonly completed: readonly (number | null)[];
  readonly industry?: boolean;
}
const none: null[] = Array.from({ length: 12 }, () => null);

/** Money in 百元. */
const histories: Readonly<Record<string, History>> = {
  // On plan to June, silent in July, stands still to October, caught up in November.
  A: {
    always: { plan: { total: 120_000, monthly: null } },
    statuses: [['2025-03-10', 'under_construction']],
    completed: [
      10_000,
      20_000,
      30_000,
      40_000,
      50_000,
      60_000,
      null,
      60_000,
      60_000,
      60_000,
      105_000,
      126_000,
    ],
  },
  // To begin in April, begun in June: its calendar then runs from June. On the register only in September.
  B: {
    always: {
      annualClass: 'new',
      plan: { total: 70_000, monthly: null },
      stages: { start: { planned: '2026-04-15', actual: '2026-06-10' } },
      startedOn: '2026-06-10',
      registeredOn: '2026-09-05',
    },
    statuses: [
      ['2025-12-01', 'preparatory'],
      ['2026-06-10', 'under_construction'],
    ],
    completed: [null, null, null, null, null, 10_000, 20_000, 30_000, 40_000, 40_000, 60_000, 70_000],
  },
  // Its own monthly plan; finished in October, a quarter of the plan unused, then silent.
  C: {
    always: {
      completesThisYear: true,
      plan: {
        total: 80_000,
        monthly: [0, 0, 10_000, 20_000, 30_000, 40_000, 50_000, 60_000, 80_000, 80_000, 80_000, 80_000],
      },
      stages: { completion: { planned: '2026-09-30', actual: '2026-10-15' } },
      completedOn: '2026-10-15',
    },
    statuses: [
      ['2025-03-10', 'under_construction'],
      ['2026-10-15', 'completed'],
    ],
    completed: [0, 0, 10_000, 20_000, 20_000, 20_000, 20_000, 50_000, 60_000, 60_000, null, null],
    industry: true,
  },
  // Suspended from May to September.
  D: {
    always: { plan: { total: 40_000, monthly: null } },
    statuses: [
      ['2025-03-10', 'under_construction'],
      ['2026-05-05', 'suspended'],
      ['2026-10-08', 'under_construction'],
    ],
    completed: [4_000, 8_000, 12_000, 12_000, 12_000, 12_000, 12_000, 12_000, 12_000, 20_000, 30_000, 40_000],
  },
  // In reserve: outside every total.
  E: {
    always: { annualClass: null, plan: null, startedOn: null },
    statuses: [['2025-12-01', 'reserve']],
    completed: none,
  },
  // To begin in May, excused to the end of June, deferred in October.
  F: {
    always: {
      annualClass: 'new',
      plan: { total: 24_000, monthly: null },
      stages: { start: { planned: '2026-05-10', actual: null } },
      startedOn: null,
      registeredOn: null,
      exceptions: [{ rule: 'start', reason: '用地未批', approvedBy: '市政府', until: '2026-06-30' }],
    },
    statuses: [
      ['2025-12-01', 'preparatory'],
      ['2026-10-01', 'deferred'],
    ],
    completed: none,
  },
};

/** What is known of a history at the end of a month. */
function factsAt({ always, statuses, completed }: History, month: string): ProjectFacts {
  const end = monthEnd(month);
  const known = (day: string | null | undefined) => (day && day <= end ? day : null);
  const base = facts(always);
  const at = completed.findLastIndex((amount, index) => amount !== null && index < monthNumber(month));
  return {
    ...base,
    status: statuses.findLast(([from]) => from <= end)?.[1] ?? 'reserve',
    startedOn: known(base.startedOn),
    completedOn: known(base.completedOn),
    registeredOn: known(base.registeredOn),
    report: at < 0 ? null : report(monthFrom(2026, at + 1), completed[at] ?? 0),
  };
}

/** By hand. Lights of A to F (g, y, r, − = none); sums of the projects in totals, 百元. */
const table = `
month lights planned    due completed startsDue started completionsDue done behind carried suspended unused industry
01    g-gg-- 334000   13333     14000         0       0              0    0      0       0         0      0        0
02    g-gg-- 334000   26667     28000         0       0              0    0      0       0         0      0        0
03    g-gg-- 334000   50000     52000         0       0              0    0      0       0         0      0    10000
04    gygg-- 334000   81111     72000         1       0              0    0      1       0         0      0    20000
05    gyyy-g 334000  115223     82000         2       0              0    0      3       0         1      0    20000
06    ggyy-g 334000  136000    102000         2       1              0    0      2       0         1      0    20000
07    gyry-r 334000  162333    112000         2       1              0    0      4       1         1      0    20000
08    yryr-r 334000  208667    152000         2       1              0    0      5       0         1      0    50000
09    ygyr-r 334000  255000    172000         2       1              1    0      4       0         1      0    60000
10    rygr-- 310000  263333    180000         1       1              1    1      3       0         0  20000    60000
11    gggy-- 310000  286667    255000         1       1              1    1      1       1         0  20000    60000
12    gggg-- 310000  310000    296000         1       1              1    1      0       1         0  20000    60000
`;
const letters = { green: 'g', yellow: 'y', red: 'r', none: '-' } as const;

test.each(
  table
    .trim()
    .split('\n')
    .slice(1)
    .map((row) => row.split(/\s+/)),
)('month %s of the year', (...row: string[]) => {
  const month = `2026-${row[0]}`;
  const judged = Object.values(histories).map((history) => {
    const of = factsAt(history, month);
    const judgement = judge(of, { month, rules });
    return { assessment: assess(of, judgement, noCounts), industry: history.industry ?? false };
  });
  const lights = judged.map(({ assessment }) => letters[assessment.light]).join('');
  const sums = indicators(
    judged.filter(({ assessment }) => statusesInTotals.includes(assessment.status)),
    { month, rules },
  );
  expect([
    row[0],
    lights,
    ...[
      sums.planned,
      Math.round((sums.baseline ?? NaN) * sums.planned),
      sums.completed,
      sums.startsDue,
      sums.started,
      sums.completionsDue,
      sums.completedProjects,
      sums.behind,
      sums.carried,
      sums.suspended,
      sums.unusedPlan,
      sums.industryCompleted,
    ].map(String),
  ]).toEqual(row);
  expect(sums.calendar).toBe(monthNumber(month) / 12);
});
