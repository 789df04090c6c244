import { afterAll, beforeAll, expect, it } from 'vitest';
import sql from 'sql-template-tag';
import { projectStatus } from '../../data/vocabulary/project.ts';
import { forBothDatabases } from '../support/database.ts';
import { asOperator, seedCity, testApp } from './fixture.ts';

interface Item {
  code: string;
  name: string;
  status: string;
  tier: string | null;
  totalInvestment: number | null;
  deadline: string | null;
}
interface List {
  items: Item[];
  total: number;
  mapped: number;
  next: string | null;
  revision: string;
}

forBothDatabases('/api/projects', (database) => {
  let server: Awaited<ReturnType<typeof testApp>>;
  beforeAll(async () => {
    await seedCity(database());
    server = await testApp(database());
  });
  afterAll(() => server.close());

  const ask = async (query: string, init?: RequestInit) => {
    const response = await server.app.request(`/api/projects${query}`, init);
    return { response, body: (await response.json()) as List & Record<string, unknown> };
  };
  const allPages = async (query: string) => {
    const items: Item[] = [];
    let next: string | null = '';
    while (next !== null) {
      const { body }: { body: List } = await ask(`?${query}&limit=17${next ? `&cursor=${next}` : ''}`);
      expect(body.items.length).toBeLessThanOrEqual(17);
      items.push(...body.items);
      next = body.next;
    }
    return items;
  };
  const everyStatus = `status=${projectStatus.codes.join(',')}`;

  it('gives every row once over all pages, in name order', async () => {
    const items = await allPages(everyStatus);
    const { body } = await ask(`?${everyStatus}&limit=500`);
    expect(items).toEqual(body.items);
    expect(items.length).toBe(body.total);
    expect(new Set(items.map(({ code }) => code)).size).toBe(body.total);
    expect(body.total).toBeGreaterThan(100);
  });

  it.each([
    'total_investment',
    '-total_investment',
    'deadline',
    '-deadline',
    'tier',
    '-status',
    '-code',
    'planned_investment',
  ])('pages through sort=%s as one list, rows without a value last', async (sort) => {
    const items = await allPages(`${everyStatus}&sort=${sort}`);
    const { body } = await ask(`?${everyStatus}&sort=${sort}&limit=500`);
    expect(items).toEqual(body.items);
    const values = items.map((item) => {
      if (sort.includes('total')) return item.totalInvestment;
      if (sort.includes('deadline')) return item.deadline;
      return null;
    });
    const given = values.filter((value) => value !== null);
    const sorted = [...given].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
    expect(given).toEqual(sort.startsWith('-') ? sorted.reverse() : sorted);
    expect(values.slice(0, given.length)).toEqual(given);
  });

  it('means the listed projects when no status is asked for', async () => {
    const { body } = await ask('?limit=500');
    expect(new Set(body.items.map(({ status }) => status))).toEqual(
      new Set(['preparatory', 'under_construction', 'suspended', 'completed', 'in_production']),
    );
  });

  it('shows anonymous viewers no row that is unpublished or restricted', async () => {
    const hidden = await database().query<{ code: string }>(
      sql`select code from project where parent_fid is null and (not published or secrecy <> 'public') order by code`,
    );
    expect(hidden.length).toBeGreaterThan(5);
    const { body } = await ask(`?${everyStatus}&limit=500`);
    const shown = new Set(body.items.map(({ code }) => code));
    expect(hidden.filter(({ code }) => shown.has(code))).toEqual([]);
    const all = await ask(`?${everyStatus}&limit=500`, asOperator);
    expect(all.body.total).toBe(body.total + hidden.length);
    const code = hidden[0]?.code ?? '';
    expect((await ask(`/${code}`)).response.status).toBe(404);
    expect((await ask(`/${code}`, asOperator)).response.status).toBe(200);
  });

  it('tells nothing of the place of sites that are not published', async () => {
    const { body } = await ask('/P-3');
    expect({
      mapped: body.mapped,
      bbox: body.bbox,
      location: body.location,
      sites: body.sites,
      siteList: body.siteList,
    }).toEqual({ mapped: false, bbox: null, location: null, sites: 0, siteList: [] });
    const operator = await ask('/P-3', asOperator);
    expect([operator.body.mapped, operator.body.sites]).toEqual([true, 3]);
  });

  it('gives everything for the card', async () => {
    const { body } = await ask('/P-1');
    expect(body).toMatchObject({
      code: 'P-1',
      status: 'suspended',
      sites: 3,
      mapped: true,
      geometry: null,
      location: [115.31, 34.02],
      bbox: [115.31, 34.02, 115.31, 34.04],
      company: { code: 'C1', name: '示例企业一', nameEn: null, illustrative: false },
      units: [
        { role: 'lead', phase: 'preparation', code: 'U1' },
        { role: 'lead', phase: 'construction', code: 'U2' },
        { role: 'responsible', phase: null, code: 'U1' },
        { role: 'authority', phase: null, code: 'U2' },
      ],
      persons: [
        { role: 'leading_official', name: '示例人员一', position: '主任', unit: '示例单位一', phone: null },
        { role: 'contact', name: '示例人员二', phone: '0370-2' },
      ],
      events: [
        { status: 'preparatory', effectiveOn: '2025-03-01', reason: null },
        { status: 'under_construction', effectiveOn: '2026-02-01' },
        { status: 'suspended', effectiveOn: '2026-06-01', reason: 'dust' },
      ],
      siteList: [
        { code: 'P-1-1', geometry: { type: 'Point', coordinates: [115.31, 34.02] } },
        { code: 'P-1-2' },
        { code: 'P-1-3' },
      ],
    });
  });

  it('shows the plan of the year that is judged, and lists all years', async () => {
    const { body: list } = await ask('?sort=-planned_investment&limit=1');
    const { body } = await ask(`/${list.items[0]?.code}`);
    const years = body.years as { year: number; plannedInvestment: number }[];
    expect(years.map(({ year }) => year)).toEqual([2026, 2025]);
    expect(body.plannedInvestment).toBe(years[0]?.plannedInvestment);
    expect(years[1]?.plannedInvestment).toBeCloseTo((years[0]?.plannedInvestment ?? 0) + 1, 2);
  });

  it('shows the numbers of people who are not contacts to the operator alone', async () => {
    const { body } = await ask('/P-1', asOperator);
    expect((body.persons as { phone: string }[]).map(({ phone }) => phone)).toEqual(['0370-1', '0370-2']);
  });

  it('knows no site by its own code, and names an unknown code', async () => {
    const { response, body } = await ask('/P-1-1');
    expect(response.status).toBe(404);
    expect(body).toMatchObject({
      status: 404,
      detail: "There is no project 'P-1-1'.",
      key: 'code',
      value: 'P-1-1',
    });
  });

  it('refuses a cursor that was tampered with, or is of another sort, filter or noun', async () => {
    const { body } = await ask('?limit=5');
    const cursor = body.next ?? '';
    const swapped = cursor.slice(0, 30) + (cursor[30] === 'A' ? 'B' : 'A') + cursor.slice(31);
    const of = async (path: string) => (await server.app.request(path)).status;
    expect(await of(`/api/projects?limit=5&cursor=${cursor}`)).toBe(200);
    expect(await of(`/api/projects?limit=9&cursor=${cursor}`)).toBe(200);
    expect(await of(`/api/projects?limit=5&cursor=${swapped}`)).toBe(400);
    expect(await of(`/api/projects?limit=5&cursor=${cursor.slice(0, -2)}`)).toBe(400);
    expect(await of(`/api/projects?limit=5&sort=-name&cursor=${cursor}`)).toBe(400);
    expect(await of(`/api/projects?limit=5&category=energy&cursor=${cursor}`)).toBe(400);
    expect(await of(`/api/parcels?cursor=${cursor}`)).toBe(400);
  });

  it('takes SQL and wildcards in q as text', async () => {
    for (const [q, found] of [
      ["' or 1=1 --", 0],
      ["'; drop table project; --", 0],
      ['%', 1],
      ['_', 1],
      ["o'brien", 1],
      ['\\', 0],
    ] as const) {
      const { response, body } = await ask(`?${everyStatus}&q=${encodeURIComponent(q)}`);
      expect(response.status).toBe(200);
      expect({ q, found: Math.sign(body.total) }).toEqual({ q, found });
      for (const { name } of body.items) expect(name.toLowerCase()).toContain(q);
    }
  });

  it('states the revision that the rows were read at, and moves it with a write', async () => {
    const before = (await ask('?limit=1')).body.revision;
    await database().transaction({ actor: 'test' }, (tx) =>
      tx.query(sql`update project set content = 'x' where code = 'P-2'`),
    );
    const after = (await ask('?limit=1')).body.revision;
    expect(Number(after.split('.')[1])).toBe(Number(before.split('.')[1]) + 1);
    expect(after.split('.')[0]).toBe(before.split('.')[0]);
  });

  it('answers 304 to who has the answer already, and compresses', async () => {
    const { response } = await ask('?limit=50');
    const etag = response.headers.get('ETag') ?? '';
    const again = await server.app.request('/api/projects?limit=50', { headers: { 'If-None-Match': etag } });
    expect([again.status, await again.text(), again.headers.get('ETag')]).toEqual([304, '', etag]);
    const packed = await server.app.request('/api/projects?limit=50', {
      headers: { 'Accept-Encoding': 'gzip, br' },
    });
    expect(packed.headers.get('Content-Encoding')).toBe('br');
    expect(packed.headers.get('Vary')).toBe('Accept-Encoding, Authorization');
    const plain = await server.app.request('/api/projects?limit=1', {
      headers: { 'Accept-Encoding': 'gzip' },
    });
    expect(plain.headers.get('Content-Encoding')).toBe(null);
  });
});
