import { createHash } from 'node:crypto';
import { mkdtemp, open as openFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { PMTiles, tileIdToZxy, zxyToTileId, type Source } from 'pmtiles';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodeArchive, writeArchive, type ArchiveContent, type Tile } from '../../tiles/pmtiles.ts';
import {
  compress,
  decodeDirectory,
  encodeDirectory,
  encodeHeader,
  headerLength,
  tileId,
} from '../../tiles/pmtiles/format.ts';
import { type Entry, type Header, rootLimit } from '../../tiles/pmtiles/format.ts';
import { openArchive } from '../../tiles/pmtiles/open.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'groundwork-pmtiles-'));
});
afterAll(() => rm(folder, { recursive: true }));

const metadata = {
  name: 'test',
  description: 'a test',
  attribution: '© nobody',
  vector_layers: [{ id: 'water', description: '', minzoom: 0, maxzoom: 2, fields: { name: 'String' } }],
};

const content = (tiles: Iterable<Tile>): ArchiveContent => ({
  tiles,
  metadata,
  bounds: [114, 33, 117, 35],
  center: { longitude: 115.5, latitude: 34.25, zoom: 8 },
});

const tile = (z: number, x: number, y: number, text: string): Tile => ({ z, x, y, data: Buffer.from(text) });

/** The npm reader over a file: an implementation that knows nothing of the writer. */
function reader(bytes: Uint8Array): PMTiles {
  const source: Source = {
    getKey: () => 'test',
    getBytes: async (offset, length) => ({
      data: Uint8Array.from(bytes.subarray(offset, offset + length)).buffer,
    }),
  };
  return new PMTiles(source);
}

async function textOf(archive: PMTiles, z: number, x: number, y: number): Promise<string | undefined> {
  const answer = await archive.getZxy(z, x, y);
  return answer && Buffer.from(answer.data).toString();
}

describe('tile ids', () => {
  it('are those of the reference reader', () => {
    for (let z = 0; z <= 6; z++)
      for (let x = 0; x < 2 ** z; x++)
        for (let y = 0; y < 2 ** z; y++) expect(tileId(z, x, y)).toBe(zxyToTileId(z, x, y));
    expect(tileId(26, 2 ** 26 - 1, 12345)).toBe(zxyToTileId(26, 2 ** 26 - 1, 12345));
  });

  it.each([
    [-1, 0, 0],
    [27, 0, 0],
    [1.5, 0, 0],
    [3, 8, 0],
    [3, 0, -1],
    [3, Number.NaN, 0],
  ])('%d/%d/%d is no tile', (z, x, y) => {
    expect(() => tileId(z, x, y)).toThrow(`There is no tile ${z}/${x}/${y}.`);
  });
});

describe('a directory', () => {
  it('is five columns, with 0 for an offset that follows the entry before', () => {
    const entries = [
      { tileId: 5, runLength: 1, offset: 0, length: 300 },
      { tileId: 7, runLength: 2, offset: 300, length: 4 },
      { tileId: 42, runLength: 1, offset: 0, length: 300 },
    ];
    const bytes = encodeDirectory(entries);
    expect([...bytes]).toEqual([3, 5, 2, 35, 1, 2, 1, 0xac, 2, 4, 0xac, 2, 1, 0, 1]);
    expect(decodeDirectory(bytes)).toEqual(entries);
  });
});

