/** Imports through the API, as the screen and scripts drive them, over real files and both databases. */
import { createHash } from 'node:crypto';
import { mkdir, readdir, rename } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import sql from 'sql-template-tag';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { listen } from '../../server/http/http.ts';
import type { ProblemBody } from '../../server/http/problem.ts';
import { attachment, keptFileName } from '../../server/imports/file-name.ts';
import type { importCard, importPreview, importRow } from '../../server/imports/import-answers.ts';
import { forBothDatabases } from '../support/database.ts';
import { asOperator, seedCity, testApp } from './fixture.ts';

type Import = z.output<typeof importCard>;
type Preview = z.output<typeof importPreview>;
type Rows = { items: z.output<typeof importRow>[]; next: number | null };

/** A square of a hundredth of a degree in district D1 of the seed, the n-th of a row. */
const square = (n: number) => {
  const [west, south] = [115.21 + n * 0.012, 34.05];
  const [east, north] = [west + 0.01, south + 0.01];
  return {
    type: 'Polygon',
    coordinates: [
      [
        [west, south],
        [east, south],
        [east, north],
        [west, north],
        [west, south],
      ],
    ],
  };
};
const parcels = (codes: readonly string[], more: Record<string, unknown> = {}) =>
  JSON.stringify({
    type: 'FeatureCollection',
    features: codes.map((code, at) => ({
      type: 'Feature',
      properties: {
        编码: code,
        名称: `地块${code}`,
        用途: '工业用地',
        来源: '测试',
        数据日期: '2026-07-31',
        ...more,
      },
      geometry: square(at),
    })),
  });

const uploadLimit = 300_000;

