/** Dated events of illustrative projects, consistent with class and status, and when the monthly reports brought them. */
import type { ProjectStatus, SuspensionReason } from '../vocabulary/project.ts';
import type { Random } from './random.ts';
import { drawnSource, yearEnd } from './source.ts';
import type { Listed } from './wish.ts';

export interface Event {
  status: ProjectStatus;
  effective_on: string;
  reason: SuspensionReason | null;
  note: string | null;
  source: string;
  recorded_at: string;
}

const day = 86_400_000;
/** Days of the demo: the list of the year, its second batch, and the last day reported. */
const listedOn = '2025-12-20';
export const secondBatchAt = '2026-06-10T09:00:00+08:00';
export const lastDay = '2026-07-24';

const toDate = (time: number) => new Date(time).toISOString().slice(0, 10);
/** A day of the span, both ends included. */
export const between = (from: string, to: string, random: Random) =>
  toDate(
    Date.parse(from) + Math.floor(random.next() * (1 + (Date.parse(to) - Date.parse(from)) / day)) * day,
  );
/** The day so many days later (or earlier, when negative). */
export const later = (date: string, days: number) => toDate(Date.parse(date) + days * day);

/** The fifth of the next month; July's are in before the demo's day (2026-07-31). */
export function reportedAt(date: string): string {
  if (date < listedOn) return yearEnd.recordedAt;
  const [year = 0, month = 0] = date.split('-').map(Number);
  if (date >= '2026-07-01') return '2026-07-31T09:00:00+08:00';
  const next = new Date(Date.UTC(year, month, 5)).toISOString().slice(0, 10);
  return `${next}T09:00:00+08:00`;
}

const event = (status: ProjectStatus, on: string, recorded?: string): Event => ({
  status,
  effective_on: on,
  reason: null,
  note: null,
  source: drawnSource,
  recorded_at: recorded ?? reportedAt(on),
});

/** @param reason why it stands still, for suspended ones. @param second listed in the second batch. */
export function drawEvents(
  project: Listed,
  { reason, second }: { reason: SuspensionReason; second: boolean },
  random: Random,
): Event[] {
  const { annualClass, status } = project;
  const listing = second ? secondBatchAt : yearEnd.recordedAt;
  const entry = second ? '2026-06-10' : listedOn;
  const finished = status === 'completed' || status === 'in_production';
  if (annualClass !== 'continuing') {
    const first = event('preparatory', entry, listing);
    if (status === 'preparatory') return [first];
    const latest = finished ? '2026-02-20' : status === 'suspended' ? '2026-05-10' : lastDay;
    const start = between(second ? '2026-06-12' : '2026-01-08', latest, random);
    const started = event('under_construction', start);
    return [first, started, ...ending(project, start, reason, random)];
  }
  const start = between('2023-03-01', finished ? '2025-03-31' : '2025-10-31', random);
  return [event('under_construction', start, yearEnd.recordedAt), ...ending(project, start, reason, random)];
}

/** What came after the start. */
function ending(project: Listed, start: string, reason: SuspensionReason, random: Random): Event[] {
  const inYear = start < '2026-01-15' ? '2026-01-15' : start;
  switch (project.status) {
    case 'suspended':
      return [
        {
          ...event('suspended', between(later(inYear, 40), lastDay, random)),
          reason,
          note: '停工原因见字段',
        },
      ];
    case 'completed':
      return [event('completed', between(later(inYear, 90), lastDay, random))];
    case 'in_production': {
      const completed = between('2026-02-10', '2026-05-20', random);
      return [
        event('completed', completed),
        event('in_production', later(completed, random.integer(25, 60))),
      ];
    }
    default:
      return random.chance(0.03) && project.annualClass === 'continuing'
        ? [
            {
              ...event('suspended', between('2026-01-20', '2026-03-10', random)),
              reason: 'dust',
              note: '扬尘管控停工，已复工',
            },
            event('under_construction', between('2026-04-10', '2026-05-30', random)),
          ]
        : [];
  }
}

/** The day by which the project should stand. */
export function drawDeadline(project: Listed, random: Random): string {
  if (project.status === 'completed' || project.status === 'in_production')
    return between('2026-07-31', '2026-12-31', random);
  if (project.completesThisYear) return between('2026-09-30', '2026-12-31', random);
  if (project.annualClass === 'preparatory') return between('2028-06-30', '2029-12-31', random);
  return between('2027-06-30', '2028-12-31', random);
}
