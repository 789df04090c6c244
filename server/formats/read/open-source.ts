/** The door for files: which format one is, and its layers and rows. */
import type { Opened, OpenOptions, RawRow, ReadOptions, SourceReader, Upload } from '../source.ts';
import { delimitedReader } from './delimited.ts';
import { formatOf } from './format-of.ts';
import { geojsonReader } from './geojson.ts';
import { formats } from '../formats.ts';
import type { Reader } from '../formats.ts';

const readers: Partial<Record<Reader, SourceReader>> = {
  geojson: geojsonReader,
  delimited: delimitedReader,
};

/**
 * What layers, columns and coordinates a file has.
 * @throws SourceProblem when it cannot be read, the signal's reason when it is stopped.
 */
export async function openSource(upload: Upload, options: OpenOptions = {}): Promise<Opened> {
  return (await readerOf(upload)).open(upload, options);
}

/**
 * The rows of a layer in batches of about 1,000, in the order of the file. A row that cannot be read is there too, with
 * what is wrong; only what ends the reading throws (SourceProblem, the signal's reason).
 */
export async function* readSource(upload: Upload, options: ReadOptions): AsyncGenerator<RawRow[]> {
  yield* (await readerOf(upload)).read(upload, options);
}

async function readerOf(upload: Upload): Promise<SourceReader> {
  const format = await formatOf(upload);
  const reader = readers[formats[format].read ?? 'gdal'];
  if (!reader) throw new Error(`${format} has no reader`);
  return reader;
}
