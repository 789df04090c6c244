/** The months of one year in the project book: judged when first asked for, judged again where progress was written. */
import { encodeColumns, noCode } from '../../data/columns.ts';
import type { Columns, ColumnSource, NumberArray } from '../../data/columns.ts';
import { monthColumn, monthNumbers } from '../../data/progress-columns.ts';
import type { MonthNumber } from '../../data/progress-columns.ts';
import { assess } from '../../data/rules/assess.ts';
import type { Assessment } from '../../data/rules/assessment.ts';
import type { Member } from '../../data/rules/indicators.ts';
import { judge } from '../../data/rules/judge.ts';
import { monthFrom } from '../../data/rules/month.ts';
import { light } from '../../data/vocabulary/light.ts';
import { projectCategory, projectStage, projectStatus } from '../../data/vocabulary/project.ts';
import type { ProjectCategory, ProjectStage } from '../../data/vocabulary/project.ts';
import { countsAt, factsAt, stageAt, whatWasKnown } from './progress-facts.ts';
import type { Known, ListedProject } from './progress-facts.ts';
import type { ProgressState } from './progress-store.ts';
import type { BookRows } from '../queries/project-book.ts';

/** The projects of a book, at one revision of theirs. */
export interface BookProjects extends Omit<BookRows, 'until'> {
  /** Seconds since 1970 until which facts are known; `undefined` = all of them. */
  readonly until: number | undefined;
  readonly year: number;
  /** The column file, and its columns. */
  readonly file: Uint8Array;
  readonly columns: Columns;
}

/** One month: the columns that the filter is evaluated over, and what the rows add to indicators. */
export interface MonthBook {
  readonly columns: Columns;
  readonly members: readonly Member[];
  readonly stages: readonly (ProjectStage | null)[];
}

export interface YearBook {
  readonly projects: BookProjects;
  /** Up to which writing of progress the book goes. */
  readonly progress: { readonly epoch: string; readonly n: number };
  /** `<epoch>.<n>` of answers about progress: over everything that the book was made from. */
  readonly revision: string;
  /** What was known of each project, in the order of the rows. */
  readonly known: readonly Known[];
  /** The months that were judged so far, by their number. */
  readonly months: ReadonlyMap<number, MonthBook>;
  /** Row of a project; `undefined` for a code that is none. */
  rowOf(code: string): number | undefined;
  /** @param number 1 to 12 */
  month(number: number): MonthBook;
  /** The column file `progress` of the months 1 to `last`. */
  file(last: number): Promise<Uint8Array>;
}

/**
 * A book over projects and what is known of their progress.
 * @param before the book of the same projects at an earlier writing of progress: only what changed since is judged.
 */
export function yearBook(projects: BookProjects, state: ProgressState, before?: YearBook): YearBook {
  const { year, until, rows } = projects;
  const reusable = before?.progress.epoch === state.epoch ? before : undefined;
  const changed: number[] = [];
  const known = rows.map(({ fid }, row) => {
    const earlier = reusable?.known[row];
    if (earlier && state.changedAt(fid) <= (reusable?.progress.n ?? 0)) return earlier;
    changed.push(row);
    return whatWasKnown(listed(projects, row), state.of(fid), { year, until });
  });
  const months = new Map<number, MonthBook>();
  for (const [number, earlier] of reusable?.months ?? []) {
    months.set(number, makeMonth(projects, known, number, { earlier, changed }));
  }
  const [epoch = '', ofProjects] = projects.revision.split('.');
  let places: Map<string, number> | undefined;
  const book: YearBook = {
    projects,
    progress: { epoch: state.epoch, n: state.n },
    revision: `${epoch}.${Number(ofProjects) + state.n}`,
    known,
    months,
    rowOf(code) {
      places ??= new Map(rows.map((row, at) => [row.code, at]));
      return places.get(code);
    },
    month(number) {
      let made = months.get(number);
      if (!made) months.set(number, (made = makeMonth(projects, known, number)));
      return made;
    },
    async file(last) {
      const source = emptySource(projects, book.revision);
      for (let number = 1; number <= last; number += 1) {
        addMonth(source, book.month(number), number);
        await new Promise(setImmediate); // between two months others have their turn
      }
      return encodeColumns(source);
    },
  };
  return book;
}

/** The row of a project as judging needs it; amounts that are not known are NaN in the columns. */
function listed({ columns, rows }: BookProjects, row: number): ListedProject {
  const { numbers, codes } = columns;
  const amount = (name: string) => {
    const value = numbers[name]?.[row] ?? NaN;
    return Number.isNaN(value) ? null : value;
  };
  const code = (name: string) => codes[name]?.dictionary[codes[name].index[row] ?? noCode];
  const { events, completesThisYear } = rows[row] as BookProjects['rows'][number];
  return {
    status: code('status') as ListedProject['status'],
    annualClass: (code('annual_class') ?? null) as ListedProject['annualClass'],
    completesThisYear,
    plannedInvestment: amount('planned_investment'),
    totalInvestment: amount('total_investment'),
    events,
  };
}

