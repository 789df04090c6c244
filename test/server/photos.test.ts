import { mkdtemp, readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import sql from 'sql-template-tag';
import { fileStore } from '../../server/files.ts';
import { photoUpload } from '../../server/reporting/photos.ts';
import type { ProblemBody } from '../../server/http/problem.ts';
import { forBothDatabases } from '../support/database.ts';
import { asOperator, seedCity, testApp } from './fixture.ts';

describe('the file store', () => {
  it('keeps bytes under the hash of their content, once', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'files-'));
    const store = fileStore(join(directory, 'files'));
    const bytes = new TextEncoder().encode('abc');
    const hash = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
    expect(await store.put(bytes)).toEqual({ hash, isNew: true });
    expect(await store.put(bytes)).toEqual({ hash, isNew: false });
    expect(Buffer.from((await store.get(hash)) ?? []).toString()).toBe('abc');
    expect(await readdir(join(directory, 'files', 'ba'))).toEqual([hash]);
    await store.delete(hash);
    expect(await store.get(hash)).toBeUndefined();
    await expect(store.get('../secret')).rejects.toThrow('not the hash of a file');
  });
});

/** A telephone's photo: lies on its side, says where it was taken. Left half red, right half blue. */
async function telephonePhoto(): Promise<Buffer> {
  const half = await sharp({ create: { width: 500, height: 600, channels: 3, background: '#0000ff' } })
    .png()
    .toBuffer();
  return sharp({ create: { width: 1000, height: 600, channels: 3, background: '#ff0000' } })
    .composite([{ input: half, left: 500, top: 0 }])
    .withExif({
      IFD0: { Make: 'Telephone' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '34/1 25/1 0/1', GPSLongitude: '115/1 39/1 0/1' },
    })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer();
}

/** A real PNG of 1-bit pixels: 20,000 × 20,000 of them in 50 KB. */
function hugePng(side: number): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    sum.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, sum]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(side, 0);
  head.writeUInt32BE(side, 4);
  head.set([1, 0, 0, 0, 0], 8);
  const rows = Buffer.alloc(side * (Math.ceil(side / 8) + 1));
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

