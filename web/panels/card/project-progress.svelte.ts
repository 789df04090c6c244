/** Reads the progress and the stages of a project, anew whenever project, moment or figures change. */
import { fetchProjectProgress } from '../../api.ts';
import type { ProjectProgress, ProjectStages } from '../../api.ts';
import type { Portal } from '../../state/portal.svelte.ts';

export type ProgressReading =
  | { readonly kind: 'reading' }
  | { readonly kind: 'read'; readonly progress: ProjectProgress; readonly stages: ProjectStages }
  | { readonly kind: 'failed' };

/** The progress of the project whose code `code` tells. Make it in a component; it ends with it. */
export class ProgressReader {
  #reading = $state.raw<ProgressReading>({ kind: 'reading' });
  #attempt = $state(0);
  readonly #code: () => string;

  constructor(portalOf: () => Portal, code: () => string) {
    this.#code = code;
    $effect(() => {
      const portal = portalOf();
      void this.#attempt;
      void portal.progress; // moved figures are read again
      const { month, asOf } = portal.filter;
      let stale = false;
      fetchProjectProgress(code(), { month, asOf }, portal.language)
        .then((read) => {
          if (!stale) this.#reading = { kind: 'read', ...read };
        })
        .catch(() => {
          if (!stale) this.#reading = { kind: 'failed' };
        });
      return () => (stale = true);
    });
  }

  /** What is there; the answer about another project counts as not read. */
  get reading(): ProgressReading {
    const reading = this.#reading;
    return reading.kind === 'read' && reading.progress.code !== this.#code() ? { kind: 'reading' } : reading;
  }

  again(): void {
    this.#attempt += 1;
  }
}
