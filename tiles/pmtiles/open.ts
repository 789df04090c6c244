/**
 * Opens an archive from anywhere and refuses a damaged or hostile one before a byte of it is served. Every directory
 * is read once, with a limit on each size, so the check ends even if leaves point in a circle.
 */
import { createHash } from 'node:crypto';
import { open, type FileHandle } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { z } from 'zod';
import {
  compression,
  decodeDirectory,
  decodeHeader,
  deepestZoom,
  headerLength,
  rootLimit,
} from './format.ts';
import { tileType, type Entry, type Header, type Span } from './format.ts';

/** A directory of 100,000 entries takes less than 2 MB; what unpacks to more than this is a bomb. */
const directoryLimit = 4 * 2 ** 20;
const metadataLimit = 4 * 2 ** 20;
/** All directories together, unpacked: some 20 million entries. */
const directoriesLimit = 256 * 2 ** 20;
/** The readers go this deep below the root (npm pmtiles: three steps). */
const deepestLeaf = 3;

/** An archive that is not served, with the reason. */
export class ArchiveError extends Error {
  override readonly name = 'ArchiveError';
}

const vectorLayer = z.object({
  id: z.string().min(1),
  description: z.string().optional(),
  minzoom: z.number().int().min(0).max(deepestZoom).optional(),
  maxzoom: z.number().int().min(0).max(deepestZoom).optional(),
  fields: z.record(z.string(), z.string()).default({}),
});
const metadataSchema = z.looseObject({
  name: z.string().optional(),
  description: z.string().optional(),
  attribution: z.string().optional(),
  vector_layers: z.array(vectorLayer).optional(),
});
type OpenedMetadata = z.infer<typeof metadataSchema>;

export interface Archive {
  readonly header: Header;
  readonly metadata: OpenedMetadata;
  /** Length of the file in bytes. */
  readonly size: number;
  /** SHA-256 of the whole file, hexadecimal: the same on every server that holds the same file. */
  readonly hash: string;
  /**
   * Bytes from `offset` on, at most `length` of them, fewer at the end of the file. A file that was replaced by a rename
   * goes on giving its old bytes; one that was changed in place throws an ArchiveError: open it again.
   */
  read(offset: number, length: number): Promise<Buffer>;
  close(): Promise<void>;
}

const unzip = promisify(gunzip);

async function unpack(bytes: Uint8Array, method: number, limit: number, what: string): Promise<Uint8Array> {
  if (method === compression.none) return bytes;
  try {
    return await unzip(bytes, { maxOutputLength: limit });
  } catch (error) {
    const tooBig = error instanceof RangeError;
    throw new ArchiveError(tooBig ? `${what} unpacks to more than ${limit} bytes` : `${what} is not gzip`, {
      cause: error,
    });
  }
}

function checkHeader(header: Header, size: number): void {
  const inside = (name: string, span: Span, least: number) => {
    if (!(span.length >= least) || !(span.offset >= headerLength) || !(span.offset + span.length <= size))
      throw new ArchiveError(`${name} is ${span.length} bytes at ${span.offset}, the file has ${size} bytes`);
  };
  inside('its root directory', header.root, 1);
  inside('its metadata', header.metadata, 1);
  if (header.leaves.length > 0) inside('its leaf section', header.leaves, 1);
  inside('its tile section', header.tiles, 1);
  if (header.root.offset + header.root.length > rootLimit)
    throw new ArchiveError('its root directory leaves the first 16 KiB');
  const packed = header.internalCompression;
  if (packed !== compression.none && packed !== compression.gzip)
    throw new ArchiveError(`its directories have compression ${packed}; none (1) and gzip (2) are read`);
  const [west, south, east, north] = header.bounds;
  if (!(west >= -180 && west < east && east <= 180 && south >= -90 && south < north && north <= 90))
    throw new ArchiveError(`its bounds ${header.bounds.join(', ')} are not west, south, east, north`);
  if (header.minZoom > header.maxZoom || header.maxZoom > deepestZoom)
    throw new ArchiveError(
      `its zooms ${header.minZoom} to ${header.maxZoom} are not within 0 to ${deepestZoom}`,
    );
}

/** Entries in order, within their section and within the ids that the parent promised. */
function checkEntries(entries: readonly Entry[], header: Header, first: number, end: number): void {
  if (entries.length === 0) throw new ArchiveError('it has an empty directory');
  let next = first;
  for (const entry of entries) {
    const last = entry.tileId + Math.max(entry.runLength, 1);
    if (entry.tileId < next || last > end)
      throw new ArchiveError(`tile id ${entry.tileId} is out of order (expected ${next} to ${end - 1})`);
    const section = entry.runLength === 0 ? header.leaves : header.tiles;
    if (entry.length === 0 || entry.offset < 0 || entry.offset + entry.length > section.length)
      throw new ArchiveError(
        `the entry of tile id ${entry.tileId} is ${entry.length} bytes at ${entry.offset} of a section of ${section.length}`,
      );
    next = last;
  }
}

