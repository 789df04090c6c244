/** Three projects of a small place with plans, reports, stages and issues that were recorded day by day in 2026. */
import sql, { type Sql } from 'sql-template-tag';
import type { Database } from '../../data/db.ts';
import type { Rules } from '../../data/rules/facts.ts';
import { testRules } from '../support/rules.ts';

export const rules: Rules = {
  ...testRules,
  source: '试验规则',
  milestones: [{ month: 6, share: 0.5, source: '双过半' }],
};

const project = (code: string) => sql`(select fid from project where code = ${code})`;
const unit = (code: string) => sql`(select fid from unit where code = ${code})`;
const issue = (code: string) => sql`(select fid from issue where code = ${code})`;

/** R-1 builds on since 2025, R-2 should have started in March, R-3 is not published. The place's today is 31 July 2026. */
export async function seedProgress(database: Database): Promise<void> {
  const on = (day: string, ...statements: Sql[]) =>
    database.transaction({ actor: 'clerk', recordedAt: `${day}T10:00:00+08:00` }, async (tx) => {
      for (const statement of statements) await tx.query(statement);
    });
  const plan = (code: string, total: number, monthly: number[] | null, source = '年度计划') =>
    sql`insert into project_plan (project_fid, year, total, monthly, source)
        values (${project(code)}, 2026, ${total}, ${monthly}::numeric[], ${source})`;
  const report = (
    code: string,
    month: number,
    completed: number,
    more: { late?: boolean; reason?: string } = {},
  ) =>
    sql`insert into project_report (project_fid, month, completed, completed_since_start, physical_percent, physical_progress,
          reason, late, source)
        values (${project(code)}, make_date(2026, ${month}, 1), ${completed}::numeric, ${completed}::numeric + 1000, ${month * 8}, ${`第 ${month} 段`},
          ${more.reason ?? null}, ${more.late ?? false}, '月报')`;
  const stage = (code: string, name: string, planned: string | null, actual: string | null) =>
    sql`insert into project_stage (project_fid, stage, planned_on, actual_on, standard, unit_fid, source)
        values (${project(code)}, ${name}, ${planned}, ${actual}, '取得批文', ${unit('U1')}, '台账')`;
  const approval = (code: string, name: string, done: string | null) =>
    sql`insert into approval_item (project_fid, year, stage, done_on, unit_fid, source)
        values (${project(code)}, 2026, ${name}, ${done}, ${unit('U2')}, '联审联批')`;
  const newIssue = (code: string, of: string, kind: string) =>
    sql`insert into issue (code, project_fid, title, kind, source) values (${code}, ${project(of)}, ${`事项 ${code}`}, ${kind}, '周报')`;
  const step = (code: string, state: string, day: string, to?: string, due?: string, note?: string) =>
    sql`insert into issue_transition (issue_fid, state, happened_on, unit_fid, due_on, note)
        values (${issue(code)}, ${state}, ${day}, ${to ? unit(to) : sql`null`}, ${due ?? null}, ${note ?? null})`;

  await on(
    '2025-12-20',
    sql`insert into place (code, name, name_en, time_zone, reference_date, attribution, extent, working_crs, rules, limits)
        values ('test', '试验市', 'Test City', 'Asia/Shanghai', '2026-07-31', 'nobody', '{115,34,116,35}', '{4490}', ${JSON.stringify(rules)}::jsonb, '{}')`,
    sql`insert into district (code, name, sort_key, level, code_edition, published, source, data_as_of, geom)
        select 'D' || n, '区' || n, 'qu' || n, 'district', '2023', true, 'test', '2026-07-31',
               ST_Multi(ST_MakeEnvelope(115 + n * 0.2, 34, 115.2 + n * 0.2, 34.2, 4326)) from generate_series(1, 2) n`,
    sql`insert into unit (code, name, name_en, sort_key, kind)
        values ('U1', '单位一', 'Unit one', 'u1', 'department'), ('U2', '单位二', null, 'u2', 'department')`,
    sql`insert into project (code, name, sort_key, search_text, category, total_investment, published, location_quality, source, data_as_of, geom)
        select 'R-' || n, '项目' || n, 'r' || n, 'r-' || n, 'transport', 5000, n <> 3, 'drawn', '项目库', '2026-07-31',
               ST_SetSRID(ST_MakePoint(115.25 + n * 0.1, 34.1), 4326) from generate_series(1, 3) n`,
    sql`insert into project_district (project_fid, district_fid, share)
        select p.fid, d.fid, s.share from (values ('R-1', 'D1', 1), ('R-2', 'D1', 0.5), ('R-2', 'D2', 0.5), ('R-3', 'D1', 1)) s(project, district, share)
        join project p on p.code = s.project join district d on d.code = s.district`,
    sql`insert into project_year (project_fid, year, annual_class, planned_investment)
        select fid, 2026, case code when 'R-2' then 'new' else 'continuing' end, 0 from project`,
    sql`insert into project_event (project_fid, status, effective_on, source)
        select fid, case code when 'R-2' then 'preparatory' else 'under_construction' end, '2025-06-10', '台账' from project`,
    plan('R-1', 1200, null),
    plan('R-2', 600, null),
    plan('R-3', 900, null),
    stage('R-1', 'initiation', '2025-01-31', '2025-02-10'),
    stage('R-1', 'completion', '2026-06-30', null),
    stage('R-2', 'start', '2026-03-15', null),
    approval('R-1', 'planning_permit', null),
    approval('R-1', 'eia', null),
    approval('R-3', 'eia', null),
  );
  await on('2026-02-03', report('R-1', 1, 60));
  await on(
    '2026-03-03',
    report('R-1', 2, 150),
    newIssue('I-1', 'R-1', 'land_quota'),
    step('I-1', 'collected', '2026-03-02'),
  );
  await on('2026-03-06', step('I-1', 'assigned', '2026-03-05', 'U1', '2026-04-30'));
  await on('2026-04-03', report('R-1', 3, 280));
  await on('2026-05-03', report('R-1', 4, 400), approval('R-1', 'eia', '2026-04-28'));
  await on(
    '2026-05-10',
    plan('R-1', 1500, [100, 200, 300, 400, 500, 650, 800, 950, 1100, 1250, 1400, 1500], '计划调整'),
    sql`insert into light_exception (project_fid, rule, reason, approved_by, until)
        values (${project('R-2')}, 'start', '用地未批', '市领导', '2026-05-31')`,
  );
  await on('2026-05-21', step('I-1', 'supervised', '2026-05-20', undefined, '2026-06-15', '限期办结'));
  await on('2026-06-03', newIssue('I-2', 'R-2', 'relocation'), step('I-2', 'collected', '2026-06-01'));
  await on('2026-06-06', step('I-2', 'assigned', '2026-06-05', 'U2', '2026-06-30'));
  await on('2026-06-20', report('R-1', 5, 480, { late: true }));
  await on(
    '2026-07-02',
    report('R-1', 6, 700),
    newIssue('I-4', 'R-1', 'design'),
    step('I-4', 'collected', '2026-07-01'),
  );
  await on(
    '2026-07-05',
    newIssue('I-3', 'R-3', 'finance'),
    step('I-3', 'assigned', '2026-07-04', 'U1', '2026-07-10'),
  );
  await on('2026-07-11', step('I-1', 'done', '2026-07-10', undefined, undefined, '已批复'));
  await on('2026-07-20', report('R-1', 6, 420, { reason: '剔除重复' }));
  await on('2026-07-21', step('I-1', 'closed', '2026-07-20'));
  await on(
    '2026-07-28',
    step('I-2', 'done', '2026-07-15'),
    sql`update project set total_investment = 5600, deadline = '2027-01-31' where code = 'R-1'`,
    stage('R-1', 'completion', '2026-06-30', '2026-07-25'),
  );
}

/** The two corrections of June and the settling of an issue came after this day. */
export const beforeCorrections = '2026-07-19';
