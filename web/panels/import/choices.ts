/** What a person chooses for a file: what is proposed at first, and the settings that come of it. */
import { areaUnit, countUnit, lengthUnit, moneyUnit } from '../../../data/vocabulary/column-unit.ts';
import type { ColumnUnit } from '../../../data/vocabulary/column-unit.ts';
import type { Field, Fields } from '../../../data/vocabulary/fields/field.ts';
import { fieldsOf } from '../../../data/vocabulary/fields/index.ts';
import type { Layer } from '../../../data/vocabulary/layer.ts';
import type { CodeList } from '../../../data/vocabulary/word.ts';
import type { ImportCard, ImportReading, ImportSettings, Placement } from './import-api.ts';

type Unit = NonNullable<ImportSettings['columns'][string]['unit']>;

export interface Choices {
  readonly crs: string;
  readonly swapped: boolean;
  readonly position: Placement;
  /** A person has seen where it lies and said that it is right. */
  readonly confirmed: boolean;
  readonly key: string;
  /** Column of the file → its field and unit. */
  readonly fields: Readonly<Record<string, { readonly field: string; readonly unit?: Unit | undefined }>>;
  /** Field → what was typed for all new rows. */
  readonly defaults: Readonly<Record<string, string>>;
  readonly districtByPosition: boolean;
  readonly year: number | undefined;
  /** They are those of the last file with the same columns. */
  readonly fromTemplate: boolean;
}

/** The units that the figures of a field may be in. */
export function unitsOf({ type }: Field): CodeList | undefined {
  switch (type.kind) {
    case 'money':
      return moneyUnit;
    case 'area':
      return areaUnit;
    case 'length':
      return lengthUnit;
    case 'integer':
      return type.most > 10_000 ? countUnit : undefined;
    default:
      return undefined;
  }
}

/** The unit of figures that name none. */
export const storedUnitOf: Readonly<Record<string, ColumnUnit>> = {
  money: 'wan',
  area: 'm2',
  length: 'm',
  integer: 'one',
};

/** The fields that a file may give. */
export function fieldsToRead(noun: Layer): readonly (readonly [name: string, field: Field])[] {
  const fields: Fields = fieldsOf[noun];
  return Object.entries(fields).filter(([, { computed }]) => !computed);
}

/** Fields by which known rows may be found. */
export const keysOf = (noun: Layer): readonly string[] =>
  noun === 'project' ? ['code', 'nationalCode', 'name'] : ['code', 'name'];

/** What was chosen before, for this file or for one like it, else what is proposed. */
export function firstChoices(card: ImportCard, reading: ImportReading, year: number | undefined): Choices {
  const before = card.settings ?? reading.template;
  const [proposal] = reading.crs.proposals;
  if (before) {
    const columns = Object.entries(before.columns);
    return {
      crs: card.settings?.crs ?? proposal?.crs ?? before.crs,
      swapped: card.settings?.swapped ?? proposal?.swapped ?? before.swapped,
      position: before.position,
      confirmed: card.settings !== null,
      key: before.key,
      fields: Object.fromEntries(
        columns.map(([field, { column, unit }]) => [column, { field, unit }] as const),
      ),
      defaults: Object.fromEntries(
        Object.entries(before.defaults).map(([field, value]) => [field, value === null ? '' : String(value)]),
      ),
      districtByPosition: before.districtByPosition,
      year: before.year ?? year,
      fromTemplate: card.settings === null,
    };
  }
  const proposed = Object.entries(reading.columnsProposed);
  const has = (field: string) => proposed.some(([name]) => name === field);
  return {
    crs: proposal?.crs ?? 'EPSG:4326',
    swapped: proposal?.swapped ?? false,
    position: reading.position,
    confirmed: false,
    key: keysOf(card.noun).find(has) ?? 'code',
    fields: Object.fromEntries(
      proposed.map(([field, { column, unit }]) => [column, { field, unit }] as const),
    ),
    defaults: {},
    districtByPosition: !has('district') && !has('districts'),
    year,
    fromTemplate: false,
  };
}

/** Required fields that neither the file nor the database gives: a value for all is asked for. */
export function missingFields(noun: Layer, { fields, districtByPosition }: Choices): readonly string[] {
  const given = new Set(Object.values(fields).map(({ field }) => field));
  // The server names the file and the day where nothing else does.
  const known = new Set(['source', 'dataAsOf', ...(districtByPosition ? ['district'] : [])]);
  return fieldsToRead(noun)
    .filter(
      ([name, { required, fallback }]) =>
        required && fallback === undefined && !given.has(name) && !known.has(name),
    )
    .map(([name]) => name);
}

/** Gives a column to a field, or to none; the field is taken from the column that had it. */
export function assign(choices: Choices, column: string, field: string, unit?: Unit): Choices {
  const kept = Object.entries(choices.fields).filter(
    ([name, given]) => name !== column && given.field !== field,
  );
  const next = field === '' ? [] : [[column, { field, ...(unit && { unit }) }] as const];
  return { ...choices, fields: Object.fromEntries([...kept, ...next]), fromTemplate: false };
}

export function settingsOf(card: ImportCard, reading: ImportReading, choices: Choices): ImportSettings {
  const { crs, swapped, position, key, fields, defaults, districtByPosition, year } = choices;
  const missing = new Set(missingFields(card.noun, choices));
  return {
    layer: reading.layer,
    ...(reading.encoding && { encoding: reading.encoding.used }),
    crs,
    swapped,
    position,
    key,
    columns: Object.fromEntries(
      Object.entries(fields).map(([column, { field, unit }]) => [field, { column, ...(unit && { unit }) }]),
    ),
    defaults: Object.fromEntries(
      Object.entries(defaults).flatMap(([field, value]) =>
        missing.has(field) && value.trim() !== '' ? [[field, value.trim()]] : [],
      ),
    ),
    districtByPosition,
    ...(card.noun === 'project' && year !== undefined && { year }),
  };
}
