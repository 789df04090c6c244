import type { StatesTexts } from './states.zh-Hans.ts';

/** Sentences of what is being read, could not be read, or is not there, in English. */
export const statesEn: StatesTexts = {
  states: {
    retry: 'Retry',
    details: 'Reading the details…',
    progress: 'Reading the progress…',
    surroundings: 'Reading what lies here…',
    history: 'Reading the history…',
    historyFailed: 'The history could not be read.',
    projects: 'Reading the projects…',
    noProjects: 'The projects have not been read yet.',
    league: 'Reading the league…',
    old: 'Could not be brought up to date; this was read before.',
    closeCard: 'Close the card',
    showAll: 'Clear all filters',
    trayEmpty: 'Every project is on the map.',
    trayFiltered: 'Every project that passes the filter is on the map.',
    toList: 'Show the list of projects',
  },
};
