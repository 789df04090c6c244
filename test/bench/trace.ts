/** Reads a browser's trace: what the page's thread worked between moments that the page has named. */

interface TraceEvent {
  readonly name: string;
  /** Processor time of the thread, µs. */
  readonly tts?: number;
  readonly args: { readonly data?: { readonly message?: string } };
}

/**
 * Milliseconds of processor time of the page's thread at each `console.timeStamp` of a name, ascending: what others did
 * on the machine is not in them. A list for each name.
 */
export function processorTimes(trace: Buffer, names: readonly string[]): number[][] {
  const { traceEvents } = JSON.parse(trace.toString()) as { traceEvents: TraceEvent[] };
  return names.map((moment) =>
    traceEvents
      .filter(({ name, args }) => name === 'TimeStamp' && args.data?.message === moment)
      .map(({ tts = NaN }) => tts / 1000)
      .sort((a, b) => a - b),
  );
}
