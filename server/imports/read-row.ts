/** The cells of a row as values of fields, with what was understood and what was not. */
import { readValue } from '../../data/import/read-value.ts';
import type { Given, Value, ValueContext } from '../../data/import/value.ts';
import type { ColumnUnit } from '../../data/vocabulary/column-unit.ts';
import type { Field, RowNoun } from '../../data/vocabulary/fields/field.ts';
import { fieldsOf } from '../../data/vocabulary/fields/index.ts';
import type { Layer } from '../../data/vocabulary/layer.ts';
import { shorten } from '../http/problem.ts';
import type { ImportSettings, RowReading, RowReason, SourceRow } from './import-facts.ts';
import type { Lookups } from './lookups.ts';

/** A row that is named and not there yet: it is made with the rows that name it. */
export interface Creation {
  readonly create: string;
}
export type Fact = Value | Creation;
export type Facts = Readonly<Record<string, Fact>>;

export const isCreation = (fact: unknown): fact is Creation =>
  typeof fact === 'object' && fact !== null && 'create' in fact;

/** Nouns that an import may make by their names: they have nothing but a name that must be known. */
const creatable: readonly RowNoun[] = ['company', 'unit', 'person'];

export interface ReadRow {
  readonly row: number;
  /** Of the mapped fields only. */
  readonly facts: Record<string, Fact>;
  readonly reasons: RowReason[];
  readonly readings: RowReading[];
  /** The package that a site names and that is not in the database: it may stand in the same file. */
  readonly parentInFile: string | undefined;
}

export interface RowReader {
  read(source: SourceRow): ReadRow;
  /** Values of fields that every new row gets unless its own cells say more. */
  readonly defaults: Facts;
  /** Defaults that are no values of their fields. */
  readonly refusedDefaults: readonly RowReason[];
}

/** The reader of an import's rows. */
export function rowReader(
  noun: Layer,
  settings: ImportSettings,
  {
    lookups,
    timeZone,
    defaults: given,
  }: {
    readonly lookups: Lookups;
    readonly timeZone: string;
    readonly defaults: Readonly<Record<string, Given>>;
  },
): RowReader {
  const fields = fieldsOf[noun];
  const contextOf = (unit: string | undefined): ValueContext => ({
    rows: lookups,
    timeZone,
    ...(unit === undefined ? {} : { unit: unit as ColumnUnit }),
  });
  const mapped = Object.entries(settings.columns).flatMap(([name, choice]) => {
    const field = fields[name];
    return field && choice ? [{ name, field, column: choice.column, context: contextOf(choice.unit) }] : [];
  });

  function take(
    into: Omit<ReadRow, 'row'>,
    cell: { name: string; field: Field; context: ValueContext; given: Given },
  ) {
    const { name, field, given } = cell;
    const reading = readValue(field, given, cell.context);
    if (!('refused' in reading)) {
      into.facts[name] = rounded(field, reading.value);
      if (reading.given !== undefined)
        into.readings.push({
          field: name,
          given: reading.given,
          value: reading.value,
          ...(reading.note ? { note: reading.note } : {}),
        });
      return undefined;
    }
    const { refused, unknown } = reading;
    if (unknown && creatable.includes(unknown.noun)) {
      into.facts[name] = { create: unknown.name };
      return undefined;
    }
    if (unknown && name === 'parent') return unknown.name;
    into.reasons.push({ field: name, value: shorten(String(given ?? '')), ...refused });
    return undefined;
  }

  const defaulted = {
    facts: {} as Record<string, Fact>,
    reasons: [] as RowReason[],
    readings: [],
    parentInFile: undefined,
  };
  for (const [name, value] of Object.entries(given)) {
    const field = fields[name];
    if (field && value !== null)
      take(defaulted, { name, field, context: contextOf(undefined), given: value });
  }

  return {
    defaults: defaulted.facts,
    refusedDefaults: defaulted.reasons,
    read(source) {
      const read = {
        facts: {} as Record<string, Fact>,
        reasons: [] as RowReason[],
        readings: [] as RowReading[],
        parentInFile: undefined,
      };
      let parentInFile: string | undefined;
      for (const { name, field, column, context } of mapped)
        parentInFile =
          take(read, { name, field, context, given: source.values[column] ?? null }) ?? parentInFile;
      return { ...read, row: source.row, parentInFile };
    },
  };
}

/** Numbers as their columns keep them: a ratio with two decimals. */
function rounded({ type }: Field, value: Value): Value {
  return type.kind === 'number' && typeof value === 'number' ? Math.round(value * 100) / 100 : value;
}
