/** The rows of a dry run, as they are kept until the import is applied. */
import sql from 'sql-template-tag';
import type { Database } from '../../../data/db.ts';
import type { StopSignal } from '../../../data/stop-signal.ts';

/** A row of `import_row`; geometry as hexadecimal WKB in EPSG:4326. */
export interface KeptRow {
  readonly row: number;
  readonly state: string;
  readonly code: string | null;
  readonly name: string | null;
  readonly target_fid: number | null;
  readonly given: unknown;
  readonly facts: unknown;
  readonly changes: unknown;
  readonly reasons: unknown;
  readonly readings: unknown;
  readonly repair: unknown;
  readonly notes: unknown;
  readonly sort_key: string | null;
  readonly geom: string | null;
}

const options = (signal: StopSignal | undefined) => ({ timeoutMs: 60_000, ...(signal ? { signal } : {}) });

/** Forgets an earlier dry run and notes what is known when this one begins. */
export async function beginCheck(database: Database, importId: string): Promise<void> {
  await database.query(sql`delete from import_row where import_id = ${importId}`, { timeoutMs: 60_000 });
  await database.query(
    sql`update import set checked_snapshot = pg_current_snapshot()::text, summary = null where id = ${importId}`,
  );
}

/** Keeps the rows of a batch. */
export async function keepRows(
  database: Database,
  importId: string,
  rows: readonly KeptRow[],
  signal?: StopSignal,
): Promise<void> {
  await database.query(
    sql`
    insert into import_row (import_id, row, state, code, name, target_fid, given, facts, changes, reasons, readings, repair, notes, sort_key, geom)
    select ${importId}, r.row, r.state, r.code, r.name, r.target_fid, r.given, r.facts, r.changes, r.reasons, r.readings, r.repair, r.notes,
           r.sort_key, ST_SetSRID(r.geom::geometry, 4326)
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (row integer, state text, code text, name text, target_fid integer, given jsonb,
      facts jsonb, changes jsonb, reasons jsonb, readings jsonb, repair jsonb, notes jsonb, sort_key text, geom text)`,
    options(signal),
  );
}

/** Refuses rows that were taken before the rest of the file was known. */
export async function refuseRows(
  database: Database,
  importId: string,
  refused: readonly { readonly row: number; readonly reason: object }[],
): Promise<void> {
  await database.query(
    sql`
    update import_row i set state = 'refused', facts = null, changes = null,
      reasons = coalesce(i.reasons, '[]') || r.reasons
    from (select x.row, jsonb_agg(x.reason) as reasons
          from jsonb_to_recordset(${JSON.stringify(refused)}::jsonb) as x (row integer, reason jsonb) group by x.row) r
    where i.import_id = ${importId} and i.row = r.row`,
    { timeoutMs: 60_000 },
  );
}

export interface RowCounts {
  readonly new: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly refused: number;
  readonly repaired: number;
}

/** How many rows of each state; repaired among those that are not refused. */
export async function countRows(database: Database, importId: string): Promise<RowCounts> {
  const [row] = await database.query<RowCounts>(
    sql`
    select count(*) filter (where state = 'new')::integer as new, count(*) filter (where state = 'changed')::integer as changed,
      count(*) filter (where state = 'unchanged')::integer as unchanged, count(*) filter (where state = 'refused')::integer as refused,
      count(*) filter (where state <> 'refused' and repair is not null)::integer as repaired
    from import_row where import_id = ${importId}`,
    { timeoutMs: 60_000 },
  );
  return row ?? { new: 0, changed: 0, unchanged: 0, refused: 0, repaired: 0 };
}

/** Names that rows to be written give to things that are not there yet, by the field that they stand in. */
export function newNames(
  database: Pick<Database, 'query'>,
  importId: string,
): Promise<{ field: string; name: string }[]> {
  return database.query(sql`
    select f.key as field, f.value ->> 'create' as name
    from import_row i cross join lateral jsonb_each(i.facts) f
    where i.import_id = ${importId} and i.state in ('new', 'changed')
      and jsonb_typeof(f.value) = 'object' and f.value ? 'create'
    group by 1, 2 order by min(i.row), 1`);
}
