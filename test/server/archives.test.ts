import { link, mkdir, rename, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Hono } from 'hono';
import { FetchSource, PMTiles } from 'pmtiles';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createApp } from '../../server/app.ts';
import { clientReader } from '../../server/http/client.ts';
import { archiveStore, type ArchiveStore } from '../../server/archives/archive-store.ts';
import { fileStore } from '../../server/files.ts';
import { listen } from '../../server/http/http.ts';
import type { Env } from '../../server/route.ts';
import type { Services } from '../../server/services.ts';
import type { TileService } from '../../server/tiles/tile-service.ts';
import { anonymous } from '../../server/viewer.ts';
import { encodeArchive, writeArchive, type ArchiveContent } from '../../tiles/pmtiles.ts';
import { temporaryDirectory } from '../support/database.ts';

/** Pages of this many tiles have leaf directories; a few do with the root alone. */
function content(text: string, tiles: number): ArchiveContent {
  return {
    tiles: Array.from({ length: tiles }, (_, index) => ({
      z: 10,
      x: index % 1024,
      y: Math.floor(index / 1024),
      data: Buffer.from(`${text} ${index}`),
    })),
    metadata: {
      name: 'test',
      description: 'a test',
      attribution: '© nobody',
      vector_layers: [{ id: 'water', description: '', minzoom: 10, maxzoom: 10, fields: {} }],
    },
    bounds: [114, 33, 117, 35],
    center: { longitude: 115.5, latitude: 34.25, zoom: 10 },
  };
}
const bytesOf = (text: string, tiles: number) => Buffer.concat(encodeArchive(content(text, tiles)).parts);

let directory: string;
let archives: ArchiveStore;
let app: Hono<Env>;
let reported: unknown[];
const old = bytesOf('old', 3000);

beforeEach(async () => {
  directory = join(await temporaryDirectory('archives-'), 'archives');
  await mkdir(directory);
  await writeFile(join(directory, 'base.pmtiles'), old);
  archives = archiveStore(directory);
  reported = [];
  const services = {
    viewerOf: () => anonymous,
    clientOf: clientReader({ kind: 'none' }, undefined),
    revisions: { onMove: () => undefined },
    report: (error: unknown) => reported.push(error),
  };
  app = createApp(services as unknown as Services, {
    tiles: {} as TileService,
    archives,
    files: fileStore('no such directory'),
  });
});
afterEach(() => archives.close());

const ask = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
  app.request(`/archives/${path}`, { headers, method });
const body = async (response: Response) => Buffer.from(await response.arrayBuffer());

describe('byte ranges', () => {
  test.each([
    ['bytes=0-126', 0, 127],
    ['bytes=100-199', 100, 200],
    ['bytes=5-', 5, old.length],
    ['bytes=-10', old.length - 10, old.length],
    [`bytes=10-${old.length + 1000}`, 10, old.length],
    ['bytes=-999999999', 0, old.length],
  ])('%s', async (range, from, to) => {
    const answer = await ask('base.pmtiles', { Range: range });
    expect(answer.status).toBe(206);
    expect(answer.headers.get('Content-Range')).toBe(`bytes ${from}-${to - 1}/${old.length}`);
    expect(answer.headers.get('Content-Length')).toBe(String(to - from));
    expect(answer.headers.get('Content-Encoding')).toBeNull();
    expect((await body(answer)).equals(old.subarray(from, to))).toBe(true);
  });

  test.each([
    `bytes=${old.length}-`,
    `bytes=${old.length}-${old.length + 9}`,
    'bytes=999999999999999-',
    'bytes=-0',
  ])('%s lies past the end', async (range) => {
    const answer = await ask('base.pmtiles', { Range: range });
    expect(answer.status).toBe(416);
    expect(answer.headers.get('Content-Range')).toBe(`bytes */${old.length}`);
    expect(((await answer.json()) as { detail: string }).detail).toContain(String(old.length));
  });

  test.each([
    'bytes=0-9,20-29',
    'bytes=9-0',
    'bytes=a-b',
    'bytes=-',
    'lines=0-9',
    'bytes=99999999999999999999-',
  ])('%s is not understood: the whole file', async (range) => {
    const answer = await ask('base.pmtiles', { Range: range });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('Accept-Ranges')).toBe('bytes');
    expect((await body(answer)).equals(old)).toBe(true);
  });

  test('HEAD says the same without a body', async () => {
    const whole = await ask('base.pmtiles', {}, 'HEAD');
    expect(whole.headers.get('Content-Length')).toBe(String(old.length));
    expect((await body(whole)).length).toBe(0);
    expect((await ask('base.pmtiles', { Range: 'bytes=0-9' }, 'HEAD')).headers.get('Content-Length')).toBe(
      '10',
    );
  });

  test('a large archive is sent piece by piece, complete', async () => {
    const large = bytesOf('x'.repeat(400), 4000);
    expect(large.length).toBeLessThan(2 ** 20 * 4);
    const noise = Buffer.concat(
      encodeArchive({
        ...content('noise', 0),
        tiles: [
          {
            z: 10,
            x: 0,
            y: 0,
            data: Buffer.from(Array.from({ length: 3_000_000 }, (_, i) => (i * i * 31 + (i >> 3)) & 255)),
          },
          ...content('n', 9).tiles,
        ].slice(0, 1),
      }).parts,
    );
    await writeFile(join(directory, 'large.pmtiles'), noise);
    expect((await body(await ask('large.pmtiles'))).equals(noise)).toBe(true);
  });
});

