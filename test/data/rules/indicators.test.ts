/** The figures of the speeches, and the rates of a set. */
import { describe, expect, test } from 'vitest';
import { flag } from '../../../data/rules/assessment.ts';
import type { Assessment } from '../../../data/rules/assessment.ts';
import { indicators } from '../../../data/rules/indicators.ts';
import type { Member } from '../../../data/rules/indicators.ts';
import { rules, winterRules, yi } from './facts.ts';

function member(changes: Partial<Assessment>, rest: Partial<Member> = {}): Member {
  return {
    assessment: {
      status: 'under_construction',
      light: 'green',
      gap: 0,
      planned: 0,
      due: 0,
      completed: 0,
      unusedPlan: 0,
      flags: flag.listed,
      approvalsRequired: 0,
      approvalsDone: 0,
      issuesDue: 0,
      issuesClosed: 0,
      issuesOpen: 0,
      ...changes,
    },
    industry: false,
    ...rest,
  };
}
/** 亿元 → 百元. */
const amount = (inYi: number) => Math.round(inYi * yi);
const tierA = member({ planned: amount(122.5), completed: amount(94.35) });
const tierB = member({ planned: amount(408.7), completed: amount(286.5) });
const others = member({ planned: amount(613.7), completed: amount(409.15) });

describe('July of the speeches', () => {
  const july = { month: '2026-07', rules };
  const percent = (rate: number | null) => Math.round((rate ?? NaN) * 1000) / 10;

  test('790 of 1,144.9 is 69 %, 10.7 points ahead of the calendar', () => {
    const all = indicators([tierA, tierB, others], july);
    expect([all.completed, all.planned]).toEqual([790 * yi, 1_144_900_000]);
    expect([percent(all.investmentRate), percent(all.calendar)]).toEqual([69, 58.3]);
    expect(all.aheadOfCalendar).toBe(10.6683);
    expect(all.aheadOfCalendar?.toFixed(1)).toBe('10.7');
  });

  test('the tiers: 77 %, 70.1 %, 66.7 %', () => {
    const rates = [tierA, tierB, others].map((tier) => percent(indicators([tier], july).investmentRate));
    expect(rates).toEqual([77, 70.1, 66.7]);
  });

  test('97.2 % in October is 13.9 points over 83.3 %', () => {
    const october = indicators([member({ planned: 1000, completed: 972 })], { month: '2026-10', rules });
    expect([percent(october.calendar), october.aheadOfCalendar?.toFixed(1)]).toEqual([83.3, '13.9']);
  });
});

test('the seasonal place shows its own share', () => {
  expect(indicators([], { month: '2026-04', rules: winterRules })).toMatchObject({ calendar: 0.05 });
});

test('without a denominator there is no rate', () => {
  expect(indicators([], { month: '2026-07', rules })).toMatchObject({
    projects: 0,
    investmentRate: null,
    baseline: null,
    aheadOfCalendar: null,
    startRateDue: null,
    completionRateYear: null,
    approvalRate: null,
    settlementRate: null,
    industryShare: null,
    fixedAssetShare: null,
  });
});

test('starts and completions: of those due, and of the year; above 100 % is real', () => {
  const { newStart, startDue, started, completes, completionDue, completed } = flag;
  const set = [
    member({ flags: newStart | startDue | started }),
    member({ flags: newStart | started }), // ahead of its planned month
    member({ flags: newStart }),
    member({ flags: newStart }),
    member({ flags: completes | completionDue }),
    member({ flags: completes | completionDue | completed }),
    member({ flags: completes }),
  ];
  expect(indicators(set, { month: '2026-07', rules })).toMatchObject({
    newStarts: 4,
    startsDue: 1,
    started: 2,
    startRateDue: 2,
    startRateYear: 0.5,
    completions: 3,
    completionsDue: 2,
    completedProjects: 1,
    completionRateDue: 0.5,
    completionRateYear: 1 / 3,
  });
});

test('joint review and issue settlement are two figures', () => {
  const set = [
    member({ approvalsRequired: 4, approvalsDone: 3, issuesDue: 2, issuesClosed: 1, issuesOpen: 3 }),
    member({ approvalsRequired: 1, approvalsDone: 1, issuesDue: 2, issuesClosed: 2 }),
  ];
  expect(indicators(set, { month: '2026-07', rules })).toMatchObject({
    approvalsRequired: 5,
    approvalsDone: 4,
    approvalRate: 0.8,
    issuesDue: 4,
    issuesClosed: 3,
    issuesOpen: 3,
    settlementRate: 0.75,
  });
});

test('beside an over-fulfilled sum stand those behind', () => {
  const set = [
    member({ planned: yi, due: yi / 2, completed: 3 * yi }),
    member({ planned: yi, due: yi / 2, completed: 0, light: 'red' }),
    member({ planned: yi, due: yi / 2, completed: yi / 4, light: 'yellow' }),
    member({ light: 'none' }),
  ];
  expect(indicators(set, { month: '2026-06', rules })).toMatchObject({
    investmentRate: 3.25 / 3,
    baseline: 0.5,
    aheadOfBaseline: 58.3333,
    behind: 2,
    lights: { red: 1, yellow: 1, green: 1, none: 1 },
  });
});

test('the two shares: industry of the completed, and key projects of all fixed-asset investment', () => {
  const set = [
    member({ completed: 300 * yi }, { industry: true }),
    member({ completed: 100 * yi, flags: flag.overTotal | flag.withoutPermit }),
  ];
  const withTotal = { ...rules, fixed_asset_investment: { '2026-07': 16_000_000 } };
  expect(indicators(set, { month: '2026-07', rules: withTotal })).toMatchObject({
    industryCompleted: 300 * yi,
    industryShare: 0.75,
    fixedAssetShare: 0.25,
    overTotal: 1,
    withoutPermit: 1,
  });
  expect(indicators(set, { month: '2026-06', rules: withTotal }).fixedAssetShare).toBeNull();
});
