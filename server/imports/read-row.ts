/** The cells of a row as values of fields, with what was understood and what was not. */
import { readValue } from '../../data/import/read-value.ts';
import type { Given, Reading, Value, ValueContext } from '../../data/import/value.ts';
import type { ColumnUnit } from '../../data/vocabulary/column-unit.ts';
import type { Field, RowNoun } from '../../data/vocabulary/fields/field.ts';
import { fieldsOf } from '../../data/vocabulary/fields/index.ts';
import type { Layer } from '../../data/vocabulary/layer.ts';
import type { Word } from '../../data/vocabulary/word.ts';
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
    const long = tooLong(name, field, reading);
    if (long) into.reasons.push({ field: name, value: shorten(String(given ?? '')), ...long });
    else if (!('refused' in reading)) {
      into.facts[name] = rounded(field, reading.value);
      if (reading.given !== undefined)
        into.readings.push({
          field: name,
          given: reading.given,
          value: reading.value,
          ...(reading.note ? { note: reading.note } : {}),
        });
    }
    if (long || !('refused' in reading)) return undefined;
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

/** Names are ordered by an index, which takes some 2,700 bytes of their spelling; national codes likewise. */
const longest = { name: 200, nameEn: 200, nationalCode: 100, text: 10_000 } as const;

function tooLong(name: string, { type }: Field, reading: Reading): Word | undefined {
  const text = 'refused' in reading ? reading.unknown?.name : reading.value;
  const most =
    type.kind === 'row'
      ? longest.name
      : name in longest
        ? longest[name as keyof typeof longest]
        : longest.text;
  if (typeof text !== 'string' || text.length <= most) return undefined;
  return {
    zh: `有 ${text.length} 个字，最多 ${most} 个；请缩短。`,
    en: `It has ${text.length} characters; at most ${most} are taken.`,
  };
}

/** Text that no database keeps (U+0000, halves of characters) left out of what stands in a file. */
export function storable(source: SourceRow): SourceRow {
  const entries = Object.entries(source.values);
  const isOdd = (value: unknown) => typeof value === 'string' && /[\0\ud800-\udfff]/.test(value);
  if (!entries.some(([name, value]) => isOdd(name) || isOdd(value))) return source;
  const clean = <Value>(value: Value) =>
    typeof value === 'string' ? (Buffer.from(value.replaceAll('\0', '')).toString() as Value) : value;
  return {
    ...source,
    values: Object.fromEntries(entries.map(([name, value]) => [clean(name), clean(value)])),
  };
}
