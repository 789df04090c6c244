/** The rows of a noun as GeoJSON features, page by page, and what a collection holds. */
import sql, { empty, join, raw, type Sql } from 'sql-template-tag';
import type { Database } from '../../data/db.ts';
import type { StopSignal } from '../../data/stop-signal.ts';
import { layer as layers } from '../../data/vocabulary/layer.ts';
import type { Layer } from '../../data/vocabulary/layer.ts';
import type { Crs } from '../ogc/crs.ts';
import type { Viewer } from '../viewer.ts';
import { fieldRows, visibleFields } from './fields/fields.ts';
import type { FieldScope } from './fields/fields.ts';

/** Where a page begins: behind or before a row, by its `fid`; the page before is read backwards. */
export interface PageStart {
  readonly fid: number;
  readonly direction: 'after' | 'before';
}

export interface ItemsQuestion {
  readonly layer: Layer;
  readonly scope: FieldScope;
  readonly where: readonly Sql[];
  readonly crs: Crs;
  readonly limit: number;
  readonly start: PageStart | undefined;
  readonly signal: StopSignal;
}

export interface ItemsPage {
  /** Features as JSON texts, in the order of `fid`. */
  readonly features: readonly string[];
  readonly matched: number;
  /** Ends of the page, where there are rows beyond them. */
  readonly before: number | undefined;
  readonly after: number | undefined;
}

/** One page; the number of all that match is of the same snapshot. */
export async function itemsPage(database: Database, question: ItemsQuestion): Promise<ItemsPage> {
  const { layer, scope, where, crs, limit, start, signal } = question;
  const rows = fieldRows(layer, scope);
  const condition = join([rows.visible, ...where], ' and ');
  const backwards = start?.direction === 'before';
  const beyond = !start
    ? empty
    : backwards
      ? sql`and p.fid < ${start.fid}::integer`
      : sql`and p.fid > ${start.fid}::integer`;
  const found = await database.query<{ matched: number; fid: number | null; feature: string | null }>(
    sql`
    with matched as materialized (select count(*)::integer as n from ${rows.from} where ${condition}),
    shown as materialized (
      select p.fid from ${rows.from} where ${condition} ${beyond}
      order by p.fid ${raw(backwards ? 'desc' : 'asc')} limit ${limit + 1}::integer
    )
    select matched.n as matched, shown.fid, ${featureText(layer, scope, crs)} as feature
    from matched left join (shown join ${rows.from} on p.fid = shown.fid) on true
    order by shown.fid`,
    { signal },
  );
  const all = found.flatMap(({ fid, feature }) =>
    fid === null || feature === null ? [] : [{ fid, feature }],
  );
  const more = all.length > limit;
  const page = !more ? all : backwards ? all.slice(1) : all.slice(0, limit);
  const [first, last] = [page[0]?.fid, page.at(-1)?.fid];
  return {
    features: page.map(({ feature }) => feature),
    matched: found[0]?.matched ?? 0,
    before: (backwards ? more : start !== undefined) ? first : undefined,
    after: backwards || more ? last : undefined,
  };
}

/** One feature by its code, as JSON text, or `undefined` when the viewer knows of none. */
export async function oneItem(
  database: Database,
  question: Pick<ItemsQuestion, 'layer' | 'scope' | 'crs' | 'signal'> & { readonly code: string },
): Promise<string | undefined> {
  const { layer, scope, crs, code, signal } = question;
  const rows = fieldRows(layer, scope);
  const [row] = await database.query<{ feature: string }>(
    sql`select ${featureText(layer, scope, crs)} as feature from ${rows.from}
      where p.code = ${code}::text and ${rows.visible}`,
    { signal },
  );
  return row?.feature;
}

/** Put together as text: JSON is written once and never read again on its way. */
function featureText(layer: Layer, scope: FieldScope, crs: Crs): Sql {
  const { value } = fieldRows(layer, scope);
  const columns = visibleFields(layer, scope.viewer).map(
    ([name]) => sql`${value(name)} as ${raw(`"${name}"`)}`,
  );
  return sql`'{"type":"Feature","id":' || to_json(p.code::text)::text
    || ',"geometry":' || coalesce(ST_AsGeoJSON(${geometryIn(crs)}, ${raw(String(crs.decimals))}, 0), 'null')
    || ',"properties":' || (select row_to_json(f)::text from (select ${join(columns)}) f) || '}'`;
}

function geometryIn({ srid, northFirst }: Crs): Sql {
  const made = srid === 4326 || srid === 4490 ? sql`p.geom` : sql`ST_Transform(p.geom, ${raw(String(srid))})`;
  return northFirst ? sql`ST_FlipCoordinates(${made})` : made;
}

/** What a collection holds for a viewer. */
export interface Holding {
  readonly count: number;
  /** west, south, east, north in degrees; `null` without a place. */
  readonly bbox: readonly [number, number, number, number] | null;
  /** First and last day of the data, YYYY-MM-DD. */
  readonly days: readonly [string, string] | null;
}

/** The holdings of all collections, in one statement. */
export async function holdings(database: Database, viewer: Viewer): Promise<ReadonlyMap<Layer, Holding>> {
  const each = layers.codes.map((layer) => {
    const rows = fieldRows(layer, { viewer, year: 0 });
    return sql`select ${layer}::text as layer, count(*)::integer as count,
      case when min(p.west) is not null then json_build_array(min(p.west), min(p.south), max(p.east), max(p.north)) end as bbox,
      case when count(*) > 0 then json_build_array(min(p.data_as_of), max(p.data_as_of)) end as days
      from ${rows.from} where ${rows.visible}`;
  });
  const found = await database.query<Holding & { layer: Layer }>(join(each, ' union all '));
  return new Map(found.map(({ layer, ...holding }) => [layer, holding]));
}
