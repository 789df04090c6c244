/**
 * The rows of a noun with their fields: what exports write out, the OGC interface answers and an import compares with.
 * One table of expressions a noun; nothing else in the server knows which column a field is.
 */
import sql, { join, raw, type Sql } from 'sql-template-tag';
import type { Field } from '../../../data/vocabulary/fields/field.ts';
import { fieldsOf } from '../../../data/vocabulary/fields/index.ts';
import type { Layer } from '../../../data/vocabulary/layer.ts';
import { visibleTo } from '../../viewer.ts';
import type { Viewer } from '../../viewer.ts';
import { codeOf } from '../page.ts';
import { projectValues } from './project.ts';

/** For whom, and for projects which year's list the fields speak of. */
export interface FieldScope {
  readonly viewer: Viewer;
  readonly year: number;
}

/** An expression over the rows `p` for each field; money and numbers as numeric, lists as json, dates as date. */
export type FieldValues<Name extends string = string> = (scope: FieldScope) => Readonly<Record<Name, Sql>>;

const identity = { code: sql`p.code`, name: sql`p.name`, nameEn: sql`p.name_en` };
const provenance = {
  source: sql`p.source`,
  dataAsOf: sql`p.data_as_of`,
  illustrative: sql`p.illustrative`,
  published: sql`p.published`,
  secrecy: sql`p.secrecy`,
};
/** Areas and lengths to a tenth of a metre: more would be noise of the projection. */
const tenth = (column: string) => sql`round(${raw(column)}::numeric, 1)`;

interface Source {
  readonly table: Sql;
  readonly values: FieldValues;
}

const sources: Readonly<Record<Layer, Source>> = {
  project: {
    table: sql`project p`,
    values: (scope) => ({ ...identity, ...projectValues(scope), ...provenance }),
  },
  zone: {
    table: sql`zone p`,
    values: ({ viewer }) => ({
      ...identity,
      kind: sql`p.kind`,
      district: codeOf('district', viewer),
      leadingIndustries: sql`to_json(p.leading_industries)`,
      plannedAreaM2: sql`p.planned_area_m2::numeric`,
      builtAreaM2: sql`p.built_area_m2::numeric`,
      waterCapacityM3Day: sql`p.water_capacity_m3_day`,
      sewageCapacityM3Day: sql`p.sewage_capacity_m3_day`,
      powerCapacityMva: sql`p.power_capacity_mva`,
      committee: sql`(select u.code from unit u where u.fid = p.committee_fid)`,
      ...provenance,
    }),
  },
  corridor: {
    table: sql`corridor p`,
    values: () => ({
      ...identity,
      kind: sql`p.kind`,
      status: sql`p.status`,
      standard: sql`p.standard`,
      lengthM: tenth('p.length_m'),
      ...provenance,
    }),
  },
  parcel: {
    table: sql`parcel p`,
    values: ({ viewer }) => ({
      ...identity,
      district: codeOf('district', viewer),
      zone: codeOf('zone', viewer),
      landUse: sql`p.land_use`,
      industrialGrade: sql`p.industrial_grade`,
      landCode: sql`p.land_code`,
      landCodeSystem: sql`p.land_code_system`,
      delivery: sql`p.delivery`,
      supply: sql`p.supply`,
      startPrice: sql`p.start_price`,
      floorAreaRatio: sql`p.floor_area_ratio`,
      contact: sql`(select n.code from person n where n.fid = p.contact_fid)`,
      areaM2: tenth('p.area_m2'),
      ...provenance,
    }),
  },
  facility: {
    table: sql`facility p`,
    values: () => ({ ...identity, kind: sql`p.kind`, detail: sql`p.detail`, ...provenance }),
  },
  constraint: {
    table: sql`constraint_area p`,
    values: () => ({ ...identity, kind: sql`p.kind`, ...provenance }),
  },
  district: {
    table: sql`district p`,
    values: () => ({
      ...identity,
      level: sql`p.level`,
      codeEdition: sql`p.code_edition`,
      validFrom: sql`p.valid_from`,
      validTo: sql`p.valid_to`,
      population: sql`p.population`,
      populationYear: sql`p.population_year`,
      ...provenance,
    }),
  },
};

/** The fields that a viewer may see and ask about, in their order. */
export function visibleFields(
  noun: Layer,
  viewer: Viewer,
): readonly (readonly [name: string, field: Field])[] {
  return Object.entries(fieldsOf[noun]).filter(([, { internal }]) => !internal || viewer.kind === 'operator');
}

/** What a statement about the rows of a noun is put together from. */
export interface FieldRows {
  /** The table, as `p`. */
  readonly from: Sql;
  /** The condition under which the viewer sees a row; part of every statement. */
  readonly visible: Sql;
  /** The expression of a field. @throws Error for a field that the viewer may not see or that is not there. */
  readonly value: (field: string) => Sql;
  /** `{field: value}` as jsonb, with the fields that the viewer may see. */
  readonly properties: Sql;
}

/**
 * The rows of a noun. Sites of a package are rows of their own, seen when their package is; geometry is `p.geom`
 * (EPSG:4326), rows are told apart by `p.fid` and ordered by `p.sort_key collate "C", p.code::text collate "C"`.
 */
export function fieldRows(noun: Layer, scope: FieldScope): FieldRows {
  const { table, values } = sources[noun];
  const { viewer } = scope;
  const expressions = values(scope);
  const names = visibleFields(noun, viewer).map(([name]) => name);
  const value = (field: string): Sql => {
    const expression = names.includes(field) ? expressions[field] : undefined;
    if (!expression) throw new Error(`${noun} has no field ${field} for a viewer who is ${viewer.kind}`);
    return expression;
  };
  // json_build_object takes at most 100 arguments.
  const parts = chunks(names, 45).map(
    (part) => sql`jsonb_build_object(${join(part.map((name) => sql`${raw(`'${name}'`)}, ${value(name)}`))})`,
  );
  return {
    from: table,
    visible:
      noun === 'project'
        ? sql`(${visibleTo(viewer, 'p')} and (p.parent_fid is null or exists (
            select from project package where package.fid = p.parent_fid and ${visibleTo(viewer, 'package')})))`
        : visibleTo(viewer, 'p'),
    value,
    properties: join(parts, ' || '),
  };
}

function chunks<Item>(items: readonly Item[], size: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, at) =>
    items.slice(at * size, (at + 1) * size),
  );
}
