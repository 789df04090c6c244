/** The rows of an export: which they are, and their contents page by page. */
import sql, { empty, join, raw, type Sql } from 'sql-template-tag';
import type { Database } from '../../data/db.ts';
import type { Box } from '../../data/filter.ts';
import type { NamedRow } from '../../data/import/row-index.ts';
import type { StopSignal } from '../../data/stop-signal.ts';
import type { RowNoun } from '../../data/vocabulary/fields/field.ts';
import type { Layer } from '../../data/vocabulary/layer.ts';
import type { Viewer } from '../viewer.ts';
import { visibleTo } from '../viewer.ts';
import { fieldRows, visibleFields } from './fields/fields.ts';
import type { FieldScope } from './fields/fields.ts';
import { withKnown } from './listing.ts';
import { inBox } from './page.ts';
import { revisionOf } from './revision.ts';

/** Which rows an export holds, at one revision of the answers about the noun. */
export interface Chosen {
  readonly revision: string;
  readonly fids: readonly number[];
}

/** What of a row is asked for beside its fields. */
export interface PageContent {
  readonly epsg: number;
  readonly decimals: number;
  /** `lines`: one GeoJSON feature a row; `rows`: values, a point and the WKT. */
  readonly as: 'features' | 'rows' | 'shapes';
  /** WKT of more characters is left out. */
  readonly longestWkt?: number | undefined;
}

interface Scope extends FieldScope {
  /** timestamptz until which projects are known; left out = as they are. */
  readonly known?: Sql | undefined;
}

const slow = 60_000;

/** The rows of a plain noun in the order of its list. */
export async function chosenRows(
  database: Database,
  noun: Layer,
  question: {
    readonly scope: FieldScope;
    readonly where: readonly Sql[];
    readonly bbox?: Box | undefined;
    readonly signal?: StopSignal;
  },
): Promise<Chosen> {
  const { scope, where, bbox, signal } = question;
  const rows = fieldRows(noun, scope);
  const conditions = join([rows.visible, ...where, ...(bbox ? [inBox(bbox)] : [])], ' and ');
  const [row] = await database.query<Chosen>(
    sql`
    select ${revisionOf(noun)} as revision, coalesce((select array_agg(p.fid
      order by p.sort_key collate "C", p.code::text collate "C") from ${rows.from} where ${conditions}), '{}') as fids`,
    { timeoutMs: slow, ...(signal ? { signal } : {}) },
  );
  if (!row) throw new Error('the choice of rows has no answer');
  return row;
}

/** Projects that were chosen, each followed by the sites of its package that the viewer may see. */
export async function withSites(
  database: Database,
  parents: readonly number[],
  question: { readonly scope: Scope; readonly signal?: StopSignal },
): Promise<Chosen> {
  const { scope, signal } = question;
  const rows = fieldRows('project', scope);
  const [row] = await database.query<Chosen>(
    sql`
    ${knownProjects(scope)}
    select ${revisionOf('project')} as revision, coalesce((select array_agg(p.fid
      order by f.place, p.parent_fid nulls first, p.code::text collate "C")
      from unnest(${parents}::integer[]) with ordinality f (fid, place)
      join ${rows.from} on p.fid = f.fid or p.parent_fid = f.fid where ${rows.visible}), '{}') as fids`,
    { timeoutMs: slow, ...(signal ? { signal } : {}) },
  );
  if (!row) throw new Error('the choice of rows has no answer');
  return row;
}

/** Names of the visible rows that fields point at; of districts and zones only those that the viewer may see. */
export function exportNames(
  database: Database,
  noun: Exclude<RowNoun, 'project'>,
  viewer: Viewer,
  signal?: StopSignal,
): Promise<NamedRow[]> {
  const seen = noun === 'district' || noun === 'zone' ? visibleTo(viewer, 'n') : sql`true`;
  return database.query<NamedRow>(
    sql`select n.code, n.name, n.name_en as "nameEn" from ${raw(noun)} n where ${seen} order by n.fid`,
    { timeoutMs: slow, ...(signal ? { signal } : {}) },
  );
}

/** One row: a feature as JSON text; or its values with its place. */
export interface ExportRow {
  readonly fid: number;
  readonly revision: string;
  readonly feature: string;
  readonly values: Readonly<Record<string, unknown>>;
  readonly x: number | null;
  readonly y: number | null;
  readonly wkt: string | null;
  /** GeoJSON geometry as text. */
  readonly shape: string | null;
}

