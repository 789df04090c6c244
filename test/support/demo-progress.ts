/** The progress of a demo place as its files say it: facts of each listed project, judged by the rules. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { assess } from '../../data/rules/assess.ts';
import type { ProjectFacts } from '../../data/rules/facts.ts';
import { judge } from '../../data/rules/judge.ts';
import { monthEnd } from '../../data/rules/month.ts';
import { readPlace } from '../../data/sources/place.ts';
import { readProgress } from '../../data/sources/progress.ts';
import { readProjects, type Project } from '../../data/sources/projects.ts';
import { projectCategory, projectStage } from '../../data/vocabulary/project.ts';

const demo = fileURLToPath(new URL('../../data/demo/', import.meta.url));

/** The files of a place, read as the loader reads them. */
export function demoFiles(place: string) {
  const text = (file: string) => readFileSync(join(demo, place, file), 'utf8');
  return {
    place: readPlace('place.json', text('place.json')),
    projects: readProjects('projects.geojson', text('projects.geojson')).filter(({ parent }) => !parent),
    progress: readProgress('progress.json', text('progress.json')),
    bytes: Buffer.byteLength(text('progress.json')),
  };
}
export type DemoFiles = ReturnType<typeof demoFiles>;

/** Every listed project at the end of a month, judged with all that is in the files. */
export function judged(files: DemoFiles, month: string) {
  const { rules } = files.place;
  return files.projects
    .filter(({ years }) => years.length > 0)
    .map((project) => {
      const facts = factsOf(files, project, month);
      const judgement = judge(facts, { month, rules });
      const assessment = assess(facts, judgement, countsOf(files, project.code, monthEnd(month)));
      return { project, facts, judgement, assessment, industry: isIndustry(project) };
    });
}

function isIndustry({ category }: Project): boolean {
  return 'industry' in projectCategory.words[category] && projectCategory.words[category].industry;
}

const hundred = (wan: number | undefined) => (wan === undefined ? null : Math.round(wan * 100));
/** Rows of a project as they were recorded. */
function rowsOf<Row extends { project: string; recorded_at: string }>(
  rows: readonly Row[],
  code: string,
): Row[] {
  return rows
    .filter(({ project }) => project === code)
    .sort((a, b) => Date.parse(a.recorded_at) - Date.parse(b.recorded_at));
}

function factsOf({ progress }: DemoFiles, project: Project, month: string): ProjectFacts {
  const { code, events, years } = project;
  const end = monthEnd(month);
  const happened = events.filter(({ effective_on }) => effective_on <= end);
  const first = (status: string) => happened.find((event) => event.status === status)?.effective_on ?? null;
  const plan = rowsOf(progress.plans, code).at(-1);
  const reports = rowsOf(progress.reports, code).filter((report) => report.month <= month);
  const last = reports
    .map((report) => report.month)
    .sort()
    .at(-1);
  const report = reports.filter((one) => one.month === last).at(-1);
  const stages = rowsOf(progress.stages, code);
  return {
    status: happened.at(-1)?.status ?? 'preparatory',
    annualClass: years[0]?.annual_class ?? null,
    completesThisYear: years[0]?.completes_this_year ?? false,
    plan: plan
      ? { total: plan.total * 100, monthly: plan.monthly?.map((amount) => amount * 100) ?? null }
      : null,
    totalInvestment: hundred(project.total_investment ?? undefined),
    stages: Object.fromEntries(
      projectStage.codes.flatMap((stage) => {
        const row = stages.filter((one) => one.stage === stage).at(-1);
        const actual = row?.actual_on && row.actual_on <= end ? row.actual_on : null;
        return row ? [[stage, { planned: row.planned_on ?? null, actual }]] : [];
      }),
    ),
    startedOn: first('under_construction'),
    completedOn: first('completed'),
    registeredOn: rowsOf(progress.registers, code).at(-1)?.registered_on ?? null,
    report: report
      ? {
          month: report.month,
          completed: report.completed * 100,
          completedSinceStart: hundred(report.completed_since_start),
          publicAllotted: hundred(report.public_allotted),
          publicPaid: hundred(report.public_paid),
          late: report.late ?? false,
        }
      : null,
    exceptions: rowsOf(progress.exceptions, code).map(({ rule, reason, approved_by, until }) => ({
      rule,
      reason,
      approvedBy: approved_by,
      until,
    })),
  };
}

function countsOf({ progress }: DemoFiles, code: string, end: string) {
  const items = new Map(rowsOf(progress.approvals, code).map((item) => [item.stage, item]));
  const required = [...items.values()].filter((item) => item.required);
  const issues = progress.issues
    .filter(({ project }) => project === code)
    .map(({ transitions }) => transitions.filter(({ on }) => on <= end))
    .filter(({ length }) => length > 0);
  const due = issues.filter((steps) => (steps.findLast((step) => step.due)?.due ?? '9999') <= end);
  const isClosed = (steps: (typeof issues)[number]) => steps.at(-1)?.state === 'closed';
  return {
    approvalsRequired: required.length,
    approvalsDone: required.filter(({ done_on }) => done_on !== undefined && done_on <= end).length,
    issuesDue: due.length,
    issuesClosed: due.filter(isClosed).length,
    issuesOpen: issues.filter((steps) => !isClosed(steps)).length,
  };
}
