/** Every row of the case table of the rules. */
import { expect, test } from 'vitest';
import { assess } from '../../../data/rules/assess.ts';
import { flag } from '../../../data/rules/assessment.ts';
import { indicators } from '../../../data/rules/indicators.ts';
import { judge } from '../../../data/rules/judge.ts';
import type { ProjectFacts } from '../../../data/rules/facts.ts';
import { facts, newStart, noCounts, report, rules, yi } from './facts.ts';

const at = (of: ProjectFacts, month: string) => judge(of, { month, rules });
const sum = (all: ProjectFacts[], month: string) =>
  indicators(
    all.map((of) => ({ assessment: assess(of, at(of, month), noCounts), industry: false })),
    { month, rules },
  );

test('starts in mid-year: its own calendar from its start month, none before', () => {
  expect(at(newStart('2026-07-15'), '2026-06')).toMatchObject({
    light: 'none',
    noLight: 'not_due',
    calendar: null,
    due: 0,
  });
  const started = newStart('2026-07-15', {
    startedOn: '2026-07-20',
    registeredOn: '2026-08-01',
    report: report('2026-09', 0.5 * yi),
  });
  expect(at(started, '2026-09')).toMatchObject({ calendar: 0.5, light: 'green', due: 0.5 * yi });
});

test('a start in another month than planned moves the calendar', () => {
  const early = newStart('2026-07-15', {
    startedOn: '2026-05-20',
    registeredOn: '2026-06-01',
    report: report('2026-06', 0.2 * yi),
  });
  expect(at(early, '2026-06')).toMatchObject({ calendar: 2 / 8, light: 'green' });
});

test('a completion of the year ends the calendar in its planned month', () => {
  const ending = facts({
    completesThisYear: true,
    stages: { completion: { planned: '2026-06-30', actual: null } },
    report: report('2026-03', 0.5 * yi),
  });
  expect(at(ending, '2026-03').calendar).toBe(0.5);
  expect(at({ ...ending, report: report('2026-08', 0.9 * yi) }, '2026-08')).toMatchObject({
    calendar: 1,
    light: 'yellow',
  });
});

test('suspended: the arithmetic runs on, it stays in the denominator, with its badge', () => {
  const stopped = facts({ status: 'suspended', report: report('2026-07', 0.2 * yi) });
  expect(at(stopped, '2026-07')).toMatchObject({ light: 'red', reasons: [{ gap: 38.3333 }] });
  expect(sum([stopped], '2026-07')).toMatchObject({ planned: yi, suspended: 1, behind: 1 });
});

test('reserve: no light, an early start is shown', () => {
  const reserve = facts({ status: 'reserve', annualClass: null, plan: null, startedOn: null });
  expect(at(reserve, '2026-07')).toMatchObject({
    light: 'none',
    noLight: 'reserve',
    earlyStart: false,
    planned: 0,
  });
  const early = { ...reserve, startedOn: '2026-05-04' };
  expect(at(early, '2026-07').earlyStart).toBe(true);
  expect(at(early, '2026-04').earlyStart).toBe(false);
  expect(at(facts(), '2026-07').earlyStart).toBe(false);
  expect(assess(early, at(early, '2026-07'), noCounts).flags & flag.earlyStart).toBe(flag.earlyStart);
});

test('preparatory: judged on stage dates only; its plan counts in the sums, and so does what is due of it', () => {
  const of = facts({
    status: 'preparatory',
    annualClass: 'preparatory',
    report: report('2026-07', 0),
    startedOn: null,
  });
  expect(at(of, '2026-07')).toMatchObject({
    light: 'none',
    noLight: 'preparatory',
    reasons: [],
    due: 583_333,
  });
});

test.each(['deferred', 'cancelled'] as const)('%s: no light', (status) => {
  expect(at(facts({ status, report: report('2026-07', 0) }), '2026-07')).toMatchObject({
    light: 'none',
    noLight: status,
    perMonthToGreen: null,
  });
});

test('not in the list of the year, no plan, a plan of zero: no light', () => {
  const reported = { report: report('2026-07', 0) };
  expect(at(facts({ annualClass: null, ...reported }), '2026-07').noLight).toBe('not_listed');
  expect(at(facts({ plan: null, ...reported }), '2026-07').noLight).toBe('no_plan');
  expect(at(facts({ plan: { total: 0, monthly: null }, ...reported }), '2026-07').noLight).toBe('no_plan');
});

