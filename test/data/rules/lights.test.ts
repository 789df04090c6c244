/** Bounds of the lights, the rule on starts, the register, public money, and approved reasons. */
import { describe, expect, test } from 'vitest';
import type { ProjectFacts } from '../../../data/rules/facts.ts';
import { judge } from '../../../data/rules/judge.ts';
import { facts, newStart, report, rules, winterRules, yi } from './facts.ts';

/** Light at a month. */
const lightAt = (of: ProjectFacts, month: string) => judge(of, { month, rules }).light;
/** A project whose monthly plan is done to half in June. */
const halfDue = [0, 0, 0, 0, 0, 0.5, 0.6, 0.7, 0.8, 0.9, 1, 1].map((share) => share * yi);

describe('investment', () => {
  test.each([
    [0.4001, 9.99, 'green'],
    [0.4, 10, 'yellow'],
    [0.2, 30, 'yellow'],
    [0.1999, 30.01, 'red'],
    [0.97, -47, 'green'],
  ] as const)('%f done of 0.5 due = gap %f: %s', (done, gap, light) => {
    const judgement = judge(
      facts({ plan: { total: yi, monthly: halfDue }, report: report('2026-06', done * yi) }),
      { month: '2026-06', rules },
    );
    expect(judgement).toMatchObject({ light, noLight: null, due: 0.5 * yi, completed: done * yi });
    expect(judgement.reasons).toEqual([
      {
        rule: 'investment',
        light,
        baselineKind: 'monthly_plan',
        baseline: 0.5,
        actual: done,
        gap,
        yellowFrom: 10,
        redAbove: 30,
      },
    ]);
  });

  test('without a monthly plan the calendar counts, m/12 and not its rounded curve', () => {
    const judgement = judge(facts({ report: report('2026-07', 0.4 * yi) }), { month: '2026-07', rules });
    expect(judgement.reasons).toMatchObject([{ baselineKind: 'calendar', baseline: 7 / 12, gap: 18.3333 }]);
    expect(judgement).toMatchObject({ light: 'yellow', calendar: 7 / 12, due: 583_333 });
  });

  test('with a monthly plan the calendar stands beside it', () => {
    const judgement = judge(
      facts({ plan: { total: yi, monthly: halfDue }, report: report('2026-06', 0.45 * yi) }),
      { month: '2026-06', rules },
    );
    expect(judgement).toMatchObject({ calendar: 0.5, light: 'green' });
  });

  test('a milestone of the place is reported beside the light', () => {
    const withMilestone = {
      ...rules,
      milestones: [{ month: 9, share: 0.8, source: '市政府工作报告' }],
    };
    const of = facts({ report: report('2026-09', 0.7 * yi) });
    expect(judge(of, { month: '2026-09', rules: withMilestone })).toMatchObject({
      light: 'green',
      milestone: { month: 9, share: 0.8, gap: 10, source: '市政府工作报告' },
    });
    expect(
      judge(facts({ report: report('2026-08', 0.7 * yi) }), { month: '2026-08', rules: withMilestone })
        .milestone,
    ).toBeNull();
  });

  test('a place with a long winter is held to its own curve', () => {
    const of = facts({ report: report('2026-04', 0.04 * yi) });
    expect(judge(of, { month: '2026-04', rules }).light).toBe('yellow');
    const judgement = judge(of, { month: '2026-04', rules: winterRules });
    expect(judgement.reasons).toMatchObject([
      { baselineKind: 'seasonal', baseline: 0.05, gap: 1, light: 'green' },
    ]);
  });

  test('a season is cut to the months of a project: from May, of the 0.95 left', () => {
    const of = newStart('2026-05-20', { report: report('2026-06', 0.2 * yi), startedOn: '2026-05-20' });
    const judgement = judge(of, { month: '2026-06', rules: winterRules });
    expect(judgement.calendar).toBeCloseTo((0.35 - 0.05) / 0.95, 12);
  });
});

describe('start', () => {
  test.each([
    ['2026-03', 'none'],
    ['2026-04', 'yellow'],
    ['2026-05', 'yellow'],
    ['2026-06', 'red'],
  ])('planned for April and not begun: %s is %s', (month, light) => {
    expect(lightAt(newStart('2026-04-10'), month)).toBe(light);
  });

  test('the reason counts the months ended without a start', () => {
    expect(judge(newStart('2026-04-10'), { month: '2026-05', rules }).reasons).toEqual([
      {
        rule: 'start',
        light: 'yellow',
        since: '2026-04-10',
        months: 2,
        yellowAfter: 1,
        redAfter: 3,
        exception: null,
      },
    ]);
  });

  test('once begun, late or in time, the rule is silent', () => {
    const late = newStart('2026-04-10', {
      status: 'under_construction',
      startedOn: '2026-07-02',
      registeredOn: '2026-07-20',
      report: report('2026-07', 0.2 * yi),
    });
    expect(judge(late, { month: '2026-07', rules })).toMatchObject({
      light: 'green',
      reasons: [{ rule: 'investment' }],
    });
  });

  test('a start after the judged month is not known yet', () => {
    expect(lightAt(newStart('2026-04-10', { startedOn: '2026-07-02' }), '2026-06')).toBe('red');
  });

  test('only new starts are held to it', () => {
    const of = newStart('2026-01-10', { annualClass: 'continuing', report: report('2026-06', 0.5 * yi) });
    expect(lightAt(of, '2026-06')).toBe('green');
  });
});

