/** Codes and rows that an import makes. */
import sql, { raw } from 'sql-template-tag';
import type { Transaction } from '../../../data/db.ts';
import type { CreatedNoun } from '../../imports/creations.ts';
import { tableOf } from './lookups.ts';
import type { Layer } from '../../../data/vocabulary/layer.ts';

/** Every code of a noun that there is or ever was: a code is never used again. */
export async function usedCodes(tx: Transaction, noun: Layer | CreatedNoun): Promise<string[]> {
  const table = noun in tableOf ? tableOf[noun as Layer] : noun;
  const rows = await tx.query<{ code: string }>(sql`
    select code::text from ${raw(table)}
    union select c.code from change c where c.noun = ${noun} and c.code is not null`);
  return rows.map(({ code }) => code);
}

/** How many new rows have no code of their own, and the codes that others bring. */
export async function codesOfNew(
  tx: Transaction,
  importId: string,
): Promise<{ missing: number; given: string[] }> {
  const [row] = await tx.query<{ missing: number; given: string[] }>(sql`
    select count(*) filter (where facts ->> 'code' is null)::integer as missing,
      coalesce(array_agg(facts ->> 'code') filter (where facts ->> 'code' is not null), '{}') as given
    from import_row where import_id = ${importId} and state = 'new'`);
  return row ?? { missing: 0, given: [] };
}

/** Gives codes to the new rows without one, in the order of the file. */
export async function setCodes(tx: Transaction, importId: string, codes: readonly string[]): Promise<void> {
  await tx.query(sql`
    update import_row i set code = c.code, facts = jsonb_set(i.facts, '{code}', to_jsonb(c.code))
    from (select row, row_number() over (order by row) as place from import_row
          where import_id = ${importId} and state = 'new' and facts ->> 'code' is null) n
    join unnest(${[...codes]}::text[]) with ordinality c (code, place) on c.place = n.place
    where i.import_id = ${importId} and i.row = n.row`);
}

export interface NamedNew {
  readonly code: string;
  readonly name: string;
  readonly sort_key: string;
  /** Of a unit. */
  readonly kind?: string;
}

/** Inserts companies, units or persons that have a name only. */
export async function insertNamed(
  tx: Transaction,
  noun: CreatedNoun,
  rows: readonly NamedNew[],
): Promise<void> {
  const kind = noun === 'unit' ? raw(', kind') : raw('');
  await tx.query(sql`
    insert into ${raw(noun)} (code, name, sort_key${kind})
    select r.code, r.name, r.sort_key${kind}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (code text, name text, sort_key text, kind text)`);
}

/** Puts the code of what was made into the rows that name it. */
export async function resolveNames(
  tx: Transaction,
  importId: string,
  field: string,
  rows: readonly NamedNew[],
): Promise<void> {
  await tx.query(sql`
    update import_row i set facts = jsonb_set(i.facts, array[${field}], to_jsonb(r.code))
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (code text, name text)
    where i.import_id = ${importId} and i.state in ('new', 'changed') and i.facts -> ${field} ->> 'create' = r.name`);
}
