/** One page of a table in name order, and one row by its code: what the lists of all nouns but projects share. */
import sql, { join, type Sql } from 'sql-template-tag';
import type { Box } from '../../data/filter.ts';
import type { Database } from '../../data/db.ts';
import type { Position } from '../http/cursor.ts';
import { visibleTo } from '../viewer.ts';
import type { Viewer } from '../viewer.ts';
import { boxJson, joinPoint, pointJson } from './point.ts';
import { revisionOf } from './revision.ts';
import type { Noun } from './revision.ts';

/** A noun's table (alias `p`) and how its rows are shown. */
export interface Listed {
  readonly noun: Noun;
  readonly from: Sql;
  /** Arguments of json_build_object for a row of the list, after what `common` gives. */
  readonly item: (viewer: Viewer) => Sql;
  /** Further arguments for the one that is asked for by its code, beside its geometry. */
  readonly card?: (viewer: Viewer) => Sql;
}

export interface PageQuestion {
  readonly viewer: Viewer;
  readonly where: readonly Sql[];
  readonly bbox?: Box | undefined;
  readonly limit: number;
  readonly after?: Position | undefined;
  readonly signal?: AbortSignal;
}

export interface Page<Item> {
  readonly items: readonly Item[];
  readonly total: number;
  readonly revision: string;
  readonly next: Position | undefined;
}

const common = sql`'code', p.code, 'name', p.name, 'nameEn', p.name_en, 'illustrative', p.illustrative,
  'source', p.source, 'dataAsOf', p.data_as_of,
  'bbox', ${boxJson}, 'location', ${pointJson}`;

/** Rows in the order of sort_key, then code. */
export async function page<Item>(
  database: Database,
  listed: Listed,
  question: PageQuestion,
): Promise<Page<Item>> {
  const { viewer, where, bbox, limit, after, signal } = question;
  const conditions = [visibleTo(viewer, 'p'), ...where];
  if (bbox) conditions.push(inBox(bbox));
  const order = sql`p.sort_key collate "C", p.code::text collate "C"`;
  const beyond = after
    ? sql`(p.sort_key collate "C", p.code::text collate "C") > (${after[1]}::text, ${after[2]}::text)`
    : sql`true`;
  const condition = join(conditions, ' and ');
  const [row] = await database.query<{
    revision: string;
    total: number;
    items: Item[];
    last: [string, string] | null;
    more: boolean;
  }>(
    sql`
    with shown as materialized (
      select p.fid, p.sort_key, p.code, row_number() over (order by ${order}) as place
      from ${listed.from} where ${condition} and ${beyond} order by ${order} limit ${limit + 1}::integer
    )
    select ${revisionOf(listed.noun)} as revision,
      (select count(*)::integer from ${listed.from} where ${condition}) as total,
      (select count(*) > ${limit}::integer from shown) as more,
      (select json_build_array(s.sort_key, s.code) from shown s where s.place = ${limit}::integer) as last,
      coalesce((select json_agg(json_build_object(${common}, ${listed.item(viewer)}) order by s.place)
        from shown s join ${listed.from} on p.fid = s.fid ${joinPoint} where s.place <= ${limit}::integer), '[]') as items`,
    { signal },
  );
  if (!row) throw new Error(`the page of ${listed.noun} has no row`);
  const { items, total, revision, last, more } = row;
  return { items, total, revision, next: more && last ? [null, ...last] : undefined };
}

/** The condition that a row's extent meets a box. */
export function inBox([west, south, east, north]: Box): Sql {
  return sql`p.geom && ST_MakeEnvelope(${west}::float8, ${south}::float8, ${east}::float8, ${north}::float8, 4326)`;
}

/** One row by its code with its geometry, or `undefined` when the viewer knows of none. */
export async function one<Card>(
  database: Database,
  listed: Listed,
  question: { readonly viewer: Viewer; readonly code: string; readonly signal?: AbortSignal },
): Promise<(Card & { revision: string }) | undefined> {
  const { viewer, code, signal } = question;
  const card = listed.card ? sql`, ${listed.card(viewer)}` : sql``;
  const [row] = await database.query<{ revision: string; card: Card }>(
    sql`
    select ${revisionOf(listed.noun)} as revision,
      json_build_object(${common}, ${listed.item(viewer)}${card}, 'geometry', ST_AsGeoJSON(p.geom, 6)::json) as card
    from ${listed.from} ${joinPoint}
    where p.code = ${code}::text and ${visibleTo(viewer, 'p')}`,
    { signal },
  );
  return row && { ...row.card, revision: row.revision };
}

/** SQL expression: the code of a visible district or zone that a row points at. */
export function codeOf(table: 'district' | 'zone', viewer: Viewer): Sql {
  return table === 'district'
    ? sql`(select d.code from district d where d.fid = p.district_fid and ${visibleTo(viewer, 'd')})`
    : sql`(select z.code from zone z where z.fid = p.zone_fid and ${visibleTo(viewer, 'z')})`;
}

/** Conditions of the facets that were asked for: SQL of the code → the codes wanted. */
export function anyOf(facets: readonly (readonly [Sql, readonly string[] | undefined])[]): Sql[] {
  return facets.flatMap(([column, codes]) =>
    codes && codes.length > 0 ? [sql`${column}::text = any(${codes}::text[])`] : [],
  );
}
