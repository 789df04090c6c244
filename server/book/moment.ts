/** The moment of a question: the month that is judged, the day until which facts are known, the year of the list. */
import { isDay, isMonth } from '../../data/filter.ts';
import { text } from '../http/parameters.ts';
import { badParameters } from '../http/problem.ts';
import type { Refusal } from '../http/problem.ts';
import { firstFigureOn } from '../queries/moment.ts';
import type { Services } from '../services.ts';

/** What every question about progress takes. */
export const momentParameters = {
  month: text({
    description: 'The month whose end is judged, YYYY-MM; the last closed month when left out',
    shown: { type: 'string', pattern: '^\\d{4}-\\d{2}$' },
  }),
  asOf: text({
    description: 'What was known at the end of this day, YYYY-MM-DD; all that is known now when left out',
    shown: { type: 'string', format: 'date' },
  }),
};

/** A moment within the bounds of the place. */
export interface ReadMoment {
  /** YYYY-MM, not after the last closed month. */
  readonly month: string;
  /** YYYY-MM-DD, from the day of the first figure to the place's today; `null` = now. */
  readonly asOf: string | null;
  /** Year of the month. */
  readonly year: number;
}

interface MomentQuery {
  readonly month?: string | undefined;
  readonly asOf?: string | undefined;
  readonly year?: number | undefined;
}

/**
 * Reads the moment of a question. With a year alone the month is its December, or the last closed month of this year.
 * @throws Problem 400 for a month or day that is none or lies outside the bounds, which it names, and for a year that
 *   is not the month's.
 */
export async function readMoment(
  { month, asOf, year }: MomentQuery,
  services: Pick<Services, 'place' | 'database' | 'revisions'>,
): Promise<ReadMoment> {
  const place = await services.place();
  const refusals: Refusal[] = [];
  const refuse = (key: string, value: string | number, zh: string, en: string) =>
    refusals.push({ key, value: String(value), allowed: { zh, en } });
  const last = place.month;
  if (month !== undefined && !isMonth(month)) {
    refuse('month', month, `YYYY-MM 形式的月份，不晚于 ${last}`, `a month, YYYY-MM, not after ${last}`);
  } else if (month !== undefined && month > last) {
    refuse('month', month, `不晚于最近已结月份 ${last}`, `not after the last closed month, ${last}`);
  }
  if (year !== undefined && year > place.year) {
    refuse('year', year, `不晚于 ${place.year}`, `not after ${place.year}`);
  } else if (year !== undefined && month !== undefined && year !== Number(month.slice(0, 4))) {
    refuse('year', year, `与 month=${month} 同一年，或省略`, `the year of month=${month}, or leave it out`);
  }
  if (asOf !== undefined && !isDay(asOf)) {
    refuse('asOf', asOf, 'YYYY-MM-DD 形式的日期', 'a day, YYYY-MM-DD');
  } else if (asOf !== undefined) {
    const first = await firstFigure(services, place.timeZone);
    if (first === null || asOf < first || asOf > place.today) {
      const from = first ?? place.today;
      refuse(
        'asOf',
        asOf,
        `首个数据入库日 ${from} 至今日 ${place.today}`,
        `from the day of the first figure, ${from}, to the place's today, ${place.today}`,
      );
    }
  }
  if (refusals.length > 0) throw badParameters(refusals);
  const judged = month ?? (year === undefined || year === place.year ? last : `${year}-12`);
  return { month: judged, asOf: asOf ?? null, year: Number(judged.slice(0, 4)) };
}

/** The first figure of each running server's database: asked for again when a revision has moved. */
const kept = new WeakMap<Services['revisions'], { day: string | null | undefined }>();

async function firstFigure(
  { database, revisions }: Pick<Services, 'database' | 'revisions'>,
  timeZone: string,
): Promise<string | null> {
  let known = kept.get(revisions);
  if (!known) {
    const fresh: { day: string | null | undefined } = { day: undefined };
    revisions.onMove(() => (fresh.day = undefined));
    kept.set(revisions, (known = fresh));
  }
  return (known.day ??= await firstFigureOn(database, timeZone));
}
