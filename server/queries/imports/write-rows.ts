/** The rows of a dry run written into the table of their noun. */
import sql, { join, raw, type Sql } from 'sql-template-tag';
import type { Transaction } from '../../../data/db.ts';
import type { Layer } from '../../../data/vocabulary/layer.ts';
import { columnsOf, valueFrom } from './columns.ts';
import { tableOf } from './lookups.ts';

/** Rows of an import from one place in the file to another. */
export interface RowRange {
  readonly importId: string;
  /** Above `after`, up to and with `until`. */
  readonly after: number;
  readonly until: number;
}

const inRange = ({ importId, after, until }: RowRange): Sql =>
  sql`i.import_id = ${importId}::text and i.row > ${after}::integer and i.row <= ${until}::integer`;

/** A length is kept with the line: geodesic, in m. */
const lengthOf = sql`ST_Length(i.geom::geography)`;
const searchText = (code: Sql, name: Sql, nameEn: Sql, nationalCode: Sql) =>
  sql`search_form(concat_ws(' ', ${name}, ${nameEn}, ${code}, ${nationalCode}))`;

/** Inserts the new rows of a range; of projects either those that are sites, or all others. @returns how many. */
export async function insertNew(
  tx: Transaction,
  noun: Layer,
  range: RowRange,
  which: 'all' | 'sites' | 'others' = 'all',
): Promise<number> {
  const columns = columnsOf[noun];
  const names = [...columns.map(({ column }) => column), 'sort_key', 'geom'];
  const values = [...columns.map(valueFrom), sql`i.sort_key`, sql`i.geom`];
  if (noun === 'corridor') {
    names.push('length_m');
    values.push(lengthOf);
  }
  if (noun === 'project') {
    names.push('status', 'search_text');
    values.push(
      sql`i.facts ->> 'status'`,
      searchText(
        sql`i.code`,
        sql`i.facts ->> 'name'`,
        sql`i.facts ->> 'nameEn'`,
        sql`i.facts ->> 'nationalCode'`,
      ),
    );
  }
  const sites =
    which === 'all'
      ? sql`true`
      : which === 'sites'
        ? sql`i.facts ->> 'parent' is not null`
        : sql`i.facts ->> 'parent' is null`;
  return written(
    tx,
    sql`
    insert into ${raw(tableOf[noun])} (${raw(names.join(', '))})
    select ${join(values, ', ')} from import_row i
    where ${inRange(range)} and i.state = 'new' and ${sites} order by i.row`,
    sql`select count(*) from import_row i where ${inRange(range)} and i.state = 'new' and ${sites}`,
  );
}

/** Updates the changed rows of a range: fields that the facts name, nothing else. @returns how many. */
export async function updateChanged(tx: Transaction, noun: Layer, range: RowRange): Promise<number> {
  const sets = columnsOf[noun].map((column) => {
    const name = raw(column.column);
    return sql`${name} = case when i.facts ? ${raw(`'${column.field}'`)} then ${valueFrom(column)} else p.${name} end`;
  });
  sets.push(sql`sort_key = coalesce(i.sort_key, p.sort_key)`);
  if (noun === 'project') {
    const own = (field: string, column: string) =>
      raw(`case when i.facts ? '${field}' then i.facts ->> '${field}' else p.${column} end`);
    sets.push(
      sql`search_text = ${searchText(sql`p.code`, own('name', 'name'), own('nameEn', 'name_en'), own('nationalCode', 'national_code'))}`,
    );
  }
  const moving = [...sets, sql`geom = i.geom`, ...(noun === 'corridor' ? [sql`length_m = ${lengthOf}`] : [])];
  // Geometries that stay are not named: what is computed from them is not computed again.
  const update = (columns: readonly Sql[], moved: Sql) =>
    written(
      tx,
      sql`
      update ${raw(tableOf[noun])} p set ${join([...columns], ', ')} from import_row i
      where ${inRange(range)} and i.state = 'changed' and ${moved} and p.fid = i.target_fid`,
      sql`select count(*) from import_row i where ${inRange(range)} and i.state = 'changed' and ${moved}`,
    );
  return (await update(sets, sql`i.geom is null`)) + (await update(moving, sql`i.geom is not null`));
}

/** Runs a writing statement; the embedded database may lose rows without a word, so they are counted. */
async function written(tx: Transaction, statement: Sql, expected: Sql): Promise<number> {
  const [row] = await tx.query<{ written: number; expected: number }>(sql`
    with w as (${statement} returning 1)
    select (select count(*)::integer from w) as written, (${expected})::integer as expected`);
  if (!row || row.written !== row.expected)
    throw new Error(`${row?.expected} rows were to be written, ${row?.written} were`);
  return row.written;
}
