/** Reads the progress and the stages of a project, anew whenever project, moment or rows change. */
import { ApiError } from '../../api.ts';
import type { Portal } from '../../state/portal.svelte.ts';
import type { ProgressAnswer, StagesAnswer } from './progress-answer.ts';

export type ProgressReading =
  | { readonly kind: 'reading' }
  | { readonly kind: 'read'; readonly progress: ProgressAnswer; readonly stages: StagesAnswer }
  | { readonly kind: 'failed'; readonly message: string };

/** The progress of the project whose code `code` tells. Call it in a component; it ends with it. */
export class ProjectProgress {
  #reading = $state.raw<ProgressReading>({ kind: 'reading' });
  #attempt = $state(0);
  readonly #code: () => string;

  constructor(portalOf: () => Portal, code: () => string) {
    this.#code = code;
    $effect(() => {
      const portal = portalOf();
      void this.#attempt;
      void portal.progress; // moved figures are read again
      const asked = { code: code(), month: portal.filter.month, asOf: portal.filter.asOf };
      let stale = false;
      Promise.all([
        read<ProgressAnswer>('progress', asked, portal.language),
        read<StagesAnswer>('stages', asked, portal.language),
      ])
        .then(([progress, stages]) => {
          if (!stale) this.#reading = { kind: 'read', progress, stages };
        })
        .catch((error: unknown) => {
          if (!stale) this.#reading = { kind: 'failed', message: String(error) };
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

async function read<Answer>(
  what: 'progress' | 'stages',
  { code, month, asOf }: { code: string; month: string | undefined; asOf: string | undefined },
  language: string,
): Promise<Answer> {
  const query = new URLSearchParams();
  if (month !== undefined) query.set('month', month);
  if (asOf !== undefined) query.set('asOf', asOf);
  const response = await fetch(`/api/projects/${code}/${what}?${query.toString()}`, {
    headers: { 'Accept-Language': language },
  });
  if (!response.ok) throw new ApiError(response.status, `HTTP ${response.status}`);
  return (await response.json()) as Answer;
}
