/** Which column of its table a field of an import is written to. */
import sql, { raw, type Sql } from 'sql-template-tag';
import type { Layer } from '../../../data/vocabulary/layer.ts';

/** SQL type of a column, or the table that its fid points into. */
type ColumnKind =
  | 'text'
  | 'text[]'
  | 'date'
  | 'integer'
  | 'boolean'
  | 'numeric'
  | 'float8'
  | { readonly row: 'district' | 'zone' | 'unit' | 'person' | 'company' | 'reporting_area' | 'project' };

export interface Column {
  readonly field: string;
  readonly column: string;
  readonly kind: ColumnKind;
}

const column = (field: string, name: string, kind: ColumnKind = 'text'): Column => ({
  field,
  column: name,
  kind,
});

const identity = [column('code', 'code'), column('name', 'name'), column('nameEn', 'name_en')];
const provenance = [
  column('source', 'source'),
  column('dataAsOf', 'data_as_of', 'date'),
  column('illustrative', 'illustrative', 'boolean'),
  column('published', 'published', 'boolean'),
  column('secrecy', 'secrecy'),
];
const kind = column('kind', 'kind');
const district = column('district', 'district_fid', { row: 'district' });
const zone = column('zone', 'zone_fid', { row: 'zone' });

/** The columns of each noun's own table; what hangs on a project in other tables is written by itself. */
export const columnsOf: Readonly<Record<Layer, readonly Column[]>> = {
  project: [
    ...identity,
    column('nationalCode', 'national_code'),
    column('parent', 'parent_fid', { row: 'project' }),
    column('content', 'content'),
    column('company', 'company_fid', { row: 'company' }),
    column('category', 'category'),
    column('tier', 'tier'),
    column('planLabels', 'plan_labels', 'text[]'),
    column('financing', 'financing', 'text[]'),
    column('reportingArea', 'reporting_area_fid', { row: 'reporting_area' }),
    zone,
    column('linear', 'linear', 'boolean'),
    column('totalInvestment', 'total_investment', 'numeric'),
    column('investmentEstimate', 'investment_estimate', 'numeric'),
    column('investmentBudget', 'investment_budget', 'numeric'),
    column('investmentFinal', 'investment_final', 'numeric'),
    column('deadline', 'deadline', 'date'),
    column('completionStandard', 'completion_standard'),
    column('locationQuality', 'location_quality'),
    ...provenance,
  ],
  zone: [
    ...identity,
    kind,
    district,
    column('leadingIndustries', 'leading_industries', 'text[]'),
    column('plannedAreaM2', 'planned_area_m2', 'float8'),
    column('builtAreaM2', 'built_area_m2', 'float8'),
    column('waterCapacityM3Day', 'water_capacity_m3_day', 'integer'),
    column('sewageCapacityM3Day', 'sewage_capacity_m3_day', 'integer'),
    column('powerCapacityMva', 'power_capacity_mva', 'integer'),
    column('committee', 'committee_fid', { row: 'unit' }),
    ...provenance,
  ],
  corridor: [...identity, kind, column('status', 'status'), column('standard', 'standard'), ...provenance],
  parcel: [
    ...identity,
    district,
    zone,
    column('landUse', 'land_use'),
    column('industrialGrade', 'industrial_grade'),
    column('landCode', 'land_code'),
    column('landCodeSystem', 'land_code_system'),
    column('delivery', 'delivery'),
    column('supply', 'supply'),
    column('startPrice', 'start_price', 'numeric'),
    column('floorAreaRatio', 'floor_area_ratio', 'numeric'),
    column('contact', 'contact_fid', { row: 'person' }),
    ...provenance,
  ],
  facility: [...identity, kind, column('detail', 'detail'), ...provenance],
  constraint: [...identity, kind, ...provenance],
  district: [
    ...identity,
    column('level', 'level'),
    column('codeEdition', 'code_edition'),
    column('validFrom', 'valid_from', 'date'),
    column('validTo', 'valid_to', 'date'),
    column('population', 'population', 'integer'),
    column('populationYear', 'population_year', 'integer'),
    ...provenance,
  ],
};

/** SQL: the value of a column from the facts of the row `i` of import_row. */
export function valueFrom({ field, kind: type }: Column): Sql {
  const text = raw(`i.facts ->> '${field}'`);
  if (typeof type === 'object') return sql`(select x.fid from ${raw(type.row)} x where x.code = ${text})`;
  if (type === 'text[]')
    return raw(`array(select e.value from jsonb_array_elements_text(
      case when jsonb_typeof(i.facts -> '${field}') = 'array' then i.facts -> '${field}' else '[]' end) with ordinality e(value, position)
      order by e.position)`);
  return type === 'text' ? text : sql`(${text})::${raw(type)}`;
}
