/** What a transaction wrote, read from the change table, and the statements that take it back. */
import sql, { join, raw, type Sql } from 'sql-template-tag';
import type { Transaction } from '../../../data/db.ts';

/** The table of a noun of the change table. */
const tables: Readonly<Record<string, string>> = { constraint: 'constraint_area' };
const tableOf = (noun: string): string => tables[noun] ?? noun;

/** The rows that a transaction wrote, each once: what it was before and what it was afterwards. */
const written = (transactionId: number): Sql => sql`
  select c.noun, c.fid, (array_agg(c.code order by c.sequence desc))[1] as code, max(c.sequence) as last,
    (array_agg(c.before order by c.sequence))[1] as before, (array_agg(c.after order by c.sequence desc))[1] as after
  from change c where c.transaction_id = ${transactionId}::bigint group by c.noun, c.fid`;

/** Nouns that the transaction wrote. */
export async function writtenNouns(tx: Transaction, transactionId: number): Promise<string[]> {
  const rows = await tx.query<{ noun: string }>(
    sql`select distinct noun from change where transaction_id = ${transactionId}::bigint`,
  );
  return rows.map(({ noun }) => noun);
}

export interface LaterChange {
  readonly noun: string;
  readonly code: string | null;
  readonly name: string | null;
}

/** Rows of the transaction that somebody has written since. */
export function changedSince(tx: Transaction, transactionId: number): Promise<LaterChange[]> {
  return tx.query<LaterChange>(sql`
    with w as materialized (${written(transactionId)})
    select distinct w.noun, coalesce(w.code, p.code) as code, coalesce(w.after ->> 'name', w.before ->> 'name', p.name) as name
    from w join change c on c.noun = w.noun and c.fid = w.fid and c.sequence > w.last and c.transaction_id <> ${transactionId}::bigint
    left join project p on p.fid = (coalesce(w.after, w.before) ->> 'project_fid')::integer
    order by 1, 2 limit 200`);
}

/** References to what the transaction inserted, from rows that it did not insert. */
export async function referencedSince(
  tx: Transaction,
  transactionId: number,
  nouns: readonly string[],
): Promise<LaterChange[]> {
  const found: LaterChange[] = [];
  for (const noun of nouns) {
    const references = await tx.query<{ table: string; column: string; noun: string }>(sql`
      select r.relname as table, a.attname as column, case r.relname when 'constraint_area' then 'constraint' else r.relname end as noun
      from pg_constraint f join pg_class r on r.oid = f.conrelid
      join pg_attribute a on a.attrelid = f.conrelid and a.attnum = f.conkey[1]
      where f.contype = 'f' and f.confrelid = ${tableOf(noun)}::regclass and r.relname not like 'import%' order by 1, 2`);
    for (const { table, column, noun: from } of references)
      found.push(
        ...(await tx.query<LaterChange>(sql`
          with w as materialized (${written(transactionId)})
          select ${noun} as noun, w.code, w.after ->> 'name' as name
          from w where w.noun = ${noun} and w.before is null and exists (
            select from ${raw(table)} r where r.${raw(column)} = w.fid
              and not exists (select from w own where own.noun = ${from} and own.fid = r.fid))
          limit 50`)),
      );
  }
  return found;
}

/** Deletes what the transaction inserted into a table; of projects the sites first. @returns how many */
export async function removeInserted(tx: Transaction, transactionId: number, noun: string): Promise<number> {
  const table = raw(tableOf(noun));
  const some = (which: Sql) =>
    tx.query<{ n: number }>(sql`
      with w as materialized (${written(transactionId)}), gone as (
        delete from ${table} t using w where w.noun = ${noun} and w.before is null and t.fid = w.fid and ${which} returning 1)
      select count(*)::integer as n from gone`);
  const sites = noun === 'project' ? await some(sql`t.parent_fid is not null`) : [];
  const others = await some(sql`true`);
  return (sites[0]?.n ?? 0) + (others[0]?.n ?? 0);
}

/**
 * Gives rows that the transaction changed their former values, and puts back what it deleted. A geometry that it did
 * not change is not touched. @returns how many
 */
