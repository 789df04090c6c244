import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import sql from 'sql-template-tag';
import { decodeColumns } from '../../data/columns.ts';
import { vocabulary } from '../../data/vocabulary/index.ts';
import { layers } from '../../server/queries/revision.ts';
import { forBothDatabases } from '../support/database.ts';
import { asOperator, seedCity, testApp } from './fixture.ts';

forBothDatabases('the API', (database) => {
  let server: Awaited<ReturnType<typeof testApp>>;
  beforeAll(async () => {
    await seedCity(database());
    server = await testApp(database());
  });
  afterAll(() => server.close());

  const ask = async (path: string, init?: RequestInit) => {
    const response = await server.app.request(path, init);
    return { response, status: response.status, body: (await response.json()) as Record<string, unknown> };
  };
  const codes = (body: Record<string, unknown>) => (body.items as { code: string }[]).map(({ code }) => code);

  it('tells the place, its time and its marks', async () => {
    const { body } = await ask('/api/place');
    expect(body).toEqual({
      code: 'test',
      name: '试验市',
      nameEn: 'Test City',
      timeZone: 'Asia/Shanghai',
      referenceDate: '2026-07-31',
      today: '2026-07-31',
      month: '2026-07',
      year: 2026,
      years: [2026, 2025],
      mapApprovalNumber: null,
      organisation: null,
      attribution: 'nobody',
      extent: [115, 34, 116, 35],
      workingCrs: [4490],
      rules: expect.any(Object) as object,
      illustrative: true,
    });
  });

  it('lists every code list in order with its words', async () => {
    const { body } = await ask('/api/vocabulary');
    expect(Object.keys(body)).toEqual(Object.keys(vocabulary));
    expect((body.projectStatus as object[])[0]).toEqual({
      code: 'reserve',
      zh: '储备',
      en: 'Reserve',
      inTotals: false,
    });
  });

  it('lists districts, reporting areas, zones, corridors, facilities and constraints that the viewer may see', async () => {
    expect(codes((await ask('/api/districts')).body)).toEqual(['D1', 'D2', 'D3']);
    expect(codes((await ask('/api/districts', asOperator)).body)).toEqual(['D1', 'D2', 'D3', 'D4']);
    expect((await ask('/api/reporting-areas')).body.items).toEqual([
      { code: 'A1', name: '区2', nameEn: null, counted: true, district: 'D2' },
      { code: 'A2', name: '区1', nameEn: null, counted: true, district: 'D1' },
      { code: 'A3', name: '示范区', nameEn: null, counted: true, district: null },
    ]);
    expect(codes((await ask('/api/zones?district=D1,D2')).body)).toEqual(['Z1', 'Z2']);
    expect(codes((await ask('/api/corridors')).body)).toEqual(['K1']);
    expect(codes((await ask('/api/corridors', asOperator)).body)).toEqual(['K2', 'K1']);
    expect((await ask('/api/corridors/K2')).status).toBe(404);
    expect(codes((await ask('/api/facilities?kind=rail_station,port')).body)).toEqual(['F1']);
    expect((await ask('/api/constraints?effect=restricts')).body).toMatchObject({
      items: [],
      total: 0,
      next: null,
    });
    expect((await ask('/api/constraints/E1')).body).toMatchObject({
      code: 'E1',
      kind: 'ecological_redline',
      effect: 'prohibits',
      bbox: [115.3, 34.3, 115.4, 34.4],
      geometry: { type: 'MultiPolygon' },
    });
  });

  it('pages through parcels, filters them by box, and shows one with its contact', async () => {
    const found: string[] = [];
    let cursor = '';
    do {
      const { body } = await ask(`/api/parcels?limit=7${cursor}`);
      expect(body.total).toBe(54);
      found.push(...codes(body));
      cursor = body.next === null ? '' : `&cursor=${String(body.next)}`;
    } while (cursor !== '');
    expect(found).toEqual(codes((await ask('/api/parcels?limit=500')).body));
    expect(new Set(found).size).toBe(54);
    expect(codes((await ask('/api/parcels?bbox=115.209,34.199,115.216,34.206')).body)).toEqual(['L-2']);
    expect((await ask('/api/parcels/L-2')).body).toMatchObject({
      code: 'L-2',
      district: 'D1',
      landUse: 'industrial',
      startPrice: 123.45,
      areaM2: expect.closeTo(256_000, -4) as number,
      contact: { name: '示例人员一', position: '主任', phone: '0370-1', unit: '示例单位一' },
    });
  });

  it('explains a status that does not exist', async () => {
    const { status, response, body } = await ask('/api/projects?status=nope');
    expect([status, response.headers.get('Content-Type')]).toEqual([
      400,
      'application/problem+json; charset=UTF-8',
    ]);
    expect(body).toMatchObject({ key: 'status', value: 'nope', instance: '/api/projects' });
    expect(body.detail).toContain('status=nope is not valid; allowed: reserve (储备, Reserve), preparatory');
    expect((body.allowed as object[])[2]).toEqual({
      code: 'under_construction',
      label: 'Under construction',
    });
    const chinese = await ask('/api/projects?status=nope', {
      headers: { 'Accept-Language': 'en;q=0.5, zh-CN' },
    });
    expect(chinese.body.detail).toContain('status=nope 无效；允许：reserve');
    expect(chinese.response.headers.get('Content-Language')).toBe('zh-Hans');
  });

  it.each([
    ['/api/projects?district=D9', 'district', 'D2, D1, D3'],
    ['/api/projects?district=D4', 'district', 'D2, D1, D3'], // there, but not for everybody
    ['/api/projects?sort=price', 'sort', 'total_investment'],
    ['/api/projects?limit=501', 'limit', '1 to 500'],
    ['/api/projects?limit=1e9', 'limit', '1 to 500'],
    ['/api/projects?bbox=116,34,115,35', 'bbox', 'reversed'],
    ['/api/projects?bbox=-1000,0,1000,1', 'bbox', '-180…180'],
    ['/api/projects?bbox=a,b', 'bbox', 'four numbers'],
    ['/api/projects?cursor=abc', 'cursor', 'the next of an earlier page'],
    ['/api/projects?colour=red', 'colour', "There is no parameter 'colour'"],
    ['/api/projects?q=a&q=b', 'q', 'each parameter once'],
    ['/api/projects?q=%00', 'q', 'NUL'],
    ['/api/parcels?landUse=swamp', 'landUse', 'industrial (工业, Industrial)'],
    ['/api/place?x=1', 'x', "There is no parameter 'x'"],
  ])('refuses %s and says what is allowed', async (path, key, word) => {
    const { status, body } = await ask(path);
    expect({ status, key: body.key }).toEqual({ status: 400, key });
    expect(body.detail).toContain(word);
  });

  it('answers unknown addresses and methods as problems', async () => {
    expect((await ask('/api/nope')).body).toMatchObject({
      status: 404,
      type: 'urn:groundwork:problem:not-found',
    });
    const posted = await ask('/api/projects', { method: 'POST', body: '{}' });
    expect([posted.status, posted.response.headers.get('Allow')]).toEqual([405, 'GET, HEAD, OPTIONS']);
    expect((await server.app.request('/api/projects', { method: 'OPTIONS' })).status).toBe(204);
    const large = await ask('/api/projects', { method: 'POST', body: 'x'.repeat(2_000_000) });
    expect([large.status, large.body.type]).toEqual([413, 'urn:groundwork:problem:body-too-large']);
    const long = await ask(`/api/projects?q=${'x'.repeat(100_000)}`);
    expect([long.status, long.body.type]).toEqual([414, 'urn:groundwork:problem:query-too-long']);
  });

  it('knows the operator by the token alone', async () => {
    for (const value of ['Bearer wrong', 'Basic abc', 'Bearer ', 'x']) {
      const { status, response } = await ask('/api/place', { headers: { Authorization: value } });
      expect([value, status, response.headers.get('WWW-Authenticate')]).toEqual([
        value,
        401,
        'Bearer realm="groundwork"',
      ]);
    }
    const { response } = await ask('/api/place', asOperator);
    expect([response.status, response.headers.get('Cache-Control')]).toEqual([200, 'private, no-cache']);
  });

  it('protects every answer with headers and lets no other origin read it', async () => {
    for (const path of ['/api/place', '/api/nope', '/api/projects?limit=x']) {
      const { response } = await ask(path, { headers: { Origin: 'https://elsewhere.example' } });
      expect(response.headers.get('Content-Security-Policy')).toContain("frame-ancestors 'self'");
      expect(response.headers.get('X-Content-Type-Options')).toBe('nosniff');
      expect(response.headers.get('Permissions-Policy')).toContain('geolocation=(self)');
      expect(response.headers.get('Access-Control-Allow-Origin')).toBe(null);
    }
  });

  it('hands markup in names on as text', async () => {
    const { response, body } = await ask(`/api/projects?q=${encodeURIComponent('<b>热电')}`);
    expect(response.headers.get('Content-Type')).toBe('application/json; charset=UTF-8');
    expect((body.items as { name: string }[])[0]?.name).toContain('<b>热电联产</b>');
  });

  describe('/api/columns', () => {
    const file = async (path: string, init?: RequestInit) => {
      const response = await server.app.request(path, init);
      return { response, columns: decodeColumns(await response.arrayBuffer()) };
    };

    it.each(layers)('has a file of %s in list order', async (noun) => {
      const { columns } = await file(`/api/columns/${noun}`);
      const plural = { facility: 'facilities' }[noun as string] ?? `${noun}s`;
      const { body } = await ask(
        `/api/${plural}?limit=500${noun === 'project' ? '&status=' + 'reserve,preparatory,under_construction,suspended,completed,in_production,deferred,cancelled' : ''}`,
      );
      expect(columns.text('code')).toEqual(codes(body));
      expect(columns.revision).toBe(body.revision);
    });

    it('keeps the whole code lists and the districts in the order of reports', async () => {
      const { columns } = await file('/api/columns/project');
      expect(columns.codes.status?.dictionary).toEqual(vocabulary.projectStatus.codes);
      expect(columns.lists.district?.dictionary).toEqual(['D2', 'D1', 'D3']);
      expect(columns.codes.zone?.dictionary).toEqual(['Z2', 'Z1']);
      expect(columns.codes.reporting_area?.dictionary).toEqual(['A1', 'A2', 'A3']);
    });

    it('may be kept for good only under the revision that it has, and by everybody only without a token', async () => {
      const { response, columns } = await file('/api/columns/project');
      expect(response.headers.get('Cache-Control')).toBe('no-cache');
      const kept = await file(`/api/columns/project?v=${columns.revision}`);
      expect(kept.response.headers.get('Cache-Control')).toBe('public, max-age=31536000, immutable');
      const old = await file('/api/columns/project?v=abc.1');
      expect([old.response.headers.get('Cache-Control'), old.columns.revision]).toEqual([
        'no-cache',
        columns.revision,
      ]);
      const operator = await file(`/api/columns/project?v=${columns.revision}`, asOperator);
      expect(operator.response.headers.get('Cache-Control')).toBe('private, no-cache');
      expect(operator.columns.count).toBeGreaterThan(columns.count);
      const etag = response.headers.get('ETag') ?? '';
      const again = await server.app.request('/api/columns/project', { headers: { 'If-None-Match': etag } });
      expect(again.status).toBe(304);
    });

    it('is new at once after a commit, also for who asks under the old revision', async () => {
      const before = (await file('/api/columns/project')).columns;
      await database().transaction({ actor: 'test' }, (tx) =>
        tx.query(sql`update project set name = '改名后' where code = 'P-1'`),
      );
      const after = (await file('/api/columns/project')).columns;
      expect(after.revision).not.toBe(before.revision);
      expect(after.text('name')).toContain('改名后');
    });

    it('moves with what it depends on: a zone that is taken back', async () => {
      const before = (await file('/api/columns/project')).columns;
      await database().transaction({ actor: 'test' }, (tx) =>
        tx.query(sql`update zone set published = false where code = 'Z2'`),
      );
      const after = (await file('/api/columns/project')).columns;
      expect(after.revision).not.toBe(before.revision);
      expect(after.codes.zone?.dictionary).toEqual(['Z1']);
    });
  });

  it('meets no error that nobody foresaw', () => {
    expect(server.unforeseen).toEqual([]);
  });
});
