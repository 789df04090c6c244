/**
 * The league table: the rows that pass, grouped and ranked by an indicator. By district, counts and lights stand in the
 * district of the reporting area, money in every district touched, by its share (domain.md, Rules: linear works).
 */
import type { Indicators } from '../../data/rules/assessment.ts';
import { indicators } from '../../data/rules/indicators.ts';
import type { Member } from '../../data/rules/indicators.ts';
import { noCode } from '../../data/columns.ts';
import { projectCategory, projectTier } from '../../data/vocabulary/project.ts';
import type { CodeList } from '../../data/vocabulary/word.ts';
import type { BookAnswer } from './book-question.ts';
import type { Named } from '../queries/project-book.ts';

export const leagueGroups = ['district', 'area', 'tier', 'category', 'unit'] as const;
export type LeagueGroup = (typeof leagueGroups)[number];

/** Indicators that a league can be ranked by; of these, fewer is better. */
const fewerIsBetter: ReadonlySet<string> = new Set(['behind']);
export const rankings = [
  'investmentRate',
  'aheadOfBaseline',
  'aheadOfCalendar',
  'startRateDue',
  'startRateYear',
  'completionRateDue',
  'completionRateYear',
  'approvalRate',
  'settlementRate',
  'completed',
  'planned',
  'projects',
  'behind',
] as const satisfies readonly (keyof Indicators)[];
export type Ranking = (typeof rankings)[number];

export interface LeagueRow {
  /** `null` = what belongs to none. */
  readonly code: string | null;
  readonly name: string;
  readonly nameEn: string | null;
  /** 1 = best; equal figures share a place; `null` without the figure. */
  readonly rank: number | null;
  readonly indicators: Indicators;
}

export interface League {
  readonly total: Indicators;
  /** How many of the projects touch several districts (跨区县). */
  readonly crossing: number;
  readonly rows: readonly LeagueRow[];
}

/** What a group sums: the projects counted in it, and the money in it. */
interface Group {
  readonly counted: Member[];
  readonly money: Member[];
}

/**
 * @param counted only projects of reporting areas that count in the totals of the city (不含…)
 */
export function leagueOf(
  { moment, book, month, evaluation }: BookAnswer,
  { by, sort, counted }: { readonly by: LeagueGroup; readonly sort: Ranking; readonly counted: boolean },
): League {
  const { projects } = book;
  const sum = (set: Iterable<Member>) => indicators(set, { month: moment.month, rules: projects.rules });
  const area = areaOf(projects);
  const rows = [...evaluation.rows].filter((row) => !counted || area(row)?.counted !== false);
  const groups = new Map<string | null, Group>();
  const group = (code: string | null): Group => {
    let found = groups.get(code);
    if (!found) groups.set(code, (found = { counted: [], money: [] }));
    return found;
  };
  // Groups that a report shows even when nothing is in them.
  if (by === 'district') for (const { code } of projects.districts) group(code);
  if (by === 'area') for (const each of projects.areas) if (!counted || each.counted) group(each.code);
  const codeOf = codeReader(projects, by);
  let crossing = 0;
  for (const row of rows) {
    const member = month.members[row] as Member;
    const { districts, shares } = projects.rows[row] as (typeof projects.rows)[number];
    if (districts.length > 1) crossing++;
    if (by !== 'district') {
      const into = group(codeOf(row));
      into.counted.push(member);
      into.money.push(member);
      continue;
    }
    const home = area(row)?.district ?? districts[0] ?? null;
    group(home).counted.push(member);
    if (districts.length === 0) group(home).money.push(member);
    const last = districts.length - 1;
    let left = 1;
    districts.forEach((code, at) => {
      const share = shares[at] ?? 0;
      left -= share;
      group(code).money.push(share === 1 ? member : { ...member, share });
      // What lies in districts that the viewer may not see belongs to none that is named.
      if (at === last && left > 1e-4) group(null).money.push({ ...member, share: left });
    });
  }
  const names = new Map(namesOf(projects, by).map((named) => [named.code, named]));
  const order = [...names.keys()];
  const made = [...groups].map(([code, { counted: projectsIn, money }]) => {
    const named = code === null ? undefined : names.get(code);
    return {
      code,
      name: named?.name ?? code ?? '未归属',
      nameEn: named ? named.nameEn : code === null ? 'Unassigned' : null,
      indicators: by === 'district' ? withMoney(sum(projectsIn), sum(money)) : sum(projectsIn),
      place: code === null ? Infinity : order.indexOf(code),
    };
  });
  const better = fewerIsBetter.has(sort) ? -1 : 1;
  const figure = (row: (typeof made)[number]) => (row.code === null ? null : row.indicators[sort]);
  made.sort((a, b) => {
    const [left, right] = [figure(a), figure(b)];
    if (left === null || right === null) {
      return (left === null ? 1 : 0) - (right === null ? 1 : 0) || a.place - b.place;
    }
    return better * (right - left) || a.place - b.place;
  });
  const rank = (row: (typeof made)[number]) => {
    const value = figure(row);
    return value === null ? null : 1 + made.findIndex((other) => figure(other) === value);
  };
  return {
    total: sum(rows.map((row) => month.members[row] as Member)),
    crossing,
    rows: made.map((row) => ({
      code: row.code,
      name: row.name,
      nameEn: row.nameEn,
      rank: rank(row),
      indicators: row.indicators,
    })),
  };
}

/** Counts of one set with the money of another, and the rates that follow from money. */
function withMoney(counts: Indicators, money: Indicators): Indicators {
  const { planned, completed, unusedPlan, industryCompleted } = money;
  const { investmentRate, baseline, aheadOfCalendar, aheadOfBaseline, industryShare, fixedAssetShare } =
    money;
  return {
    ...counts,
    planned,
    completed,
    unusedPlan,
    industryCompleted,
    investmentRate,
    baseline,
    aheadOfCalendar,
    aheadOfBaseline,
    industryShare,
    fixedAssetShare,
  };
}

type Projects = BookAnswer['book']['projects'];

function areaOf({ columns, areas }: Projects) {
  const column = columns.codes.reporting_area;
  const byCode = new Map(areas.map((area) => [area.code, area]));
  return (row: number) => byCode.get(column?.dictionary[column.index[row] ?? noCode] ?? '');
}

function codeReader({ columns, rows }: Projects, by: LeagueGroup): (row: number) => string | null {
  if (by === 'unit') return (row) => rows[row]?.unit ?? null;
  const column = columns.codes[by === 'area' ? 'reporting_area' : by];
  return (row) => column?.dictionary[column.index[row] ?? noCode] ?? null;
}

function namesOf({ districts, areas, units }: Projects, by: LeagueGroup): readonly Named[] {
  if (by === 'district') return districts;
  if (by === 'area') return areas;
  if (by === 'unit') return units;
  const list: CodeList = by === 'tier' ? projectTier : projectCategory;
  return list.codes.map((code) => ({
    code,
    name: list.words[code]?.zh ?? code,
    nameEn: list.words[code]?.en ?? null,
  }));
}
