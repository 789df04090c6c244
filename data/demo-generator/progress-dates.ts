/** Planned starts and completions around the days on which they happened, or did not. */
import { lastDayOf, monthIn } from './progress-calendar.ts';
import type { Roles } from './progress-roles.ts';
import type { Subject } from './progress-subject.ts';
import type { Random } from './random.ts';

/** Months by which a start came later than planned. */
const delays = { early: -1, none: 0, one: 1, two: 2 };

/** The planned day of the start; `null` for what began before the year. */
export function drawStart(subject: Subject, roles: Roles, random: Random): string | null {
  const { annualClass, startedOn } = subject;
  if (annualClass === 'preparatory') return `2027-${random.pick(['03-31', '04-30', '06-30', '09-30'])}`;
  if (annualClass === 'continuing') return null;
  if (startedOn) {
    const delay = delays[random.weighted({ early: 10, none: 62, one: 18, two: 10 })];
    const month = Math.min(12, Math.max(1, monthIn(startedOn) - delay));
    return lastDayOf(month);
  }
  if (roles(subject, 'startRed')) return lastDayOf(random.integer(4, 5));
  if (roles(subject, 'startYellow')) return lastDayOf(random.integer(6, 7));
  if (roles(subject, 'excused')) return lastDayOf(random.integer(6, 7));
  return lastDayOf(random.integer(8, 11));
}

/** The planned day of the completion. */
export function drawCompletion(subject: Subject, roles: Roles, random: Random): string {
  const { completedOn, deadline } = subject;
  if (roles(subject, 'completionLate')) return lastDayOf(random.integer(5, 7));
  if (!completedOn) return deadline;
  // Most as planned, some earlier, some later.
  const month = monthIn(completedOn) + Number(random.weighted({ '-1': 2, '0': 5, '1': 4, '2': 2 }));
  return lastDayOf(Math.min(12, Math.max(1, month)));
}
