/** The monthly window in which a place takes reports: it opens in the month itself and closes in the next one. */
import type { WindowState } from '../vocabulary/report.ts';
import type { Day, Month, Rules } from './facts.ts';
import { addMonths, monthOf } from './month.ts';

export interface ReportWindow {
  readonly month: Month;
  /** First and last day on which a report of the month is in time. */
  readonly opensOn: Day;
  readonly closesOn: Day;
  readonly state: WindowState;
  /** Days after today until it closes, 0 on its last day; `null` when it is not open. */
  readonly daysLeft: number | null;
}

/** The window of a month, seen on a day of the place. */
export function reportWindow(month: Month, today: Day, { report_window: days }: Rules): ReportWindow {
  const opensOn = `${month}-${twoDigits(days.opens_day)}`;
  const closesOn = `${addMonths(month, 1)}-${twoDigits(days.closes_day)}`;
  const state = today < opensOn ? 'not_open' : today <= closesOn ? 'open' : 'closed';
  const daysLeft =
    state === 'open' ? Math.round((Date.parse(closesOn) - Date.parse(today)) / 86_400_000) : null;
  return { month, opensOn, closesOn, state, daysLeft };
}

/** The month that is reported on a day: the day's own once its window has opened, else the one before. */
export function reportedMonth(today: Day, rules: Rules): Month {
  const month = monthOf(today);
  return reportWindow(month, today, rules).state === 'not_open' ? addMonths(month, -1) : month;
}

const twoDigits = (number: number) => String(number).padStart(2, '0');
