/** Reads what lies in or around a thing, anew whenever thing, distance, moment or rows change. */
import { fetchSurroundings } from '../../api.ts';
import type { Surrounded, Surroundings } from '../../api.ts';
import type { Portal } from '../../state/portal.svelte.ts';
import { Reader } from '../../state/reader.svelte.ts';
import type { Answers } from '../../state/reader.svelte.ts';

interface Asked {
  readonly noun: Surrounded;
  readonly code: string;
  /** Metres. */
  readonly within: number;
}

/** Another distance or month keeps what is there until it is read; another thing has nothing yet. */
export function surroundingsReader(portalOf: () => Portal, askedOf: () => Asked): Answers<Surroundings> {
  return new Reader(portalOf, {
    question: () => {
      const { columns, progress, filter, language } = portalOf();
      // Rows that moved are read again.
      void columns?.revision;
      void progress;
      return { ...askedOf(), month: filter.month, asOf: filter.asOf, language };
    },
    about: ({ noun, code }) => `${noun}:${code}`,
    read: ({ month, asOf, language, ...thing }, signal) =>
      fetchSurroundings(thing, { month, asOf }, { language, signal }),
  });
}
