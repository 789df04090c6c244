/** Baselines (domain.md, Rules): the share of the annual plan that is due by the end of a month. */
import type { Month, ProjectFacts, Rules } from './facts.ts';
import type { BaselineKind } from './judgement.ts';
import { monthEnd, monthNumber, monthOf, yearOf } from './month.ts';

/** Cumulative share of the place's year at the end of month `number`; 0 before January. Calendar = m/12, exactly. */
export function elapsedShare(number: number, calendar: Rules['calendar']): number {
  if (number <= 0) return 0;
  return calendar.kind === 'calendar' ? number / 12 : (calendar.cumulative[number - 1] ?? 1);
}

/** Percentage points, rounded to 0.0001, so that a gap of exactly 10 is exactly 10. */
export function percentagePoints(share: number): number {
  return Math.round(share * 1e6) / 1e4 + 0; // + 0: never −0
}

/** The span of a year on which a project's calendar runs: first and last month, 1 to 12. */
export interface Span {
  readonly first: number;
  readonly last: number;
}

/**
 * The months of `month`'s year in which the project is to work: a new start from its start, else from its planned start;
 * a completion of the year up to its planned month. What began before the year runs from January.
 */
export function workingSpan(facts: ProjectFacts, month: Month): Span {
  const year = yearOf(month);
  const inYear = (day: string | null | undefined) =>
    day && yearOf(day) === year ? monthNumber(monthOf(day)) : null;
  const startedOn = facts.startedOn && facts.startedOn <= monthEnd(month) ? facts.startedOn : null;
  const first =
    facts.annualClass === 'new' ? (inYear(startedOn ?? facts.stages.start?.planned ?? null) ?? 1) : 1;
  const end = facts.completesThisYear ? inYear(facts.stages.completion?.planned) : null;
  return { first, last: Math.max(first, end ?? 12) };
}

/**
 * The project's own calendar or seasonal baseline at the end of a month of the span's year:
 * (C(m) − C(s−1)) / (C(e) − C(s−1)), clipped to 0–1; `null` before the span begins.
 */
export function calendarBaseline(number: number, { first, last }: Span, rules: Rules): number | null {
  if (number < first) return null;
  const before = elapsedShare(first - 1, rules.calendar);
  const whole = elapsedShare(last, rules.calendar) - before;
  if (whole <= 0) return number >= last ? 1 : 0; // a span within the season in which nothing is due
  // (m − s + 1)/(e − s + 1) for the plain calendar: whole numbers, so that no rounding of m/12 enters.
  const share =
    rules.calendar.kind === 'calendar'
      ? (number - first + 1) / (last - first + 1)
      : (elapsedShare(number, rules.calendar) - before) / whole;
  return Math.min(1, Math.max(0, share));
}

/** The baseline that counts for the light: the approved monthly plan where there is one, else the calendar. */
export interface Baseline {
  readonly kind: BaselineKind;
  readonly share: number;
  /** Amount due, 百元. */
  readonly due: number;
}

/** @returns `null` without a plan, with a plan of zero, and before the span begins. */
export function countingBaseline(
  facts: ProjectFacts,
  number: number,
  calendar: number | null,
  rules: Rules,
): Baseline | null {
  const { plan } = facts;
  if (!plan || plan.total === 0 || calendar === null) return null;
  const amount = plan.monthly?.[number - 1];
  if (amount !== undefined) return { kind: 'monthly_plan', share: amount / plan.total, due: amount };
  return { kind: rules.calendar.kind, share: calendar, due: Math.round(calendar * plan.total) };
}
