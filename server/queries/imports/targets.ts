/** The rows that an import would change, as they are. */
import sql, { raw } from 'sql-template-tag';
import type { Database } from '../../../data/db.ts';
import type { StopSignal } from '../../../data/stop-signal.ts';
import type { Layer } from '../../../data/vocabulary/layer.ts';
import { operator } from '../../viewer.ts';
import { fieldRows } from '../fields/fields.ts';
import { tableOf } from './lookups.ts';

export interface Target {
  /** The value of the key that found it. */
  readonly key: string;
  readonly fid: number;
  readonly code: string;
  readonly facts: Readonly<Record<string, unknown>>;
  /** Whether it has a geometry. */
  readonly located: boolean;
  /** Of a project: how many sites it has. */
  readonly sites: number;
}

/** Rows by the values of a key field; a value may find several. @throws Error for a field that the noun has not. */
export function targetsOf(
  database: Database,
  noun: Layer,
  question: {
    readonly key: string;
    readonly values: readonly string[];
    readonly year: number;
    readonly signal?: StopSignal | undefined;
  },
): Promise<Target[]> {
  const { key, values, year, signal } = question;
  const rows = fieldRows(noun, { viewer: operator, year });
  const sites =
    noun === 'project' ? sql`(select count(*)::integer from project s where s.parent_fid = p.fid)` : sql`0`;
  return database.query<Target>(
    sql`
    select ${rows.value(key)}::text as key, p.fid, p.code, ${rows.properties} as facts, p.geom is not null as located,
           ${sites} as sites
    from ${rows.from} where ${rows.value(key)}::text = any(${[...values]}::text[]) order by p.fid`,
    { timeoutMs: 60_000, ...(signal ? { signal } : {}) },
  );
}

/**
 * Of rows with a new geometry, those whose stored one is the same within 1e-7° (a centimetre): equal texts of positions
 * first, then boxes, then the positions wherever they begin, then the distance between the two shapes.
 */
export async function sameGeometry(
  database: Database,
  noun: Layer,
  shapes: readonly { readonly row: number; readonly fid: number; readonly wkb: string }[],
  signal?: StopSignal,
): Promise<Set<number>> {
  const rows = await database.query<{ row: number }>(
    sql`
    with shapes as materialized (
      select r.row, p.geom as a, ST_SetSRID(r.wkb::geometry, 4326) as b
      from unnest(${shapes.map(({ row }) => row)}::integer[], ${shapes.map(({ fid }) => fid)}::integer[],
                  ${shapes.map(({ wkb }) => wkb)}::text[]) r (row, fid, wkb)
      join ${raw(tableOf[noun])} p on p.fid = r.fid)
    select s.row from shapes s
    where ST_Dimension(s.a) = ST_Dimension(s.b)
      and abs(ST_XMin(s.a) - ST_XMin(s.b)) < 1.5e-7 and abs(ST_YMin(s.a) - ST_YMin(s.b)) < 1.5e-7
      and abs(ST_XMax(s.a) - ST_XMax(s.b)) < 1.5e-7 and abs(ST_YMax(s.a) - ST_YMax(s.b)) < 1.5e-7
      and case when ST_OrderingEquals(ST_Multi(s.a), ST_Multi(s.b)) then true
               when ST_OrderingEquals(ST_Normalize(ST_SnapToGrid(ST_Multi(s.a), 1e-7)), ST_Normalize(ST_SnapToGrid(ST_Multi(s.b), 1e-7))) then true
               when ST_NPoints(s.a) > 5000 or ST_NPoints(s.b) > 5000 then false
               else ST_HausdorffDistance(s.a, s.b) < 1.5e-7
                 and abs(ST_Area(s.a) - ST_Area(s.b)) <= 3e-7 * greatest(ST_Perimeter(s.a), 1e-7) end`,
    { timeoutMs: 60_000, ...(signal ? { signal } : {}) },
  );
  return new Set(rows.map(({ row }) => row));
}

/** The stored geometries of known rows, as hexadecimal WKB. */
export function storedShapes(
  database: Database,
  noun: Layer,
  rows: readonly { readonly row: number; readonly fid: number }[],
  signal?: StopSignal,
): Promise<{ row: number; wkb: string }[]> {
  return database.query(
    sql`
    select r.row, encode(ST_AsBinary(p.geom), 'hex') as wkb
    from unnest(${rows.map(({ row }) => row)}::integer[], ${rows.map(({ fid }) => fid)}::integer[]) r (row, fid)
    join ${raw(tableOf[noun])} p on p.fid = r.fid where p.geom is not null`,
    signal ? { signal } : {},
  );
}
