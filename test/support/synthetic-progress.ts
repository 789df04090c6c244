/**
 * Made-up progress of the synthetic projects, the same each time: reporting areas, units, districts, lists of four
 * years, plans (a third with a curve), 36 months of reports up to July 2026, stages, approvals, issues.
 */
import sql from 'sql-template-tag';
import type { Database } from '../../data/db.ts';

/** Adds progress to what `fillSynthetic` wrote; recorded on the 5th of the month after the one it is about. */
export async function fillProgress(database: Database): Promise<void> {
  const write = (recordedAt: string, ...statements: ReturnType<typeof sql>[]) =>
    database.transaction(
      { actor: 'test', recordedAt },
      async (tx) => {
        for (const statement of statements) await tx.query(statement);
      },
      { timeoutMs: 600_000 },
    );
  await write(
    '2023-07-01T00:00:00Z',
    sql`insert into reporting_area (code, name, sort_key, district_fid, counted, position)
      select 'T-A-' || d.fid, 'T-A-' || d.fid, d.code, d.fid, d.fid <> 9, d.fid from district d order by d.fid`,
    sql`insert into unit (code, name, sort_key, kind) select 'T-U-' || n, 'T-U-' || n, 'u' || n, 'department' from generate_series(1, 40) n`,
    sql`update project p set reporting_area_fid = a.fid from reporting_area a
      where a.code = 'T-A-' || (1 + p.fid % 9) and p.parent_fid is null`,
    sql`insert into project_district (project_fid, district_fid, share)
      select p.fid, 1 + (p.fid + s.next) % 9, s.share from project p
      join (values (0, 1.0, false), (0, 0.6, true), (1, 0.4, true)) s(next, share, crossing) on s.crossing = (p.fid % 20 = 0)
      where p.parent_fid is null`,
    sql`insert into project_unit (project_fid, unit_fid, role)
      select p.fid, u.fid, 'responsible' from project p join unit u on u.code = 'T-U-' || (1 + p.fid % 40) where p.parent_fid is null`,
    sql`insert into project_year (project_fid, year, annual_class, completes_this_year, planned_investment)
      select p.fid, y, (array['preparatory', 'new', 'continuing', 'continuing', 'continuing'])[1 + (p.fid + y) % 5], (p.fid + y) % 7 = 0,
        round(coalesce(p.total_investment, 50000) / 5, 2)
      from project p cross join generate_series(2023, 2026) y where p.parent_fid is null`,
    sql`insert into project_plan (project_fid, year, total, monthly, source)
      select y.project_fid, y.year, y.planned_investment, case when y.project_fid % 3 = 0 then
          (select array_agg(round(y.planned_investment * m / 12, 2) order by m) from generate_series(1, 12) m) end, 'test'
      from project_year y order by y.fid`,
    sql`insert into project_stage (project_fid, stage, planned_on, actual_on, source)
      select p.fid, v.stage, d.day, case when p.fid % v.done_of <> 0 then d.day + (p.fid % 90) end, 'test' from project p
      cross join (values ('initiation', 0, 50), ('eia', 60, 20), ('planning_permit', 120, 9), ('construction_permit', 180, 7),
        ('start', 200, 5), ('completion', 900, 3)) v(stage, after, done_of)
      cross join lateral (select date '2023-09-01' + v.after + p.fid % 600 as day) d
      where p.parent_fid is null`,
    sql`insert into approval_item (project_fid, year, stage, done_on, source)
      select p.fid, 2026, s.stage, case when p.fid % 3 = 0 then date '2026-01-10' + p.fid % 180 end, 'test' from project p
      cross join (values ('eia'), ('planning_permit'), ('construction_permit')) s(stage) where p.parent_fid is null and p.fid % 4 = 0`,
    sql`insert into issue (code, project_fid, title, kind, source)
      select 'T-I-' || p.fid, p.fid, 'T-I-' || p.fid, 'finance', 'test' from project p where p.parent_fid is null and p.fid % 10 = 1`,
    sql`insert into issue_transition (issue_fid, state, happened_on, unit_fid, due_on)
      select i.fid, v.state, date '2026-01-01' + i.fid % 150 + v.after, case when v.state = 'assigned' then u.fid end,
        case when v.state = 'assigned' then date '2026-02-01' + i.fid % 170 end
      from issue i cross join (values ('collected', 0), ('assigned', 5), ('closed', 60)) v(state, after)
      cross join (select min(fid) as fid from unit) u where v.state <> 'closed' or i.fid % 2 = 0`,
  );
  for (let back = 35; back >= 0; back -= 1) {
    const month = new Date(Date.UTC(2026, 6 - back, 1)).toISOString().slice(0, 10);
    const recordedAt = new Date(Date.UTC(2026, 7 - back, back === 0 ? 0 : 5, 2)).toISOString();
    await write(
      recordedAt,
      sql`insert into project_report (project_fid, month, completed, completed_since_start, source)
        select y.project_fid, ${month}::date,
          round(y.planned_investment * extract(month from ${month}::date) / 12 * (0.4 + (y.project_fid * 7919 % 100) / 120.0), 2),
          round(y.planned_investment * (y.year - 2022), 2), 'test'
        from project_year y where y.year = extract(year from ${month}::date) order by y.fid`,
    );
  }
}
