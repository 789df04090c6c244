/** The one clock: what day it is at the place and which month is judged. */

export type Clock = () => Date;

/** The day and the month that questions are answered for, in the place's time zone. */
export interface PlaceTime {
  /** YYYY-MM-DD */
  readonly today: string;
  /** The last closed month, YYYY-MM. */
  readonly month: string;
  /** Year of that month: whose project list is shown. */
  readonly year: number;
}

/**
 * The place's time. A demo's reference date stands for the end of that day, so a month that ends on it is closed;
 * by the real clock the running day is not over.
 */
export function placeTime(
  place: { timeZone: string; referenceDate: string | null },
  clock: Clock,
): PlaceTime {
  const today = place.referenceDate ?? dateIn(place.timeZone, clock());
  const firstOpenDay = place.referenceDate ? dayAfter(today) : today;
  const year = Number(firstOpenDay.slice(0, 4));
  const open = Number(firstOpenDay.slice(5, 7));
  const judged = open === 1 ? { year: year - 1, month: 12 } : { year, month: open - 1 };
  return {
    today,
    month: `${judged.year}-${String(judged.month).padStart(2, '0')}`,
    year: judged.year,
  };
}

function dateIn(timeZone: string, instant: Date): string {
  // The Swedish form of a date is the ISO form.
  return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(instant);
}

function dayAfter(date: string): string {
  const day = new Date(`${date}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() + 1);
  return day.toISOString().slice(0, 10);
}
