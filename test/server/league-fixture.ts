/** Six projects of 2026 with plans, reports, corrections, stages, approvals and issues, each recorded in its time. */
import sql from 'sql-template-tag';
import type { Database } from '../../data/db.ts';
import { searchForm } from '../../data/filter.ts';
import { testRules } from '../support/rules.ts';

const start = '2025-12-20T09:00:00+08:00';

/** Cumulative completion of 2026 in 万元, January first; the reports of a month are recorded on the 5th of the next. */
export const reported: Readonly<Record<string, readonly number[]>> = {
  A: [5, 12, 20, 28, 36, 45],
  B: [2, 4, 7, 9, 12, 15],
  C: [10, 25, 40, 55, 70, 85],
  E: [9, 18, 27, 36, 45, 55],
};
/** July, recorded on the 28th of July itself; E did not report. A is corrected on the 30th. */
const july = { A: 45, B: 20, C: 100, F: 40 };

const projects = [
  { code: 'A', category: 'industry', tier: 'city', area: 'A1', unit: 'U1', districts: { D1: 1 }, plan: 120 },
  {
    code: 'B',
    category: 'transport',
    tier: 'city',
    area: 'A2',
    unit: 'U2',
    districts: { D1: 0.25, D2: 0.75 },
    plan: 300,
  },
  {
    code: 'C',
    category: 'energy',
    tier: 'province_a',
    area: 'A3',
    unit: 'U1',
    districts: { D3: 1 },
    plan: 150,
  },
  {
    code: 'D',
    category: 'social',
    tier: 'province_b',
    area: 'A2',
    unit: 'U2',
    districts: { D2: 1 },
    plan: 50,
  },
  {
    code: 'E',
    category: 'urban',
    tier: null,
    area: 'A4',
    unit: null,
    districts: { D1: 0.6, D2: 0.4 },
    plan: 100,
  },
  { code: 'F', category: 'industry', tier: 'city', area: 'A1', unit: 'U1', districts: { D1: 1 }, plan: 80 },
] as const;

/** Writes one figure of a monthly report, recorded at an instant, or now. */
export async function recordReport(
  database: Database,
  report: { code: string; month: string; completed: number; recordedAt?: string },
): Promise<void> {
  const { code, month, completed, recordedAt } = report;
  await database.transaction({ actor: 'test', ...(recordedAt ? { recordedAt } : {}) }, (tx) =>
    tx.query(sql`insert into project_report (project_fid, month, completed, source)
      select p.fid, ${`${month}-01`}::date, ${completed}::numeric, 'test' from project p where p.code = ${code}`),
  );
}

