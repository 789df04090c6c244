import { expect, test } from 'vitest';
import {
  addMonths,
  addMonthsToDay,
  monthEnd,
  monthFrom,
  monthNumber,
  monthOf,
  monthsBetween,
  yearOf,
} from '../../../data/rules/month.ts';

test('a month ends on its last day, in leap years too', () => {
  const ends = ['2026-02', '2028-02', '1900-02', '2000-02', '2026-04', '2026-12'].map(monthEnd);
  expect(ends).toEqual(['2026-02-28', '2028-02-29', '1900-02-28', '2000-02-29', '2026-04-30', '2026-12-31']);
});

test('months are added across years in both directions', () => {
  expect([0, 5, 6, 18, -7, -19].map((count) => addMonths('2026-07', count))).toEqual([
    '2026-07',
    '2026-12',
    '2027-01',
    '2028-01',
    '2025-12',
    '2024-12',
  ]);
  expect(monthsBetween('2025-11', '2026-02')).toBe(3);
  expect(monthsBetween('2026-02', '2025-11')).toBe(-3);
});

test('a month after the 31st is the last day of a shorter month', () => {
  expect(addMonthsToDay('2026-01-31', 1)).toBe('2026-02-28');
  expect(addMonthsToDay('2026-01-15', 2)).toBe('2026-03-15');
});

test('the parts of a month', () => {
  expect([monthOf('2026-07-31'), monthNumber('2026-07'), yearOf('2026-07-31'), monthFrom(2026, 7)]).toEqual([
    '2026-07',
    7,
    2026,
    '2026-07',
  ]);
});
