import { afterAll, beforeAll, expect, it } from 'vitest';
import sql from 'sql-template-tag';
import { forBothDatabases } from '../support/database.ts';
import { asOperator, testApp } from './fixture.ts';
import { beforeCorrections, seedProgress } from './progress-fixture.ts';

interface Issue {
  code: string;
  project: string;
  state: string;
  unit: string | null;
  dueOn: string | null;
  overdueDays: number;
}
interface List {
  items: Issue[];
  total: number;
  next: string | null;
  month: string;
  asOf: string | null;
}

forBothDatabases('joint review', (database) => {
  let server: Awaited<ReturnType<typeof testApp>>;
  beforeAll(async () => {
    await seedProgress(database());
    server = await testApp(database());
  });
  afterAll(() => server.close());

  const ask = async <Body = List>(path: string, init?: RequestInit) => {
    const response = await server.app.request(path, init);
    return { status: response.status, body: (await response.json()) as Body };
  };
  const codesOf = async (query: string, init?: RequestInit) =>
    (await ask(`/api/issues${query}`, init)).body.items.map(({ code }) => code);

  it('lists issues by due day, those without one last, and tells nobody of an unpublished project', async () => {
    const { body } = await ask('/api/issues');
    expect(body).toMatchObject({
      month: '2026-07',
      asOf: null,
      total: 3,
      next: null,
      items: [
        { code: 'I-1', project: 'R-1', projectName: '项目1', kind: 'land_quota', state: 'closed', stateOn: '2026-07-20', unit: '单位一', unitEn: 'Unit one', dueOn: '2026-06-15', overdueDays: 0 },
        { code: 'I-2', project: 'R-2', state: 'done', unit: '单位二', dueOn: '2026-06-30', overdueDays: 0 },
        { code: 'I-4', project: 'R-1', state: 'collected', unit: null, dueOn: null, overdueDays: 0 },
      ],
    }); // prettier-ignore
    expect(await codesOf('', asOperator)).toEqual(['I-1', 'I-2', 'I-3', 'I-4']);
  });

  it('counts days overdue at the end of the month, by what was known', async () => {
    const overdue = async (query: string) =>
      (await ask(`/api/issues?${query}`)).body.items.map(({ code, overdueDays }) => [code, overdueDays]);
    expect(await overdue('month=2026-06')).toEqual([['I-1', 15], ['I-2', 0]]); // prettier-ignore
    expect(await overdue('month=2026-05')).toEqual([['I-1', 0]]); // due 15 June since 20 May
    expect(await overdue('month=2026-04')).toEqual([['I-1', 0]]); // due on the last day
    // Reported done on 28 July for the 15th: on the 19th nobody knew.
    expect(await overdue(`month=2026-07&asOf=${beforeCorrections}&overdue=1`)).toEqual([['I-2', 31]]);
    expect(await overdue('month=2026-07&overdue=1')).toEqual([]);
  });

  it('filters by project, kind, state, district and lateness', async () => {
    expect(await codesOf('?project=R-1')).toEqual(['I-1', 'I-4']);
    expect(await codesOf('?project=R-3')).toEqual([]);
    expect(await codesOf('?kind=relocation,design')).toEqual(['I-2', 'I-4']);
    expect(await codesOf('?state=closed')).toEqual(['I-1']);
    expect(await codesOf('?month=2026-04&state=assigned')).toEqual(['I-1']);
    expect(await codesOf('?district=D2')).toEqual(['I-2']);
    expect(await codesOf('?month=2026-06&overdue=1')).toEqual(['I-1']);
  });

  it('pages as one list', async () => {
    const all = [];
    let next: string | null = '';
    while (next !== null) {
      const { body }: { body: List } = await ask(`/api/issues?limit=1${next ? `&cursor=${next}` : ''}`);
      expect([body.total, body.items.length]).toEqual([3, 1]);
      all.push(...body.items.map(({ code }) => code));
      next = body.next;
    }
    expect(all).toEqual(['I-1', 'I-2', 'I-4']);
    const { body } = await ask('/api/issues?limit=1');
    expect((await ask(`/api/issues?limit=1&state=closed&cursor=${body.next}`)).status).toBe(400);
  });

  it('gives one issue with its log up to the month and the knowledge', async () => {
    const one = (query = '') =>
      ask<Issue & { transitions: { state: string; on: string; recordedBy: string }[] }>(
        `/api/issues/I-1${query}`,
      );
    const { body } = await one();
    expect(body.transitions).toMatchObject([
      { state: 'collected', on: '2026-03-02', unit: null, recordedAt: '2026-03-03T10:00:00+08:00', recordedBy: 'clerk' },
      { state: 'assigned', on: '2026-03-05', unit: '单位一', dueOn: '2026-04-30' },
      { state: 'supervised', on: '2026-05-20', note: '限期办结', dueOn: '2026-06-15' },
      { state: 'done', on: '2026-07-10', note: '已批复' },
      { state: 'closed', on: '2026-07-20' },
    ]); // prettier-ignore
    const known = await one(`?asOf=${beforeCorrections}`);
    expect([known.body.state, known.body.transitions.length]).toEqual(['done', 4]);
    expect((await one('?month=2026-02')).status).toBe(404); // collected in March
    expect((await ask('/api/issues/I-3')).status).toBe(404);
    expect((await ask('/api/issues/I-3', asOperator)).status).toBe(200);
    expect((await ask('/api/issues/I-9')).body).toMatchObject({ detail: "There is no issue 'I-9'." });
  });

  it('lists approval items of a year, done by the end of the month', async () => {
    interface Approvals extends List {
      required: number;
      done: number;
    }
    const approvals = (query = '', init?: RequestInit) => ask<Approvals>(`/api/approvals${query}`, init);
    expect((await approvals()).body).toMatchObject({
      total: 2,
      required: 2,
      done: 1,
      items: [
        { project: 'R-1', year: 2026, stage: 'eia', required: true, doneOn: '2026-04-28', unit: '单位二' },
        { project: 'R-1', year: 2026, stage: 'planning_permit', doneOn: null },
      ],
    });
    expect((await approvals('?month=2026-03')).body.done).toBe(0);
    expect((await approvals('?asOf=2026-05-02')).body.done).toBe(0);
    expect((await approvals('?asOf=2026-05-03')).body.done).toBe(1);
    expect((await approvals('?done=0')).body).toMatchObject({
      total: 1,
      items: [{ stage: 'planning_permit' }],
    });
    expect((await approvals('?done=1&project=R-2')).body.total).toBe(0);
    expect((await approvals('?year=2025')).body).toMatchObject({ month: '2025-12', total: 0 });
    expect((await approvals('', asOperator)).body.total).toBe(3);
    const first = await approvals('?limit=1');
    const second = await approvals(`?limit=1&cursor=${first.body.next}`);
    expect(second.body).toMatchObject({ next: null, items: [{ stage: 'planning_permit' }] });
  });

  it.each([
    ['month=2026-08', 'month', 'not after the last closed month, 2026-07'],
    ['month=2026-13', 'month', 'a month, YYYY-MM, not after 2026-07'],
    ['asOf=2025-12-19', 'asOf', "from the day of the first figure, 2025-12-20, to the place's today, 2026-07-31"],
    ['asOf=2026-08-01', 'asOf', "from the day of the first figure, 2025-12-20, to the place's today, 2026-07-31"],
    ['asOf=2026-02-30', 'asOf', 'a day, YYYY-MM-DD'],
    ['year=2025&month=2026-07', 'year', 'the year of month=2026-07, or leave it out'],
    ['year=2027', 'year', 'not after 2026'],
  ])('refuses %s and names the bounds', async (query, key, allowed) => {
    const { status, body } = await ask<object>(`/api/approvals?${query}`);
    expect({ status, ...body }).toMatchObject({ status: 400, key, allowed });
  }); // prettier-ignore

  it("counts what was recorded until midnight of the place's time zone", async () => {
    const record = (stage: string, recordedAt: string) =>
      database().transaction({ actor: 'clerk', recordedAt }, (tx) =>
        tx.query(sql`insert into approval_item (project_fid, year, stage, source)
          select fid, 2026, ${stage}, '联审联批' from project where code = 'R-2'`),
      );
    await record('forest', '2026-07-29T15:59:59Z');
    await record('design', '2026-07-29T16:00:00Z');
    const stages = async (asOf: string) =>
      (await ask<{ items: { stage: string }[] }>(`/api/approvals?project=R-2&asOf=${asOf}`)).body.items.map(
        ({ stage }) => stage,
      );
    expect(await stages('2026-07-29')).toEqual(['forest']);
    expect(await stages('2026-07-30')).toEqual(['forest', 'design']);
  });

  it('takes the days of the bounds themselves', async () => {
    for (const day of ['2025-12-20', '2026-07-31'])
      expect((await ask(`/api/approvals?asOf=${day}`)).status).toBe(200);
  });

  it('gives the same answer to the same question after later corrections', async () => {
    const question = '/api/issues?month=2026-07&asOf=2026-07-30';
    const { revision: _, ...before } = (await ask<List & { revision: string }>(question)).body;
    await database().transaction({ actor: 'clerk', recordedAt: '2026-07-31T09:00:00+08:00' }, (tx) =>
      tx.query(sql`insert into issue_transition (issue_fid, state, happened_on, note)
        select fid, 'accountability', '2026-07-16', '未办结' from issue where code = 'I-2'`),
    );
    const { revision: __, ...after } = (await ask<List & { revision: string }>(question)).body;
    expect(after).toEqual(before);
    expect((await ask('/api/issues?overdue=1')).body.items).toMatchObject([{ code: 'I-2', overdueDays: 31 }]);
  });
});
