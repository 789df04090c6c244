/** Statistics register, approved exceptions and approval items of the year. */
import type { ApprovalRow, ExceptionRow, RegisterRow } from '../sources/progress.ts';
import { projectStage } from '../vocabulary/project.ts';
import { monthIn, year } from './progress-calendar.ts';
import type { Pace } from './progress-pace.ts';
import type { Roles } from './progress-roles.ts';
import type { StageDates } from './progress-stages.ts';
import type { Random } from './random.ts';
import { lastDay, later, reportedAt } from './schedule.ts';
import { yearEnd } from './source.ts';

/** Entry within a month of the start for nearly all; what started in July is partly on its way. */
export function registerRows({ subject }: Pace, roles: Roles, random: Random): RegisterRow[] {
  const { startedOn, code } = subject;
  const usual = random.integer(6, 26);
  const slow = random.chance(0.04) ? random.integer(36, 55) : 0;
  if (!startedOn || roles(subject, 'registerYellow') || roles(subject, 'registerRed')) return [];
  const june = later(startedOn, 1) > '2026-06-01';
  const registered = later(startedOn, slow > 0 && !june ? slow : usual);
  const day = june && startedOn < '2026-07-01' && registered > lastDay ? lastDay : registered;
  if (day > lastDay) return [];
  const recorded = day < yearEnd.recordedAt.slice(0, 10) ? yearEnd.recordedAt : reportedAt(day);
  return [{ project: code, registered_on: day, recorded_at: recorded }];
}

const reasons = [
  '文物勘探尚未结束，经批准延期开工（示例）',
  '上级资金切块下达推迟，经批准延期开工（示例）',
  '线位随上位规划调整，经批准延期开工（示例）',
  '夏收期间土地交付顺延，经批准延期开工（示例）',
];

/** @param approvers names of sample persons. */
export function exceptionRows(
  paces: readonly Pace[],
  { roles, approvers }: { roles: Roles; approvers: readonly string[] },
): ExceptionRow[] {
  return paces
    .filter(({ subject }) => roles(subject, 'excused'))
    .map(({ subject, plannedStart }, index) => ({
      project: subject.code,
      rule: 'start' as const,
      reason: reasons[index % reasons.length] ?? '',
      approved_by: approvers[index % approvers.length] ?? '',
      until: index % 2 === 0 ? '2026-09-30' : '2026-08-31',
      recorded_at:
        monthIn(plannedStart ?? '') < 7
          ? `${later(plannedStart ?? '', 4)}T16:00:00+08:00`
          : '2026-07-29T16:00:00+08:00',
    }));
}

const approvalStages = projectStage.codes.slice(0, projectStage.codes.indexOf('start'));

/** Items that the joint review is to settle this year, and once more when one is done. */
export function approvalRows({ subject }: Pace, stages: readonly StageDates[]): ApprovalRow[] {
  const listed = subject.second ? subject.listedAt : '2026-01-09T10:00:00+08:00';
  return stages
    .filter(
      ({ stage, planned, actual }) =>
        approvalStages.includes(stage) &&
        planned.startsWith(String(year)) &&
        (actual === null || actual >= listed.slice(0, 10)),
    )
    .flatMap(({ stage, actual, unit }) => {
      const item = { project: subject.code, year, stage, required: true, unit };
      const first = { ...item, recorded_at: listed };
      return actual ? [first, { ...item, done_on: actual, recorded_at: reportedAt(actual) }] : [first];
    });
}