forBothDatabases('photos', (database) => {
  let server: Awaited<ReturnType<typeof testApp>>;
  /** A published project and one that only the operator sees. */
  let open: string;
  let hidden: string;
  beforeAll(async () => {
    await seedCity(database());
    server = await testApp(database());
    const [row] = await database().query<{ open: string; hidden: string }>(sql`
      select (select min(code) from project where published and secrecy = 'public' and parent_fid is null) as open,
             (select min(code) from project where not published and parent_fid is null) as hidden`);
    if (!row) throw new Error('the city has no projects');
    ({ open, hidden } = row);
  });
  afterAll(async () => {
    expect(server.unforeseen).toEqual([]);
    await server.close();
  });

  interface Photo {
    url: string;
    thumbnailUrl: string;
    takenOn: string;
    caption: string | null;
    width: number;
    height: number;
  }
  async function send(bytes: Uint8Array, { project = open, type = 'image/jpeg', query = '' } = {}) {
    const response = await server.app.request(`/api/projects/${project}/photos${query}`, {
      method: 'POST',
      headers: { ...asOperator.headers, 'Content-Type': type, 'Accept-Language': 'en' },
      body: new Uint8Array(bytes),
    });
    return { status: response.status, body: (await response.json()) as Photo & ProblemBody };
  }
  const list = async (project: string, init = {}) =>
    (await (await server.app.request(`/api/projects/${project}/photos`, init)).json()) as { items: Photo[] };

  it('turns a photo upright, frees it of position and camera, and makes a thumbnail', async () => {
    const sent = await telephonePhoto();
    expect(await sharp(sent).metadata()).toMatchObject({ orientation: 6, width: 1000, height: 600 });
    expect(sent.includes('Telephone')).toBe(true);
    const { status, body } = await send(sent, {
      query: `?takenOn=2026-07-30&caption=${encodeURIComponent('主体三层')}`,
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({ takenOn: '2026-07-30', caption: '主体三层', width: 600, height: 1000 });
    expect(body.url).toMatch(/^\/photos\/[0-9a-f]{64}\.jpg$/);

    const file = await server.app.request(body.url);
    expect(file.status).toBe(200);
    expect(Object.fromEntries(file.headers)).toMatchObject({
      'content-type': 'image/jpeg',
      'cache-control': 'public, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
    });
    const bytes = Buffer.from(await file.arrayBuffer());
    const facts = await sharp(bytes).metadata();
    expect(facts).toMatchObject({ format: 'jpeg', width: 600, height: 1000 });
    expect([facts.exif, facts.orientation, facts.xmp, facts.iptc]).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    expect(bytes.includes('Telephone')).toBe(false);
    // Orientation 6 = turned by a quarter: what was left is up.
    const { data } = await sharp(bytes).raw().toBuffer({ resolveWithObject: true });
    const red = (x: number, y: number) => (data[(y * 600 + x) * 3] ?? 0) > 128;
    expect([red(300, 50), red(300, 950)]).toEqual([true, false]);

    const thumbnail = await server.app.request(body.thumbnailUrl);
    expect(thumbnail.headers.get('Content-Type')).toBe('image/webp');
    const small = await sharp(Buffer.from(await thumbnail.arrayBuffer())).metadata();
    expect(small).toMatchObject({ format: 'webp', width: 288, height: 480 });

    const known = await server.app.request(body.url, {
      headers: { 'If-None-Match': file.headers.get('ETag') ?? '' },
    });
    expect(known.status).toBe(304);
  });

  it.each([
    [
      'image/png',
      () => sharp({ create: { width: 40, height: 30, channels: 4, background: '#00ff0080' } }).png(),
    ],
    [
      'image/webp',
      () => sharp({ create: { width: 40, height: 30, channels: 3, background: 'blue' } }).webp(),
    ],
  ])('takes %s', async (type, make) => {
    const { status, body } = await send(await make().toBuffer(), { type });
    expect([status, body.width, body.height, body.takenOn]).toEqual([200, 40, 30, '2026-07-31']);
  });

  it('keeps the same photo of a project once', async () => {
    const photo = await sharp({ create: { width: 30, height: 30, channels: 3, background: 'teal' } })
      .jpeg()
      .toBuffer();
    const before = (await list(open)).items.length;
    const [first, second] = [await send(photo), await send(photo)];
    expect(second.body.url).toBe(first.body.url);
    expect((await list(open)).items.length).toBe(before + 1);
  });

  it('shows the photos of a hidden project to the operator only', async () => {
    const photo = await sharp({ create: { width: 30, height: 30, channels: 3, background: 'tan' } })
      .jpeg()
      .toBuffer();
    const { body } = await send(photo, { project: hidden });
    for (const address of [body.url, body.thumbnailUrl]) {
      expect((await server.app.request(address)).status).toBe(404);
      const seen = await server.app.request(address, asOperator);
      expect([seen.status, seen.headers.get('Cache-Control')]).toEqual([200, 'private, no-cache']);
    }
    expect((await server.app.request(`/api/projects/${hidden}/photos`)).status).toBe(404);
    expect((await list(hidden, asOperator)).items).toHaveLength(1);
    // A photo that was taken back from the public, of a project that was not.
    await database().transaction({ actor: 'test' }, (tx) =>
      tx.query(sql`insert into site_photo (project_fid, taken_on, file, thumbnail, width, height, published, source)
        select fid, '2026-07-01', repeat('a', 64), repeat('b', 64), 1, 1, false, 'test' from project where code = ${open}`),
    );
    expect((await list(open)).items.every(({ url }) => !url.includes('aaaa'))).toBe(true);
  });

  it.each([
    ['a PDF file', '%PDF-1.7 …'],
    ['a text of HTML, XML or SVG', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'],
    ['a GIF file', 'GIF89a…'],
    ['a ZIP or Office file', 'PK\u0003\u0004…'],
    ['a program', 'MZ\u0090\u0000'],
    ['a text', 'I am a photo'],
    ['an empty file', ''],
  ])('refuses %s that claims to be a photo', async (kind, text) => {
    const { status, body } = await send(Buffer.from(text, 'latin1'));
    expect([status, body.value]).toEqual([415, kind]);
    expect(body.detail).toContain(kind);
  });

  it('refuses a photo that is broken off, and writes nothing', async () => {
    const whole = await telephonePhoto();
    const before = (await list(open)).items.length;
    const { status, body } = await send(whole.subarray(0, whole.length / 2));
    expect([status, body.type]).toEqual([400, 'urn:groundwork:problem:photo-undecodable']);
    expect((await send(Buffer.from('\xff\xd8\xff\xe0 no more', 'latin1'))).status).toBe(400);
    expect((await list(open)).items.length).toBe(before);
  });

  it('refuses 20,000 × 20,000 pixels, however few bytes they are', async () => {
    const huge = hugePng(20_000);
    expect(huge.length).toBeLessThan(photoUpload.largestBytes);
    const { status, body } = await send(huge, { type: 'image/png' });
    expect([status, body.value]).toEqual([400, '20000 × 20000']);
  });

  it('refuses more than 10 MB, other media types, a future day, and anonymous hands', async () => {
    const large = await send(Buffer.alloc(photoUpload.largestBytes + 1, 1));
    expect(large.status).toBe(413);
    expect((await send(Buffer.alloc(2_000_000, 1))).status).toBe(415); // over the limit of other bodies
    expect((await send(await telephonePhoto(), { type: 'text/html' })).status).toBe(415);
    const future = await send(await telephonePhoto(), { query: '?takenOn=2026-08-01' });
    expect([future.status, future.body.key]).toEqual([400, 'takenOn']);
    expect((await send(await telephonePhoto(), { project: 'NO-SUCH' })).status).toBe(404);
    const anonymous = await server.app.request(`/api/projects/${open}/photos`, {
      method: 'POST',
      headers: { 'Content-Type': 'image/jpeg' },
      body: new Uint8Array(await telephonePhoto()),
    });
    expect(anonymous.status).toBe(401);
    const flood = await server.app.request(`/api/projects/${open}/photos`, {
      method: 'POST',
      headers: { 'Content-Type': 'image/jpeg' },
      body: new Uint8Array(2_000_000),
    });
    expect(flood.status).toBe(413);
  });
});
