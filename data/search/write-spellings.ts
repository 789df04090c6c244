import { setImmediate as turn } from 'node:timers/promises';
import sql, { type Sql } from 'sql-template-tag';

/** Rows for each statement: some 200 KB of names. */
const atOnce = 5_000;
/** Names spelled before others get their turn: some 10 ms. */
const spelledAtOnce = 200;

/** Whoever can ask the database: the door, a transaction, or the connection of a migration. */
export interface Asker {
  query<Row>(statement: Sql): Promise<Row[]>;
}

/**
 * Spells the names that have no spelling yet: new ones, changed ones, and all of them after the migration that brought
 * the search. Called by whatever writes names; what is forgotten is made up for before the next search. Does nothing,
 * and loads no pinyin, when all are spelled.
 * @returns how many were spelled.
 */
export async function writeSpellings(database: Asker): Promise<number> {
  let written = 0;
  for (;;) {
    const names = await database.query<{ noun: string; fid: number; label: string }>(
      sql`select noun, fid, label from search_entry where syllables is null limit ${atOnce}::integer`,
    );
    if (names.length === 0) return written;
    const { spell } = await import('./syllables.ts');
    const spelled = [];
    for (const [at, { noun, fid, label }] of names.entries()) {
      if (at % spelledAtOnce === 0) await turn();
      spelled.push({ noun, fid, label, syllables: spell(label) });
    }
    // A name that was changed meanwhile waits for the next round.
    await database.query(sql`
      update search_entry e set syllables = r.syllables
      from jsonb_to_recordset(${JSON.stringify(spelled)}::jsonb) as r(noun text, fid integer, label text, syllables text)
      where e.noun = r.noun and e.fid = r.fid and e.label = r.label`);
    written += names.length;
  }
}