export async function restoreChanged(tx: Transaction, transactionId: number, noun: string): Promise<number> {
  const table = tableOf(noun);
  const columns = await tx.query<{ name: string; shape: boolean }>(sql`
    select a.attname as name, a.atttypid = 'geometry'::regtype as shape from pg_attribute a
    where a.attrelid = ${table}::regclass and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' order by a.attnum`);
  const shapes = columns.filter(({ shape }) => shape).map(({ name }) => name);
  const facts = shapes.length > 0 ? sql`w.before - ${shapes}::text[]` : sql`w.before`;
  const parsed = (name: string) => raw(`ST_SetSRID(ST_GeomFromGeoJSON(w.before ->> '${name}'), 4326)`);
  const values = columns.map(({ name, shape }) => (shape ? parsed(name) : raw(`v.${name}`)));
  const from = sql`w cross join lateral jsonb_populate_record(null::${raw(table)}, ${facts}) v`;
  const fields = columns.filter(({ name }) => name !== 'fid');
  const sets = (moved: boolean) =>
    join(
      fields.flatMap(({ name, shape }) =>
        shape ? (moved ? [sql`${raw(name)} = ${parsed(name)}`] : []) : [raw(`${name} = v.${name}`)],
      ),
      ', ',
    );
  const moved =
    shapes.length > 0
      ? sql`(${join(
          shapes.map((name) => raw(`w.before -> '${name}' is distinct from w.after -> '${name}'`)),
          ' or ',
        )})`
      : sql`false`;
  const update = (isMoved: boolean) =>
    tx.query<{ n: number }>(sql`
      with w as materialized (${written(transactionId)}), back as (
        update ${raw(table)} t set ${sets(isMoved)} from ${from}
        where w.noun = ${noun} and w.before is not null and w.after is not null and t.fid = w.fid and ${isMoved ? moved : sql`not ${moved}`}
        returning 1)
      select count(*)::integer as n from back`);
  const counts = [await update(false), ...(shapes.length > 0 ? [await update(true)] : [])];
  counts.push(
    await tx.query<{ n: number }>(sql`
      with w as materialized (${written(transactionId)}), back as (
        insert into ${raw(table)} (${raw(columns.map(({ name }) => name).join(', '))})
        select ${join(values, ', ')} from ${from}
        where w.noun = ${noun} and w.before is not null and w.after is null order by w.fid returning 1)
      select count(*)::integer as n from back`),
  );
  return counts.reduce((sum, [row]) => sum + (row?.n ?? 0), 0);
}

/** Projects that the transaction inserted: all that is theirs goes with them. */
const ownProjects = (transactionId: number): Sql =>
  sql`select c.fid from change c where c.transaction_id = ${transactionId}::bigint and c.noun = 'project' and c.before is null`;

/**
 * For projects that were there before: an event that says the former status, and a plan with the former amounts; what
 * the import said stays told. A plan where there was none before is removed.
 * @param source of the new rows
 */
export async function compensate(tx: Transaction, transactionId: number, source: string): Promise<void> {
  await tx.query(sql`
    insert into project_event (project_fid, status, effective_on, reason, note, source)
    select e.project_fid, former.status, e.effective_on, former.reason, former.note, ${source}
    from project_event e
    join change c on c.transaction_id = ${transactionId}::bigint and c.noun = 'project_event' and c.fid = e.fid and c.before is null
    cross join lateral (
      select f.status, f.reason, f.note from project_event f
      where f.project_fid = e.project_fid and f.fid <> e.fid and f.fid < e.fid
      order by f.effective_on desc, f.recorded_at desc, f.fid desc limit 1) former
    where e.project_fid not in (${ownProjects(transactionId)})`);
  await tx.query(sql`
    insert into project_plan (project_fid, year, total, monthly, source)
    select n.project_fid, n.year, former.total, former.monthly, ${source}
    from project_plan n
    join change c on c.transaction_id = ${transactionId}::bigint and c.noun = 'project_plan' and c.fid = n.fid and c.before is null
    cross join lateral (
      select f.total, f.monthly from project_plan f
      where f.project_fid = n.project_fid and f.year = n.year and f.fid < n.fid
      order by f.recorded_at desc, f.fid desc limit 1) former
    where n.project_fid not in (${ownProjects(transactionId)}) order by n.fid`);
}

/**
 * Removes events and plans that the transaction appended and that nothing compensates: those of its own projects, and
 * those that had none before them. The append-only trigger lets these rows go, and no others. @returns how many
 */
export async function removeAppended(
  tx: Transaction,
  transactionId: number,
  table: 'project_event' | 'project_plan',
): Promise<number> {
  const sameYear = table === 'project_plan' ? sql`and f.year = t.year` : sql``;
  const [row] = await tx.query<{ n: number }>(sql`
    with gone as (
      delete from ${raw(table)} t using change c
      where c.transaction_id = ${transactionId}::bigint and c.noun = ${table} and c.fid = t.fid and c.before is null
        and (t.project_fid in (${ownProjects(transactionId)})
          or not exists (select from ${raw(table)} f where f.project_fid = t.project_fid and f.fid < t.fid ${sameYear}))
      returning 1)
    select count(*)::integer as n from gone`);
  return row?.n ?? 0;
}
