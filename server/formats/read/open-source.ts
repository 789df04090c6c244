/** The door for files: which format one is, and its layers and rows. */
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FormatId } from '../formats.ts';
import { formats } from '../formats.ts';
import { limitsOf } from '../source.ts';
import type { Opened, OpenOptions, RawRow, ReadOptions, SourceReader, Upload } from '../source.ts';
import { openArchive } from '../zip-guard.ts';
import { delimitedReader } from './delimited.ts';
import { formatOf } from './format-of.ts';
import { gdalReader } from './gdal-source.ts';
import { unpack } from './gdal-set.ts';
import { geojsonReader } from './geojson.ts';
import { kmlReader } from './kml.ts';
import { workbookReader } from './workbook.ts';

/**
 * What layers, columns and coordinates a file has.
 * @throws SourceProblem when it cannot be read, the signal's reason when it is stopped.
 */
export async function openSource(upload: Upload, options: OpenOptions = {}): Promise<Opened> {
  const { source, format, reader, close } = await located(upload, options);
  try {
    const opened = await reader.open(source, options);
    return format === 'kmz' ? { ...opened, format } : opened;
  } finally {
    await close();
  }
}

/**
 * The rows of a layer in batches of about 1,000, in the order of the file. A row that cannot be read is there too, with
 * what is wrong; only what ends the reading throws (SourceProblem, the signal's reason).
 */
export async function* readSource(upload: Upload, options: ReadOptions): AsyncGenerator<RawRow[]> {
  const { source, reader, close } = await located(upload, options);
  try {
    yield* reader.read(source, options);
  } finally {
    await close();
  }
}

interface Located {
  readonly source: Upload;
  readonly format: FormatId;
  readonly reader: SourceReader;
  /** Takes away what was unpacked. */
  close(): Promise<void>;
}

/** The file that is read: the upload itself, or the one file that an archive holds. */
async function located(upload: Upload, options: OpenOptions): Promise<Located> {
  const limits = limitsOf(options);
  const { format, member } = await formatOf(upload, limits);
  if (!member) return { source: upload, format, reader: readerOf(format), close: () => Promise.resolve() };
  const directory = await mkdtemp(join(tmpdir(), 'groundwork-unpack-'));
  const close = () => rm(directory, { recursive: true, force: true });
  try {
    const archive = await openArchive(upload.path, limits);
    const path = join(directory, 'member');
    const entry = archive.entries.find(({ name }) => name === member);
    if (!entry) throw new Error(`${member} is gone`);
    await unpack(archive, entry, path, options);
    const source: Upload = { path, name: member, bytes: (await stat(path)).size };
    // What it is called does not make it that: its bytes say it.
    const found = format === 'kmz' ? format : (await formatOf(source, limits)).format;
    return { source, format: found, reader: readerOf(found), close };
  } catch (error) {
    await close();
    throw error;
  }
}

function readerOf(format: FormatId): SourceReader {
  switch (formats[format].read) {
    case 'geojson':
      return geojsonReader;
    case 'delimited':
      return delimitedReader;
    case 'workbook':
      return workbookReader;
    case 'kml':
      return kmlReader;
    default:
      return gdalReader(format);
  }
}
