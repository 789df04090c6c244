/**
 * Summary, list, league and columns of progress: a small city whose plans, reports and corrections were recorded in the course of a year.
 * Every expected figure is written out by hand, or summed by plain SQL.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import sql from 'sql-template-tag';
import { decodeColumns } from '../../data/columns.ts';
import { evaluate } from '../../data/evaluate.ts';
import { monthColumns } from '../../data/progress-columns.ts';
import { anonymous } from '../../server/viewer.ts';
import { forBothDatabases } from '../support/database.ts';
import { asOperator, testApp } from './fixture.ts';
import { recordReport, seedProgress } from './league-fixture.ts';

interface Indicators {
  projects: number;
  planned: number;
  completed: number;
  investmentRate: number | null;
  lights: Record<string, number>;
  behind: number;
  newStarts: number;
  startsDue: number;
  started: number;
  approvalsRequired: number;
  approvalsDone: number;
  issuesDue: number;
  issuesClosed: number;
  issuesOpen: number;
}
interface Summary {
  month: string;
  asOf: string | null;
  total: number;
  plannedInvestment: number;
  indicators: Indicators;
  facets: Record<string, { code: string; count: number }[]>;
  revision: string;
  progressRevision: string;
}
interface League {
  total: Indicators;
  crossing: number;
  rows: { code: string | null; name: string; rank: number | null; indicators: Indicators }[];
}
interface List {
  items: { code: string; light: string; gap: number | null; completed: number; status: string }[];
  total: number;
  next: string | null;
}

forBothDatabases('summary, list and league', (database) => {
  let server: Awaited<ReturnType<typeof testApp>>;
  beforeAll(async () => {
    await seedProgress(database());
    server = await testApp(database());
  });
  afterAll(() => server.close());

  const ask = async <Answer>(path: string, init?: RequestInit) => {
    const response = await server.app.request(path, init);
    const body = (await response.json()) as Answer;
    expect({ path, status: response.status, body }).toMatchObject({ status: 200 });
    return body;
  };
  const refused = async (path: string) => {
    const response = await server.app.request(path);
    const body = (await response.json()) as { key: string; detail: string };
    return { status: response.status, key: body.key, detail: body.detail };
  };
  const count = (summary: Summary, facet: string, code: string) =>
    summary.facets[facet]?.find((each) => each.code === code)?.count;
  const codes = async (query: string) =>
    (await ask<List>(`/api/projects?limit=500&${query}`)).items.map(({ code }) => code);

  it('judges the last closed month when none is asked for', async () => {
    const summary = await ask<Summary>('/api/summary');
    expect(summary).toMatchObject({ month: '2026-07', asOf: null, total: 6, plannedInvestment: 700 });
    expect(summary.indicators).toMatchObject({
      projects: 6,
      planned: 700,
      completed: 275,
      lights: { red: 1, yellow: 1, green: 4, none: 0 },
      behind: 2,
      carried: 1,
      suspended: 1,
      newStarts: 1,
      startsDue: 1,
      started: 0,
      approvalsRequired: 2,
      approvalsDone: 1,
      issuesDue: 2,
      issuesClosed: 1,
      issuesOpen: 2,
    });
    expect(summary.indicators.investmentRate).toBeCloseTo(275 / 700, 10);
    expect(summary.facets.light).toEqual([
      { code: 'red', count: 1 },
      { code: 'yellow', count: 1 },
      { code: 'green', count: 4 },
      { code: 'none', count: 0 },
    ]);
    expect(count(summary, 'stage', 'initiation')).toBe(1);
    const list = await ask<List>('/api/projects?sort=code');
    expect(
      list.items.map(({ code, light, gap, completed, status }) => [code, light, gap, completed, status]),
    ).toEqual([
      ['A', 'green', 8.3333, 60, 'under_construction'], // 7/12 − 60/120
      ['B', 'red', 48.3333, 20, 'under_construction'], // 7/12 − 20/200
      ['C', 'green', -6.6667, 100, 'under_construction'], // 90/150 on its curve − 100/150
      ['D', 'yellow', null, 0, 'preparatory'], // its planned month ended without a start
      ['E', 'green', -5, 55, 'suspended'], // judged in June: 6/12 − 55/100
      ['F', 'green', 8.3333, 40, 'under_construction'],
    ]);
  });

  it('filters by light, stage, lag and place, and lets the light ignore its own choice', async () => {
    expect(await codes('light=red,yellow')).toEqual(['B', 'D']);
    expect(await codes('light=none')).toEqual([]);
    expect(await codes('lagOver=8.3')).toEqual(['A', 'B', 'F']);
    expect(await codes('lagOver=8.3333')).toEqual(['B']);
    expect(await codes('stage=initiation')).toEqual(['D']);
    expect(await codes('unmapped=1')).toEqual(['D']);
    const red = await ask<Summary>('/api/summary?light=red');
    expect([red.total, red.indicators.lights.green, count(red, 'light', 'green')]).toEqual([1, 0, 4]);
  });

  it('sorts by lag, completion and light, pages through it, and puts rows without a figure last', async () => {
    expect(await codes('sort=-gap')).toEqual(['B', 'A', 'F', 'E', 'C', 'D']);
    expect(await codes('sort=gap')).toEqual(['C', 'E', 'A', 'F', 'B', 'D']);
    expect(await codes('sort=-completed')).toEqual(['C', 'A', 'E', 'F', 'B', 'D']);
    expect(await codes('sort=light')).toEqual(['B', 'D', 'A', 'C', 'E', 'F']);
    const first = await ask<List>('/api/projects?sort=-gap&limit=4');
    const second = await ask<List>(`/api/projects?sort=-gap&limit=4&cursor=${first.next}`);
    expect(second.items.map(({ code }) => code)).toEqual(['C', 'D']);
    expect(second.next).toBe(null);
  });

  it('sums every month as plain SQL does', async () => {
    for (let number = 1; number <= 7; number += 1) {
      const month = `2026-0${number}`;
      const { indicators } = await ask<Summary>(`/api/summary?month=${month}`);
      const [sums] = await database().query<{ planned: number; completed: number }>(sql`
        select sum(y.planned_investment)::float8 as planned, sum(coalesce(r.completed, 0))::float8 as completed
        from project p join project_year y on y.project_fid = p.fid and y.year = 2026
        left join lateral (select r.completed from project_report r where r.project_fid = p.fid and r.month <= ${`${month}-01`}::date
          order by r.month desc, r.recorded_at desc, r.fid desc limit 1) r on true`);
      expect([month, indicators.planned, indicators.completed]).toEqual([
        month,
        sums?.planned,
        sums?.completed,
      ]);
    }
  });

  it('counts stages, starts, approvals and issues at the end of the month', async () => {
    const june = await ask<Summary>('/api/summary?month=2026-06');
    expect(june.indicators).toMatchObject({
      suspended: 1,
      startsDue: 0,
      issuesDue: 1,
      issuesClosed: 0,
      issuesOpen: 1,
      // 6/12 − 45/120 = 12.5 points
      lights: { red: 1, yellow: 1, green: 2, none: 2 },
    });
    expect((await ask<Summary>('/api/summary?month=2026-05')).indicators).toMatchObject({ suspended: 0 });
    const january = await ask<Summary>('/api/summary?month=2026-01');
    expect([count(january, 'stage', 'initiation'), january.indicators.approvalsDone]).toEqual([0, 0]);
  });

  describe('the league', () => {
    const league = async (query: string) => {
      const { rows, ...rest } = await ask<League>(`/api/league?${query}`);
      return {
        ...rest,
        rows: rows.map(({ code, rank, indicators }) => [
          code,
          rank,
          indicators.projects,
          indicators.planned,
          indicators.completed,
        ]),
      };
    };

    it('counts in the district of the reporting area and shares the money', async () => {
      const { rows, crossing, total } = await league('by=district');
      expect(rows).toEqual([
        ['D3', 1, 1, 150, 100],
        ['D1', 2, 3, 310, 138], // A 120, F 80, a quarter of B, six tenths of E
        ['D2', 3, 2, 240, 37], // three quarters of B, D 50, four tenths of E
      ]);
      expect([crossing, total.projects, total.planned, total.completed]).toEqual([2, 6, 700, 275]);
    });

    it('ranks by area, tier, category and unit', async () => {
      expect((await league('by=area')).rows).toEqual([
        ['A3', 1, 1, 150, 100],
        ['A4', 2, 1, 100, 55],
        ['A1', 3, 2, 200, 100],
        ['A2', 4, 2, 250, 20],
      ]);
      expect((await league('by=tier')).rows).toEqual([
        ['province_a', 1, 1, 150, 100],
        ['city', 2, 3, 400, 120],
        ['province_b', 3, 1, 50, 0],
        [null, null, 1, 100, 55],
      ]);
      expect((await league('by=category')).rows.map(([code, rank]) => [code, rank])).toEqual([
        ['energy', 1],
        ['urban', 2],
        ['industry', 3],
        ['transport', 4],
        ['social', 5],
      ]);
      expect((await league('by=unit')).rows).toEqual([
        ['U1', 1, 3, 350, 200],
        ['U2', 2, 2, 250, 20],
        [null, null, 1, 100, 55],
      ]);
    });

    it('leaves out areas that do not count (不含永城市), and ranks by another indicator', async () => {
      const { rows, total } = await league('by=area&counted=1');
      expect(rows.map(([code]) => code)).toEqual(['A4', 'A1', 'A2']);
      expect([total.projects, total.planned, total.completed]).toEqual([5, 550, 175]);
      const behind = (await league('by=area&sort=behind')).rows.map(([code, rank]) => [code, rank]);
      expect(behind).toEqual([
        ['A1', 1],
        ['A3', 1],
        ['A4', 1],
        ['A2', 4],
      ]);
    });
  });

  it('answers what was known on a day: the list, the plans, the figures', async () => {
    const known = await ask<Summary>('/api/summary?month=2026-04&asOf=2026-05-31');
    expect(known).toMatchObject({ asOf: '2026-05-31', total: 5, plannedInvestment: 720 });
    expect(known.indicators).toMatchObject({ planned: 720, completed: 128, projects: 5 });
    expect(await codes('month=2026-04&asOf=2026-05-31')).toEqual(['A', 'B', 'C', 'D', 'E']);
    const now = await ask<Summary>('/api/summary?month=2026-04');
    expect(now.indicators).toMatchObject({ planned: 700, completed: 128, projects: 6 });
    // The day's end in the place's time zone: the correction of the 30th is not known on the 29th.
    const of = async (asOf: string) =>
      (await ask<List>(`/api/projects?asOf=${asOf}`)).items.find(({ code }) => code === 'A')?.completed;
    expect([await of('2026-07-27'), await of('2026-07-29'), await of('2026-07-30')]).toEqual([45, 45, 60]);
    const card = await server.app.request('/api/projects/F?asOf=2026-05-31');
    expect(card.status).toBe(404);
    expect(await ask('/api/projects/B?asOf=2026-05-31')).toMatchObject({
      plannedInvestment: 300,
      location: [115.35, 34.1],
    });
  });

  it('gives the columns of every judged month, in the order of the projects, from which the browser counts the same', async () => {
    const file = async (path: string) => decodeColumns(await (await server.app.request(path)).arrayBuffer());
    const revisions = await ask<{ columns: Record<string, string>; layers: object }>('/api/revisions');
    expect(Object.keys(revisions.layers)).not.toContain('progress');
    const response = await server.app.request(`/api/columns/progress?v=${revisions.columns.progress}`);
    expect(response.headers.get('Cache-Control')).toBe('public, max-age=31536000, immutable');
    for (const asked of ['year=2026', 'asOf=2026-05-31']) {
      const projects = await file(`/api/columns/project?${asked}`);
      const progress = await file(`/api/columns/progress?${asked}`);
      expect(progress.numbers.fid).toEqual(projects.numbers.fid);
      expect([!!progress.codes.light_07, progress.codes.light_08]).toEqual([true, undefined]);
      for (let number = 1; number <= 7; number += 1) {
        const summary = await ask<Summary>(`/api/summary?month=2026-0${number}&${asked}`);
        const { totals, counts } = evaluate({}, monthColumns(projects, progress, number));
        expect([asked, number, totals.total, [...counts.light], [...counts.stage]]).toEqual([
          asked,
          number,
          summary.total,
          summary.facets.light?.map((each) => each.count),
          summary.facets.stage?.map((each) => each.count),
        ]);
      }
    }
  });

  it('hands out the judgement on one project with what it stands on', async () => {
    const asked = { viewer: anonymous, month: '2026-07', asOf: null };
    const found = await server.services.book.judgementOf('B', asked);
    expect(found?.judgement).toMatchObject({ light: 'red', planned: 20_000, completed: 2_000 });
    expect(found?.facts).toMatchObject({ annualClass: 'continuing', startedOn: '2025-03-01' });
    expect(found?.rules.investment.red_above_gap).toBe(30);
    expect(await server.services.book.judgementOf('nobody', asked)).toBe(undefined);
  });

  it.each([
    ['/api/summary?asOf=2025-12-19', 'asOf', '2025-12-20'],
    ['/api/summary?asOf=2026-08-01', 'asOf', '2026-07-31'],
    ['/api/summary?month=2026-08', 'month', '2026-07'],
    ['/api/league?month=2026-7', 'month', 'YYYY-MM'],
    ['/api/projects?year=2020', 'year', 'a year with a list: 2026'],
    ['/api/summary?month=2024-05', 'month', 'a year with a list: 2026'],
    ['/api/projects?month=2026-07&year=2025', 'year', '2026-07'],
    ['/api/projects?lagOver=101', 'lagOver', '0 to 100'],
    ['/api/projects?light=blue', 'light', 'red'],
    ['/api/league?by=colour', 'by', 'district'],
    ['/api/league?counted=0', 'counted', '1'],
    ['/api/columns/parcel?asOf=2026-07-01', 'asOf', 'project and progress'],
    ['/api/columns/progress?year=2027', 'year', '2026'],
    ['/api/columns/progress?year=1999', 'year', 'a year with a list'],
    ['/api/columns/project?year=1999', 'year', 'a year with a list'],
  ])('refuses %s and says what is allowed', async (path, key, word) => {
    const { status, key: named, detail } = await refused(path);
    expect({ status, named }).toEqual({ status: 400, named: key });
    expect(detail).toContain(word);
  });

  it('shows a report at once after it was committed, and only that project changes', async () => {
    const before = await ask<Summary>('/api/summary');
    await recordReport(database(), { code: 'D', month: '2026-07', completed: 7.25 });
    const after = await ask<Summary>('/api/summary');
    expect(after.indicators.completed).toBe(before.indicators.completed + 7.25);
    expect(after.revision).toBe(before.revision); // the map of the projects has not moved
    expect(after.progressRevision).not.toBe(before.progressRevision);
  });

  it('gives the same answer for a month and a day before and after later corrections', async () => {
    const moment = 'month=2026-04&asOf=2026-05-31';
    const paths = [
      `/api/summary?${moment}`,
      `/api/league?by=district&${moment}`,
      `/api/league?by=unit&${moment}`,
      `/api/projects?${moment}&sort=-gap`,
      `/api/summary?${moment}&light=red,yellow&district=D1`,
    ];
    const answers = () =>
      Promise.all(
        paths.map(async (path) => ({ ...(await ask<object>(path)), revision: '', progressRevision: '' })),
      );
    const before = await answers();
    const now = await ask<Summary>('/api/summary?month=2026-04');
    await recordReport(database(), { code: 'A', month: '2026-04', completed: 99 });
    await database().transaction({ actor: 'test' }, async (tx) => {
      await tx.query(
        sql`insert into project_plan (project_fid, year, total, source) select fid, 2026, 1, 'test' from project where code = 'C'`,
      );
      await tx.query(
        sql`insert into project_event (project_fid, status, effective_on, source) select fid, 'cancelled', '2026-01-02', 'test' from project where code = 'B'`,
      );
      await tx.query(
        sql`insert into issue_transition (issue_fid, state, happened_on) select fid, 'closed', '2026-04-01' from issue`,
      );
      await tx.query(sql`update project set name = '改名', tier = null, published = false where code = 'E'`);
      await tx.query(sql`update project set geom = null, location_quality = 'none' where code = 'A'`);
      await tx.query(sql`update project_year set annual_class = 'preparatory' where year = 2026`);
      await tx.query(sql`delete from project_unit`);
      await tx.query(
        sql`update project_district set share = 0.5 where project_fid = (select fid from project where code = 'B')`,
      );
    });
    expect(await answers()).toEqual(before);
    expect(await ask<Summary>('/api/summary?month=2026-04')).not.toMatchObject({
      indicators: now.indicators,
    });
    expect((await ask<Summary>('/api/summary?month=2026-04', asOperator)).indicators.projects).toBe(5);
  });

  it('meets no error that nobody foresaw', () => {
    expect(server.unforeseen).toEqual([]);
  });
});