test('a package is one project with one plan', () => {
  expect(sum([facts({ report: report('2026-07', yi) })], '2026-07')).toMatchObject({
    projects: 1,
    planned: yi,
  });
});

test('linear works: the money of a district is its share, the count is whole', () => {
  const of = facts({ report: report('2026-07', 0.7 * yi) });
  const assessment = assess(of, at(of, '2026-07'), noCounts);
  const part = (share: number) =>
    indicators([{ assessment, industry: false, share }], { month: '2026-07', rules });
  expect(part(0.3)).toMatchObject({ projects: 1, planned: 300_000, completed: 210_000 });
  expect(part(0.3).completed + part(0.7).completed).toBe(0.7 * yi);
});

test('several years: the year is judged by its own completion, the total by that since the start', () => {
  const of = facts({ report: report('2026-07', 0.6 * yi, { completedSinceStart: 2.6 * yi }) });
  expect(at(of, '2026-07')).toMatchObject({ completed: 0.6 * yi, light: 'green', overTotal: false });
});

test('finished below plan: green, the unused plan is told, the plan stays in the denominator', () => {
  const done = facts({
    status: 'completed',
    completesThisYear: true,
    completedOn: '2026-05-20',
    report: report('2026-07', 0.5 * yi),
    stages: { completion: { planned: '2026-06-30', actual: '2026-05-20' } },
  });
  expect(at(done, '2026-07')).toMatchObject({
    light: 'green',
    unusedPlan: 0.5 * yi,
    perMonthToGreen: 0,
    perMonthToPlan: 0,
  });
  expect(at({ ...done, status: 'in_production' }, '2026-07').light).toBe('green');
  expect(sum([done], '2026-07')).toMatchObject({
    planned: yi,
    unusedPlan: 0.5 * yi,
    investmentRate: 0.5,
    completionRateDue: 1,
  });
});

test('completed above the total investment is marked, exactly the total is not', () => {
  const since = (completedSinceStart: number) =>
    at(facts({ report: report('2026-07', yi, { completedSinceStart }) }), '2026-07').overTotal;
  expect([since(3 * yi), since(3 * yi + 1)]).toEqual([false, true]);
});

test('started before the construction permit', () => {
  const permit = (actual: string | null) =>
    at(facts({ stages: { construction_permit: { planned: '2025-02-01', actual } } }), '2026-07')
      .withoutPermit;
  expect([permit('2025-03-10'), permit('2025-03-11'), permit(null)]).toEqual([false, true, true]);
  expect(at(facts(), '2026-07').withoutPermit).toBe(false);
});

test('plan revised: the plan that was known is the one judged by', () => {
  const reported = { report: report('2026-07', 0.7 * yi) };
  expect(at(facts({ plan: { total: yi, monthly: null }, ...reported }), '2026-07').light).toBe('green');
  expect(at(facts({ plan: { total: 2 * yi, monthly: null }, ...reported }), '2026-07')).toMatchObject({
    light: 'yellow',
    reasons: [{ actual: 0.35, gap: 23.3333 }],
  });
});

test('month not reported: judged at the last reported month, carried forward and said', () => {
  const of = facts({ report: report('2026-05', 0.4 * yi, { late: true }) });
  expect(at(of, '2026-07')).toMatchObject({
    judgedMonth: '2026-05',
    carried: true,
    reportLag: 2,
    light: 'green',
    calendar: 5 / 12,
  });
  expect(sum([of], '2026-07')).toMatchObject({ carried: 1, completed: 0.4 * yi, calendar: 7 / 12 });
  const { flags } = assess(of, at(of, '2026-07'), noCounts);
  expect(flags & flag.lateReport).toBe(flag.lateReport);
});

test('no report of the year: no investment reason, and no light when nothing else gives one', () => {
  expect(at(facts(), '2026-07')).toMatchObject({
    light: 'none',
    noLight: 'not_reported',
    carried: false,
    reportLag: null,
    judgedMonth: '2026-07',
  });
  expect(at(newStart('2026-04-10'), '2026-07')).toMatchObject({ light: 'red', noLight: null });
});
