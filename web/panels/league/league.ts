/** What the columns of the league show and sort by; pure. */
import type { Facet, ProjectFilter } from '../../../data/filter.ts';
import { facets } from '../../../data/filter.ts';
import type { LeagueAnswer } from '../../api.ts';

/** Groups that a league can be made by. */
export const leagueGroups = [
  'district',
  'area',
  'tier',
  'category',
  'unit',
] as const satisfies readonly LeagueAnswer['by'][];
export type LeagueGroup = (typeof leagueGroups)[number];
export type LeagueRow = LeagueAnswer['rows'][number];

export const leagueColumns = [
  'rank',
  'name',
  'projects',
  'lights',
  'planned',
  'completed',
  'rate',
  'baseline',
  'calendar',
  'starts',
  'behind',
] as const;
export type LeagueColumn = (typeof leagueColumns)[number];

export interface LeagueOrder {
  readonly column: LeagueColumn;
  readonly descending: boolean;
}

/** The facet by which a row of a group filters the map; `undefined` when there is none. */
export function facetOf(by: LeagueGroup): Facet | undefined {
  return facets.find((facet) => facet === by);
}

/** The filter without the choice of its own group: like a facet, a league shows what else could be chosen. */
export function withoutOwn(filter: ProjectFilter, by: LeagueGroup): ProjectFilter {
  const own = facetOf(by);
  if (!own) return filter;
  const { [own]: _, ...others } = filter;
  return others;
}

/** Rows in an order; without a value they come last, equals in the order of their rank. */
export function sortLeague(
  rows: readonly LeagueRow[],
  { column, descending }: LeagueOrder,
  nameOf: (row: LeagueRow) => string,
): readonly LeagueRow[] {
  const sign = descending ? -1 : 1;
  return [...rows].sort((a, b) => {
    if (column === 'name') return sign * nameOf(a).localeCompare(nameOf(b), 'zh-Hans-CN');
    const left = valueOf(a, column);
    const right = valueOf(b, column);
    if (left === null || right === null) return Number(left === null) - Number(right === null);
    return sign * (left - right) || (a.rank ?? Infinity) - (b.rank ?? Infinity) || 0;
  });
}

function valueOf({ rank, indicators }: LeagueRow, column: Exclude<LeagueColumn, 'name'>): number | null {
  return column === 'rank' ? rank : figure[column](indicators);
}

const figure: Readonly<
  Record<Exclude<LeagueColumn, 'name' | 'rank'>, (of: LeagueRow['indicators']) => number | null>
> = {
  projects: ({ projects }) => projects,
  // Red weighs more than any number of yellow ones.
  lights: ({ lights }) => lights.red * 10_000 + lights.yellow,
  planned: ({ planned }) => planned,
  completed: ({ completed }) => completed,
  rate: ({ investmentRate }) => investmentRate,
  baseline: ({ aheadOfBaseline }) => aheadOfBaseline,
  calendar: ({ aheadOfCalendar }) => aheadOfCalendar,
  starts: ({ startRateDue }) => startRateDue,
  behind: ({ behind }) => behind,
};
