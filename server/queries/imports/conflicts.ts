/** What was written since a dry run began, and so is not known to it. */
import sql, { raw } from 'sql-template-tag';
import type { Transaction } from '../../../data/db.ts';
import type { Layer } from '../../../data/vocabulary/layer.ts';
import { tableOf } from './lookups.ts';

/** Tables whose rows belong to a project. */
export const projectParts = [
  'project_plan',
  'project_event',
  'project_year',
  'project_person',
  'project_unit',
  'project_district',
] as const;

/**
 * Keeps everybody else from writing what this transaction will write: the revision's row is the lock, and progress
 * comes first, as monthly reports take it.
 */
export async function lockNouns(tx: Transaction, nouns: readonly string[]): Promise<void> {
  await tx.query(sql`
    select from revision where noun = any(${[...nouns]}::text[]) order by noun <> 'progress', noun for update`);
}

export interface Conflict {
  readonly row: number;
  readonly code: string;
}

/** Rows to be changed that were written since, and new rows whose code or national code has been taken since. */
export function conflictsOf(tx: Transaction, importId: string, noun: Layer): Promise<Conflict[]> {
  const table = raw(tableOf[noun]);
  const national = noun === 'project' ? sql`or p.national_code = i.facts ->> 'nationalCode'` : sql``;
  return tx.query<Conflict>(sql`
    with since as (
      select c.noun, case when c.noun = ${noun} then c.fid else (coalesce(c.after, c.before) ->> 'project_fid')::integer end as fid
      from import m join change c on c.transaction_id >= pg_snapshot_xmin(m.checked_snapshot::pg_snapshot)::text::bigint
        and not pg_visible_in_snapshot(c.transaction_id::text::xid8, m.checked_snapshot::pg_snapshot)
      where m.id = ${importId} and c.noun = any(${[noun, ...(noun === 'project' ? projectParts : [])]}::text[])
    )
    select i.row, i.code from import_row i
    where i.import_id = ${importId} and i.state = 'changed' and i.target_fid in (select fid from since)
    union
    select i.row, coalesce(i.code, i.facts ->> 'nationalCode') from import_row i join ${table} p on p.code = i.facts ->> 'code' ${national}
    where i.import_id = ${importId} and i.state = 'new'
    order by row`);
}
