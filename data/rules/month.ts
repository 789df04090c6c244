/** Arithmetic on months and days as texts (`YYYY-MM`, `YYYY-MM-DD`): no clock, no time zone. Texts compare as dates do. */
import type { Day, Month } from './facts.ts';

/** The month of a day. */
export function monthOf(day: Day): Month {
  return day.slice(0, 7);
}

/** 1 (January) to 12. */
export function monthNumber(month: Month): number {
  return Number(month.slice(5, 7));
}

/** The year of a month or a day. */
export function yearOf(month: Month | Day): number {
  return Number(month.slice(0, 4));
}

/** `monthFrom(2026, 7)` = '2026-07'. */
export function monthFrom(year: number, number: number): Month {
  return `${String(year).padStart(4, '0')}-${String(number).padStart(2, '0')}`;
}

/** The month `count` months later; negative = earlier. */
export function addMonths(month: Month, count: number): Month {
  const months = yearOf(month) * 12 + monthNumber(month) - 1 + count;
  return monthFrom(Math.floor(months / 12), (((months % 12) + 12) % 12) + 1);
}

/** Months from one month to another: 0 for the same one, negative when `to` lies before. */
export function monthsBetween(from: Month, to: Month): number {
  return (yearOf(to) - yearOf(from)) * 12 + monthNumber(to) - monthNumber(from);
}

/** The last day of a month. */
export function monthEnd(month: Month): Day {
  return `${month}-${String(daysIn(month)).padStart(2, '0')}`;
}

/** The same day `count` months later, or that month's last day: 31 January + 1 = 28 or 29 February. */
export function addMonthsToDay(day: Day, count: number): Day {
  const month = addMonths(monthOf(day), count);
  return `${month}-${String(Math.min(Number(day.slice(8, 10)), daysIn(month))).padStart(2, '0')}`;
}

function daysIn(month: Month): number {
  const year = yearOf(month);
  const number = monthNumber(month);
  if (number === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return number === 4 || number === 6 || number === 9 || number === 11 ? 30 : 31;
}
