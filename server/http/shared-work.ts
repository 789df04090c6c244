import { Stopper, type StopSignal } from '../../data/stop-signal.ts';

/**
 * Work that several wait for: equal questions in flight are one. When the last of those who wait has left, the work
 * is aborted, and who comes afterwards starts it anew.
 */
export class SharedWork<Result> {
  readonly #flights = new Map<string, Flight<Result>>();

  /** Takes part in the work under this key, begun by the first who asks. */
  join(key: string, begin: (signal: StopSignal) => Promise<Result>): Shared<Result> {
    const flight = this.#flights.get(key) ?? this.#start(key, begin);
    flight.waiting += 1;
    let waits = true;
    const leave = () => {
      if (!waits) return;
      waits = false;
      flight.waiting -= 1;
      if (flight.waiting > 0 || this.#flights.get(key) !== flight) return;
      this.#flights.delete(key);
      flight.controller.abort(new Error('nobody waits for it any more'));
    };
    return { result: flight.result, leave };
  }

  #start(key: string, begin: (signal: StopSignal) => Promise<Result>): Flight<Result> {
    const controller = new Stopper();
    const flight: Flight<Result> = { controller, waiting: 0, result: begin(controller) };
    this.#flights.set(key, flight);
    const forget = () => {
      if (this.#flights.get(key) === flight) this.#flights.delete(key);
    };
    flight.result.then(forget, forget);
    return flight;
  }
}

/** One part in shared work. */
export interface Shared<Result> {
  /** Rejects also when all have left. */
  readonly result: Promise<Result>;
  /** Says that this one does not wait any more; after the result it does nothing. */
  leave(): void;
}

interface Flight<Result> {
  readonly controller: Stopper;
  readonly result: Promise<Result>;
  waiting: number;
}
