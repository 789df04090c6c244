/** Moments in SQL: what was known at the end of a day, and when the first figure was recorded. */
import sql, { type Sql } from 'sql-template-tag';
import type { Database } from '../../data/db.ts';

/** SQL timestamptz: the end of a day (`YYYY-MM-DD`) in a time zone; `null` = everything that is known now. */
export function knownBy(asOf: string | null, timeZone: string): Sql {
  return asOf === null
    ? sql`'infinity'::timestamptz`
    : sql`((${asOf}::date + 1)::timestamp at time zone ${timeZone}::text - interval '1 microsecond')`;
}

/** SQL text of a timestamptz as the answers state it: the time of a zone to the second, with its offset. */
export function instantText(moment: Sql, timeZone: string): Sql {
  const there = sql`${moment} at time zone ${timeZone}::text`;
  const offset = sql`((${there}) - (${moment} at time zone 'UTC'))`;
  return sql`to_char(${there}, 'YYYY-MM-DD"T"HH24:MI:SS') || case when ${offset} < '0' then '-' else '+' end
    || to_char(greatest(${offset}, -${offset}), 'HH24:MI')`;
}

/** The day (`YYYY-MM-DD`) on which the first plan or report was recorded; `null` while there is none. */
export async function firstFigureOn(
  database: Database,
  timeZone: string,
  signal?: AbortSignal,
): Promise<string | null> {
  const [row] = await database.query<{ day: string | null }>(
    // Read in the order of the index change_by_time: figures begin early.
    sql`select (select (c.recorded_at at time zone ${timeZone}::text)::date::text from change c
                where c.noun in ('project_plan', 'project_report') order by c.recorded_at limit 1) as day`,
    { signal },
  );
  return row?.day ?? null;
}