export async function seedProgress(database: Database): Promise<void> {
  const square = (west: number) =>
    `MULTIPOLYGON(((${west} 34,${west + 0.2} 34,${west + 0.2} 34.2,${west} 34.2,${west} 34)))`;
  const write = (recordedAt: string, ...statements: ReturnType<typeof sql>[]) =>
    database.transaction({ actor: 'test', recordedAt }, async (tx) => {
      for (const statement of statements) await tx.query(statement);
    });
  await write(
    start,
    sql`insert into place (code, name, name_en, time_zone, reference_date, attribution, extent, working_crs, rules, limits)
      values ('test', '试验市', 'Test City', 'Asia/Shanghai', '2026-07-31', 'nobody', '{115,34,116,35}', '{4490}',
        ${JSON.stringify(testRules)}::jsonb, '{}')`,
    ...[1, 2, 3].map(
      (
        n,
      ) => sql`insert into district (code, name, sort_key, level, code_edition, published, source, data_as_of, geom)
        values (${`D${n}`}, ${`区${n}`}, ${`qu${n}`}, 'district', '2023', true, 'test', '2025-12-20', ST_GeomFromText(${square(115 + n * 0.2)}, 4326))`,
    ),
    sql`insert into reporting_area (code, name, sort_key, district_fid, counted, position)
      select v.code, v.name, v.code, d.fid, v.counted, v.position from (values ('A1', '区1', 'D1', true, 1), ('A2', '区2', 'D2', true, 2),
        ('A3', '永城市', 'D3', false, 3), ('A4', '示范区', null, true, 4)) v(code, name, district, counted, position)
        left join district d on d.code = v.district`,
    sql`insert into unit (code, name, sort_key, kind) values ('U1', '示例单位一', 'u1', 'department'), ('U2', '示例单位二', 'u2', 'government')`,
  );
  const list = (codes: readonly string[]) => projects.filter(({ code }) => codes.includes(code));
  await insertProjects(list(['A', 'B', 'C', 'D', 'E']), start);
  for (let month = 1; month <= 6; month += 1) {
    const next = `2026-${String(month + 1).padStart(2, '0')}-05T10:00:00+08:00`;
    for (const [code, amounts] of Object.entries(reported)) {
      await recordReport(database, {
        code,
        month: monthText(month),
        completed: amounts[month - 1] ?? 0,
        recordedAt: next,
      });
    }
  }
  // B's plan is cut in June, and a second batch comes in.
  await write(
    '2026-06-01T09:00:00+08:00',
    sql`insert into project_plan (project_fid, year, total, source) select fid, 2026, 200, 'test' from project where code = 'B'`,
  );
  await insertProjects(list(['F']), '2026-06-10T09:00:00+08:00');
  for (const [code, completed] of Object.entries(july)) {
    await recordReport(database, {
      code,
      month: '2026-07',
      completed,
      recordedAt: '2026-07-28T10:00:00+08:00',
    });
  }
  await recordReport(database, {
    code: 'A',
    month: '2026-07',
    completed: 60,
    recordedAt: '2026-07-30T10:00:00+08:00',
  });

  await write(
    '2026-07-12T09:00:00+08:00',
    sql`insert into project_stage (project_fid, stage, planned_on, actual_on, source)
      select p.fid, v.stage, v.planned::date, v.actual::date, 'test' from project p,
        (values ('initiation', '2026-01-31', '2026-02-01'), ('start', '2026-07-10', null)) v(stage, planned, actual) where p.code = 'D'`,
    sql`insert into approval_item (project_fid, year, stage, done_on, source)
      select p.fid, 2026, v.stage, v.done::date, 'test' from project p,
        (values ('eia', '2026-03-01'), ('planning_permit', null)) v(stage, done) where p.code = 'D'`,
    sql`insert into issue (code, project_fid, title, kind, source)
      select v.code, p.fid, v.code, 'finance', 'test' from (values ('I1', 'B'), ('I2', 'A'), ('I3', 'C')) v(code, project)
        join project p on p.code = v.project`,
    sql`insert into issue_transition (issue_fid, state, happened_on, unit_fid, due_on)
      select i.fid, v.state, v.day::date, u.fid, v.due::date
      from (values ('I1', 'collected', '2026-05-20', null, null), ('I1', 'assigned', '2026-06-01', 'U2', '2026-06-30'),
        ('I1', 'closed', '2026-07-10', null, null), ('I2', 'assigned', '2026-07-01', 'U1', '2026-07-20'),
        ('I3', 'collected', '2026-07-11', null, null)) v(code, state, day, unit, due)
      join issue i on i.code = v.code left join unit u on u.code = v.unit`,
  );

  async function insertProjects(
    rows: readonly (typeof projects)[number][],
    recordedAt: string,
  ): Promise<void> {
    const curve = [10, 20, 30, 45, 60, 75, 90, 105, 120, 130, 140, 150];
    const json = JSON.stringify(
      rows.map((row, at) => ({
        ...row,
        search: searchForm(`项目 ${row.code}`),
        geom: row.code === 'D' ? null : `POINT(${115.25 + at * 0.1} 34.1)`,
        annual_class: row.code === 'D' ? 'new' : 'continuing',
        monthly: row.code === 'C' ? curve : null,
      })),
    );
    await write(
      recordedAt,
      sql`insert into project (code, name, sort_key, search_text, category, tier, reporting_area_fid, published, location_quality,
          total_investment, source, data_as_of, geom)
        select r.code, '项目' || r.code, lower(r.code), r.search, r.category, r.tier, a.fid, true,
          case when r.geom is null then 'none' else 'drawn' end, 1000, 'test', '2025-12-20', ST_GeomFromText(r.geom, 4326)
        from jsonb_to_recordset(${json}::jsonb) r(code text, search text, category text, tier text, area text, geom text)
        join reporting_area a on a.code = r.area`,
      sql`insert into project_district (project_fid, district_fid, share)
        select p.fid, d.fid, s.value::numeric from jsonb_to_recordset(${json}::jsonb) r(code text, districts jsonb)
        cross join lateral jsonb_each_text(r.districts) s join project p on p.code = r.code join district d on d.code = s.key`,
      sql`insert into project_unit (project_fid, unit_fid, role)
        select p.fid, u.fid, 'responsible' from jsonb_to_recordset(${json}::jsonb) r(code text, unit text)
        join project p on p.code = r.code join unit u on u.code = r.unit`,
      sql`insert into project_year (project_fid, year, annual_class, planned_investment)
        select p.fid, 2026, r.annual_class, r.plan from jsonb_to_recordset(${json}::jsonb) r(code text, annual_class text, plan numeric)
        join project p on p.code = r.code`,
      sql`insert into project_plan (project_fid, year, total, monthly, source)
        select p.fid, 2026, r.plan, r.monthly, 'test' from jsonb_to_recordset(${json}::jsonb) r(code text, plan numeric, monthly numeric[])
        join project p on p.code = r.code`,
      sql`insert into project_event (project_fid, status, effective_on, source)
        select p.fid, case when p.code = 'D' then 'preparatory' else 'under_construction' end, '2025-03-01', 'test'
        from jsonb_to_recordset(${json}::jsonb) r(code text) join project p on p.code = r.code`,
    );
    if (rows.some(({ code }) => code === 'E')) {
      await write(
        '2026-06-16T09:00:00+08:00',
        sql`insert into project_event (project_fid, status, effective_on, reason, source)
          select fid, 'suspended', '2026-06-15', 'dust', 'test' from project where code = 'E'`,
      );
    }
  }
}

function monthText(number: number): string {
  return `2026-${String(number).padStart(2, '0')}`;
}
