/** The rows that column files are made of: one statement a noun, all rows that the viewer may see. */
import sql, { type Sql } from 'sql-template-tag';
import type { ColumnSource } from '../../data/columns.ts';
import type { Database } from '../../data/db.ts';
import { constraintEffect, constraintKind } from '../../data/vocabulary/constraint.ts';
import { corridorKind, corridorStatus } from '../../data/vocabulary/corridor.ts';
import { facilityKind } from '../../data/vocabulary/facility.ts';
import { districtLevel } from '../../data/vocabulary/layer.ts';
import { delivery, industrialGrade, landUse, supply } from '../../data/vocabulary/parcel.ts';
import { annualClass, projectCategory, projectStatus, projectTier } from '../../data/vocabulary/project.ts';
import { zoneKind } from '../../data/vocabulary/zone.ts';
import { visibleTo } from '../viewer.ts';
import type { Viewer } from '../viewer.ts';
import { constraintEffectOf } from './constraint-effect.ts';
import { dictionary } from './dictionary.ts';
import type { RowFacet } from './dictionary.ts';
import { joinDistricts, listing, withKnown } from './listing.ts';
import type { Scope } from './listing.ts';
import { codeOf } from './page.ts';
import { joinPoint, joinPointsOfProjects } from './point.ts';
import { revisionOf } from './revision.ts';
import type { Layer } from './revision.ts';

/** How one column is written: its kind, and the dictionary of codes. */
type Column =
  | { readonly as: 'u8' | 'u16' | 'u32' | 'f64'; readonly from: Sql }
  | { readonly as: 'code' | 'list'; readonly from: Sql; readonly dictionary: readonly string[] | Sql }
  | { readonly as: 'text'; readonly from: Sql };

interface Shape {
  /** FROM and WHERE; the noun's rows are called `p`. */
  readonly rows: (scope: Scope) => Sql;
  readonly columns: (scope: Scope) => Readonly<Record<string, Column>>;
}

/** Exact integers of 百元 from an amount in 万元. */
const hundredYuan = (amount: Sql): Sql => sql`(${amount} * 100)::float8`;
const number = (as: 'u8' | 'u16' | 'u32' | 'f64', from: Sql): Column => ({ as, from });
const code = (from: Sql, dictionary: readonly string[] | Sql): Column => ({ as: 'code', from, dictionary });
const text = (from: Sql): Column => ({ as: 'text', from });

/** SQL of the codes that a dictionary of rows holds, in order. */
function rowCodes(facet: RowFacet, viewer: Viewer): Sql {
  return sql`select coalesce(json_agg(k.code order by k.place), '[]') from (${dictionary(facet, viewer)}) k`;
}
const reportingAreas = sql`select coalesce(json_agg(r.code order by r.position, r.code::text collate "C"), '[]') from reporting_area r`;

/** What every noun has: id, names, extent and a point. `point.geom` is joined by `rows`. */
const common: Readonly<Record<string, Column>> = {
  fid: number('u32', sql`p.fid`),
  illustrative: number('u8', sql`p.illustrative::integer`),
  west: number('f64', sql`p.west`),
  south: number('f64', sql`p.south`),
  east: number('f64', sql`p.east`),
  north: number('f64', sql`p.north`),
  lng: number('f64', sql`ST_X(point.geom)`),
  lat: number('f64', sql`ST_Y(point.geom)`),
  code: text(sql`p.code`),
  name: text(sql`p.name`),
  name_en: text(sql`p.name_en`),
};

/** Visible rows of one table with their point. */
const plainRows =
  (from: Sql) =>
  ({ viewer }: Scope): Sql =>
    sql`${from} ${joinPoint} where ${visibleTo(viewer, 'p')}`;

