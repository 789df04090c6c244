/** Reads the league anew whenever group, filter, moment or figures change. */
import type { ProjectFilter } from '../../../data/filter.ts';
import { fetchLeague } from '../../api.ts';
import type { LeagueAnswer } from '../../api.ts';
import type { Portal } from '../../state/portal.svelte.ts';
import { Reader } from '../../state/reader.svelte.ts';
import type { Answers } from '../../state/reader.svelte.ts';
import { withoutOwn } from './league.ts';
import type { LeagueGroup } from './league.ts';

/** What is asked for. */
export interface LeagueAsked {
  readonly by: LeagueGroup;
  /** Only reporting areas that count in the totals of the city. */
  readonly counted: boolean;
}

export interface League {
  readonly answer: LeagueAnswer;
  /** Sums of what passes the whole filter, the choice among the rows included: the same as the bar of numbers. */
  readonly total: LeagueAnswer['total'];
}

/** What is there stays until the next answer is: a table that flashes cannot be compared. */
export function leagueReader(portalOf: () => Portal, askedOf: () => LeagueAsked): Answers<League> {
  return new Reader(portalOf, {
    question: () => {
      const { filter, language, progress } = portalOf();
      void progress; // moved figures are read again
      return { ...askedOf(), filter, language };
    },
    about: () => 'league',
    read: async ({ by, counted, filter, language }, signal) => {
      const rowsFilter = withoutOwn(filter, by);
      const read = (of: ProjectFilter) => fetchLeague(of, { by, counted }, { language, signal });
      const rows = read(rowsFilter);
      const whole = rowsFilter === filter || !chosen(filter, rowsFilter) ? rows : read(filter);
      const [answer, { total }] = await Promise.all([rows, whole]);
      return { answer, total };
    },
  });
}

function chosen(filter: ProjectFilter, rowsFilter: ProjectFilter): boolean {
  return Object.keys(filter).length !== Object.keys(rowsFilter).length;
}