describe('statistics register', () => {
  const begun = (startedOn: string, changes: Partial<ProjectFacts> = {}) =>
    newStart('2026-03-01', { status: 'under_construction', startedOn, ...changes });

  test.each([
    ['2026-03-31', '2026-04', 'none'], // one month is just over on 30 April, not exceeded
    ['2026-03-15', '2026-04', 'yellow'],
    ['2026-03-15', '2026-05', 'red'],
    ['2026-03-31', '2026-05', 'yellow'],
    ['2026-03-31', '2026-06', 'red'],
  ])('begun %s, not registered, %s: %s', (startedOn, month, light) => {
    expect(lightAt(begun(startedOn), month)).toBe(light);
  });

  test('registered by the end of the month, or begun in an earlier year: no reason', () => {
    const of = { report: report('2026-06', 0.5 * yi) };
    expect(lightAt(begun('2026-03-15', { registeredOn: '2026-06-30', ...of }), '2026-06')).toBe('green');
    expect(lightAt(begun('2026-03-15', { registeredOn: '2026-07-01', ...of }), '2026-06')).toBe('red');
    expect(lightAt(begun('2025-12-15', of), '2026-06')).toBe('green');
  });
});

describe('public money', () => {
  const required = [0, 0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1];
  const withMoney = { ...rules, public_money: { required, source: '财政支付进度' } };
  const paid = (publicAllotted: number | null, publicPaid: number | null) =>
    facts({ report: report('2026-07', 0.6 * yi, { publicAllotted, publicPaid }) });

  test('paid below the required share of what was allotted is red', () => {
    const judgement = judge(paid(1000, 499), { month: '2026-07', rules: withMoney });
    expect(judgement).toMatchObject({ light: 'red' });
    expect(judgement.reasons[0]).toEqual({ rule: 'public_money', light: 'red', required: 0.5, paid: 0.499 });
  });

  test('exactly the share, nothing allotted, or a place without the rule: no red', () => {
    expect(judge(paid(1000, 500), { month: '2026-07', rules: withMoney }).light).toBe('green');
    expect(judge(paid(0, 0), { month: '2026-07', rules: withMoney }).reasons).toHaveLength(1);
    expect(judge(paid(1000, 0), { month: '2026-07', rules }).light).toBe('green');
  });
});

describe('approved reasons', () => {
  const exception = { rule: 'start' as const, reason: '用地未批', approvedBy: '张某', until: '2026-06-30' };

  test('lifts the light while it lasts, and is shown', () => {
    const of = newStart('2026-04-10', { exceptions: [exception] });
    expect(judge(of, { month: '2026-06', rules })).toMatchObject({
      light: 'green',
      reasons: [{ rule: 'start', light: 'green', months: 3, exception }],
    });
    expect(lightAt(of, '2026-07')).toBe('red');
  });

  test('lifts no other rule, and never the investment light', () => {
    const of = newStart('2026-04-10', {
      exceptions: [{ ...exception, rule: 'register' }, exception],
      report: report('2026-06', 0),
    });
    expect(judge(of, { month: '2026-06', rules })).toMatchObject({
      light: 'red',
      reasons: [
        { rule: 'investment', gap: 33.3333 },
        { rule: 'start', light: 'green' },
      ],
    });
    const register = newStart('2026-01-10', {
      startedOn: '2026-01-10',
      exceptions: [exception],
      report: report('2026-06', 0.6 * yi),
    });
    expect(lightAt(register, '2026-06')).toBe('red');
  });
});

test('the worst reason wins and stands first', () => {
  const of = newStart('2026-01-10', { report: report('2026-04', 0.2 * yi), startedOn: '2026-01-10' });
  expect(judge(of, { month: '2026-04', rules }).reasons.map(({ rule, light }) => [rule, light])).toEqual([
    ['register', 'red'],
    ['investment', 'yellow'],
  ]);
});

describe('catching up', () => {
  const left = (completed: number, month: string, total = yi) => {
    const of = facts({ plan: { total, monthly: null }, report: report(month, completed) });
    const { perMonthToGreen, perMonthToPlan } = judge(of, { month, rules });
    return [perMonthToGreen, perMonthToPlan];
  };

  test('so much a month that December is green, strictly less than 10 points behind', () => {
    // 0.41 亿 by July: 490,001 百元 more to pass 90 %, in five months; 590,000 to the plan.
    expect(left(410_000, '2026-07')).toEqual([98_001, 118_000]);
    const december = facts({ report: report('2026-12', 410_000 + 5 * 98_001) });
    expect(lightAt(december, '2026-12')).toBe('green');
    expect(lightAt(facts({ report: report('2026-12', 900_000) }), '2026-12')).toBe('yellow');
  });

  test('a large plan is not promised green by an amount that the rounded gap calls yellow', () => {
    const total = 9_999 * yi;
    const [perMonth] = left(0, '2026-11', total);
    const at = (completed: number) =>
      lightAt(facts({ plan: { total, monthly: null }, report: report('2026-12', completed) }), '2026-12');
    expect([at(perMonth ?? 0), at((perMonth ?? 0) - 1)]).toEqual(['green', 'yellow']);
  });

  test('nothing when there, nothing to say in December', () => {
    expect(left(950_000, '2026-07')).toEqual([0, 10_000]);
    expect(left(1_200_000, '2026-07')).toEqual([0, 0]);
    expect(left(500_000, '2026-12')).toEqual([null, null]);
  });
});
