import type { StopSignal } from '../../data/stop-signal.ts';

/** At most so many at once, so many more in the queue; whoever comes then is told to come later. */
export interface Limiter {
  /**
   * Runs the work when its turn comes. Rejects with the signal's reason when it is aborted before.
   * @throws what `refuse` makes, when the queue is full.
   */
  run<Result>(work: () => Promise<Result>, signal: StopSignal): Promise<Result>;
}

export interface LimiterOptions {
  readonly running: number;
  readonly waiting: number;
  /** The error for those who find the queue full. */
  refuse(): Error;
}

export function limiter({ running, waiting, refuse }: LimiterOptions): Limiter {
  let busy = 0;
  const queue = new Set<() => void>();

  function turn(signal: StopSignal): Promise<void> {
    if (busy < running) {
      busy += 1;
      return Promise.resolve();
    }
    if (queue.size >= waiting) return Promise.reject(refuse());
    return new Promise((resolve, reject) => {
      const onAbort = () => {
        queue.delete(start);
        reject(signal.reason as Error);
      };
      const start = () => {
        signal.removeEventListener('abort', onAbort);
        resolve();
      };
      signal.addEventListener('abort', onAbort, { once: true });
      queue.add(start);
    });
  }

  /** Hands the place on to the next in the queue. */
  function done(): void {
    const [next] = queue;
    if (next) {
      queue.delete(next);
      next();
    } else busy -= 1;
  }

  return {
    async run(work, signal) {
      signal.throwIfAborted();
      await turn(signal);
      try {
        return await work();
      } finally {
        done();
      }
    },
  };
}