describe('the writer', () => {
  it('gives every tile, the metadata and the extent back through the npm reader', async () => {
    const file = join(folder, 'small.pmtiles');
    const summary = await writeArchive(
      file,
      content([tile(2, 3, 1, 'd'), tile(0, 0, 0, 'a'), tile(1, 0, 1, 'b')]),
    );
    const handle = await openFile(file);
    const archive = reader(await handle.readFile());
    await handle.close();
    expect(await textOf(archive, 0, 0, 0)).toBe('a');
    expect(await textOf(archive, 1, 0, 1)).toBe('b');
    expect(await textOf(archive, 2, 3, 1)).toBe('d');
    expect(await textOf(archive, 1, 1, 1)).toBeUndefined();
    expect(await archive.getMetadata()).toEqual(metadata);
    expect(await archive.getHeader()).toMatchObject({
      specVersion: 3,
      clustered: true,
      internalCompression: 2,
      tileCompression: 2,
      tileType: 1,
      minZoom: 0,
      maxZoom: 2,
      minLon: 114,
      minLat: 33,
      maxLon: 117,
      maxLat: 35,
      centerLon: 115.5,
      centerLat: 34.25,
      centerZoom: 8,
    });
    expect(summary).toMatchObject({
      addressedTiles: 3,
      tileEntries: 3,
      tileContents: 3,
      minZoom: 0,
      maxZoom: 2,
    });
  });

  it('stores equal tiles once, and neighbours on the curve as one run', async () => {
    const sea = [0, 1].flatMap((x) => [0, 1].map((y) => tile(1, x, y, 'sea')));
    const { parts, summary } = encodeArchive(content([...sea, tile(0, 0, 0, 'land'), tile(2, 0, 0, 'sea')]));
    expect(summary).toMatchObject({ addressedTiles: 6, tileEntries: 2, tileContents: 2 });
    const archive = reader(Buffer.concat(parts));
    expect(await textOf(archive, 1, 1, 0)).toBe('sea');
    expect(await textOf(archive, 2, 0, 0)).toBe('sea');
  });

  it('puts contents in the order of the curve', async () => {
    const { parts } = encodeArchive(
      content([tile(1, 1, 1, 'third'), tile(1, 0, 0, 'second'), tile(0, 0, 0, 'first')]),
    );
    const packed = ['first', 'second', 'third'].map((text) => compress(Buffer.from(text)));
    expect(Buffer.concat(parts).subarray(-Buffer.concat(packed).length)).toEqual(Buffer.concat(packed));
  });

  it('splits 200,000 entries into leaves and keeps the root in the first 16 KiB', async () => {
    const first = zxyToTileId(10, 0, 0);
    const tiles = Array.from({ length: 200_000 }, (_, index): Tile => {
      const [z, x, y] = tileIdToZxy(first + 3 * index);
      return { z, x, y, data: Buffer.from(`tile ${index % 97}`) };
    });
    const file = join(folder, 'leaves.pmtiles');
    const summary = await writeArchive(file, content(tiles));
    expect(summary).toMatchObject({ addressedTiles: 200_000, tileEntries: 200_000, tileContents: 97 });
    const archive = await openArchive(file);
    expect(archive.header.leaves.length).toBeGreaterThan(0);
    expect(archive.header.root.offset + archive.header.root.length).toBeLessThanOrEqual(rootLimit);
    const byNpm = reader(await archive.read(0, archive.size));
    for (const index of [0, 1, 4095, 4096, 123_456, 199_999]) {
      const one = tiles[index];
      expect(one && (await textOf(byNpm, one.z, one.x, one.y))).toBe(`tile ${index % 97}`);
    }
    await archive.close();
  });

  it('gives the same bytes for the same content in another order', () => {
    const tiles = [tile(2, 3, 1, 'd'), tile(0, 0, 0, 'a'), tile(1, 0, 1, 'b')];
    const hash = (parts: Uint8Array[]) => createHash('sha256').update(Buffer.concat(parts)).digest('hex');
    expect(hash(encodeArchive(content(tiles)).parts)).toBe(
      hash(encodeArchive(content(tiles.toReversed())).parts),
    );
  });

  it('refuses an archive without tiles, an empty tile and a tile that comes twice, and leaves no file', async () => {
    const place = join(folder, 'refused');
    const write = (tiles: Tile[]) => writeArchive(join(place, 'a.pmtiles'), content(tiles));
    await expect(write([])).rejects.toThrow('An archive needs at least one tile.');
    await expect(write([tile(0, 0, 0, '')])).rejects.toThrow('is empty: leave it out');
    await expect(write([tile(0, 0, 0, 'a'), tile(0, 0, 0, 'b')])).rejects.toThrow('came twice');
    await expect(readdir(place)).rejects.toThrow('ENOENT');
  });

  it('leaves nothing half-written when the file cannot take its place', async () => {
    const place = await mkdtemp(join(folder, 'taken-'));
    // A folder stands where the archive should be, so the rename fails after everything was written.
    await writeArchive(join(place, 'a.pmtiles', 'inside.pmtiles'), content([tile(0, 0, 0, 'a')]));
    await expect(writeArchive(join(place, 'a.pmtiles'), content([tile(0, 0, 0, 'a')]))).rejects.toThrow(
      'could not be written',
    );
    expect(await readdir(place)).toEqual(['a.pmtiles']);
  });
});

