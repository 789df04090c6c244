/**
 * The byte layout of PMTiles version 3: header, directories, tile ids. Pure; the writer and the check of foreign
 * archives share it. Source: https://github.com/protomaps/PMTiles/blob/main/spec/v3/spec.md
 */
import { gzipSync } from 'node:zlib';

export const headerLength = 127;
/** Header and root directory lie in the first 16 KiB, so that a client needs one read for both. */
export const rootLimit = 16384;
/** Beyond zoom 26 a tile id no longer fits a safe integer. */
export const deepestZoom = 26;

export const compression = { none: 1, gzip: 2 } as const;
export const tileType = { mvt: 1 } as const;

/** A span of an archive: bytes from `offset` on, `length` of them. */
export interface Span {
  readonly offset: number;
  readonly length: number;
}

export interface Header {
  readonly root: Span;
  readonly metadata: Span;
  readonly leaves: Span;
  readonly tiles: Span;
  readonly addressedTiles: number;
  readonly tileEntries: number;
  readonly tileContents: number;
  readonly clustered: boolean;
  readonly internalCompression: number;
  readonly tileCompression: number;
  readonly tileType: number;
  readonly minZoom: number;
  readonly maxZoom: number;
  /** West, south, east, north in degrees. */
  readonly bounds: readonly [number, number, number, number];
  readonly center: { readonly longitude: number; readonly latitude: number; readonly zoom: number };
}

/**
 * One entry of a directory. `runLength` tiles from `tileId` on share one content; a run length of 0 means that the
 * entry points to a leaf directory. Offsets count from the start of the tile (or leaf) section.
 */
export interface Entry extends Span {
  readonly tileId: number;
  readonly runLength: number;
}

const degree = 1e7;

/** The 127 bytes of a header. */
export function encodeHeader(header: Header): Uint8Array {
  const bytes = new Uint8Array(headerLength);
  const view = new DataView(bytes.buffer);
  bytes.set(new TextEncoder().encode('PMTiles'), 0);
  bytes[7] = 3;
  const numbers = [header.root, header.metadata, header.leaves, header.tiles].flatMap((span) => [
    span.offset,
    span.length,
  ]);
  [...numbers, header.addressedTiles, header.tileEntries, header.tileContents].forEach((value, index) =>
    view.setBigUint64(8 + 8 * index, BigInt(value), true),
  );
  bytes[96] = header.clustered ? 1 : 0;
  bytes[97] = header.internalCompression;
  bytes[98] = header.tileCompression;
  bytes[99] = header.tileType;
  bytes[100] = header.minZoom;
  bytes[101] = header.maxZoom;
  header.bounds.forEach((value, index) => view.setInt32(102 + 4 * index, Math.round(value * degree), true));
  bytes[118] = header.center.zoom;
  view.setInt32(119, Math.round(header.center.longitude * degree), true);
  view.setInt32(123, Math.round(header.center.latitude * degree), true);
  return bytes;
}

/**
 * Reads a header. Throws when the bytes are not a PMTiles 3 header; the values themselves are not judged here.
 * 64-bit numbers beyond the safe integers come out as such (too big for any file) and fail every later check.
 */
export function decodeHeader(bytes: Uint8Array): Header {
  if (bytes.length < headerLength) throw new Error(`it has ${bytes.length} bytes, a header alone has 127`);
  if (new TextDecoder().decode(bytes.subarray(0, 7)) !== 'PMTiles')
    throw new Error('it does not begin with the letters PMTiles');
  if (bytes[7] !== 3) throw new Error(`it has version ${bytes[7]} of the format, version 3 is read`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, headerLength);
  const number = (offset: number) => Number(view.getBigUint64(offset, true));
  const span = (offset: number): Span => ({ offset: number(offset), length: number(offset + 8) });
  const position = (offset: number) => view.getInt32(offset, true) / degree;
  return {
    root: span(8),
    metadata: span(24),
    leaves: span(40),
    tiles: span(56),
    addressedTiles: number(72),
    tileEntries: number(80),
    tileContents: number(88),
    clustered: view.getUint8(96) === 1,
    internalCompression: view.getUint8(97),
    tileCompression: view.getUint8(98),
    tileType: view.getUint8(99),
    minZoom: view.getUint8(100),
    maxZoom: view.getUint8(101),
    bounds: [position(102), position(106), position(110), position(114)],
    center: { zoom: view.getUint8(118), longitude: position(119), latitude: position(123) },
  };
}