const shapes: Readonly<Record<Layer, Shape>> = {
  project: {
    rows: (scope) => sql`(${listing(scope)}) p ${joinPointsOfProjects(visibleTo(scope.viewer, 'c'))}
      ${joinDistricts(scope.viewer)}`,
    columns: ({ viewer }) => ({
      ...common,
      mapped: number('u8', sql`p.mapped::integer`),
      sites: number('u16', sql`p.sites`),
      total_investment: number('f64', hundredYuan(sql`p.total_investment`)),
      planned_investment: number('f64', hundredYuan(sql`p.planned_investment`)),
      status: code(sql`p.status`, projectStatus.codes),
      category: code(sql`p.category`, projectCategory.codes),
      tier: code(sql`p.tier`, projectTier.codes),
      annual_class: code(sql`p.annual_class`, annualClass.codes),
      zone: code(sql`p.zone`, rowCodes('zone', viewer)),
      unit: code(sql`p.unit`, rowCodes('unit', viewer)),
      company: code(sql`p.company`, rowCodes('company', viewer)),
      reporting_area: code(sql`p.reporting_area`, reportingAreas),
      district: {
        as: 'list',
        from: sql`coalesce(touched.codes, '[]')`,
        dictionary: rowCodes('district', viewer),
      },
      search_text: text(sql`p.search_text`),
    }),
  },
  parcel: {
    rows: plainRows(sql`parcel p`),
    columns: ({ viewer }) => ({
      ...common,
      area_m2: number('f64', sql`p.area_m2`),
      start_price: number('f64', hundredYuan(sql`p.start_price`)),
      floor_area_ratio: number('f64', sql`p.floor_area_ratio::float8`),
      land_use: code(sql`p.land_use`, landUse.codes),
      industrial_grade: code(sql`p.industrial_grade`, industrialGrade.codes),
      delivery: code(sql`p.delivery`, delivery.codes),
      supply: code(sql`p.supply`, supply.codes),
      district: code(codeOf('district', viewer), rowCodes('district', viewer)),
      zone: code(codeOf('zone', viewer), rowCodes('zone', viewer)),
    }),
  },
  zone: {
    rows: plainRows(sql`zone p`),
    columns: ({ viewer }) => ({
      ...common,
      planned_area_m2: number('f64', sql`p.planned_area_m2`),
      built_area_m2: number('f64', sql`p.built_area_m2`),
      kind: code(sql`p.kind`, zoneKind.codes),
      district: code(codeOf('district', viewer), rowCodes('district', viewer)),
    }),
  },
  corridor: {
    rows: plainRows(sql`corridor p`),
    columns: () => ({
      ...common,
      length_m: number('f64', sql`p.length_m`),
      kind: code(sql`p.kind`, corridorKind.codes),
      status: code(sql`p.status`, corridorStatus.codes),
    }),
  },
  facility: {
    rows: plainRows(sql`facility p`),
    columns: () => ({ ...common, kind: code(sql`p.kind`, facilityKind.codes), detail: text(sql`p.detail`) }),
  },
  constraint: {
    rows: plainRows(sql`constraint_area p`),
    columns: () => ({
      ...common,
      kind: code(sql`p.kind`, constraintKind.codes),
      effect: code(constraintEffectOf(sql`p.kind`), constraintEffect.codes),
    }),
  },
  district: {
    rows: plainRows(sql`district p`),
    columns: () => ({
      ...common,
      population: number('f64', sql`p.population::float8`),
      level: code(sql`p.level`, districtLevel.codes),
    }),
  },
};

/** What the column file of a noun is made of, in list order, at the revision that the same statement saw. */
export async function columnSource(
  database: Pick<Database, 'query'>,
  noun: Layer,
  scope: Scope,
  signal?: AbortSignal,
): Promise<ColumnSource> {
  const shape = shapes[noun];
  const columns = Object.entries(shape.columns(scope));
  const [row] = await database.query<{
    revision: string;
    dictionaries: Record<string, string[]>;
    rows: unknown[][];
  }>(
    sql`
    ${withKnown(scope)}
    select ${revisionOf(noun)} as revision,
      json_build_object(${list(
        columns.flatMap(([name, column]) =>
          'dictionary' in column && !Array.isArray(column.dictionary)
            ? [sql`${name}::text, (${column.dictionary})`]
            : [],
        ),
      )}) as dictionaries,
      coalesce((select json_agg(json_build_array(${list(columns.map(([, column]) => column.from))})
                 order by p.sort_key collate "C", p.code::text collate "C")
                from ${shape.rows(scope)}), '[]') as rows`,
    { signal, timeoutMs: 30_000 },
  );
  if (!row) throw new Error(`the columns of ${noun} have no row`);
  return assemble(noun, row.revision, columns, row.dictionaries, row.rows);
}

function list(parts: readonly Sql[]): Sql {
  return parts.reduce<Sql>((all, part, position) => (position === 0 ? part : sql`${all}, ${part}`), sql``);
}

function assemble(
  noun: Layer,
  revision: string,
  columns: readonly (readonly [string, Column])[],
  dictionaries: Readonly<Record<string, string[]>>,
  rows: readonly unknown[][],
): ColumnSource {
  const source = { noun, revision, count: rows.length, numbers: {}, codes: {}, lists: {}, texts: {} } as {
    -readonly [Key in keyof ColumnSource]: ColumnSource[Key] extends object
      ? Record<string, unknown>
      : ColumnSource[Key];
  };
  columns.forEach(([name, column], position) => {
    const values = rows.map((row) => row[position]);
    switch (column.as) {
      case 'code':
      case 'list': {
        const codes = Array.isArray(column.dictionary) ? column.dictionary : (dictionaries[name] ?? []);
        (column.as === 'code' ? source.codes : source.lists)[name] = { dictionary: codes, values };
        break;
      }
      case 'text':
        source.texts[name] = values;
        break;
      default:
        source.numbers[name] = { type: column.as, values };
    }
  });
  return source as unknown as ColumnSource;
}
