/** Reads what a part of the screen shows and keeps it up to date: one way for cards, their lists and the rankings. */
import { untrack } from 'svelte';
import { ApiError } from '../api.ts';
import type { Portal } from './portal.svelte.ts';
import { isStopped, Work } from './work.svelte.ts';

export type Reading<Value> =
  | { readonly kind: 'reading' }
  | { readonly kind: 'read'; readonly value: Value }
  | { readonly kind: 'failed'; readonly error: unknown };

/** What a component sees of a reader. */
export interface Answers<Value> {
  readonly reading: Reading<Value>;
  /** The answer about what is asked for now. */
  readonly value: Value | undefined;
  /** The last answer, whatever it was about: it may stay for a moment, so that nothing flashes. */
  readonly last: Value | undefined;
  /** Why the last reading came to nothing; with a `value` beside it, that is of before. */
  readonly error: unknown;
  /** A reading has been under way for longer than a second. */
  readonly lasting: boolean;
  again(): void;
}

export interface Asking<Question, Value> {
  /** What is asked, with everything that makes it be asked anew; `undefined` = nothing yet. */
  readonly question: () => Question | undefined;
  /** What the question is about: an answer stays while it is asked anew about the same, and goes with it. */
  readonly about: (question: Question) => string;
  readonly read: (question: Question, signal: AbortSignal) => Promise<Value>;
}

/**
 * Make it in a component; it ends with it. What is there stays while it is read again, also when that fails; after the
 * server was away it is read anew by itself.
 */
export class Reader<Question, Value> implements Answers<Value> {
  #answer = $state.raw<{ readonly about: string; readonly value: Value }>();
  #failure = $state.raw<{ readonly about: string; readonly error: unknown }>();
  #attempt = $state(0);
  readonly #work = new Work();
  readonly #asking: Asking<Question, Value>;
  readonly #question: Question | undefined = $derived.by(() => this.#asking.question());
  readonly #about: string | undefined = $derived.by(() =>
    this.#question === undefined ? undefined : this.#asking.about(this.#question),
  );

  constructor(portalOf: () => Portal, asking: Asking<Question, Value>) {
    this.#asking = asking;
    $effect(() => {
      const portal = portalOf();
      const question = this.#question;
      void this.#attempt;
      void portal.recoveries;
      if (question === undefined) return;
      const about = asking.about(question);
      let over = false;
      this.#failure = undefined;
      untrack(() => this.#work.run((signal) => asking.read(question, signal)))
        .then((value) => {
          if (!over) this.#answer = { about, value };
        })
        .catch((error: unknown) => {
          if (over || isStopped(error)) return;
          this.#failure = { about, error };
          // The server may be away: whoever watches that finds out now, and tells when it is back.
          if (!(error instanceof ApiError) || error.status >= 500) portal.readAgain();
        });
      return () => {
        over = true;
        this.#work.cancel();
      };
    });
  }

  get reading(): Reading<Value> {
    const { value, error } = this;
    if (value !== undefined) return { kind: 'read', value };
    return error === undefined ? { kind: 'reading' } : { kind: 'failed', error };
  }

  get value(): Value | undefined {
    return this.#answer && this.#answer.about === this.#about ? this.#answer.value : undefined;
  }

  get last(): Value | undefined {
    return this.#answer?.value;
  }

  get error(): unknown {
    return this.#failure && this.#failure.about === this.#about ? this.#failure.error : undefined;
  }

  get lasting(): boolean {
    return this.#work.lasting;
  }

  again(): void {
    this.#attempt += 1;
  }
}
