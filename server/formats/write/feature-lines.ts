/** Features on disk, one on a line, for programs that take a file. */
import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { StopSignal } from '../../../data/stop-signal.ts';
import type { VectorFeature } from './write-vector.ts';

/** Writes pieces of text, stopped by the signal. */
export async function writeText(
  path: string,
  pieces: AsyncIterable<string>,
  signal: StopSignal | undefined,
): Promise<void> {
  async function* watched() {
    for await (const piece of pieces) {
      signal?.throwIfAborted();
      yield piece;
    }
  }
  await pipeline(Readable.from(watched(), { objectMode: true, highWaterMark: 64 }), createWriteStream(path));
}

/**
 * One feature as a line of GeoJSON, of its properties those that have a name there, under it. The separator before it
 * (RFC 8142) lets GDAL know a sequence by its first byte, be it of one feature.
 */
export function featureLine(
  { properties, geometry }: VectorFeature,
  names: ReadonlyMap<string, string>,
): string {
  const named = Object.fromEntries(Array.from(names, ([from, to]) => [to, properties[from] ?? null]));
  return `\u001e${JSON.stringify({ type: 'Feature', properties: named, geometry })}\n`;
}

/** What stands in a file without features, so that it has columns; `noFeatures` leaves it out again. */
export const emptyFeature: VectorFeature = { properties: {}, geometry: null };
export const noFeatures = ['-where', '0 = 1'];
