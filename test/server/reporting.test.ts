import sql from 'sql-template-tag';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ProblemBody } from '../../server/http/problem.ts';
import { forBothDatabases } from '../support/database.ts';
import { asOperator, seedCity, testApp } from './fixture.ts';

// The place's today is 2026-07-31: the window of July is open until 5 August, that of June has closed.
forBothDatabases('monthly reporting', (database) => {
  let server: Awaited<ReturnType<typeof testApp>>;
  /** A project of its own for each test, so that none stands on another's rows. */
  let code: string;
  let count = 0;

  async function addProject(listed = true): Promise<string> {
    const name = `R-${++count}`;
    await database().transaction({ actor: 'test' }, async (tx) => {
      await tx.query(sql`
        insert into project (code, name, sort_key, search_text, category, status, reporting_area_fid, total_investment,
          location_quality, published, source, data_as_of)
        select ${name}::text, '报送' || ${name}::text, ${name}::text, ${name}::text, 'industry', 'preparatory', a.fid, 3000, 'none', true, 'test', '2026-07-31'
        from reporting_area a where a.code = 'A1'`);
      await tx.query(sql`insert into project_event (project_fid, status, effective_on, source)
        select fid, 'preparatory', '2025-12-01', 'test' from project where code = ${name}`);
      if (!listed) return;
      await tx.query(sql`insert into project_year (project_fid, year, annual_class, planned_investment)
        select fid, 2026, 'new', 1000 from project where code = ${name}`);
      await tx.query(sql`insert into project_plan (project_fid, year, total, source)
        select fid, 2026, 1000, 'test' from project where code = ${name}`);
      await tx.query(sql`insert into project_report (project_fid, month, completed, completed_since_start, physical_percent, source)
        select fid, '2026-06-01', 500, 900, 40, 'test' from project where code = ${name}`);
    });
    return name;
  }

  beforeAll(async () => {
    await seedCity(database());
    server = await testApp(database());
  });
  beforeEach(async () => (code = await addProject()));
  afterAll(async () => {
    expect(server.unforeseen).toEqual([]);
    await server.close();
  });

  const get = async <Body>(path: string) =>
    (await (await server.app.request(path, asOperator)).json()) as Body;
  async function post(path: string, body: unknown, language = 'zh') {
    const response = await server.app.request(path, {
      method: 'POST',
      headers: {
        ...asOperator.headers,
        'Content-Type': 'application/json',
        'Accept-Language': language,
      },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
    return {
      status: response.status,
      body: (await response.json()) as ProblemBody & Record<string, unknown>,
    };
  }
  const report = (rows: object[], rest: object = {}) =>
    post('/api/reporting/reports', { month: '2026-07', rows, ...rest });
  const written = async (of = code) =>
    await database().query<Record<string, unknown>>(sql`
      select to_char(r.month, 'YYYY-MM') as month, r.completed::float8, r.physical_progress, r.reason, r.late, r.recorded_by
      from project_report r join project p on p.fid = r.project_fid where p.code = ${of} order by r.fid`);
  const inTime = { reason: null, late: false, recorded_by: 'operator', physical_progress: null };

  it('tells the window of the month that is reported now, and of others', async () => {
    const window = await get<object>('/api/reporting/window');
    expect(window).toMatchObject({
      month: '2026-07',
      opensOn: '2026-07-25',
      closesOn: '2026-08-05',
      state: 'open',
      daysLeft: 5,
    });
    expect(await get('/api/reporting/window?month=2026-06')).toMatchObject({
      state: 'closed',
      daysLeft: null,
    });
    expect(await get('/api/reporting/window?month=2026-08')).toMatchObject({ state: 'not_open' });
    const bad = await get<ProblemBody>('/api/reporting/window?month=2026-13');
    expect([bad.status, bad.key, bad.value]).toEqual([400, 'month', '2026-13']);
  });

  it('counts who has reported', async () => {
    type Counts = { expected: number; reported: number };
    const before = await get<Counts>('/api/reporting/window');
    await report([{ project: code, completed: 600 }]);
    const after = await get<Counts>('/api/reporting/window');
    expect([after.expected, after.reported]).toEqual([before.expected, before.reported + 1]);
  });

  it('lays out a sheet with the figures of last month', async () => {
    const sheet = await get<{ rows: { code: string; reportingArea: string }[] }>(
      '/api/reporting/sheet?area=A1',
    );
    expect(sheet.rows.find((row) => row.code === code)).toMatchObject({
      plan: 1000,
      totalInvestment: 3000,
      annualClass: 'new',
      previous: { month: '2026-06', completed: 500, completedSinceStart: 900, physicalPercent: 40 },
      current: null,
    });
    expect(new Set(sheet.rows.map(({ reportingArea }) => reportingArea))).toEqual(new Set(['A1']));
    const bad = await get<ProblemBody>('/api/reporting/sheet?area=nowhere');
    expect([bad.status, bad.value]).toEqual([400, 'nowhere']);
  });

  it('keeps a report, who entered it, and its corrections beside it', async () => {
    const row = { project: code, completed: 600.5, completedSinceStart: 1000.5, physicalPercent: 45 };
    expect(await report([{ ...row, physicalProgress: '主体三层' }])).toEqual({
      status: 200,
      body: { month: '2026-07', late: false, written: 1 },
    });
    await report([{ ...row, completed: 610 }]);
    expect((await written()).slice(1)).toEqual([
      { ...inTime, month: '2026-07', completed: 600.5, physical_progress: '主体三层' },
      { ...inTime, month: '2026-07', completed: 610 },
    ]);
  });

  it('answers with the new figures at once', async () => {
    await report([{ project: code, completed: 600 }]);
    const sheet = await get<{ rows: { code: string; current: unknown }[] }>('/api/reporting/sheet');
    expect(sheet.rows.find((row) => row.code === code)?.current).toMatchObject({ completed: 600 });
    expect(server.revisions.layer('project')).toBeDefined();
  });

  it('writes all rows or none, and names each wrong one by row, column and value', async () => {
    const other = await addProject();
    const unlisted = await addProject(false);
    const answer = await report([
      { project: code, completed: 600 },
      { project: other, completed: '六百', physicalPercent: 130 },
      { project: 'NO-SUCH', completed: 1 },
      { project: unlisted, completed: 1 },
      { project: code, completed: -5 },
    ]);
    expect(answer.status).toBe(422);
    expect(answer.body.errors?.map(({ row, key, value, code: what }) => [row, key, value, what])).toEqual([
      [2, 'rows.1.completed', '六百', 'not_a_number'],
      [2, 'rows.1.physicalPercent', '130', 'above_hundred'],
      [3, 'rows.2.project', 'NO-SUCH', 'unknown'],
      [4, 'rows.3.project', unlisted, 'not_listed'],
      [5, 'rows.4.project', code, 'repeated'],
      [5, 'rows.4.completed', '-5', 'negative'],
    ]);
    expect(answer.body.detail).toContain(`第 2 行（${other}）“本年累计完成（万元）”：“六百”不是数字。`);
    expect(await written()).toHaveLength(1);
  });

  it('says it in English to those who read English', async () => {
    const { body } = await post(
      '/api/reporting/reports',
      { month: '2026-07', rows: [{ project: code, completed: -5 }] },
      'en',
    );
    expect(body.detail).toBe(`Row 1 (${code}), 'Completed this year (CNY 10,000)': -5 is negative.`);
  });

  it.each([
    [{ completed: 499 }, 'lower', '499 低于上期的 500'],
    [{ completed: 600, completedSinceStart: 3001 }, 'above_total', '3001 超过总投资 3000'],
    [{ completed: 800.01 }, 'jump', '800.01 较上期增幅过大'],
  ])('asks for a reason before it keeps %j', async (figures, what, said) => {
    const refused = await report([{ project: code, ...figures }]);
    expect([refused.status, refused.body.type, refused.body.errors?.[0]?.code]).toEqual([
      409,
      'urn:groundwork:problem:reason-needed',
      what,
    ]);
    expect(refused.body.detail).toContain(said);
    expect((await report([{ project: code, ...figures, reason: '  ' }])).status).toBe(409);
    expect(await written()).toHaveLength(1);
    expect((await report([{ project: code, ...figures, reason: '审计核减' }])).status).toBe(200);
    expect((await written())[1]).toMatchObject({ reason: '审计核减', late: false });
  });

  it('refuses a month whose window has not opened, reason or not', async () => {
    for (const month of ['2026-08', '2027-01']) {
      const answer = await post('/api/reporting/reports', {
        month,
        rows: [{ project: code, completed: 600 }],
        reason: '提前',
      });
      expect([answer.status, answer.body.key, answer.body.value]).toEqual([422, 'month', month]);
    }
    expect(await written()).toHaveLength(1);
  });

  it('takes a late entry with a reason only, and marks it', async () => {
    const rows = [{ project: code, completed: 510 }];
    const refused = await report(rows, { month: '2026-06' });
    expect([refused.status, refused.body.key]).toEqual([409, 'reason']);
    expect(refused.body.detail).toContain('2026-07-05');
    // Nothing was reported before June, so that the figure itself is a jump from nothing.
    expect((await report(rows, { month: '2026-06', reason: '更正' })).body.errors?.[0]?.code).toBe('jump');
    const taken = await report([{ ...rows[0], reason: '首次填报' }], { month: '2026-06', reason: '更正' });
    expect(taken.body).toEqual({ month: '2026-06', late: true, written: 1 });
    expect((await written())[1]).toMatchObject({ month: '2026-06', late: true, reason: '首次填报；更正' });
  });

  it('takes a start and a completion with the report', async () => {
    const row = { project: code, completed: 600 };
    const wrong = await report([{ ...row, startedOn: '2026-08-01' }]);
    expect(wrong.body.errors).toMatchObject([{ row: 1, key: 'rows.0.startedOn', value: '2026-08-01' }]);
    const backwards = await report([{ ...row, startedOn: '2026-07-20', completedOn: '2026-07-10' }]);
    expect(backwards.body.errors).toMatchObject([{ key: 'rows.0.completedOn', code: 'before_start' }]);
    await report([{ ...row, startedOn: '2026-07-20' }]);
    const sheet = await get<{ rows: { code: string }[] }>('/api/reporting/sheet');
    expect(sheet.rows.find((one) => one.code === code)).toMatchObject({
      startedOn: '2026-07-20',
      status: 'under_construction',
    });
    // The same day again is no second event.
    await report([{ ...row, startedOn: '2026-07-20' }]);
    const events = await database()
      .query(sql`select from project_event e join project p on p.fid = e.project_fid
      where p.code = ${code} and e.status = 'under_construction'`);
    expect(events).toHaveLength(1);
  });

  it('names what is wrong with the body itself', async () => {
    const answers = [
      await post('/api/reporting/reports', '{'),
      await post('/api/reporting/reports', { month: '2026-7', rows: [{ project: code }] }),
      await post('/api/reporting/reports', { month: '2026-07', rows: [] }),
      await post('/api/reporting/reports', { month: '2026-07', rows: [{ project: code, colour: 'red' }] }),
      await post('/api/reporting/reports', {
        month: '2026-07',
        rows: [{ project: code, completed: 600, startedOn: '2026-02-30' }],
      }),
    ];
    expect(answers.map(({ status, body }) => [status, body.key, body.value])).toEqual([
      [400, undefined, undefined],
      [400, 'month', '2026-7'],
      [400, 'rows', '[]'],
      [400, 'rows.0.colour', expect.stringContaining('red')],
      [400, 'rows.0.startedOn', '2026-02-30'],
    ]);
  });

  it('is for the operator, in JSON', async () => {
    const body = JSON.stringify({ month: '2026-07', rows: [{ project: code, completed: 600 }] });
    const headers = { 'Content-Type': 'application/json' };
    const anonymous = await server.app.request('/api/reporting/reports', { method: 'POST', headers, body });
    expect(anonymous.status).toBe(401);
    const asText = await server.app.request('/api/reporting/reports', {
      method: 'POST',
      headers: { ...asOperator.headers, 'Content-Type': 'text/plain' },
      body,
    });
    expect([asText.status, ((await asText.json()) as ProblemBody).value]).toEqual([415, 'text/plain']);
    expect(await written()).toHaveLength(1);
  });

  it('two writers at once do not pass each other by: both are checked against what is there', async () => {
    const answers = await Promise.all(
      [600, 610, 620].map((completed) => report([{ project: code, completed }])),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(await written()).toHaveLength(4);
  });

  describe('corrections', () => {
    const plan = (body: object) =>
      post(`/api/projects/${code}/plan`, { year: 2026, source: '发改〔2026〕7号', ...body });
    const stage = (body: object) => post(`/api/projects/${code}/stages`, { source: '施工日志', ...body });
    const curve = [0, 0, 100, 200, 300, 400, 500, 600, 700, 800, 1000, 1200.5];

    it('adds a plan, beside the original', async () => {
      expect((await plan({ total: 1200.5, monthly: curve })).status).toBe(200);
      const plans = await database()
        .query(sql`select n.total::float8, n.monthly, n.recorded_by, y.planned_investment::float8 from project_plan n
        join project p on p.fid = n.project_fid join project_year y on y.project_fid = p.fid and y.year = n.year
        where p.code = ${code} order by n.fid`);
      expect(plans).toMatchObject([
        { total: 1000, monthly: null, planned_investment: 1200.5 },
        { total: 1200.5, recorded_by: 'operator' },
      ]);
      expect((plans[1] as { monthly: unknown[] }).monthly.map(Number)).toEqual(curve);
    });

    it('refuses a curve that falls, naming the month', async () => {
      const answer = await plan({ total: 1200.5, monthly: curve.with(4, 150) });
      expect([answer.status, answer.body.key, answer.body.value]).toEqual([422, 'monthly.4', '150']);
      expect(answer.body.detail).toBe('5 月：累计 150 低于 4 月的 200，累计数不能下降。');
      expect((await plan({ total: 1200.5, monthly: curve.slice(1) })).body.detail).toContain('收到 11');
      expect((await plan({ total: 'x', monthly: null })).status).toBe(422);
      expect((await plan({ year: 2030, total: 5 })).body.key).toBe('year');
    });

    it('adds a stage and keeps what is not named', async () => {
      await stage({ stage: 'start', plannedOn: '2026-06-15', standard: '首根桩', unit: 'U1' });
      const { body } = await stage({ stage: 'start', actualOn: '2026-07-20' });
      expect(body).toEqual({
        code,
        stage: 'start',
        plannedOn: '2026-06-15',
        actualOn: '2026-07-20',
        standard: '首根桩',
        unit: 'U1',
      });
    });

    it('refuses a future day, no day, an unknown unit, stage or project', async () => {
      const answers = [
        await stage({ stage: 'start', actualOn: '2026-08-01' }),
        await stage({ stage: 'start', plannedOn: null }),
        await stage({ stage: 'start', plannedOn: '2026-06-15', unit: 'U9' }),
        await stage({ stage: 'party', plannedOn: '2026-06-15' }),
      ];
      expect(answers.map(({ status, body }) => [status, body.key])).toEqual([
        [422, 'actualOn'],
        [422, 'plannedOn'],
        [400, 'unit'],
        [400, 'stage'],
      ]);
      const nowhere = await post('/api/projects/NO-SUCH/stages', {
        stage: 'start',
        plannedOn: '2026-06-15',
        source: 'x',
      });
      expect(nowhere.status).toBe(404);
    });
  });
});
