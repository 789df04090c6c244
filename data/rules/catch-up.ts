/** What it takes to catch up: the amount a month until December. */
import { percentagePoints } from './baseline.ts';
import type { Rules } from './facts.ts';
import type { Judgement } from './judgement.ts';

/**
 * Amounts in 百元, rounded up, a month from the judged one (`number`, 1 to 12) to December: to be green then, which is
 * strictly less than `yellow_from_gap` behind, and to fulfil the plan. 0 when already there or finished.
 */
export function perMonth(of: {
  readonly planned: number;
  readonly completed: number;
  readonly number: number;
  readonly finished: boolean;
  readonly applies: boolean;
  readonly rules: Rules;
}): Pick<Judgement, 'perMonthToGreen' | 'perMonthToPlan'> {
  const left = 12 - of.number;
  if (!of.applies || of.planned === 0 || left === 0) return { perMonthToGreen: null, perMonthToPlan: null };
  if (of.finished) return { perMonthToGreen: 0, perMonthToPlan: 0 };
  const monthly = (target: number) => Math.max(0, Math.ceil((target - of.completed) / left));
  return {
    perMonthToGreen: monthly(leastGreen(of.planned, of.rules.investment.yellow_from_gap)),
    perMonthToPlan: monthly(of.planned),
  };
}

/** The least completion of a year that is green in December, by the same rounding as the gap itself. */
function leastGreen(planned: number, yellowFrom: number): number {
  let amount = Math.max(0, Math.floor((planned * (100 - yellowFrom)) / 100));
  while (percentagePoints(1 - amount / planned) >= yellowFrom) amount++;
  return amount;
}
