/** A filter as a question to the project book: its moment read, the year's list looked up, the month judged. */
import { evaluate } from '../../data/evaluate.ts';
import type { Evaluation } from '../../data/evaluate.ts';
import type { ProjectFilter } from '../../data/filter.ts';
import { indicators } from '../../data/rules/indicators.ts';
import type { Member } from '../../data/rules/indicators.ts';
import type { Indicators } from '../../data/rules/assessment.ts';
import { monthNumber } from '../../data/rules/month.ts';
import { readMoment } from './moment.ts';
import type { ReadMoment } from './moment.ts';
import { badParameters } from '../http/problem.ts';
import type { Services } from '../services.ts';
import type { Viewer } from '../viewer.ts';
import type { MonthBook, YearBook } from './year-book.ts';

export interface BookAnswer {
  readonly moment: ReadMoment;
  readonly book: YearBook;
  readonly month: MonthBook;
  readonly evaluation: Evaluation;
}

/**
 * The rows that pass a filter at its moment.
 * @throws Problem 400 for a month, day or year outside the bounds of the place, and for a year without a list.
 */
export async function askBook(
  services: Services,
  viewer: Viewer,
  filter: ProjectFilter,
): Promise<BookAnswer> {
  const moment = await readMoment(filter, services);
  const book = await services.book.open({ viewer, year: moment.year, asOf: moment.asOf });
  refuseYearWithoutList(book, moment, filter);
  const month = book.month(monthNumber(moment.month));
  return { moment, book, month, evaluation: evaluate(filter, month.columns) };
}

/** @throws Problem 400 when a year or month was asked for that no list is of. */
export function refuseYearWithoutList(
  { projects: { years } }: YearBook,
  { year }: Pick<ReadMoment, 'year'>,
  filter: Pick<ProjectFilter, 'year' | 'month'>,
): void {
  const asked = filter.year !== undefined ? 'year' : filter.month !== undefined ? 'month' : undefined;
  if (asked === undefined || years.length === 0 || years.includes(year)) return;
  const lists = years.join(', ');
  const allowed = { zh: `有年度清单的年份：${lists}`, en: `a year with a list: ${lists}` };
  throw badParameters([{ key: asked, value: String(filter[asked]), allowed }]);
}

/** The indicators of some rows of an answer; money in 百元. */
export function indicatorsOf({ moment, book, month }: BookAnswer, rows: Iterable<number>): Indicators {
  return indicators(membersOf(month, rows), { month: moment.month, rules: book.projects.rules });
}

function* membersOf({ members }: MonthBook, rows: Iterable<number>): Iterable<Member> {
  for (const row of rows) yield members[row] as Member;
}
