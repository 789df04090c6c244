/** Rows that cells of a file may name, and the codes that are taken. */
import sql, { raw } from 'sql-template-tag';
import type { Database } from '../../../data/db.ts';
import type { NamedRow } from '../../../data/import/row-index.ts';
import type { Layer } from '../../../data/vocabulary/layer.ts';
import type { RowNoun } from '../../../data/vocabulary/fields/field.ts';

/** All rows of a noun with their names. */
export function namedRows(database: Database, noun: RowNoun): Promise<NamedRow[]> {
  return database.query<NamedRow>(
    sql`select code, name, name_en as "nameEn" from ${raw(noun)} order by fid`,
    { timeoutMs: 60_000 },
  );
}

/** The table of a noun. */
export const tableOf: Readonly<Record<Layer, string>> = {
  project: 'project',
  zone: 'zone',
  corridor: 'corridor',
  parcel: 'parcel',
  facility: 'facility',
  constraint: 'constraint_area',
  district: 'district',
};

/** Values of a unique column that are taken, with the code of the row that has them. */
export function takenBy(
  database: Database,
  noun: Layer,
  column: 'code' | 'national_code',
  values: readonly string[],
): Promise<{ value: string; code: string }[]> {
  return database.query(
    sql`select ${raw(column)} as value, code from ${raw(tableOf[noun])}
        where ${raw(column)} = any(${[...values]}::text[])`,
  );
}

/** Projects that are sites of a package: they cannot have sites of their own. */
export async function siteCodes(database: Database): Promise<Set<string>> {
  const rows = await database.query<{ code: string }>(
    sql`select code from project where parent_fid is not null`,
  );
  return new Set(rows.map(({ code }) => code));
}