describe('opening', () => {
  const good = encodeArchive(content([tile(0, 0, 0, 'a'), tile(1, 0, 1, 'b'), tile(1, 1, 1, 'c')]));
  const [goodHeader, goodRoot, goodMetadata, , ...goodTiles] = good.parts as [Buffer, Buffer, Buffer, Buffer];
  const packedTiles = Buffer.concat(goodTiles);

  interface Parts {
    root?: Uint8Array;
    metadata?: Uint8Array;
    leaves?: Uint8Array;
    header?: Partial<Header>;
  }
  /** An archive put together by hand, so that one thing at a time can be wrong. */
  function damaged(parts: Parts): Buffer {
    const root = parts.root ?? goodRoot;
    const meta = parts.metadata ?? goodMetadata;
    const leaves = parts.leaves ?? new Uint8Array();
    const at = (offset: number, length: number) => ({ offset, length });
    const leavesOffset = headerLength + root.length + meta.length;
    const header: Header = {
      root: at(headerLength, root.length),
      metadata: at(headerLength + root.length, meta.length),
      leaves: at(leavesOffset, leaves.length),
      tiles: at(leavesOffset + leaves.length, packedTiles.length),
      addressedTiles: 3,
      tileEntries: 3,
      tileContents: 3,
      clustered: true,
      internalCompression: 2,
      tileCompression: 2,
      tileType: 1,
      minZoom: 0,
      maxZoom: 1,
      bounds: [114, 33, 117, 35],
      center: { longitude: 115, latitude: 34, zoom: 1 },
      ...parts.header,
    };
    return Buffer.concat([encodeHeader(header), root, meta, leaves, packedTiles]);
  }
  const directory = (entries: Entry[]) => compress(encodeDirectory(entries));
  const leaf = (id: number, offset: number, length: number): Entry => ({
    tileId: id,
    runLength: 0,
    offset,
    length,
  });
  const entry = (id: number, offset: number, length: number): Entry => ({
    tileId: id,
    runLength: 1,
    offset,
    length,
  });
  /** 64 MB of zeros in 64 KB. */
  const bomb = gzipSync(Buffer.alloc(64 * 2 ** 20));

  async function opened(bytes: Uint8Array) {
    const file = join(folder, `${createHash('sha256').update(bytes).digest('hex')}.pmtiles`);
    await writeFile(file, bytes);
    return openArchive(file);
  }

  it('takes what the writer made, and reads its bytes', async () => {
    const archive = await opened(damaged({}));
    expect(archive.metadata.vector_layers?.[0]?.id).toBe('water');
    expect(archive.header.maxZoom).toBe(1);
    expect(await archive.read(0, 7)).toEqual(Buffer.from(goodHeader.subarray(0, 7)));
    expect(await archive.read(archive.size - 2, 100)).toHaveLength(2);
    expect(await archive.read(archive.size + 5, 100)).toHaveLength(0);
    await archive.close();
  });

  // A leaf that names itself: its own bytes must be known before they are made, so it is not compressed.
  const circle = encodeDirectory([leaf(0, 0, 5)]);
  const nested = (() => {
    const leaves: Uint8Array[] = [];
    let [offset, inner] = [0, directory([entry(0, 0, 1)])];
    for (let depth = 0; depth < 5; depth++) {
      leaves.push(inner);
      const pointer = leaf(0, offset, inner.length);
      offset += inner.length;
      inner = directory([pointer]);
    }
    return { root: inner, leaves: Buffer.concat(leaves) };
  })();

  it.each<[string, Uint8Array, string]>([
    ['an empty file', Buffer.alloc(0), 'it has 0 bytes'],
    ['half a header', damaged({}).subarray(0, 100), 'a header alone has 127'],
    ['another format', Buffer.concat([Buffer.from('SQLite format 3'), Buffer.alloc(200)]), 'letters PMTiles'],
    ['version 2', Buffer.concat([Buffer.from('PMTiles\u0002'), Buffer.alloc(200)]), 'version 2'],
    ['an archive cut short', damaged({}).subarray(0, -1), 'its tile section is'],
    [
      'a root past the end',
      damaged({ header: { root: { offset: 127, length: 9e6 } } }),
      'its root directory is',
    ],
    [
      'a root of no bytes',
      damaged({ header: { root: { offset: 127, length: 0 } } }),
      'its root directory is 0 bytes',
    ],
    [
      'a root in the header',
      damaged({ header: { root: { offset: 0, length: 50 } } }),
      'its root directory is',
    ],
    [
      '4 GB of tiles',
      damaged({ header: { tiles: { offset: 200, length: 2 ** 32 } } }),
      'its tile section is',
    ],
    [
      'offsets of 2^63',
      damaged({ header: { tiles: { offset: 2 ** 63, length: 2 ** 63 } } }),
      'its tile section is',
    ],
    ['an unknown compression', damaged({ header: { internalCompression: 3 } }), 'compression 3'],
    [
      'bounds turned around',
      damaged({ header: { bounds: [117, 33, 114, 35] } }),
      'its bounds 117, 33, 114, 35',
    ],
    ['zooms turned around', damaged({ header: { minZoom: 9, maxZoom: 2 } }), 'its zooms 9 to 2'],
    ['a zoom of 255', damaged({ header: { maxZoom: 255 } }), 'its zooms 0 to 255'],
    ['a root that is not gzip', damaged({ root: Buffer.from('no gzip at all') }), 'a directory is not gzip'],
    [
      'a gzip bomb as root',
      damaged({ root: bomb, header: { root: { offset: 127, length: 16000 } } }),
      'more than 4194304',
    ],
    ['a directory of nothing', damaged({ root: directory([]) }), 'an empty directory'],
    [
      'a count that lies',
      damaged({ root: compress(Buffer.from([255, 255, 255, 127, 1, 1, 1, 1])) }),
      'claims 268435455',
    ],
    ['a number without end', damaged({ root: compress(Buffer.alloc(40, 255)) }), 'more than 53 bits'],
    ['an entry of no bytes', damaged({ root: directory([entry(0, 0, 0)]) }), 'is 0 bytes at 0'],
    ['an entry of 4 GB', damaged({ root: directory([entry(0, 0, 2 ** 32)]) }), 'is 4294967296 bytes'],
    [
      'ids in disorder',
      damaged({ root: directory([entry(2, 0, 1), entry(2, 1, 1)]) }),
      'tile id 2 is out of order',
    ],
    ['ids below the last zoom', damaged({ root: directory([entry(5, 0, 1)]) }), 'tile id 5 is out of order'],
    ['a leaf without a leaf section', damaged({ root: directory([leaf(0, 0, 9)]) }), 'of a section of 0'],
    [
      'a leaf in a circle',
      damaged({ root: circle, leaves: circle, header: { internalCompression: 1 } }),
      'reached twice',
    ],
    ['leaves nested without end', damaged(nested), 'nested too deep'],
    [
      'two entries with one leaf',
      damaged({ root: directory([leaf(0, 0, 20), leaf(1, 0, 20)]), leaves: Buffer.alloc(20) }),
      'reached twice',
    ],
    [
      'a gzip bomb as leaf',
      damaged({ root: directory([leaf(0, 0, bomb.length)]), leaves: bomb }),
      'more than 4194304',
    ],
    ['a gzip bomb as metadata', damaged({ metadata: bomb }), 'its metadata unpacks to more than'],
    [
      'metadata that is no JSON',
      damaged({ metadata: compress(Buffer.from('{')) }),
      'its metadata is not JSON',
    ],
    [
      'metadata without layers',
      damaged({ metadata: compress(Buffer.from('{"name":"x"}')) }),
      'names no vector_layers',
    ],
    ['metadata of another type', damaged({ metadata: compress(Buffer.from('[]')) }), 'its metadata is wrong'],
  ])('refuses %s', async (_name, bytes, reason) => {
    await expect(opened(bytes)).rejects.toThrow(reason);
  });

  it('says which file is missing', async () => {
    await expect(openArchive(join(folder, 'none.pmtiles'))).rejects.toThrow('none.pmtiles cannot be opened');
  });

  it('goes on reading the old bytes of a file that was replaced by a rename', async () => {
    const file = join(folder, 'replaced.pmtiles');
    await writeArchive(file, content([tile(0, 0, 0, 'old')]));
    const archive = await openArchive(file);
    const before = await archive.read(0, archive.size);
    await writeArchive(join(folder, 'new.pmtiles'), content([tile(0, 0, 0, 'quite new')]));
    await rename(join(folder, 'new.pmtiles'), file);
    expect(await archive.read(0, archive.size)).toEqual(before);
    await archive.close();
  });

  it('notices a file that was changed in place', async () => {
    const file = join(folder, 'changed.pmtiles');
    await writeArchive(file, content([tile(0, 0, 0, 'old')]));
    const archive = await openArchive(file);
    await writeFile(file, Buffer.alloc(1000));
    await expect(archive.read(0, 100)).rejects.toThrow('was changed in place');
    await archive.close();
  });
});
