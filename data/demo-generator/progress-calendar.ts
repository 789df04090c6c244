/** Months of the demo's year, and how work is spread over them. */
import type { Random } from './random.ts';

/** The last month that is reported. */
export const lastMonth = 7;
export const year = 2026;
export const months = Array.from({ length: lastMonth }, (_, index) => index + 1);

const two = (value: number) => String(value).padStart(2, '0');
/** `YYYY-MM` of a month of the year. */
export const monthText = (month: number) => `${year}-${two(month)}`;
/** Month of the year in which a day lies: 0 before the year, 13 after it. */
export function monthIn(day: string): number {
  if (day < `${year}`) return 0;
  return day > `${year}-12-31` ? 13 : Number(day.slice(5, 7));
}
export function lastDayOf(month: number): string {
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
}

/** What is due by the end of each month of the span, cumulative, 0 to 1: as the rules have it. */
export function calendarShares(first: number, last: number, season: readonly number[] | undefined): number[] {
  const elapsed = (month: number) => (month <= 0 ? 0 : season ? (season[month - 1] ?? 1) : month / 12);
  const whole = elapsed(last) - elapsed(first - 1);
  return twelve((month) =>
    month < first ? 0 : month >= last || whole <= 0 ? 1 : (elapsed(month) - elapsed(first - 1)) / whole,
  );
}

const shapes = {
  /** Slow at first, then full, then slow. */
  s: (position: number) => Math.sin(Math.PI * position) + 0.3,
  /** Most of it in the first half. */
  spring: (position: number) => 1.7 - 1.3 * position,
  uniform: () => 1,
  /** For late starts: nearly nothing at first. */
  late: (position: number) => 0.12 + 1.8 * position ** 1.6,
};
export type CurveShape = keyof typeof shapes;

/** A monthly plan over a span, cumulative, 0 to 1; winter months and the Spring Festival take less. */
export function planShares(
  shape: CurveShape,
  { first, last }: { first: number; last: number },
  season: readonly number[] | undefined,
  random: Random,
): number[] {
  const count = last - first + 1;
  const weights = twelve((month) => {
    if (month < first || month > last) return 0;
    const winter = season
      ? (season[month - 1] ?? 0) - (season[month - 2] ?? 0) + 0.004
      : month === 2
        ? 0.55
        : month === 1
          ? 0.8
          : 1;
    // A start within the year leaves about half of its month.
    const opening = month === first && first > 1 ? 0.5 : 1;
    return shapes[shape]((month - first + 0.5) / count) * winter * opening * random.between(0.92, 1.08);
  });
  return cumulated(weights);
}

/** Cumulative shares of weights; the last is exactly 1 (all 0 when nothing weighs). */
export function cumulated(weights: readonly number[]): number[] {
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  let sum = 0;
  return weights.map((weight, index) => {
    sum += weight;
    if (whole === 0) return 0;
    return weights.slice(index + 1).every((later) => later === 0) ? 1 : sum / whole;
  });
}

/** One value for each month of the year. */
export function twelve<T>(of: (month: number) => T): T[] {
  return Array.from({ length: 12 }, (_, index) => of(index + 1));
}
