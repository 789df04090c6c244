/** The writer of PMTiles 3 archives: clustered, gzip, each content stored once, written whole or not at all. */
import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import {
  compress,
  compression,
  encodeDirectory,
  encodeHeader,
  headerLength,
  rootLimit,
} from './pmtiles/format.ts';
import { tileId, tileType, type Entry, type Header } from './pmtiles/format.ts';

/** One vector tile, its bytes not compressed. */
export interface Tile {
  readonly z: number;
  readonly x: number;
  readonly y: number;
  readonly data: Uint8Array;
}

/** What a layer of an archive holds; the form that TileJSON 3 gives it. */
interface VectorLayer {
  readonly id: string;
  readonly description: string;
  readonly minzoom: number;
  readonly maxzoom: number;
  readonly fields: Readonly<Record<string, string>>;
}

export interface ArchiveMetadata {
  readonly name: string;
  readonly description: string;
  readonly attribution: string;
  readonly vector_layers: readonly VectorLayer[];
  /** What the project writes beside the fields of the format. */
  readonly [key: string]: unknown;
}

export interface ArchiveContent {
  readonly tiles: Iterable<Tile>;
  readonly metadata: ArchiveMetadata;
  /** West, south, east, north in degrees. */
  readonly bounds: readonly [number, number, number, number];
  readonly center: { readonly longitude: number; readonly latitude: number; readonly zoom: number };
}

export interface ArchiveSummary {
  readonly bytes: number;
  readonly addressedTiles: number;
  readonly tileEntries: number;
  readonly tileContents: number;
  readonly minZoom: number;
  readonly maxZoom: number;
}

/** A directory that fits a leaf of this many entries is the habit of the reference writer (go-pmtiles). */
const leafEntries = 4096;

/** Root directory and leaves; leaves grow until the root fits the first 16 KiB. */
function directories(entries: readonly Entry[]): { root: Uint8Array; leaves: Uint8Array } {
  const limit = rootLimit - headerLength;
  // A root of more than 16,384 entries is never below the limit: spare the try.
  if (entries.length <= rootLimit) {
    const root = compress(encodeDirectory(entries));
    if (root.length <= limit) return { root, leaves: new Uint8Array() };
  }
  for (let size = leafEntries; ; size = Math.ceil(size * 1.5)) {
    const leaves: Uint8Array[] = [];
    const pointers: Entry[] = [];
    let offset = 0;
    for (let start = 0; start < entries.length; start += size) {
      const chunk = entries.slice(start, start + size);
      const leaf = compress(encodeDirectory(chunk));
      pointers.push({ tileId: chunk[0]?.tileId ?? 0, runLength: 0, offset, length: leaf.length });
      leaves.push(leaf);
      offset += leaf.length;
    }
    const root = compress(encodeDirectory(pointers));
    if (root.length <= limit) return { root, leaves: Buffer.concat(leaves) };
  }
}

/** Gives each tile its id, in the order of the ids; the same tile twice is an error. */
function numbered(tiles: Iterable<Tile>): { id: number; z: number; data: Uint8Array }[] {
  const list = Array.from(tiles, (tile) => ({
    id: tileId(tile.z, tile.x, tile.y),
    z: tile.z,
    data: tile.data,
  }));
  list.sort((a, b) => a.id - b.id);
  if (list.length === 0) throw new Error('An archive needs at least one tile.');
  list.forEach((tile, index) => {
    if (tile.id === list[index - 1]?.id) throw new Error(`Tile ${tile.id} (zoom ${tile.z}) came twice.`);
    if (tile.data.length === 0) throw new Error(`Tile ${tile.id} (zoom ${tile.z}) is empty: leave it out.`);
  });
  return list;
}

/**
 * The parts of an archive in file order. Everything is held in memory, so this is for archives of up to a few hundred
 * megabytes. The same content gives the same bytes (with one version of zlib). Throws when there is no tile, an empty
 * tile, a tile twice or one outside of the pyramid.
 */
export function encodeArchive(content: ArchiveContent): { parts: Uint8Array[]; summary: ArchiveSummary } {
  const tiles = numbered(content.tiles);
  const contents: Uint8Array[] = [];
  const placed = new Map<string, { offset: number; length: number }>();
  const entries: Entry[] = [];
  let dataLength = 0;
  for (const tile of tiles) {
    const hash = createHash('sha256').update(tile.data).digest('base64');
    let place = placed.get(hash);
    if (!place) {
      const packed = compress(tile.data);
      place = { offset: dataLength, length: packed.length };
      placed.set(hash, place);
      contents.push(packed);
      dataLength += packed.length;
    }
    const last = entries.at(-1);
    if (last && last.offset === place.offset && last.tileId + last.runLength === tile.id)
      entries[entries.length - 1] = { ...last, runLength: last.runLength + 1 };
    else entries.push({ tileId: tile.id, runLength: 1, ...place });
  }
  const { root, leaves } = directories(entries);
  const metadata = compress(new TextEncoder().encode(JSON.stringify(content.metadata)));
  const metadataOffset = headerLength + root.length;
  const leavesOffset = metadataOffset + metadata.length;
  const zooms = tiles.map((tile) => tile.z);
  const header: Header = {
    root: { offset: headerLength, length: root.length },
    metadata: { offset: metadataOffset, length: metadata.length },
    leaves: { offset: leavesOffset, length: leaves.length },
    tiles: { offset: leavesOffset + leaves.length, length: dataLength },
    addressedTiles: tiles.length,
    tileEntries: entries.length,
    tileContents: contents.length,
    clustered: true,
    internalCompression: compression.gzip,
    tileCompression: compression.gzip,
    tileType: tileType.mvt,
    minZoom: zooms.reduce((a, b) => Math.min(a, b)),
    maxZoom: zooms.reduce((a, b) => Math.max(a, b)),
    bounds: content.bounds,
    center: content.center,
  };
  const { addressedTiles, tileEntries, tileContents, minZoom, maxZoom } = header;
  const bytes = header.tiles.offset + dataLength;
  return {
    parts: [encodeHeader(header), root, metadata, leaves, ...contents],
    summary: { bytes, addressedTiles, tileEntries, tileContents, minZoom, maxZoom },
  };
}

/**
 * Writes an archive. It is written beside its place and renamed when it is complete and on the disk, so a reader finds
 * the old archive or the new one, never a half one. Missing folders are made. Throws as `encodeArchive` does, before
 * anything is written.
 */
export async function writeArchive(file: string, content: ArchiveContent): Promise<ArchiveSummary> {
  const { parts, summary } = encodeArchive(content);
  await mkdir(dirname(file), { recursive: true });
  const unfinished = `${file}.${randomUUID()}.part`;
  try {
    const handle = await open(unfinished, 'wx');
    try {
      await handle.writeFile(Buffer.concat(parts));
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(unfinished, file);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw new Error(`The archive ${file} could not be written.`, { cause: error });
  }
  return summary;
}
