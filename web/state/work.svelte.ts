/** Work that may take long: how far it is, and the way to stop it. */

/** Work that lasts less, in ms, is not spoken of: a bar that flashes tells nobody anything. */
const worthSaying = 1_000;

/** How far work is, in whatever it counts. `total` is not known to all work, or not yet. */
export interface Amount {
  readonly done: number;
  readonly total: number | undefined;
}

/** One piece of work at a time. The screen shows `amount` once `lasting` is true. */
export class Work {
  amount = $state.raw<Amount>({ done: 0, total: undefined });
  /** Under way for longer than a second. */
  lasting = $state(false);
  #aborter: AbortController | undefined;

  /**
   * Does work that tells how far it is and ends with the signal. Other work of the same kind is stopped first.
   * @throws what the work throws; an AbortError after `cancel`.
   */
  async run<Result>(
    work: (signal: AbortSignal, tell: (amount: Amount) => void) => Promise<Result>,
  ): Promise<Result> {
    this.cancel();
    const aborter = new AbortController();
    this.#aborter = aborter;
    this.amount = { done: 0, total: undefined };
    const timer = setTimeout(() => (this.lasting = true), worthSaying);
    try {
      return await work(aborter.signal, (amount) => {
        if (this.#aborter === aborter) this.amount = amount;
      });
    } finally {
      clearTimeout(timer);
      if (this.#aborter === aborter) {
        this.#aborter = undefined;
        this.lasting = false;
      }
    }
  }

  /** Stops the work; nothing when there is none. */
  cancel(): void {
    this.#aborter?.abort();
    this.#aborter = undefined;
    this.lasting = false;
  }
}

/** Whether an error only says that somebody stopped the work. */
export function isStopped(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError';
}