/** Reads every directory once: breadth first, with the limits above. */
async function checkDirectories(header: Header, read: Archive['read']): Promise<void> {
  interface Pending extends Span {
    readonly depth: number;
    readonly first: number;
    readonly end: number;
  }
  const everyTile = (4 ** (header.maxZoom + 1) - 1) / 3;
  const pending: Pending[] = [{ ...header.root, depth: 0, first: 0, end: everyTile }];
  const seen = new Set<number>();
  let leafBytes = 0;
  let unpacked = 0;
  for (let one = pending.shift(); one; one = pending.shift()) {
    const packed = await read(one.offset, one.length);
    const bytes = await unpack(packed, header.internalCompression, directoryLimit, 'a directory');
    unpacked += bytes.length;
    if (unpacked > directoriesLimit)
      throw new ArchiveError(`its directories unpack to more than ${directoriesLimit} bytes`);
    let entries: Entry[];
    try {
      entries = decodeDirectory(bytes);
    } catch (error) {
      throw new ArchiveError((error as Error).message, { cause: error });
    }
    checkEntries(entries, header, one.first, one.end);
    for (const [index, entry] of entries.entries()) {
      if (entry.runLength > 0) continue;
      const offset = header.leaves.offset + entry.offset;
      leafBytes += entry.length;
      // Leaves that are told apart cannot have more bytes than their section: whoever passes it points in a circle.
      if (seen.has(offset) || leafBytes > header.leaves.length || one.depth === deepestLeaf)
        throw new ArchiveError(`its leaf directory at ${entry.offset} is reached twice or nested too deep`);
      seen.add(offset);
      const end = entries[index + 1]?.tileId ?? one.end;
      pending.push({ offset, length: entry.length, depth: one.depth + 1, first: entry.tileId, end });
    }
  }
}

async function readMetadata(header: Header, read: Archive['read']): Promise<OpenedMetadata> {
  if (header.metadata.length > metadataLimit)
    throw new ArchiveError(`its metadata has ${header.metadata.length} bytes, ${metadataLimit} are allowed`);
  const packed = await read(header.metadata.offset, header.metadata.length);
  const bytes = await unpack(packed, header.internalCompression, metadataLimit, 'its metadata');
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    throw new ArchiveError('its metadata is not JSON', { cause: error });
  }
  const metadata = metadataSchema.safeParse(json);
  if (!metadata.success) throw new ArchiveError(`its metadata is wrong: ${z.prettifyError(metadata.error)}`);
  if (header.tileType === tileType.mvt && !metadata.data.vector_layers?.length)
    throw new ArchiveError('its metadata names no vector_layers');
  return metadata.data;
}

async function hashOf(handle: FileHandle): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of handle.createReadStream({ start: 0, autoClose: false }))
    hash.update(chunk as Buffer);
  return hash.digest('hex');
}

/**
 * Opens an archive and checks all of it but the tiles' own bytes: header, every directory, metadata. Throws an
 * ArchiveError that names the file and what is wrong with it; a missing file throws one too. Close it after use.
 */
export async function openArchive(file: string): Promise<Archive> {
  let handle: FileHandle;
  try {
    handle = await open(file, 'r');
  } catch (error) {
    throw new ArchiveError(`The archive ${file} cannot be opened.`, { cause: error });
  }
  try {
    const { size, mtimeMs } = await handle.stat();
    const read: Archive['read'] = async (offset, length) => {
      const wanted = Math.max(0, Math.min(length, size - offset));
      const buffer = Buffer.allocUnsafe(wanted);
      const { bytesRead } = await handle.read(buffer, 0, wanted, offset);
      const now = await handle.stat();
      if (bytesRead !== wanted || now.size !== size || now.mtimeMs !== mtimeMs)
        throw new ArchiveError(`The archive ${file} was changed in place: replace it by a rename.`);
      return buffer;
    };
    let header: Header;
    try {
      header = decodeHeader(await read(0, headerLength));
    } catch (error) {
      throw new ArchiveError((error as Error).message, { cause: error });
    }
    checkHeader(header, size);
    await checkDirectories(header, read);
    const metadata = await readMetadata(header, read);
    const hash = await hashOf(handle);
    return { header, metadata, size, hash, read, close: () => handle.close() };
  } catch (error) {
    await handle.close();
    if (error instanceof ArchiveError && !error.message.startsWith('The archive'))
      throw new ArchiveError(`The archive ${file} is refused: ${error.message}.`, { cause: error });
    throw error;
  }
}
