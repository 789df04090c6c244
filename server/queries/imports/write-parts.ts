/** What hangs on projects in other tables: districts, units, persons, years, plans, events. */
import sql, { join, raw, type Sql } from 'sql-template-tag';
import type { Transaction } from '../../../data/db.ts';

/** Rows of an import that are written, as `i`, with the fid of their project. */
const rows = (importId: string): Sql =>
  sql`i.import_id = ${importId}::text and i.state in ('new', 'changed') and i.target_fid is not null`;

/** Gives the new rows the fids of their projects. */
export async function findNewProjects(tx: Transaction, importId: string): Promise<void> {
  await tx.query(sql`
    update import_row i set target_fid = p.fid from project p
    where i.import_id = ${importId} and i.state = 'new' and p.code = i.code`);
}

/** Writes all parts; rows that stay the same are not touched. @param today the day of a status that names none */
export async function writeParts(tx: Transaction, importId: string, today: string): Promise<void> {
  await writeDistricts(tx, importId);
  await writeRoles(tx, importId, 'unit', unitRoles);
  await writeRoles(tx, importId, 'person', personRoles);
  await writeYears(tx, importId);
  await tx.query(sql`
    insert into project_event (project_fid, status, effective_on, reason, source)
    select i.target_fid, i.facts ->> 'status',
           coalesce((i.facts ->> 'statusSince')::date, (i.facts ->> 'dataAsOf')::date, ${today}::date),
           i.facts ->> 'suspensionReason', p.source
    from import_row i join project p on p.fid = i.target_fid
    where ${rows(importId)} and i.facts ? 'status' order by i.row`);
}

async function writeDistricts(tx: Transaction, importId: string): Promise<void> {
  const wanted = sql`
    select i.target_fid as project_fid, d.fid as district_fid, s.share
    from import_row i
    cross join lateral jsonb_to_recordset(case when jsonb_typeof(i.facts -> 'districts') = 'array' then i.facts -> 'districts' else '[]' end)
      as s (code text, share numeric)
    join district d on d.code = s.code
    where ${rows(importId)}`;
  await tx.query(sql`
    delete from project_district pd using import_row i
    where ${rows(importId)} and i.facts ? 'districts' and pd.project_fid = i.target_fid
      and (pd.project_fid, pd.district_fid) not in (select w.project_fid, w.district_fid from (${wanted}) w)`);
  await tx.query(sql`
    update project_district pd set share = w.share from (${wanted}) w
    where pd.project_fid = w.project_fid and pd.district_fid = w.district_fid and pd.share <> w.share`);
  await tx.query(sql`
    insert into project_district (project_fid, district_fid, share)
    select w.project_fid, w.district_fid, w.share from (${wanted}) w
    where not exists (select from project_district pd where pd.project_fid = w.project_fid and pd.district_fid = w.district_fid)`);
}

const unitRoles = [
  ['responsibleUnit', 'responsible', null],
  ['authority', 'authority', null],
  ['leadPreparation', 'lead', 'preparation'],
  ['leadConstruction', 'lead', 'construction'],
  ['leadOperation', 'lead', 'operation'],
] as const;
const personRoles = [
  ['responsiblePerson', 'responsible', null],
  ['leadingOfficial', 'leading_official', null],
  ['contact', 'contact', null],
] as const;

async function writeRoles(
  tx: Transaction,
  importId: string,
  table: 'unit' | 'person',
  roles: readonly (readonly [field: string, role: string, phase: string | null])[],
): Promise<void> {
  const [part, fid] = [raw(`project_${table}`), raw(`${table}_fid`)];
  const fields = join(
    roles.map(([field, role, phase]) => sql`(${field}::text, ${role}::text, ${phase}::text)`),
    ', ',
  );
  const samePhase = table === 'unit' ? sql`and x.phase is not distinct from w.phase` : sql``;
  const wanted = sql`
    select i.target_fid as project_fid, r.role, r.phase, t.fid
    from import_row i cross join (values ${fields}) r (field, role, phase)
    left join ${raw(table)} t on t.code = i.facts ->> r.field
    where ${rows(importId)} and i.facts ? r.field`;
  await tx.query(sql`
    delete from ${part} x using (${wanted}) w
    where w.fid is null and x.project_fid = w.project_fid and x.role = w.role ${samePhase}`);
  await tx.query(sql`
    update ${part} x set ${fid} = w.fid from (${wanted}) w
    where x.project_fid = w.project_fid and x.role = w.role ${samePhase} and x.${fid} <> w.fid`);
  await tx.query(sql`
    insert into ${part} (project_fid, ${fid}, role${table === 'unit' ? raw(', phase') : raw('')})
    select w.project_fid, w.fid, w.role${table === 'unit' ? raw(', w.phase') : raw('')} from (${wanted}) w
    where w.fid is not null and not exists (
      select from ${part} x where x.project_fid = w.project_fid and x.role = w.role ${samePhase})`);
}

/** The row of a year first, then its plan, which a trigger copies into it. */
async function writeYears(tx: Transaction, importId: string): Promise<void> {
  const year = sql`(i.facts ->> 'year')::integer`;
  await tx.query(sql`
    insert into project_year as y (project_fid, year, annual_class, completes_this_year, batch)
    select i.target_fid, ${year}, i.facts ->> 'annualClass', coalesce((i.facts ->> 'completesThisYear')::boolean, false),
           coalesce((i.facts ->> 'batch')::integer, 1)
    from import_row i where ${rows(importId)} and i.facts ->> 'year' is not null order by i.row
    on conflict (project_fid, year) do update
      set annual_class = excluded.annual_class, completes_this_year = excluded.completes_this_year, batch = excluded.batch
      where (y.annual_class, y.completes_this_year, y.batch) is distinct from (excluded.annual_class, excluded.completes_this_year, excluded.batch)`);
  await tx.query(sql`
    insert into project_plan (project_fid, year, total, source)
    select i.target_fid, ${year}, (i.facts ->> 'plannedInvestment')::numeric, p.source
    from import_row i join project p on p.fid = i.target_fid
    where ${rows(importId)} and i.facts ->> 'plannedInvestment' is not null order by i.row`);
}