describe('conditions and addresses', () => {
  test('the tag is of the content; If-None-Match answers 304, If-Range with another tag the whole', async () => {
    const first = await ask('base.pmtiles', { Range: 'bytes=0-9' });
    const etag = first.headers.get('ETag') ?? '';
    expect(etag).toMatch(/^"[0-9a-f]{24}"$/);
    expect(first.headers.get('Cache-Control')).toBe('no-cache, no-transform');
    expect((await ask('base.pmtiles', { 'If-None-Match': etag })).status).toBe(304);
    expect((await ask('base.pmtiles', { Range: 'bytes=0-9', 'If-Range': etag })).status).toBe(206);
    expect((await ask('base.pmtiles', { Range: 'bytes=0-9', 'If-Range': '"other"' })).status).toBe(200);
    expect(
      (await ask('base.pmtiles', { Range: 'bytes=0-9', 'If-Range': 'Tue, 24 Nov 2026 08:00:00 GMT' })).status,
    ).toBe(200);
    await utimes(join(directory, 'base.pmtiles'), new Date(), new Date(0));
    expect((await ask('base.pmtiles')).headers.get('ETag')).toBe(etag);
  });

  test('the description gives an address that may be kept for ever', async () => {
    const said = (await (await ask('base.json')).json()) as { url: string; layers: string[]; size: number };
    expect(said.layers).toEqual(['water']);
    expect(said.size).toBe(old.length);
    const answer = await app.request(said.url, { headers: { Range: 'bytes=0-9' } });
    expect(answer.headers.get('Cache-Control')).toContain('immutable');
    expect((await ask('base.pmtiles?v=other')).headers.get('Cache-Control')).toContain('no-store');
  });

  test.each([
    'none.pmtiles',
    '..%2fbase.pmtiles',
    '..%2Farchives%2fbase.pmtiles',
    '%2e%2e/base.pmtiles',
    '..\\base.pmtiles',
    '..%5cbase.pmtiles',
    'base.pmtiles%00',
    'base%00.pmtiles',
    '/base.pmtiles',
    '..%c0%afbase.pmtiles',
    '..%ef%bc%8fbase.pmtiles',
    '..%e2%81%84base.pmtiles',
    'base',
    'base.pmtiles/',
    '.pmtiles',
    '%zz.pmtiles',
    'link.pmtiles',
    'folder.pmtiles',
    'BASE.pmtiles',
  ])('%s is not found', async (path) => {
    await writeFile(join(directory, '..', 'base.pmtiles'), old);
    await symlink(join(directory, '..', 'base.pmtiles'), join(directory, 'link.pmtiles'));
    await mkdir(join(directory, 'folder.pmtiles'));
    expect((await ask(path)).status).toBe(404);
    expect(reported).toEqual([]);
  });

  test('a damaged archive is refused and reported, and served once it is whole', async () => {
    const damaged = Buffer.from(old);
    damaged.fill(255, 8, 24); // offset and length of the root directory
    await writeFile(join(directory, 'bad.pmtiles'), damaged);
    const answer = await ask('bad.pmtiles');
    expect(answer.status).toBe(503);
    expect(answer.headers.get('Retry-After')).toBe('60');
    expect(await answer.text()).not.toContain(directory);
    expect(reported).toHaveLength(1);
    await writeArchive(join(directory, 'bad.pmtiles'), content('good', 10));
    expect((await ask('bad.pmtiles')).status).toBe(200);
  });
});