/**
 * Place of a tile on the Hilbert curve, counted through all zooms from 0/0/0 on: near tiles get near numbers, which is
 * what makes neighbours lie side by side in the file. Throws outside of the pyramid.
 */
export function tileId(z: number, x: number, y: number): number {
  const side = 2 ** z;
  if (!Number.isInteger(z) || z < 0 || z > deepestZoom || !(x >= 0 && x < side) || !(y >= 0 && y < side))
    throw new Error(`There is no tile ${z}/${x}/${y}.`);
  let id = (4 ** z - 1) / 3;
  let [column, row] = [x, y];
  for (let size = side / 2; size >= 1; size /= 2) {
    const right = Math.floor(column / size) % 2;
    const lower = Math.floor(row / size) % 2;
    id += size * size * ((3 * right) ^ lower);
    if (lower === 0) {
      if (right === 1) [column, row] = [size - 1 - (column % size), size - 1 - (row % size)];
      [column, row] = [row, column];
    }
  }
  return id;
}

function pushNumber(bytes: number[], value: number): void {
  let rest = value;
  while (rest >= 128) {
    bytes.push((rest % 128) | 128);
    rest = Math.floor(rest / 128);
  }
  bytes.push(rest);
}

/** The bytes of a directory before compression: five columns of varints. `entries` are ordered by tile id. */
export function encodeDirectory(entries: readonly Entry[]): Uint8Array {
  const bytes: number[] = [];
  pushNumber(bytes, entries.length);
  let last = 0;
  for (const entry of entries) {
    pushNumber(bytes, entry.tileId - last);
    last = entry.tileId;
  }
  for (const entry of entries) pushNumber(bytes, entry.runLength);
  for (const entry of entries) pushNumber(bytes, entry.length);
  entries.forEach((entry, index) => {
    const previous = entries[index - 1];
    const follows = previous && entry.offset === previous.offset + previous.length;
    pushNumber(bytes, follows ? 0 : entry.offset + 1);
  });
  return Uint8Array.from(bytes);
}

/** Reads an uncompressed directory. Throws on a count or a column that the bytes cannot hold. */
export function decodeDirectory(bytes: Uint8Array): Entry[] {
  let position = 0;
  const number = (): number => {
    let value = 0;
    for (let factor = 1; factor <= 2 ** 49; factor *= 128) {
      const byte = bytes[position++];
      if (byte === undefined) throw new Error('a directory ends in the middle of a number');
      value += (byte & 127) * factor;
      if (byte < 128) return value;
    }
    throw new Error('a directory holds a number of more than 53 bits');
  };
  const count = number();
  // An entry takes a byte in each of four columns, so a count that the bytes cannot hold is a lie.
  if (count * 4 > bytes.length - position)
    throw new Error(`a directory of ${bytes.length} bytes claims ${count} entries`);
  const column = () => Array.from({ length: count }, number);
  const [deltas, runLengths, lengths, offsets] = [column(), column(), column(), column()];
  const entries: Entry[] = [];
  let id = 0;
  for (let index = 0; index < count; index++) {
    id += deltas[index] ?? 0;
    const previous = entries[index - 1];
    const stored = offsets[index] ?? 0;
    const offset = stored === 0 && previous ? previous.offset + previous.length : stored - 1;
    entries.push({ tileId: id, runLength: runLengths[index] ?? 0, length: lengths[index] ?? 0, offset });
  }
  return entries;
}

/** gzip whose bytes depend on the content alone: the field that names the operating system says "unknown". */
export function compress(bytes: Uint8Array): Uint8Array {
  const packed = gzipSync(bytes, { level: 9 });
  packed[9] = 255;
  return packed;
}