forBothDatabases('an import', (database) => {
  let server: Awaited<ReturnType<typeof testApp>>;
  beforeAll(async () => {
    await seedCity(database());
    server = await testApp(database(), { uploadLimit });
  });
  afterAll(() => server.close());
  afterEach(async () => {
    expect(server.unforeseen).toEqual([]);
    await expect.poll(() => readdir(server.workDirectory)).toEqual([]);
  });

  async function ask<Body>(path: string, body?: object, headers: Record<string, string> = {}) {
    const response = await server.app.request(path, {
      headers: {
        ...asOperator.headers,
        'Content-Type': 'application/json',
        'Accept-Language': 'en',
        ...headers,
      },
      ...(body ? { method: 'POST', body: JSON.stringify(body) } : {}),
    });
    return { status: response.status, body: (await response.json()) as Body };
  }
  async function send(bytes: string | Uint8Array, fileName: string, noun = 'parcel') {
    const query = new URLSearchParams({ noun, fileName });
    const response = await server.app.request(`/api/imports?${query.toString()}`, {
      method: 'POST',
      headers: { ...asOperator.headers, 'Content-Type': 'application/octet-stream', 'Accept-Language': 'en' },
      body: typeof bytes === 'string' ? bytes : new Uint8Array(bytes),
    });
    return { status: response.status, body: (await response.json()) as Import & ProblemBody };
  }
  /** Waits until nothing works on it any more. */
  async function settled(id: string): Promise<Import> {
    let found: Import | undefined;
    await expect
      .poll(async () => (found = (await ask<Import>(`/api/imports/${id}`)).body).state, {
        timeout: 20_000,
        interval: 20,
      })
      .not.toMatch(/ing$/);
    if (!found) throw new Error('there is no answer');
    return found;
  }
  const sent = async (...given: Parameters<typeof send>) => settled((await send(...given)).body.id);

  it('is read: columns with samples, proposals, a preview', async () => {
    const bytes = parcels(['A-1', 'A-2']);
    const first = await send(bytes, '地块.geojson');
    expect(first).toMatchObject({
      status: 200,
      body: { noun: 'parcel', fileName: '地块.geojson', actions: ['cancel'] },
    });
    expect(first.body.fileHash).toBe(createHash('sha256').update(bytes).digest('hex'));
    const card = await settled(first.body.id);
    expect(card).toMatchObject({
      state: 'asks',
      job: { state: 'done', stage: 'reading', done: 2 },
      reading: { format: 'geojson', rows: 2, scanned: 2, located: 2, position: { kind: 'geometry' } },
      actions: ['read', 'settings', 'cancel'],
    });
    expect(card.reading?.columns[0]).toEqual({
      name: '编码',
      type: 'text',
      filled: 2,
      samples: ['A-1', 'A-2'],
    });
    expect(card.reading?.columnsProposed).toMatchObject({
      code: { column: '编码', score: 1 },
      landUse: { column: '用途' },
    });
    const preview = await ask<Preview>(`/api/imports/${card.id}/preview?crs=EPSG:4326`);
    expect(preview.body).toMatchObject({ offKm: 0, share: 1, unplaced: 0, swapped: false });
    expect(preview.body.features.map(({ id }) => id)).toEqual([1, 2]);
  });

  const settings = (card: Import, more: object = {}) => ({
    layer: card.reading?.layer ?? '',
    crs: 'EPSG:4326',
    swapped: false,
    position: card.reading?.position ?? { kind: 'none' },
    key: 'code',
    columns: Object.fromEntries(
      Object.entries(card.reading?.columnsProposed ?? {}).map(([field, { column }]) => [field, { column }]),
    ),
    defaults: {},
    districtByPosition: true,
    ...more,
  });
  const act = (id: string, action: string, body: object = {}) =>
    ask<Import & ProblemBody>(`/api/imports/${id}/${action}`, body);

  it('goes all the way: checked row by row, written, seen, known again, undone, gone', async () => {
    const card = await sent(
      parcels(['W-1', 'W-2', 'W-3']).replace('"工业用地"', '"太空用地"'),
      '地块.geojson',
    );
    expect((await act(card.id, 'settings', settings(card))).body).toMatchObject({
      state: 'checking',
      actions: ['cancel'],
    });
    const checked = await settled(card.id);
    expect(checked).toMatchObject({
      state: 'checked',
      problem: null,
      summary: { new: 2, changed: 0, unchanged: 0, refused: 1 },
      actions: ['read', 'settings', 'apply', 'cancel'],
    });
    const refused = await ask<Rows>(`/api/imports/${card.id}/rows?state=refused`);
    expect(refused.body.items).toMatchObject([
      {
        row: 1,
        state: 'refused',
        given: { 编码: 'W-1' },
        reasons: [{ field: 'landUse', value: '太空用地' }],
      },
    ]);
    const returned = await server.app.request(`/api/imports/${card.id}/refused`, asOperator);
    const { features } = (await returned.json()) as { features: { properties: object; geometry: object }[] };
    expect(features).toMatchObject([{ properties: { 编码: 'W-1', 用途: '太空用地' }, geometry: square(0) }]);
    const page = await ask<Rows>(`/api/imports/${card.id}/rows?limit=2`);
    expect([page.body.items.map(({ row }) => row), page.body.next]).toEqual([[1, 2], 2]);
    const rest = await ask<Rows>(`/api/imports/${card.id}/rows?limit=2&after=2`);
    expect([rest.body.items.map(({ row, code }) => [row, code]), rest.body.next]).toEqual([
      [[3, 'W-3']],
      null,
    ]);
    expect((await ask(`/api/parcels/W-2`)).status).toBe(404);

    expect((await act(card.id, 'apply')).body).toMatchObject({ state: 'applying' });
    const applied = await settled(card.id);
    expect(applied).toMatchObject({ state: 'applied', problem: null, actions: ['undo'] });
    expect(applied.appliedAt).toMatch(/^\d{4}-/);
    expect((await ask<{ name: string }>(`/api/parcels/W-2`)).body).toMatchObject({ name: '地块W-2' });
    expect((await ask(`/api/parcels/W-1`)).status).toBe(404);

    // The next file with these columns: the choices are proposed, the rows are known.
    const again = await sent(parcels(['W-2', 'W-3'], { 名称: '新名' }), '地块二.geojson');
    const { template } = again.reading ?? {};
    expect(template).toMatchObject({ key: 'code', districtByPosition: true });
    await act(again.id, 'settings', { ...template, layer: again.reading?.layer });
    const second = await settled(again.id);
    expect(second.summary).toMatchObject({ new: 0, changed: 2, unchanged: 0, refused: 0 });
    const changed = await ask<Rows>(`/api/imports/${again.id}/rows?state=changed`);
    expect(changed.body.items[0]?.changes).toContainEqual({
      field: 'name',
      before: '地块W-2',
      after: '新名',
    });
    await act(again.id, 'cancel');
    expect(await settled(again.id)).toMatchObject({ state: 'cancelled', actions: [] });

    expect((await act(card.id, 'undo')).body).toMatchObject({ state: 'undoing' });
    expect(await settled(card.id)).toMatchObject({ state: 'undone', problem: null, actions: [] });
    expect((await ask(`/api/parcels/W-2`)).status).toBe(404);
    const list = await ask<{ items: Import[] }>('/api/imports?limit=2');
    expect(list.body.items.map(({ id, state }) => [id, state])).toEqual([
      [again.id, 'cancelled'],
      [card.id, 'undone'],
    ]);
    const older = await ask<{ items: Import[] }>(`/api/imports?limit=1&before=${again.id}`);
    expect(older.body.items.map(({ id }) => id)).toEqual([card.id]);
  });

  it('takes a table with columns of positions, and says of each row why it is refused', async () => {
    const table = [
      '编码,名称,类别,经度,纬度,来源,数据日期',
      'F-1,一号变电站,变电站,115.25,34.06,测试,2026-07-31',
      'F-2,"二号站, 南",变电站,115.26,34.07,测试,2026-07-31',
      'F-3,三号站,不知道,115.27,34.07,测试,2026-07-31',
    ].join('\n');
    const card = await sent(table, '设施.csv', 'facility');
    expect(card.reading).toMatchObject({
      format: 'csv',
      encoding: { used: 'UTF-8' },
      position: { kind: 'columns', lng: '经度', lat: '纬度' },
      rows: 3,
    });
    await act(card.id, 'settings', settings(card));
    expect((await settled(card.id)).summary).toMatchObject({ new: 2, refused: 1 });
    // What is refused comes back as a table, is put right there, and sent again.
    const refused = await server.app.request(`/api/imports/${card.id}/refused`, asOperator);
    expect(refused.headers.get('Content-Disposition')).toContain(encodeURIComponent('设施-refused.csv'));
    const returned = await refused.text();
    expect(returned).toMatch(
      /^编码,名称,类别,经度,纬度,来源,数据日期,refused_because\r\nF-3,三号站,不知道,115.27,/,
    );
    expect(returned).toContain('“不知道” is not one of the choices');
    const better = await sent(returned.replace(',不知道,', ',变电站,'), '设施-改.csv', 'facility');
    expect(better.reading?.rows).toBe(1);
    await act(better.id, 'settings', settings(better));
    expect((await settled(better.id)).summary).toMatchObject({ new: 1, refused: 0 });
    await act(better.id, 'cancel');
    await act(card.id, 'apply');
    expect(await settled(card.id)).toMatchObject({ state: 'applied' });
    const { body } = await ask<{ geometry: object }>('/api/facilities/F-2');
    expect(body.geometry).toEqual({ type: 'Point', coordinates: [115.26, 34.07] });
    await act(card.id, 'undo');
    expect(await settled(card.id)).toMatchObject({ state: 'undone' });
  });

  it('names every setting that does not fit, and does nothing', async () => {
    const card = await sent(parcels(['S-1']), '地块.geojson');
    const wrong = settings(card, {
      layer: 'x',
      crs: 'http://example.org/crs',
      key: 'colour',
      columns: { code: { column: '没有' }, areaM2: { column: '编码' } },
      defaults: { nothing: 1 },
    });
    const { status, body } = await act(card.id, 'settings', wrong);
    expect([status, body.errors?.map(({ key }) => key)]).toEqual([
      422,
      ['layer', 'crs', 'key', 'columns.code.column', 'columns.areaM2', 'defaults.nothing'],
    ]);
    expect(body.detail).toContain("the file has no column '没有'; it has: 编码, 名称");
    expect((await act(card.id, 'settings', { key: 1 })).status).toBe(400);
    expect((await ask<Import>(`/api/imports/${card.id}`)).body.state).toBe('asks');
    const early = await act(card.id, 'apply');
    expect([early.status, early.body.detail]).toEqual([
      409,
      "The import is 'Waiting for your choices' and takes no 'Write'; possible now: Read again, Check, Cancel.",
    ]);
  });

  it('that cannot be read says why, and can be read again', async () => {
    const card = await sent('{"type":"FeatureCollection","features":[{"type":"Feat', '坏.geojson');
    expect(card).toMatchObject({ state: 'failed', reading: null, actions: ['read'] });
    expect(card.problem).toMatchObject({ title: 'The file cannot be read' });
    await act(card.id, 'read');
    expect(await settled(card.id)).toMatchObject({ state: 'failed' });
    const table = await sent('编码,名称\nE-1,甲', '表.csv');
    await act(table.id, 'read', { encoding: 'GBK' });
    expect((await settled(table.id)).reading?.encoding).toMatchObject({ used: 'GB18030', detected: false });
    const nothing = await send('', '空.csv');
    expect([nothing.status, nothing.body.type]).toEqual([400, 'urn:groundwork:problem:empty-file']);
  });

  it('is placed as asked: swapped, shifted, in a wrong zone, and nowhere else', async () => {
    const card = await sent('name,lng,lat\n甲,115.25,34.06', '点.csv');
    const preview = async (query: string) =>
      (await ask<Preview>(`/api/imports/${card.id}/preview?${query}`)).body;
    const at = ({ features }: Preview) => (features[0]?.geometry.coordinates ?? []) as [number, number];
    expect(at(await preview('crs=EPSG:4490'))).toEqual([115.25, 34.06]);
    expect(at(await preview('crs=EPSG:4326&lng=lat&lat=lng&swapped=1'))).toEqual([115.25, 34.06]);
    const [lng, lat] = at(await preview('crs=GCJ-02'));
    expect(Math.hypot((lng - 115.25) * 92.2, (lat - 34.06) * 111)).toBeGreaterThan(0.3);
    expect(await preview('crs=EPSG:4326&swapped=1')).toMatchObject({
      unplaced: 1,
      features: [],
      offKm: null,
    });
    const zones = await sent('name,x,y\n甲,38615000,3770000', '带号.csv');
    const zoned = (crs: string) => ask<Preview>(`/api/imports/${zones.id}/preview?crs=${crs}`);
    expect((await zoned('EPSG:4526')).body).toMatchObject({ offKm: 0, share: 1 });
    expect((await zoned('EPSG:4527')).body.share).toBe(0);
    for (const crs of ['EPSG:25832', 'http://example.org', 'EPSG:4326;drop table import']) {
      const refused = await ask<ProblemBody>(
        `/api/imports/${card.id}/preview?crs=${encodeURIComponent(crs)}`,
      );
      expect([crs, refused.status, refused.body.key]).toEqual([crs, 400, 'crs']);
    }
  });

  it('is given back as it came, as a file and nothing else', async () => {
    const card = await sent('名称\n<script>alert(1)</script>', '<img onerror=x>\r\nX: y.csv');
    expect(card.fileName).toBe('<img onerror=x> X: y.csv');
    const response = await server.app.request(`/api/imports/${card.id}/original`, asOperator);
    expect(await response.text()).toBe('名称\n<script>alert(1)</script>');
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'application/octet-stream',
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
      'content-disposition':
        'attachment; filename="_img_onerror_x_X_y.csv"; filename*=UTF-8\'\'%3Cimg%20onerror%3Dx%3E%20X%3A%20y.csv',
    });
    expect((await server.app.request(`/api/imports/${card.id}/original`)).status).toBe(401);
  });

  it('may be sent many at a time, the same file too: it is kept once', async () => {
    const bytes = parcels(['C-1']);
    const all = await Promise.all(Array.from({ length: 6 }, () => send(bytes, 'x.geojson')));
    expect(new Set(all.map(({ body }) => body.id)).size).toBe(6);
    expect(new Set(all.map(({ body }) => body.fileHash)).size).toBe(1);
    for (const { body } of all) expect(await settled(body.id)).toMatchObject({ state: 'asks' });
    const hash = all[0]?.body.fileHash ?? '';
    expect(
      (await readdir(join(server.fileDirectory, hash.slice(0, 2)))).filter((n) => n === hash),
    ).toHaveLength(1);
  });

  describe('that waits for a server', () => {
    beforeAll(() => server.jobs?.close());

    it('is stopped in the line, and is then as before', async () => {
      const { body } = await send(parcels(['Q-1']), 'q.geojson');
      expect(body).toMatchObject({ state: 'reading', job: { state: 'queued' } });
      expect((await act(body.id, 'cancel')).body).toMatchObject({
        state: 'cancelled',
        job: { state: 'cancelled' },
      });
      expect((await act(body.id, 'cancel')).status).toBe(409);
    });

    it('goes on when the next one starts, and after one that died says what happened', async () => {
      const { body } = await send(parcels(['R-1']), 'r.geojson');
      const next = server.runner();
      const card = await settled(body.id);
      await next.close();
      expect(card.state).toBe('asks');
      // A server that took the check, and was killed.
      expect((await act(card.id, 'settings', settings(card))).body.state).toBe('checking');
      await database().query(sql`update job set state = 'running', started_at = now() - interval '3 minutes',
        alive_at = now() - interval '2 minutes' where subject = ${card.id}::text and state = 'queued'`);
      const third = server.runner();
      const left = await settled(card.id);
      expect(left).toMatchObject({
        state: 'asks',
        problem: { kind: 'left-behind', title: 'The check was not completed' },
        actions: ['read', 'settings', 'cancel'],
      });
      expect((await act(card.id, 'settings', settings(card))).body.problem).toBeNull();
      expect(await settled(card.id)).toMatchObject({ state: 'checked', problem: null, summary: { new: 1 } });
      // A dry run that is gone cannot be written.
      await database().query(sql`delete from import_row where import_id = ${card.id}::text`);
      await act(card.id, 'apply');
      expect(await settled(card.id)).toMatchObject({ state: 'checked', problem: { kind: 'check-again' } });
      // An original that is gone.
      const store = join(server.fileDirectory, card.fileHash.slice(0, 2));
      await rename(store, `${store}.away`);
      await act(card.id, 'read');
      expect(await settled(card.id)).toMatchObject({
        state: 'failed',
        problem: { kind: 'original-missing' },
      });
      await rename(`${store}.away`, store);
      await act(card.id, 'read');
      expect(await settled(card.id)).toMatchObject({ state: 'asks', problem: null });
      await third.close();
    });
  });

  describe('that is too large', () => {
    const kept = async () => {
      await mkdir(server.fileDirectory, { recursive: true });
      return (await readdir(server.fileDirectory, { recursive: true })).sort();
    };
    const head = (rest: string) =>
      `POST /api/imports?noun=parcel&fileName=x.csv HTTP/1.1\r\nHost: x\r\nAuthorization: ${asOperator.headers.Authorization}\r\n` +
      `Content-Type: application/octet-stream\r\n${rest}\r\n\r\n`;

    it('is refused before it is read, or where it becomes too large; one that is cut off is not kept', async () => {
      const before = await kept();
      const listening = await listen({
        host: '127.0.0.1',
        port: 0,
        fetch: (request, bindings) => server.app.fetch(request, bindings),
      });
      const post = (texts: readonly string[], leave = false) =>
        new Promise<string>((resolve) => {
          let answer = '';
          const socket = connect(listening.port, '127.0.0.1', () => {
            for (const text of texts) socket.write(text);
            if (leave) setTimeout(() => socket.destroy(), 100);
          });
          socket.on('data', (chunk) => {
            answer += chunk.toString();
            if (answer.includes('\r\n\r\n')) socket.destroy();
          });
          socket.on('close', () => resolve(answer));
          socket.on('error', () => undefined);
        });
      // Nothing but the head is ever sent.
      expect(await post([head('Content-Length: 2147483648')])).toMatch(/^HTTP\/1\.1 413 /);
      const chunk = `10000\r\n${'x'.repeat(0x10000)}\r\n`;
      const chunks = Array.from({ length: 8 }, () => chunk);
      expect(await post([head('Transfer-Encoding: chunked'), ...chunks, '0\r\n\r\n'])).toMatch(
        /^HTTP\/1\.1 413 /,
      );
      expect(await post([head('Content-Length: 200000'), 'x'.repeat(1000)], true)).toBe('');
      await listening.close(1000);
      await expect.poll(kept).toEqual(before);
      const stranger = await server.app.request('/api/imports?noun=parcel&fileName=x.csv', {
        method: 'POST',
        headers: { 'Content-Type': 'application/octet-stream' },
        body: 'x',
      });
      expect(stranger.status).toBe(401);
    });
  });
});

