/** Gathers a dossier: the one filter over the project book, every judgement with its reason, and who answers for it. */
import { noCode } from '../../data/columns.ts';
import { evaluate } from '../../data/evaluate.ts';
import type { ProjectFilter } from '../../data/filter.ts';
import { judge } from '../../data/rules/judge.ts';
import type { Judgement } from '../../data/rules/judgement.ts';
import { projectStatus } from '../../data/vocabulary/project.ts';
import type { AnnualClass, ProjectCategory, ProjectTier } from '../../data/vocabulary/project.ts';
import { askBook, indicatorsOf } from '../book/book-question.ts';
import type { BookAnswer } from '../book/book-question.ts';
import { corridorReach } from './dossier-data.ts';
import type { Dossier, DossierProject } from './dossier-data.ts';
import { inWan, printIndicators } from '../book/indicators-answer.ts';
import { badParameters } from '../http/problem.ts';
import type { Refusal } from '../http/problem.ts';
import { factsAt } from '../book/progress-facts.ts';
import { dossierDetails, projectsAlong, zoneNames } from '../queries/dossier.ts';
import { namedCodes } from '../queries/dictionary.ts';
import { knownBy } from '../queries/moment.ts';
import type { Named } from '../queries/project-book.ts';
import type { Services } from '../services.ts';
import type { Viewer } from '../viewer.ts';
import type { YearBook } from '../book/year-book.ts';

export interface DossierQuestion {
  readonly viewer: Viewer;
  readonly filter: ProjectFilter;
  /** Only this project, whatever its status. */
  readonly project?: string | undefined;
  /** Only projects along this corridor. */
  readonly corridor?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** @throws Problem 400 for a moment without figures, and a project or corridor that the viewer knows nothing of */
export async function readDossier(services: Services, question: DossierQuestion): Promise<Dossier> {
  const { database } = services;
  const { viewer, signal } = question;
  const place = await services.place();
  const along =
    question.corridor === undefined
      ? undefined
      : await projectsAlong(database, { viewer, code: question.corridor, metres: corridorReach, signal });
  // A project that is asked for by its code is meant in any status.
  const filter: ProjectFilter =
    question.project === undefined ? question.filter : { status: projectStatus.codes, ...question.filter };
  const answer = await askBook(services, viewer, filter);
  const { book, month, moment } = answer;
  const only = question.project === undefined ? undefined : book.rowOf(question.project);
  refuseUnknown(question, { along: along !== undefined, project: only !== undefined });

  const fids = book.projects.rows.map(({ fid }) => fid);
  const among = amongOf(along?.fids, only === undefined ? undefined : fids[only]);
  const evaluation = among ? evaluate(filter, month.columns, among) : answer.evaluation;
  const rows = [...evaluation.rows];
  const known = moment.asOf === null ? undefined : knownBy(moment.asOf, place.timeZone);
  const [details, zones, companies] = await Promise.all([
    dossierDetails(database, { viewer, known, fids: rows.map((row) => fids[row] ?? 0), signal }),
    filter.zone ? zoneNames(database, viewer, filter.zone, signal) : [],
    filter.company ? namedCodes(database, 'company', viewer, signal) : [],
  ]);
  const names = namesOf(book);
  const projects = rows.map((row): DossierProject => {
    const one = projectAt(answer, row, names);
    const { person = null, source = '' } = details.get(one.fid) ?? {};
    return { ...one, person, source };
  });
  return {
    place,
    rules: book.projects.rules,
    scope: {
      filter,
      project: only === undefined ? undefined : projectAt(answer, only, names),
      corridor: along?.corridor,
      names: new Map([
        ...names.districts,
        ...names.units,
        ...[...zones, ...companies].map((named) => [named.code, named] as const),
      ]),
    },
    month: moment.month,
    asOf: moment.asOf,
    madeOn: place.today,
    illustrative: projects.some(({ illustrative }) => illustrative),
    phones: viewer.kind === 'operator',
    extent: extentOf(answer, rows),
    sums: {
      ...evaluation.totals,
      investment: inWan(evaluation.totals.investment),
      mappedInvestment: inWan(evaluation.totals.mappedInvestment),
      plannedInvestment: inWan(evaluation.totals.plannedInvestment),
      reconciliation: evaluation.reconciliation,
      indicators: printIndicators(indicatorsOf(answer, rows)),
    },
    projects,
  };
}

function refuseUnknown(
  { project, corridor }: DossierQuestion,
  found: { readonly along: boolean; readonly project: boolean },
): void {
  const refusals: Refusal[] = [];
  if (project !== undefined && !found.project) {
    refusals.push({
      key: 'project',
      value: project,
      allowed: {
        zh: '已公布项目的编号，见 /api/projects',
        en: 'the code of a published project, see /api/projects',
      },
    });
  }
  if (corridor !== undefined && !found.along) {
    refusals.push({
      key: 'corridor',
      value: corridor,
      allowed: {
        zh: '已公布通道的编号，见 /api/corridors',
        en: 'the code of a published corridor, see /api/corridors',
      },
    });
  }
  if (refusals.length > 0) throw badParameters(refusals);
}

/** The ids that both conditions leave; `undefined` = all. */
function amongOf(
  along: readonly number[] | undefined,
  only: number | undefined,
): { has(fid: number): boolean } | undefined {
  if (!along && only === undefined) return undefined;
  const near = along && new Set(along);
  return { has: (fid) => (!near || near.has(fid)) && (only === undefined || fid === only) };
}

/** What the mapped projects among the rows cover; those without a place have NaN, which no comparison takes. */
function extentOf({ month: { columns } }: BookAnswer, rows: readonly number[]): Dossier['extent'] {
  const { west, south, east, north } = columns.numbers;
  const extent: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const row of rows) {
    if ((west?.[row] ?? NaN) < extent[0]) extent[0] = west?.[row] ?? NaN;
    if ((south?.[row] ?? NaN) < extent[1]) extent[1] = south?.[row] ?? NaN;
    if ((east?.[row] ?? NaN) > extent[2]) extent[2] = east?.[row] ?? NaN;
    if ((north?.[row] ?? NaN) > extent[3]) extent[3] = north?.[row] ?? NaN;
  }
  return Number.isFinite(extent[0]) ? extent : null;
}

