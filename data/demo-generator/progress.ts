/** Progress of the illustrative listed projects January to July 2026, as progress.json holds it. Real ones have none. */
import type { PlanRow, Progress } from '../sources/progress.ts';
import type { People } from './people.ts';
import type { PlacePlan } from './plan.ts';
import { lastDayOf } from './progress-calendar.ts';
import { approvalRows, exceptionRows, registerRows } from './progress-duties.ts';
import { layIssues } from './progress-issues.ts';
import { layPaces, type Pace } from './progress-pace.ts';
import type { ProgressPlan } from './progress-plan.ts';
import { layFigures, reportRows } from './progress-reports.ts';
import { drawRoles } from './progress-roles.ts';
import { layStages, stageRows, type StageDates } from './progress-stages.ts';
import type { Subject } from './progress-subject.ts';
import { preparing } from './progress-words.ts';
import type { Random } from './random.ts';
import { drawnSource } from './source.ts';

interface Context {
  place: PlacePlan;
  plan: ProgressPlan;
  people: People;
  year: number;
  random: Random;
}

const revisedAt = '2026-06-18T10:00:00+08:00';

/** @returns the text of progress.json. */
export function layProgress(
  { place, plan, people, year, random }: Context,
  subjects: readonly Subject[],
): string {
  const roles = drawRoles(subjects, plan, random);
  const paces = layPaces(subjects, { plan, roles, random });
  const progress: Progress = {
    source: drawnSource,
    plans: paces.flatMap((pace) => planRows(pace, year)),
    reports: [],
    stages: [],
    registers: [],
    exceptions: [],
    approvals: [],
    issues: [],
  };
  for (const pace of paces) {
    const { subject } = pace;
    const figures = layFigures(pace, roles, random);
    const stages = layStages(pace, { roles, random, percentAt: figures.percent });
    const waiting = (month: number) => waitingFor(stages, lastDayOf(month));
    progress.reports.push(...reportRows(pace, figures, { roles, random, waiting }));
    progress.stages.push(...stageRows(pace, stages));
    progress.registers.push(...registerRows(pace, roles, random));
    if (roles(subject, 'approvals')) progress.approvals.push(...approvalRows(pace, stages));
  }
  const officials = (people.persons as { name: string; position: string }[]).filter(
    ({ position }) => position === '包保领导',
  );
  progress.exceptions.push(...exceptionRows(paces, { roles, approvers: officials.map(({ name }) => name) }));
  progress.issues.push(...layIssues(subjects, { plan, roles, random, prefix: place.prefix }));
  return progressText(progress);
}

function planRows({ subject, original, revised }: Pace, year: number): PlanRow[] {
  const row = (plan: { total: number; monthly: number[] | null }) => ({
    project: subject.code,
    year,
    total: plan.total,
    ...(plan.monthly ? { monthly: plan.monthly } : {}),
  });
  return [
    { ...row(original), recorded_at: subject.listedAt },
    ...(revised ? [{ ...row(revised), source: '示例数据：年中计划调整，示意', recorded_at: revisedAt }] : []),
  ];
}

/** What is under way before the start: the next approval that is not there at the end of a day. */
function waitingFor(stages: readonly StageDates[], day: string): string {
  const open = stages
    .filter(({ stage, actual }) => preparing[stage] && (actual === null || actual > day))
    .sort((a, b) => (a.planned < b.planned ? -1 : 1));
  return preparing[open[0]?.stage ?? 'start'] ?? '';
}

/** One row a line, so that changes can be read. */
function progressText({ source, ...parts }: Progress): string {
  const lists = Object.entries(parts).map(
    ([name, rows]) => `"${name}":[\n${rows.map((row) => JSON.stringify(row)).join(',\n')}\n]`,
  );
  return `{"source":${JSON.stringify(source)},\n${lists.join(',\n')}}\n`;
}