function makeMonth(
  projects: BookProjects,
  known: readonly Known[],
  number: number,
  again?: { readonly earlier: MonthBook; readonly changed: readonly number[] },
): MonthBook {
  const month = monthFrom(projects.year, number);
  const category = projects.columns.codes.category;
  const members: Member[] = again ? [...again.earlier.members] : new Array<Member>(known.length);
  const stages = again ? [...again.earlier.stages] : new Array<ProjectStage | null>(known.length);
  for (const row of again?.changed ?? known.keys()) {
    const of = known[row] as Known;
    const facts = factsAt(of, month);
    const judgement = judge(facts, { month, rules: projects.rules });
    const code = category?.dictionary[category.index[row] ?? noCode] as ProjectCategory;
    members[row] = {
      assessment: assess(facts, judgement, countsAt(of, month)),
      industry: projectCategory.words[code].industry,
    };
    stages[row] = stageAt(facts);
  }
  return { members, stages, columns: columnsOf(projects.columns, members, stages) };
}

const valueOf: Readonly<Record<MonthNumber | 'planned', (assessment: Assessment) => number>> = {
  planned: (of) => of.planned,
  gap: (of) => of.gap,
  due: (of) => of.due,
  completed: (of) => of.completed,
  unused: (of) => of.unusedPlan,
  flags: (of) => of.flags,
  approvals_required: (of) => of.approvalsRequired,
  approvals_done: (of) => of.approvalsDone,
  issues_due: (of) => of.issuesDue,
  issues_closed: (of) => of.issuesClosed,
  issues_open: (of) => of.issuesOpen,
};

/** What `monthColumns` would make of the file, without the file. */
function columnsOf(projects: Columns, members: readonly Member[], stages: MonthBook['stages']): Columns {
  const numbers: Record<string, NumberArray> = { ...projects.numbers };
  for (const [name, value] of Object.entries(valueOf)) {
    const type = name === 'planned' ? 'f64' : monthNumbers[name as MonthNumber];
    const array = type === 'f64' ? new Float64Array(members.length) : new Uint16Array(members.length);
    members.forEach(({ assessment }, row) => (array[row] = value(assessment)));
    numbers[name] = array;
  }
  const code = (dictionary: readonly string[], of: (row: number) => string | null) => {
    const places = new Map(dictionary.map((each, place) => [each, place]));
    const index = Uint16Array.from(members, (_, row) => places.get(of(row) ?? '') ?? noCode);
    return { dictionary, index };
  };
  const codes = {
    ...projects.codes,
    status: code(projectStatus.codes, (row) => members[row]?.assessment.status ?? null),
    light: code(light.codes, (row) => members[row]?.assessment.light ?? null),
    stage: code(projectStage.codes, (row) => stages[row] ?? null),
  };
  return { ...projects, numbers, codes };
}

type Writable = { -readonly [Key in keyof ColumnSource]: ColumnSource[Key] };

function emptySource({ rows }: BookProjects, revision: string): Writable {
  const numbers = { fid: { type: 'u32' as const, values: rows.map(({ fid }) => fid) } };
  return { noun: 'progress', revision, count: rows.length, numbers, codes: {}, lists: {}, texts: {} };
}

function addMonth(source: Writable, { members, stages }: MonthBook, number: number): void {
  const values = (of: (assessment: Assessment) => number) => members.map(({ assessment }) => of(assessment));
  const numbers: Record<string, ColumnSource['numbers'][string]> = { ...source.numbers };
  numbers.planned = { type: 'f64', values: values(valueOf.planned) };
  for (const [name, type] of Object.entries(monthNumbers) as [MonthNumber, 'f64' | 'u16'][]) {
    numbers[monthColumn(name, number)] = { type, values: values(valueOf[name]) };
  }
  source.numbers = numbers;
  const code = (dictionary: readonly string[], of: (row: number) => string | null) => ({
    dictionary,
    values: members.map((_, row) => of(row)),
  });
  source.codes = {
    ...source.codes,
    [monthColumn('status', number)]: code(
      projectStatus.codes,
      (row) => members[row]?.assessment.status ?? null,
    ),
    [monthColumn('light', number)]: code(light.codes, (row) => members[row]?.assessment.light ?? null),
    [monthColumn('stage', number)]: code(projectStage.codes, (row) => stages[row] ?? null),
  };
}
