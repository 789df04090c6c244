import { afterAll, beforeAll, expect, it } from 'vitest';
import sql from 'sql-template-tag';
import { forBothDatabases } from '../support/database.ts';
import { asOperator, testApp } from './fixture.ts';
import { beforeCorrections, rules, seedProgress } from './progress-fixture.ts';

interface Month {
  month: string;
  light: string;
  completed: number | null;
}
interface Progress {
  judgement: { light: string; noLight: string | null; reasons: object[] };
  plan: object | null;
  months: Month[];
  freshness: object;
  issues: { code: string; overdueDays: number }[];
  revision: string;
}
interface Revised {
  what: string;
  value: unknown;
  recordedAt: string;
}
interface History {
  items: Revised[];
  total: number;
  next: string | null;
}

forBothDatabases("one project's progress", (database) => {
  let server: Awaited<ReturnType<typeof testApp>>;
  beforeAll(async () => {
    await seedProgress(database());
    server = await testApp(database());
  });
  afterAll(() => server.close());

  const ask = async <Body = Progress>(path: string, init?: RequestInit) => {
    const response = await server.app.request(`/api/projects/${path}`, init);
    return { status: response.status, body: (await response.json()) as Body };
  };

  it('judges by the last report with its arithmetic, thresholds and what it takes to catch up', async () => {
    const { body } = await ask('R-1/progress');
    expect(body).toMatchObject({
      code: 'R-1',
      month: '2026-07',
      asOf: null,
      source: '试验规则',
      calendarSource: 'm/12',
      judgement: {
        light: 'yellow',
        noLight: null,
        judgedMonth: '2026-06',
        carried: true,
        reportLag: 1,
        planned: 1500,
        due: 650,
        completed: 420,
        calendar: 0.5,
        milestone: { month: 6, share: 0.5, gap: 22, source: '双过半' },
        reasons: [
          {
            rule: 'investment',
            baselineKind: 'monthly_plan',
            actual: 0.28,
            gap: 15.3333, // 650 ÷ 1500 − 420 ÷ 1500
            yellowFrom: 10,
            redAbove: 30,
          },
        ],
        perMonthToGreen: 155.01, // (1350.01 − 420) ÷ 6: green is less than 10 points behind
        perMonthToPlan: 180,
      },
      plan: { total: 1500, original: 1200, revisedOn: '2026-05-10' },
      freshness: { dataMonth: '2026-06', lag: 1, late: false },
      approvals: [
        { stage: 'eia', required: true, doneOn: '2026-04-28' },
        { stage: 'planning_permit', required: true, doneOn: null },
      ],
      photos: [],
      exceptions: [],
    });
    expect(body.issues.map(({ code }) => code)).toEqual(['I-1', 'I-4']);
  });

  it('tells each month of the year: plan, calendar, figure, light, when it was reported', async () => {
    const { body } = await ask('R-1/progress');
    expect(body.months.map(({ completed }) => completed)).toEqual(
      [60, 150, 280, 400, 480, 420, null, null, null, null, null, null], // prettier-ignore
    );
    expect(body.months.map(({ light }) => light)).toEqual(
      ['green', 'green', 'green', 'green', 'green', 'yellow', 'yellow', 'none', 'none', 'none', 'none', 'none'], // prettier-ignore
    );
    expect(body.months.slice(4, 8)).toMatchObject([
      { month: '2026-05', planned: 500, completed: 480, sinceStart: 1480, physicalPercent: 40, physicalProgress: '第 5 段', gap: 1.3333, reportedOn: '2026-06-20', late: true, reason: null, revisions: 1 },
      { month: '2026-06', planned: 650, calendar: 0.5, calendarAmount: 750, completed: 420, gap: 15.3333, reportedOn: '2026-07-20', late: false, reason: '剔除重复', revisions: 2 },
      { month: '2026-07', planned: 800, completed: null, gap: 15.3333, reportedOn: null, revisions: 0 },
      { month: '2026-08', planned: 950, calendarAmount: 1000, completed: null, gap: null },
    ]); // prettier-ignore
  });

  it('knows as of a day what was known then: the figure before its correction, the plan before its revision', async () => {
    const before = await ask(`R-1/progress?month=2026-06&asOf=${beforeCorrections}`);
    expect(before.body).toMatchObject({
      asOf: beforeCorrections,
      judgement: { light: 'green', completed: 700, reasons: [{ gap: -3.3333 }] },
    });
    expect(before.body.months[5]).toMatchObject({ completed: 700, reportedOn: '2026-07-02', revisions: 1 });
    expect((await ask('R-1/progress?month=2026-06&asOf=2026-07-20')).body.judgement).toMatchObject({ light: 'yellow', completed: 420 }); // prettier-ignore

    const original = await ask('R-1/progress?month=2026-04&asOf=2026-05-09');
    expect(original.body).toMatchObject({
      plan: { total: 1200, original: 1200, monthly: null, revisedOn: null },
      judgement: { reasons: [{ baselineKind: 'calendar', gap: 0 }] },
    });
    expect((await ask('R-1/progress?month=2026-04')).body.plan).toMatchObject({
      total: 1500,
      original: 1200,
    });
  });

  it('marks what came after its window, and judges May by April while May is not reported', async () => {
    const late = await ask('R-1/progress?month=2026-05');
    expect(late.body.freshness).toEqual({ dataMonth: '2026-05', lag: 0, late: true });
    const missing = await ask('R-1/progress?month=2026-05&asOf=2026-06-19');
    expect(missing.body.freshness).toEqual({ dataMonth: '2026-04', lag: 1, late: false });
    expect(missing.body.judgement).toMatchObject({ carried: true, completed: 400 });
  });

  it('lifts the light of a start for an approved reason, as long as it holds and once it is known', async () => {
    const start = async (query: string) => (await ask(`R-2/progress?${query}`)).body.judgement;
    expect(await start('month=2026-07')).toMatchObject({
      light: 'red',
      reasons: [{ rule: 'start', since: '2026-03-15', months: 5, redAfter: rules.start.red_after_months }],
    });
    expect(await start('month=2026-05')).toMatchObject({
      light: 'green',
      reasons: [
        { exception: { rule: 'start', reason: '用地未批', approvedBy: '市领导', until: '2026-05-31' } },
      ],
    });
    expect(await start('month=2026-04&asOf=2026-05-09')).toMatchObject({ light: 'yellow' });
  });

  it("counts an issue's overdue days at the month's end", async () => {
    const { body } = await ask('R-1/progress?month=2026-06');
    expect(body.issues).toMatchObject([{ code: 'I-1', overdueDays: 15, transitions: [{}, {}, { state: 'supervised' }] }]); // prettier-ignore
  });

  it('adds up to the indicators of the summary', async () => {
    const judgements = await Promise.all(
      ['R-1', 'R-2'].map(
        async (code) =>
          (await ask<{ judgement: { planned: number; due: number; completed: number } }>(`${code}/progress`))
            .body.judgement,
      ),
    );
    const sum = (of: 'planned' | 'completed' | 'due') =>
      judgements.reduce((total, judgement) => total + judgement[of], 0);
    const response = await server.app.request('/api/summary');
    const { indicators } = (await response.json()) as { indicators: object };
    expect(indicators).toMatchObject({
      projects: 2,
      planned: sum('planned'),
      completed: sum('completed'),
      baseline: sum('due') / sum('planned'),
      lights: { red: 1, yellow: 1, green: 0, none: 0 },
      approvalsRequired: 2,
      approvalsDone: 1,
    });
  });

  it('shows photos that are published, up to the month that was asked for', async () => {
    const add = (letter: string, day: string, published: boolean) =>
      database().transaction({ actor: 'clerk', recordedAt: '2026-07-30T09:00:00+08:00' }, (tx) =>
        tx.query(sql`insert into site_photo (project_fid, taken_on, file, thumbnail, width, height, published, source)
          select fid, ${day}, ${letter.repeat(64)}, ${'0'.repeat(64)}, 1600, 1200, ${published}, '现场' from project where code = 'R-1'`),
      );
    await add('a', '2026-06-10', true);
    await add('b', '2026-07-10', true);
    await add('c', '2026-07-11', false);
    const photos = async (query = '', init?: RequestInit) =>
      (await ask<{ photos: { file: string }[] }>(`R-1/progress${query}`, init)).body.photos.map(
        ({ file }) => file[0],
      );
    expect(await photos()).toEqual(['b', 'a']);
    expect(await photos('?month=2026-06')).toEqual(['a']);
    expect(await photos('?asOf=2026-07-29')).toEqual([]);
    expect(await photos('', asOperator)).toEqual(['c', 'b', 'a']);
  });

  it('gives the stages with days late, not knowing what came after', async () => {
    const stages = async (query = '') => (await ask<{ items: object[] }>(`R-1/stages${query}`)).body.items;
    expect(await stages()).toEqual([
      { stage: 'initiation', plannedOn: '2025-01-31', actualOn: '2025-02-10', standard: '取得批文', unit: '单位一', unitEn: 'Unit one', lateDays: 10 },
      { stage: 'completion', plannedOn: '2026-06-30', actualOn: '2026-07-25', standard: '取得批文', unit: '单位一', unitEn: 'Unit one', lateDays: 25 },
    ]); // prettier-ignore
    expect((await stages(`?asOf=${beforeCorrections}`))[1]).toMatchObject({ actualOn: null, lateDays: 31 });
    expect((await stages('?month=2026-06'))[1]).toMatchObject({ actualOn: null, lateDays: null });
  });

  it('keeps every revision of every figure, newest first, with who entered it', async () => {
    const { body } = await ask<History>('R-1/history?limit=500');
    expect(body.items.slice(0, 5)).toMatchObject([
      { what: 'stage_actual', subject: 'completion', value: '2026-07-25', before: null, unit: null },
      { what: 'total_investment', value: 5600, before: 5000, unit: '万元', recordedAt: '2026-07-28T10:00:00+08:00', recordedBy: 'clerk', source: '项目库' },
      { what: 'deadline', value: '2027-01-31', before: null },
      { what: 'completed', month: '2026-06', value: 420, before: 700, reason: '剔除重复', source: '月报' },
      { what: 'completed_since_start', month: '2026-06', value: 1420, before: 1700 },
    ]); // prettier-ignore
    const of = (what: string) => body.items.filter((item) => item.what === what).map(({ value }) => value);
    expect(of('plan_total')).toEqual([1500, 1200]);
    expect(of('plan_monthly')).toHaveLength(1);
    expect(of('status')).toEqual(['under_construction']);
    expect(of('completed')).toEqual([420, 700, 480, 400, 280, 150, 60]);
    expect(of('approval_done')).toEqual(['2026-04-28']);
    expect(of('annual_class')).toEqual(['continuing']);
    const moments = body.items.map(({ recordedAt }) => recordedAt);
    expect(moments).toEqual([...moments].sort().reverse());

    const known = await ask<History>(`R-1/history?limit=500&asOf=${beforeCorrections}`);
    expect(known.body.items).toEqual(body.items.filter(({ recordedAt }) => recordedAt < '2026-07-20'));
  });

  it('pages the history as one list', async () => {
    const { body: whole } = await ask<History>('R-1/history?limit=500');
    const items: Revised[] = [];
    let next: string | null = '';
    while (next !== null) {
      const { body }: { body: History } = await ask<History>(
        `R-1/history?limit=7${next ? `&cursor=${next}` : ''}`,
      );
      items.push(...body.items);
      next = body.next;
    }
    expect(items).toEqual(whole.items);
    expect(whole.total).toBe(whole.items.length);
    const { body } = await ask<History>('R-1/history?limit=7');
    expect((await ask(`R-2/history?limit=7&cursor=${body.next}`)).status).toBe(400);
  });

  it.each(['progress', 'stages', 'history'])(
    'tells nobody of the %s of an unpublished project',
    async (what) => {
      const hidden = await ask<object>(`R-3/${what}`);
      expect(hidden).toMatchObject({
        status: 404,
        body: { detail: "There is no project 'R-3'.", key: 'code' },
      });
      expect((await ask(`R-3/${what}`, asOperator)).status).toBe(200);
      expect((await ask<object>(`X-9/${what}`)).body).toMatchObject({ status: 404, value: 'X-9' });
    },
  );

  it.each([
    ['progress?month=2026-08', 'month', 'not after the last closed month, 2026-07'],
    ['stages?month=July', 'month', 'a month, YYYY-MM, not after 2026-07'],
    ['progress?asOf=2025-12-19', 'asOf', "from the day of the first figure, 2025-12-20, to the place's today, 2026-07-31"],
    ['history?asOf=2026-08-01', 'asOf', "from the day of the first figure, 2025-12-20, to the place's today, 2026-07-31"],
  ])('refuses %s and names the bounds', async (path, key, allowed) => {
    const { status, body } = await ask<object>(`R-1/${path}`);
    expect({ status, ...body }).toMatchObject({ status: 400, key, allowed });
  }); // prettier-ignore

  it('gives the same answer to the same question after later corrections', async () => {
    const questions = ['progress?month=2026-06&asOf=2026-07-30', 'stages?month=2026-07&asOf=2026-07-30', 'history?asOf=2026-07-30']; // prettier-ignore
    const answers = () =>
      Promise.all(
        questions.map(async (question) => ({
          ...(await ask<{ revision: string }>(`R-1/${question}`)).body,
          revision: '',
        })),
      );
    const before = await answers();
    await database().transaction({ actor: 'clerk', recordedAt: '2026-07-31T09:00:00+08:00' }, async (tx) => {
      await tx.query(sql`insert into project_report (project_fid, month, completed, source)
        select fid, m, 1, '更正' from project, unnest('{2026-05-01,2026-06-01}'::date[]) m where code = 'R-1'`);
      await tx.query(sql`insert into project_plan (project_fid, year, total, source)
        select fid, 2026, 9000, '再调整' from project where code = 'R-1'`);
      await tx.query(sql`insert into project_stage (project_fid, stage, planned_on, source)
        select fid, 'completion', '2027-12-31', '更正' from project where code = 'R-1'`);
      await tx.query(sql`update project set name = '新名' where code = 'R-1'`);
    });
    expect(await answers()).toEqual(before);
    expect((await ask('R-1/progress?month=2026-06')).body).toMatchObject({
      judgement: { light: 'red', completed: 1 },
      plan: { total: 9000, original: 1200, revisedOn: '2026-07-31' },
    });
  });
});
