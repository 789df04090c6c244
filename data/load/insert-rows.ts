import sql, { join, raw } from 'sql-template-tag';
import type { Transaction } from '../db.ts';

/** How a column leaves the JSON; `multi` = a geometry that is stored as its Multi type. */
export type ColumnType =
  | 'text'
  | 'text[]'
  | 'date'
  | 'timestamptz'
  | 'integer'
  | 'boolean'
  | 'numeric'
  | 'numeric[]'
  | 'float8'
  | 'float8[]'
  | 'integer[]'
  | 'jsonb'
  | 'geometry'
  | 'multi';

/** Values by column, as JSON can hold them; what is not a column is left out. */
export type Row = Readonly<Record<string, unknown>>;

/**
 * Inserts rows in one statement, from one JSON parameter: neither COPY nor cursors work on the embedded database.
 * Only valid geometry gets in: the embedded database swallows GEOS errors, so a row may be lost without a word;
 * the rows are counted.
 * @param file the name that errors give.
 * @returns the new fids by code (or by position where the table has no code).
 */
export async function insertRows(
  tx: Transaction,
  file: string,
  table: string,
  columns: Readonly<Record<string, ColumnType>>,
  rows: readonly Row[],
): Promise<Map<string, number>> {
  if (rows.length === 0) return new Map();
  const names = Object.keys(columns);
  const shapes = names.filter((name) => columns[name] === 'geometry' || columns[name] === 'multi');
  const declared = names.map((name) => `${name} ${shapes.includes(name) ? 'jsonb' : columns[name]}`);
  const taken = names.map((name) => `p.${name}`);
  const parsed = names.map((name) =>
    shapes.includes(name) ? `${shape(name, columns[name])} as ${name}` : `r.${name}`,
  );
  const valid = shapes.map((name) =>
    raw(`(p.${name} is null or ST_IsValid(p.${name}) and not ST_IsEmpty(p.${name}))`),
  );
  const parameter = JSON.stringify(
    rows.map((row, index) => ({
      row_order: index,
      ...Object.fromEntries(names.map((name) => [name, row[name]])),
    })),
  );
  const hasCode = names.includes('code');
  const stored = await tx.query<{ fid: number; code: string | null }>(sql`
    insert into ${raw(table)} (${raw(names.join(', '))})
    select ${raw(taken.join(', '))}
    from (select r.row_order, ${raw(parsed.join(', '))}
          from jsonb_to_recordset(${parameter}::jsonb)
               as r(row_order integer, ${raw(declared.join(', '))})) p
    where ${valid.length > 0 ? join(valid, ' and ') : raw('true')}
    order by p.row_order
    returning fid, ${raw(hasCode ? 'code' : 'null as code')}`);
  if (stored.length !== rows.length) {
    const codes = new Set(stored.map(({ code }) => code));
    const missing = rows.filter((row) => !codes.has(String(row['code']))).map((row) => String(row['code']));
    throw new Error(
      `${file}: ${rows.length - stored.length} of ${rows.length} rows of ${table} have a geometry that is not valid or empty (${missing.slice(0, 5).join(', ')}); correct them`,
    );
  }
  return new Map(stored.map(({ fid, code }, index) => [code ?? String(index), fid]));
}

function shape(name: string, type: ColumnType | undefined): string {
  const parsed = `ST_SetSRID(ST_GeomFromGeoJSON(r.${name}::text), 4326)`;
  return type === 'multi' ? `ST_Multi(${parsed})` : parsed;
}