/** The rows of some fids in their order; fewer than asked for when some have gone. */
export function exportPage<Part extends keyof ExportRow>(
  database: Database,
  noun: Layer,
  question: {
    readonly fids: readonly number[];
    readonly scope: Scope;
    readonly content: PageContent;
    readonly signal?: StopSignal;
  },
): Promise<Pick<ExportRow, Part | 'revision'>[]> {
  const { fids, scope, content, signal } = question;
  const rows = fieldRows(noun, scope);
  return database.query(
    sql`
    ${noun === 'project' ? knownProjects(scope) : empty}
    select ${revisionOf(noun)} as revision, ${contentOf(noun, scope, content)}
    from unnest(${fids}::integer[]) with ordinality f (fid, place) join ${rows.from} on p.fid = f.fid
    ${content.as === 'rows' ? pointOnce(noun, content) : empty}
    where ${rows.visible} order by f.place`,
    { timeoutMs: slow, ...(signal ? { signal } : {}) },
  );
}

/** What was known of projects at a moment, under the names of their tables. */
function knownProjects(scope: Scope): Sql {
  if (!scope.known) return empty;
  return withKnown(scope, [
    sql`project_event as (select e.* from project_event e where e.recorded_at <= ${scope.known})`,
  ]);
}

function contentOf(noun: Layer, scope: FieldScope, content: PageContent): Sql {
  const { value } = fieldRows(noun, scope);
  const decimals = raw(String(content.decimals));
  const shape = sql`ST_AsGeoJSON(${inCrs(sql`p.geom`, content.epsg)}, ${decimals}, 0)`;
  const columns = visibleFields(noun, scope.viewer).map(
    ([name]) => sql`${value(name)} as ${raw(`"${name}"`)}`,
  );
  const values = sql`(select row_to_json(v) from (select ${join(columns)}) v)`;
  switch (content.as) {
    case 'features':
      // Put together as text: JSON is written once, and nobody reads it again on its way.
      return sql`'{"type":"Feature","id":' || to_json(p.code::text)::text || ',"geometry":' || coalesce(${shape}, 'null')
        || ',"properties":' || ${values}::text || '}' as feature`;
    case 'shapes':
      return sql`p.fid, ${values} as values, ${shape} as shape`;
    case 'rows': {
      const at = (axis: Sql) => sql`round(${axis}(point.at)::numeric, ${decimals})::float8`;
      const wkt = sql`ST_AsText(${inCrs(sql`p.geom`, content.epsg)}, ${decimals})`;
      return sql`p.fid, ${values} as values, ${at(sql`ST_X`)} as x, ${at(sql`ST_Y`)} as y, ${
        content.longestWkt === undefined
          ? wkt
          : sql`(select case when length(w.text) <= ${content.longestWkt}::integer then w.text end from (select ${wkt} as text) w)`
      } as wkt`;
    }
  }
}

/** The point on each row, computed once for both its coordinates: OFFSET keeps the planner from repeating it. */
function pointOnce(noun: Layer, { epsg }: PageContent): Sql {
  return sql`cross join lateral (select ${inCrs(pointOf(noun), epsg, 3857)} as at offset 0) point`;
}

/**
 * The representative point of a row (EPSG:3857), which tables keep where maps need it. Of one polygon it is said here
 * without the function, whose calls for the parts of a multipolygon take twenty times as long.
 */
function pointOf(noun: Layer): Sql {
  if (noun === 'facility') return sql`p.geom_3857`;
  if (noun !== 'parcel' && noun !== 'constraint') return sql`p.point_3857`;
  const area = sql`p.geom_3857`;
  return sql`case when ST_NumGeometries(${area}) > 1 then representative_point(${area})
    when ST_Contains(${area}, ST_Centroid(${area})) then ST_Centroid(${area}) else ST_PointOnSurface(${area}) end`;
}

/** WGS 84 and CGCS2000 are one to the centimetre, and PROJ takes them for the same: nothing is computed between them. */
function inCrs(geometry: Sql, epsg: number, from = 4326): Sql {
  const same = epsg === from || (from === 4326 && epsg === 4490);
  return same ? geometry : sql`ST_Transform(${geometry}, ${raw(String(epsg))})`;
}
