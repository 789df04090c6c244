/** Monthly reports January to July: figures, progress in words, public money, corrections, late and missing ones. */
import type { ReportRow } from '../sources/progress.ts';
import { monthIn, monthText, months, lastDayOf } from './progress-calendar.ts';
import type { Pace } from './progress-pace.ts';
import { isPublic, type Roles } from './progress-roles.ts';
import { physicalProgress } from './progress-words.ts';
import type { Random } from './random.ts';
import { later, reportedAt } from './schedule.ts';

/** Figures of a project by month, 万元; physical progress in percent. */
export interface Figures {
  completed: readonly number[];
  sinceStart: readonly number[];
  percent: readonly number[];
}

export function layFigures(pace: Pace, roles: Roles, random: Random): Figures {
  const { subject, completed } = pace;
  const most = Math.max(0, ...completed);
  const plan = (pace.revised ?? pace.original).total;
  const rest = Math.max(0, subject.total - plan);
  const earlier =
    subject.annualClass !== 'continuing'
      ? 0
      : roles(subject, 'overTotal')
        ? Math.round(subject.total * random.between(1.02, 1.05)) - most
        : subject.completes
          ? Math.round(Math.min(rest, subject.total - most) * random.between(0.955, 0.995))
          : Math.round(Math.min(rest * random.between(0.25, 0.72), subject.total * 0.97 - most));
  const sinceStart = completed.map((amount) => Math.max(0, earlier) + amount);
  const offset = random.between(-4, 3);
  let before = 0;
  const percent = sinceStart.map((amount, index) => {
    if (!subject.startedOn || monthIn(subject.startedOn) > index + 1) return 0;
    if (subject.completedOn && monthIn(subject.completedOn) <= index + 1) return 100;
    const of = (100 * amount) / subject.total + offset;
    before = Math.max(before, Math.min(97, Math.max(1, Math.round(of))));
    return before;
  });
  return { completed, sinceStart, percent };
}

/**
 * @param waiting what is under way before the start, by month.
 */
export function reportRows(
  pace: Pace,
  figures: Figures,
  { roles, random, waiting }: { roles: Roles; random: Random; waiting: (month: number) => string },
): ReportRow[] {
  const { subject } = pace;
  const money = isPublic(subject) && subject.status !== 'suspended' ? publicMoney(pace, roles, random) : null;
  const rows: ReportRow[] = [];
  for (const month of months) {
    if (month > pace.last || lastDayOf(month) < subject.listedAt.slice(0, 10)) continue;
    const completed = figures.completed[month - 1] ?? 0;
    const late = month === 6 && roles(subject, 'late');
    const reason = reasonOf(pace, figures, month);
    const row: ReportRow = {
      project: subject.code,
      month: monthText(month),
      completed,
      completed_since_start: figures.sinceStart[month - 1] ?? 0,
      physical_percent: figures.percent[month - 1] ?? 0,
      physical_progress: progressText(pace, figures, month, waiting),
      ...(money && completed > 0 ? money(completed) : {}),
      ...(reason ? { reason } : {}),
      ...(late ? { late: true } : {}),
      recorded_at: late ? lateMoment(random) : momentOf(pace, month, random),
    };
    if (month === 5 && roles(subject, 'corrected')) rows.push(...corrected(row, figures, random));
    else rows.push(row);
  }
  return rows;
}

/** May as it was reported first, and as it was corrected in June. */
function corrected(row: ReportRow, { completed, sinceStart }: Figures, random: Random): ReportRow[] {
  const [april = 0, may = 0] = completed.slice(3, 5);
  const upwards = random.chance(0.35);
  const shift = Math.max(20, Math.round((may - april) * random.between(0.25, 0.45)));
  const first = may + (upwards ? -Math.min(shift, may - april) : shift);
  const wrong = {
    ...row,
    completed: first,
    completed_since_start: (sinceStart[4] ?? 0) - may + first,
  };
  const reason = upwards ? '5 月漏报一笔设备款，补报' : '5 月误将预付款计入完成投资，核减';
  return [wrong, { ...row, reason, recorded_at: `2026-06-1${random.integer(1, 8)}T10:30:00+08:00` }];
}

function reasonOf({ subject, original, revised }: Pace, { completed, sinceStart }: Figures, month: number) {
  const total = (month > 5 && revised ? revised : original).total;
  const jump = (completed[month - 1] ?? 0) - (completed[month - 2] ?? 0);
  if ((sinceStart[month - 1] ?? 0) > subject.total) return '设备和材料涨价超出概算，概算调整已报批（示例）';
  return jump > 0.29 * total ? '设备集中到货，一次入账（示例）' : undefined;
}

function progressText(
  { subject }: Pace,
  { percent }: Figures,
  month: number,
  waiting: (month: number) => string,
): string {
  const { startedOn, completedOn, inUseOn, pauses } = subject;
  if (!startedOn || monthIn(startedOn) > month) return waiting(month);
  if (inUseOn && monthIn(inUseOn) <= month) return '已投产（投用）';
  if (completedOn && monthIn(completedOn) <= month) return '已竣工，办理验收手续';
  const done = physicalProgress(subject, percent[month - 1] ?? 0);
  const still = pauses.some(({ from, to }) => monthIn(from) <= month && (!to || monthIn(to) > month));
  return still ? `${done}，停工` : done;
}

/** Paid and allotted of public money for what is completed; the rate stays what it is through the year. */
function publicMoney(pace: Pace, roles: Roles, random: Random) {
  const part = random.between(0.35, 0.8);
  const rate = roles(pace.subject, 'publicLow') ? random.between(0.36, 0.42) : random.between(0.6, 0.94);
  return (completed: number) => {
    const paid = Math.round(completed * part);
    return { public_allotted: Math.round(paid / rate), public_paid: paid };
  };
}

/** From the 28th to the 5th; what brought an event was reported together with it. */
function momentOf({ subject }: Pace, month: number, random: Random): string {
  const hour = `${String(random.integer(9, 17)).padStart(2, '0')}:${random.pick(['00', '15', '30', '45'])}`;
  const days = random.integer(0, 7);
  if (subject.events.some(({ effective_on }) => monthIn(effective_on) === month))
    return reportedAt(lastDayOf(month));
  const day = month === 7 ? `2026-07-${28 + (days % 4)}` : later(`2026-0${month}-28`, days);
  return `${day}T${hour}:00+08:00`;
}

function lateMoment(random: Random): string {
  return `2026-07-${String(random.integer(7, 11)).padStart(2, '0')}T15:20:00+08:00`;
}
