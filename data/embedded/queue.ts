import type { StopSignal } from '../stop-signal.ts';

/**
 * A turnstile: one holder at a time, in order of arrival.
 * @returns a function that waits for its turn and gives the function that ends it. An aborted waiter leaves the
 * line and rejects with the signal's reason.
 */
export function oneAtATime(): (signal?: StopSignal) => Promise<() => void> {
  const waiting: (() => void)[] = [];
  let busy = false;

  function next(): void {
    const first = waiting.shift();
    if (first) first();
    else busy = false;
  }

  return (signal) =>
    new Promise((resolve, reject) => {
      signal?.throwIfAborted();
      const enter = () => {
        signal?.removeEventListener('abort', leave);
        let done = false;
        resolve(() => {
          if (!done) next();
          done = true;
        });
      };
      const leave = () => {
        waiting.splice(waiting.indexOf(enter), 1);
        reject(signal?.reason as Error);
      };
      if (!busy) {
        busy = true;
        enter();
      } else {
        waiting.push(enter);
        signal?.addEventListener('abort', leave, { once: true });
      }
    });
}
