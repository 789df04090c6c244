/** What the API answers about imports, and what it takes as settings. */
import { z } from 'zod';
import { areaUnit, countUnit, lengthUnit, moneyUnit } from '../../data/vocabulary/column-unit.ts';
import { importAction, importRowState, importState, jobState } from '../../data/vocabulary/import.ts';
import { layer } from '../../data/vocabulary/layer.ts';
import { bbox, instant, member } from '../http/answers.ts';

const columnName = z.string().min(1).max(1000);
const unit = z.enum([...moneyUnit.codes, ...areaUnit.codes, ...lengthUnit.codes, ...countUnit.codes]);

const position = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('geometry') }),
  z.strictObject({ kind: z.literal('columns'), lng: columnName, lat: columnName }),
  z.strictObject({ kind: z.literal('pair'), column: columnName }),
  z.strictObject({ kind: z.literal('wkt'), column: columnName }),
  z.strictObject({ kind: z.literal('none') }),
]);

/** How a file is to be read: what a person chose. */
export const importSettings = z.strictObject({
  layer: z.string().max(1000).meta({ description: 'Layer or sheet of the file' }),
  encoding: z.string().max(40).optional().meta({ description: 'Of texts; left out = as read' }),
  crs: z.string().max(40).meta({ description: 'EPSG:4528, GCJ-02 or BD-09' }),
  swapped: z.boolean().meta({ description: 'The file gives latitude, or northing, first' }),
  position: position.meta({ description: 'What of a row gives its place' }),
  key: z
    .string()
    .max(40)
    .meta({ description: 'Field by which known rows are found: code, nationalCode, name' }),
  columns: z
    .record(z.string().max(40), z.strictObject({ column: columnName, unit: unit.optional() }))
    .meta({ description: 'Field to column of the file, with the unit of figures that name none' }),
  defaults: z
    .record(z.string().max(40), z.union([z.string().max(2000), z.number(), z.boolean(), z.null()]))
    .meta({ description: 'What new rows get for fields that the file does not give' }),
  districtByPosition: z
    .boolean()
    .meta({ description: 'Rows without a district get the one that they lie in' }),
  year: z.int().min(1990).max(2100).optional().meta({ description: "Year of the projects' list" }),
});

const place = {
  crs: z.string(),
  swapped: z.boolean(),
  offKm: z
    .number()
    .nullable()
    .meta({ description: "km from the place's extent to the middle of the file, 0 = within" }),
  share: z.number().nullable().meta({ description: 'Of the positions that lie within the place, 0 to 1' }),
};

const reading = z.strictObject({
  format: z.string(),
  encoding: z.strictObject({ used: z.string(), detected: z.boolean() }).nullable(),
  layers: z.array(
    z.strictObject({
      name: z.string(),
      rows: z.number().int().nullable(),
      geometry: z.string().nullable(),
      columns: z.number().int(),
    }),
  ),
  layer: z.string().meta({ description: 'The one that is described here' }),
  rows: z.number().int().nullable().meta({ description: 'null = known after the dry run' }),
  scanned: z.number().int().meta({ description: 'Rows that were looked at for this description' }),
  located: z.number().int().meta({ description: 'Of those, with a geometry of their own' }),
  columns: z.array(
    z.strictObject({
      name: z.string(),
      type: z.enum(['text', 'number', 'integer', 'date', 'boolean']),
      filled: z.number().int().meta({ description: 'Of the rows looked at' }),
      samples: z.array(z.string()),
    }),
  ),
  crs: z.strictObject({
    declared: z.strictObject({ epsg: z.number().int().nullable(), name: z.string() }).nullable(),
    proposals: z.array(
      z.strictObject({
        ...place,
        name: z.string(),
        reason: z.string(),
        warning: z.string().nullable(),
      }),
    ),
  }),
  columnsProposed: z.record(
    z.string(),
    z.strictObject({ column: z.string(), unit: unit.optional(), score: z.number(), reason: z.string() }),
  ),
  position: position.meta({ description: 'What of a row seems to give its place' }),
  template: importSettings
    .nullable()
    .meta({ description: 'What was chosen for the last file with the same columns' }),
  notes: z.array(z.string()),
});

const summary = z.strictObject({
  new: z.number().int(),
  changed: z.number().int(),
  unchanged: z.number().int(),
  refused: z.number().int(),
  repaired: z.number().int(),
  created: z
    .strictObject({ company: z.array(z.string()), unit: z.array(z.string()), person: z.array(z.string()) })
    .meta({ description: 'Names that are not there yet and will be made' }),
  warnings: z.array(z.string()),
});

const facts = {
  id: z.string(),
  noun: member(layer),
  fileName: z.string(),
  fileHash: z.string().meta({ description: 'SHA-256 of the original' }),
  bytes: z.number().int(),
  state: member(importState),
  job: z
    .strictObject({
      state: member(jobState),
      stage: z.enum(['reading', 'checking', 'applying', 'undoing']),
      done: z.number().int().meta({ description: 'Rows' }),
      total: z.number().int().nullable().meta({ description: 'null = not known' }),
    })
    .nullable(),
  problem: z.strictObject({ kind: z.string(), title: z.string(), detail: z.string() }).nullable(),
  createdAt: instant,
  createdBy: z.string(),
  summary: summary.nullable(),
  appliedAt: instant.nullable(),
  undoneAt: instant.nullable(),
  actions: z.array(member(importAction)).meta({ description: 'What can be done with it now' }),
};

/** An import in the list. */
export const importItem = z.strictObject(facts);
/** One import with what was read and chosen. */
export const importCard = z.strictObject({
  ...facts,
  reading: reading.nullable(),
  settings: importSettings.nullable(),
});

const given = z.union([z.string(), z.number(), z.boolean(), z.null()]);
/** What the dry run made of a row. */
export const importRow = z.strictObject({
  row: z.number().int().meta({ description: 'Place in the layer or sheet, from 1' }),
  state: member(importRowState),
  code: z.string().nullable(),
  name: z.string().nullable(),
  given: z.record(z.string(), given).meta({ description: 'Column of the file to value' }),
  facts: z.record(z.string(), z.unknown()).nullable().meta({ description: 'Field to value as it is stored' }),
  changes: z.array(z.strictObject({ field: z.string(), before: z.unknown(), after: z.unknown() })),
  reasons: z.array(z.strictObject({ field: z.string(), value: z.string(), text: z.string() })),
  readings: z.array(
    z.strictObject({ field: z.string(), given: z.string(), value: z.unknown(), text: z.string().nullable() }),
  ),
  repair: z
    .strictObject({
      text: z.string(),
      areaBefore: z.number().nullable().meta({ description: 'm²' }),
      areaAfter: z.number().nullable().meta({ description: 'm²' }),
    })
    .nullable(),
  bbox: bbox.nullable(),
});

/** Some rows of the file, placed as asked. */
export const importPreview = z.strictObject({
  ...place,
  bbox: bbox.nullable(),
  extent: bbox.meta({ description: 'Of the place: west, south, east, north in degrees' }),
  unplaced: z.number().int().meta({ description: 'Rows of the sample that get no position this way' }),
  type: z.literal('FeatureCollection'),
  features: z.array(
    z.strictObject({
      type: z.literal('Feature'),
      id: z.number().int().meta({ description: 'Row of the file' }),
      properties: z.strictObject({}),
      geometry: z.looseObject({ type: z.string() }).meta({ description: 'GeoJSON in WGS 84, thinned' }),
    }),
  ),
});
