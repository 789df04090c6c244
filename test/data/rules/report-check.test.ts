import { describe, expect, test } from 'vitest';
import { checkPlan, checkReport } from '../../../data/rules/report-check.ts';
import { rules } from './facts.ts';

const previous = {
  month: '2026-06',
  completed: 500,
  completedSinceStart: 900,
  physicalPercent: 40,
  publicAllotted: 100,
  publicPaid: 80,
};
const known = { month: '2026-07', previous, plan: 1000, totalInvestment: 3000, rules };
const good = {
  completed: 600.55,
  completedSinceStart: 1000.55,
  physicalPercent: 45,
  publicAllotted: 100,
  publicPaid: 90,
};
const codes = (entry: object, of: Parameters<typeof checkReport>[1] = known) =>
  checkReport({ ...good, ...entry }, of).map(({ field, kind, code, limit }) => [field, kind, code, limit]);

describe('a monthly report', () => {
  test('a usual one has nothing to ask', () => {
    expect(codes({})).toEqual([]);
    expect(codes({ completedSinceStart: null, physicalPercent: undefined, publicPaid: null })).toEqual([]);
  });

  test.each([
    [{ completed: null }, ['completed', 'error', 'missing', null]],
    [{ completed: '六百' }, ['completed', 'error', 'not_a_number', null]],
    [{ completed: Infinity }, ['completed', 'error', 'not_a_number', null]],
    [{ completedSinceStart: -1 }, ['completedSinceStart', 'error', 'negative', 0]],
    [{ publicPaid: 90.001 }, ['publicPaid', 'error', 'too_precise', null]],
    [{ publicAllotted: 1e13 }, ['publicAllotted', 'error', 'too_large', 999_999_999_999.99]],
    [{ physicalPercent: 100.1 }, ['physicalPercent', 'error', 'above_hundred', 100]],
  ])('%j cannot be', (entry, problem) => {
    expect(codes(entry)).toEqual([problem]);
  });

  test.each([
    [{ completed: 499.99 }, ['completed', 'needs_reason', 'lower', 500]],
    [{ completedSinceStart: 899 }, ['completedSinceStart', 'needs_reason', 'lower', 900]],
    [{ physicalPercent: 39 }, ['physicalPercent', 'needs_reason', 'lower', 40]],
    [{ publicPaid: 79 }, ['publicPaid', 'needs_reason', 'lower', 80]],
    [{ completedSinceStart: 3000.01 }, ['completedSinceStart', 'needs_reason', 'above_total', 3000]],
    [{ completed: 750.01 }, ['completed', 'needs_reason', 'jump', 750]],
  ])('%j is kept with a reason', (entry, problem) => {
    expect(codes(entry)).toEqual([problem]);
  });

  test('the bounds themselves are usual, and money may exceed its annual plan', () => {
    expect(codes({ completed: 750, completedSinceStart: 3000, physicalPercent: 100 })).toEqual([]);
    const far = { ...known, previous: { ...previous, completed: 950 } };
    expect(codes({ completed: 1190 }, far)).toEqual([]);
  });

  test('in January the yearly figures begin anew, those since the start do not', () => {
    const january = { ...known, month: '2027-01', previous: { ...previous, month: '2026-12' } };
    expect(codes({ completed: 20, publicAllotted: 0, publicPaid: 0 }, january)).toEqual([]);
    expect(codes({ completed: 20, completedSinceStart: 899 }, january)).toEqual([
      ['completedSinceStart', 'needs_reason', 'lower', 900],
    ]);
  });

  test('a first report is held to the jump from nothing; without plan or total there is no bound', () => {
    const first = { ...known, previous: null };
    expect(codes({ completed: 251 }, first)).toEqual([['completed', 'needs_reason', 'jump', 250]]);
    expect(codes({ completed: 9999 }, { ...first, plan: null, totalInvestment: null })).toEqual([]);
  });

  test('the value stands in the problem', () => {
    expect(checkReport({ ...good, completed: '6oo' }, known)).toMatchObject([{ value: '6oo' }]);
  });
});

describe('a plan', () => {
  const curve = [10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110, 120];

  test('a curve that rises to the total, or none', () => {
    expect(checkPlan({ total: 120, monthly: curve })).toEqual([]);
    expect(checkPlan({ total: 120, monthly: null })).toEqual([]);
  });

  test('a curve that falls names the month', () => {
    expect(checkPlan({ total: 120, monthly: curve.with(4, 39) })).toEqual([
      { month: 5, code: 'falls', value: 39, limit: 40 },
    ]);
  });

  test.each([
    [
      { total: 120, monthly: curve.slice(1) },
      { month: null, code: 'not_twelve', value: 11, limit: 12 },
    ],
    [
      { total: 130, monthly: curve },
      { month: 12, code: 'not_total', value: 120, limit: 130 },
    ],
    [
      { total: 120, monthly: curve.with(0, -1) },
      { month: 1, code: 'negative', value: -1, limit: 0 },
    ],
    [
      { total: -1, monthly: null },
      { month: null, code: 'negative', value: -1, limit: 0 },
    ],
    [
      { total: 'x', monthly: null },
      { month: null, code: 'not_a_number', value: 'x', limit: null },
    ],
  ])('%j', (plan, problem) => {
    expect(checkPlan(plan)).toEqual([problem]);
  });

  test('amounts that are no numbers are all named', () => {
    const monthly = [...curve.slice(0, 10), '百', null];
    expect(checkPlan({ total: 120, monthly }).map(({ month, code }) => [month, code])).toEqual([
      [11, 'not_a_number'],
      [12, 'not_a_number'],
    ]);
  });
});