interface Names {
  readonly districts: ReadonlyMap<string, Named>;
  readonly areas: ReadonlyMap<string, Named>;
  readonly units: ReadonlyMap<string, Named>;
}

function namesOf({ projects }: YearBook): Names {
  const byCode = (list: readonly Named[]) => new Map(list.map((named) => [named.code, named]));
  return {
    districts: byCode(projects.districts),
    areas: byCode(projects.areas),
    units: byCode(projects.units),
  };
}

/** What book and columns say of one project; who answers for it comes from elsewhere. */
function projectAt(
  { book, moment: { month }, month: { columns, members } }: BookAnswer,
  row: number,
  names: Names,
): Omit<DossierProject, 'person' | 'source'> {
  const listed = book.projects.rows[row];
  const known = book.known[row];
  const assessment = members[row]?.assessment;
  if (!listed || !known || !assessment) throw new Error(`the book has no row ${row}`);
  const facts = factsAt(known, month);
  const judgement = judge(facts, { month, rules: book.projects.rules });
  const code = (name: string) =>
    columns.codes[name]?.dictionary[columns.codes[name].index[row] ?? noCode] ?? null;
  const amount = (name: string) => {
    const value = columns.numbers[name]?.[row] ?? NaN;
    return Number.isNaN(value) ? null : inWan(value);
  };
  const named = (of: ReadonlyMap<string, Named>, key: string | null) =>
    key === null ? null : (of.get(key) ?? null);
  return {
    fid: listed.fid,
    code: listed.code,
    name: columns.text('name')[row] ?? '',
    nameEn: columns.text('name_en')[row] || null,
    districts: listed.districts.flatMap((district) => names.districts.get(district) ?? []),
    area: named(names.areas, code('reporting_area')),
    category: code('category') as ProjectCategory,
    tier: code('tier') as ProjectTier | null,
    annualClass: code('annual_class') as AnnualClass | null,
    deadline: listed.deadline,
    unit: named(names.units, listed.unit),
    illustrative: columns.numbers.illustrative?.[row] === 1,
    status: facts.status,
    mapped: columns.numbers.mapped?.[row] === 1,
    sites: columns.numbers.sites?.[row] ?? 0,
    judgement,
    total: amount('total_investment'),
    ...progressOf(judgement, assessment.planned, assessment.gap),
    planned: facts.plan ? inWan(assessment.planned) : null,
    completed: facts.report ? inWan(assessment.completed) : null,
    sinceStart:
      facts.report?.completedSinceStart === null || !facts.report
        ? null
        : inWan(facts.report.completedSinceStart),
    dataMonth: facts.report?.month ?? null,
  };
}

function progressOf(
  judgement: Judgement,
  planned: number,
  gap: number,
): Pick<DossierProject, 'due' | 'rate' | 'baseline' | 'gap' | 'perMonthToGreen' | 'perMonthToPlan'> {
  const { due, completed, perMonthToGreen, perMonthToPlan, reportLag } = judgement;
  const judged = planned > 0 && judgement.calendar !== null;
  return {
    due: judged ? inWan(due) : null,
    rate: planned > 0 && reportLag !== null ? completed / planned : null,
    baseline: judged ? due / planned : null,
    gap: Number.isNaN(gap) ? null : gap,
    perMonthToGreen: perMonthToGreen === null ? null : inWan(perMonthToGreen),
    perMonthToPlan: perMonthToPlan === null ? null : inWan(perMonthToPlan),
  };
}
