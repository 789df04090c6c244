import { expect, test } from 'vitest';
import { reportedMonth, reportWindow } from '../../../data/rules/report-window.ts';
import { rules } from './facts.ts';

test.each([
  ['2026-07-24', 'not_open', null],
  ['2026-07-25', 'open', 11],
  ['2026-07-31', 'open', 5],
  ['2026-08-05', 'open', 0],
  ['2026-08-06', 'closed', null],
])('July on %s is %s', (today, state, daysLeft) => {
  expect(reportWindow('2026-07', today, rules)).toEqual({
    month: '2026-07',
    opensOn: '2026-07-25',
    closesOn: '2026-08-05',
    state,
    daysLeft,
  });
});

test('the month that is reported on a day', () => {
  expect(['2026-07-24', '2026-07-25', '2027-01-03'].map((day) => reportedMonth(day, rules))).toEqual([
    '2026-06',
    '2026-07',
    '2026-12',
  ]);
});
