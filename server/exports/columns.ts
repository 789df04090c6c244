/** The columns of an export: which fields a viewer gets, how they are headed, what stands in a cell. */
import type { Database } from '../../data/db.ts';
import { districtOptions, RowIndex } from '../../data/import/row-index.ts';
import type { Given, Value } from '../../data/import/value.ts';
import { writeValue } from '../../data/import/write-value.ts';
import type { CellLanguage } from '../../data/import/write-value.ts';
import type { StopSignal } from '../../data/stop-signal.ts';
import type { Field, RowNoun } from '../../data/vocabulary/fields/field.ts';
import type { Layer } from '../../data/vocabulary/layer.ts';
import { exportNames } from '../queries/exports.ts';
import { visibleFields } from '../queries/fields/fields.ts';
import type { Viewer } from '../viewer.ts';
import type { ExportCrs } from './export-crs.ts';

/** In which words a file is written: labels of a language, or names and codes as in the API. */
export const headingLanguages = ['zh', 'en', 'code'] as const satisfies readonly CellLanguage[];

export interface ExportColumn {
  readonly name: string;
  readonly heading: string;
  readonly field: Field;
}

/** The columns of a noun for a viewer, in their order. */
export function exportColumns(noun: Layer, viewer: Viewer, headings: CellLanguage): readonly ExportColumn[] {
  return visibleFields(noun, viewer).map(([name, field]) => ({
    name,
    field,
    heading: headings === 'code' ? name : field.word[headings] + unitOf(field, headings),
  }));
}

const units: Readonly<Partial<Record<Field['type']['kind'], Readonly<Record<'zh' | 'en', string>>>>> = {
  money: { zh: '（万元）', en: ' (10,000 CNY)' },
  area: { zh: '（m²）', en: ' (m²)' },
  length: { zh: '（m）', en: ' (m)' },
};

function unitOf({ type }: Field, language: 'zh' | 'en'): string {
  return units[type.kind]?.[language] ?? '';
}

/** Headings of a row's position and of its whole geometry in tables. */
export function placeHeadings(
  { epsg, geographic }: ExportCrs,
  headings: CellLanguage,
): readonly [x: string, y: string, wkt: string] {
  if (headings === 'code') return geographic ? ['lng', 'lat', 'wkt'] : ['x', 'y', 'wkt'];
  const names = {
    zh: geographic ? ['经度', '纬度', 'WKT'] : ['东坐标', '北坐标', 'WKT'],
    en: geographic ? ['Longitude', 'Latitude', 'WKT'] : ['Easting', 'Northing', 'WKT'],
  }[headings];
  // What is not said is WGS 84.
  const of = epsg === 4326 ? '' : headings === 'zh' ? `（EPSG:${epsg}）` : ` (EPSG:${epsg})`;
  return names.map((name) => name + of) as unknown as [string, string, string];
}

/** Writes the cells of a row. */
export type CellWriter = (values: Readonly<Record<string, unknown>>) => Given[];

/** A writer of cells, with the names of the rows that the fields point at. */
export async function cellWriter(
  columns: readonly ExportColumn[],
  headings: CellLanguage,
  asked: {
    readonly database: Database;
    readonly viewer: Viewer;
    readonly placeName: string;
    readonly signal?: StopSignal;
  },
): Promise<CellWriter & { readonly nameOf: (noun: RowNoun, code: string) => string }> {
  const indexes = new Map<RowNoun, RowIndex>();
  if (headings !== 'code') {
    for (const noun of pointedAt(columns)) {
      const rows = await exportNames(asked.database, noun, asked.viewer, asked.signal);
      const local = noun === 'district' || noun === 'reporting_area';
      indexes.set(noun, new RowIndex(rows, local ? districtOptions(asked.placeName) : {}));
    }
  }
  const nothing = new RowIndex();
  const context = { rows: (noun: RowNoun) => indexes.get(noun) ?? nothing };
  const write: CellWriter = (values) =>
    columns.map(({ name, field }) => writeValue(field, (values[name] ?? null) as Value, headings, context));
  const nameOf = (noun: RowNoun, code: string) => {
    const row = context.rows(noun).row(code);
    return (headings === 'en' && row?.nameEn) || row?.name || code;
  };
  return Object.assign(write, { nameOf });
}

/** Nouns whose rows the fields name. A package is named by its code: there are as many as projects. */
function pointedAt(columns: readonly ExportColumn[]): Set<Exclude<RowNoun, 'project'>> {
  const nouns = new Set<Exclude<RowNoun, 'project'>>();
  for (const { field } of columns) {
    if (field.type.kind === 'shares') nouns.add('district');
    if (field.type.kind === 'row' && field.type.noun !== 'project') nouns.add(field.type.noun);
  }
  return nouns;
}