describe('the name of a file', () => {
  it.each([
    ['../../etc/passwd', 'passwd'],
    ['C:\\报表\\地块.xlsx', '地块.xlsx'],
    ['a\r\nSet-Cookie: x=1.csv', 'a Set-Cookie: x=1.csv'],
    ['gpj.\u202eexe.csv', 'gpj. exe.csv'],
    ['<img onerror=x>.csv', '<img onerror=x>.csv'],
    ['  \u200b ', '未命名'],
  ])('%j is kept as %j', (given, kept) => expect(keptFileName(given)).toBe(kept));

  it('of 4 KB is cut so that its ending stays', () => {
    const kept = keptFileName(`${'长'.repeat(4096)}.shp.zip`);
    expect([...kept]).toHaveLength(200);
    expect(kept.endsWith('….shp.zip')).toBe(true);
  });

  it('stands in a header as ASCII and encoded, whatever it holds', () => {
    expect(attachment('a"b;c\'(1)*.csv')).toBe(
      'attachment; filename="a_b_c_1_.csv"; filename*=UTF-8\'\'a%22b%3Bc%27%281%29%2A.csv',
    );
    expect(attachment('地块.csv')).toBe(
      'attachment; filename="file.csv"; filename*=UTF-8\'\'%E5%9C%B0%E5%9D%97.csv',
    );
  });
});
