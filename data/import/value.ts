/** What a file gives, what is stored, and what reading the one as the other says. */
import type { ColumnUnit } from '../vocabulary/column-unit.ts';
import type { RowNoun } from '../vocabulary/fields/field.ts';
import type { Word } from '../vocabulary/word.ts';
import type { RowIndex } from './row-index.ts';

/** A cell of a file, as its reader gives it. */
export type Given = string | number | boolean | null;

/** A district of a project and its part of the money, from 0 to 1, at most 5 decimals. */
export interface DistrictShare {
  readonly code: string;
  readonly share: number;
}

/**
 * A value of a field as the database gives it (`fieldRows(…).properties`): codes of lists and rows as text, money in
 * 万元, area in m², length in m, dates as YYYY-MM-DD, lists as arrays. `null` = no value; of a list it is `[]`.
 */
export type Value = string | number | boolean | null | readonly string[] | readonly DistrictShare[];

/** What must be known to read or write the cells of one column. */
export interface ValueContext {
  /** The rows of a noun that cells name; asked only for fields that point at rows. */
  readonly rows: (noun: RowNoun) => RowIndex;
  /** The unit of figures that name none; without it, the stored one. */
  readonly unit?: ColumnUnit;
  /** Of the place; moments with an offset become its days. Asia/Shanghai when absent. */
  readonly timeZone?: string;
}

export interface ReadValue {
  readonly value: Value;
  /** What stood in the file, where the value is more than another spelling of it. */
  readonly given?: string;
  /** How it was understood; only with `given`. */
  readonly note?: Word;
}

export interface RefusedValue {
  /** What is wrong with the value, which it names, and what to do. */
  readonly refused: Word;
  /** The row that a name asks for and that is not there: it may be made. */
  readonly unknown?: { readonly noun: RowNoun; readonly name: string };
}

export type Reading = ReadValue | RefusedValue;
