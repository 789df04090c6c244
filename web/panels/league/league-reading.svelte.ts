/** Reads the league anew whenever group, filter, moment or figures change. */
import type { ProjectFilter } from '../../../data/filter.ts';
import { fetchLeague } from '../../api.ts';
import type { LeagueAnswer } from '../../api.ts';
import type { Portal } from '../../state/portal.svelte.ts';
import { withoutOwn } from './league.ts';
import type { LeagueGroup } from './league.ts';

/** What is asked for. */
export interface LeagueAsked {
  readonly by: LeagueGroup;
  /** Only reporting areas that count in the totals of the city. */
  readonly counted: boolean;
}

export class League {
  answer = $state.raw<LeagueAnswer>();
  /** Sums of what passes the whole filter, the choice among the rows included: the same as the bar of numbers. */
  total = $state.raw<LeagueAnswer['total']>();
  failed = $state(false);
  #attempt = $state(0);

  constructor(portalOf: () => Portal, asked: () => LeagueAsked) {
    $effect(() => {
      const { filter, language, progress } = portalOf();
      const { by, counted } = asked();
      void this.#attempt;
      void progress; // moved figures are read again
      const aborter = new AbortController();
      const rowsFilter = withoutOwn(filter, by);
      const read = (of: ProjectFilter) => fetchLeague(of, { by, counted }, language, aborter.signal);
      const rows = read(rowsFilter);
      Promise.all([rows, rowsFilter === filter || !chosen(filter, rowsFilter) ? rows : read(filter)])
        .then(([answer, whole]) => {
          this.answer = answer;
          this.total = whole.total;
          this.failed = false;
        })
        .catch(() => {
          if (!aborter.signal.aborted) this.failed = true;
        });
      return () => aborter.abort();
    });
  }

  again(): void {
    this.#attempt += 1;
  }
}

function chosen(filter: ProjectFilter, rowsFilter: ProjectFilter): boolean {
  return Object.keys(filter).length !== Object.keys(rowsFilter).length;
}
