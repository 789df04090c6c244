/** Reads what lies in or around a thing, anew whenever thing, distance, moment or rows change. */
import { fetchSurroundings } from '../../api.ts';
import type { Surrounded, Surroundings } from '../../api.ts';
import type { Portal } from '../../state/portal.svelte.ts';

export type SurroundingsReading =
  | { readonly kind: 'reading' }
  | { readonly kind: 'read'; readonly found: Surroundings }
  | { readonly kind: 'failed' };

interface Asked {
  readonly noun: Surrounded;
  readonly code: string;
  /** Metres. */
  readonly within: number;
}

/** Make it in a component; it ends with it. */
export class SurroundingsReader {
  #reading = $state.raw<SurroundingsReading>({ kind: 'reading' });
  #attempt = $state(0);
  #code: string | undefined;

  constructor(portalOf: () => Portal, asked: () => Asked) {
    $effect(() => {
      const portal = portalOf();
      const question = asked();
      void this.#attempt;
      // Rows that moved are read again.
      void portal.columns?.revision;
      void portal.progress;
      const { month, asOf } = portal.filter;
      // What is there stays while another distance or month is read: no flash. Another thing has nothing yet.
      if (this.#code !== question.code) this.#reading = { kind: 'reading' };
      this.#code = question.code;
      let stale = false;
      fetchSurroundings(question, { month, asOf }, portal.language)
        .then((found) => {
          if (!stale) this.#reading = { kind: 'read', found };
        })
        .catch(() => {
          if (!stale) this.#reading = { kind: 'failed' };
        });
      return () => (stale = true);
    });
  }

  get reading(): SurroundingsReading {
    return this.#reading;
  }

  again(): void {
    this.#attempt += 1;
  }
}