describe('an archive that is replaced while it is served', () => {
  test('is read to the end as it was; who asks afterwards gets the new one', async () => {
    const big = (seed: number) =>
      Buffer.concat(
        encodeArchive({
          ...content('big', 0),
          tiles: [
            {
              z: 10,
              x: 0,
              y: 0,
              data: Buffer.from(Array.from({ length: 2_500_000 }, (_, i) => (i * i * seed + (i >> 2)) & 255)),
            },
          ],
        }).parts,
      );
    const [before, after] = [big(31), big(47)];
    await writeFile(join(directory, 'big.pmtiles'), before);
    const answer = await ask('big.pmtiles');
    const reader = (answer.body as ReadableStream<Uint8Array>).getReader();
    const parts = [(await reader.read()).value as Uint8Array];
    await writeFile(join(directory, 'new'), after);
    await rename(join(directory, 'new'), join(directory, 'big.pmtiles'));
    const next = await ask('big.pmtiles');
    expect((await body(next)).equals(after)).toBe(true);
    for (let read = await reader.read(); !read.done; read = await reader.read()) parts.push(read.value);
    expect(Buffer.concat(parts).equals(before)).toBe(true);
    expect(next.headers.get('ETag')).not.toBe(answer.headers.get('ETag'));
  });

  test('gives old or new tiles to a reader, never bytes of both', async () => {
    const paths = await Promise.all(
      ['alpha', 'beta'].map(async (text) => {
        const path = join(directory, `.${text}`);
        await writeFile(path, bytesOf(text, 3000));
        return path;
      }),
    );
    await rm(join(directory, 'base.pmtiles'));
    await link(paths[0] as string, join(directory, 'base.pmtiles'));
    const http = await listen({ host: '127.0.0.1', port: 0, fetch: (request) => app.fetch(request) });
    let replacing = true;
    const replacer = (async () => {
      for (let round = 1; replacing; round += 1) {
        const next = join(directory, `.next`);
        await link(paths[round % 2] as string, next);
        await rename(next, join(directory, 'base.pmtiles'));
        await rm(next, { force: true }); // a rename onto the same file leaves it
        await new Promise((resolve) => setTimeout(resolve, 3));
      }
    })();
    const seen = new Set<string>();
    try {
      for (let round = 0; round < 100; round += 1) {
        const archive = new PMTiles(new FetchSource(`http://127.0.0.1:${http.port}/archives/base.pmtiles`));
        const index = (round * 37) % 3000;
        const read = await archive
          .getZxy(10, index % 1024, Math.floor(index / 1024))
          .catch((error: Error) => error);
        if (read instanceof Error) expect(read.message).toMatch(/etag|changed/i);
        else {
          const [text, number] = Buffer.from(read?.data as ArrayBuffer)
            .toString()
            .split(' ');
          expect(number).toBe(String(index));
          seen.add(text ?? '');
        }
      }
    } finally {
      replacing = false;
      await replacer;
      await http.close(100);
    }
    expect([...seen].sort()).toEqual(['alpha', 'beta']);
  });
});

test('a cold tile takes two reads', async () => {
  const http = await listen({
    host: '127.0.0.1',
    port: 0,
    fetch: (request) => {
      if (request.headers.has('Range')) reads += 1;
      return app.fetch(request);
    },
  });
  let reads = 0;
  const archive = new PMTiles(new FetchSource(`http://127.0.0.1:${http.port}/archives/base.pmtiles`));
  const tile = await archive.getZxy(10, 700, 1);
  expect(Buffer.from(tile?.data as ArrayBuffer).toString()).toBe('old 1724');
  expect(reads).toBe(2);
  await http.close(100);
});
