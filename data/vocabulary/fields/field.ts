/**
 * The fields of a noun: one declaration that the import maps columns to, exports head their columns with, and the
 * OGC interface names its properties and filters by. Units are those in which the database stores a value.
 */
import type { CodeList, Word } from '../word.ts';

/** Nouns whose rows a field may point at; in files by code or by name. */
export type RowNoun = 'district' | 'zone' | 'reporting_area' | 'unit' | 'person' | 'company' | 'project';

export type FieldType =
  | { readonly kind: 'code' }
  | { readonly kind: 'text' }
  | { readonly kind: 'texts' }
  | { readonly kind: 'choice' | 'choices'; readonly list: CodeList }
  /** 万元, at most two decimals. */
  | { readonly kind: 'money' }
  /** m²; `positive`: 0 is none. */
  | { readonly kind: 'area'; readonly positive?: true }
  /** m */
  | { readonly kind: 'length' }
  | { readonly kind: 'number' | 'integer'; readonly least: number; readonly most: number }
  /** YYYY-MM-DD; `of`: which day stands for a month or a year that is all that a file gives. */
  | { readonly kind: 'date'; readonly of: 'start' | 'end' }
  | { readonly kind: 'boolean' }
  | { readonly kind: 'row'; readonly noun: RowNoun }
  /** Districts, each with its share of the money: `[{code, share}]`, the largest first; the shares sum to 1. */
  | { readonly kind: 'shares' };

export interface Field {
  readonly word: Word;
  readonly type: FieldType;
  /** Other headings under which offices write it, Chinese and English; compared without case, spaces and brackets. */
  readonly also?: readonly string[];
  /** A new row needs it. */
  readonly required?: true;
  /** What a new row gets that says nothing; a file may leave the field out. */
  readonly fallback?: string | number | boolean;
  /** Follows from the rest of the row (an area from the outline): written out, never read in. */
  readonly computed?: true;
  /** Only for who may write: neither shown to the public nor to be filtered by. */
  readonly internal?: true;
}

/** Fields by their names, which are those of the API; the order is that of columns on screen and in files. */
export type Fields<Name extends string = string> = Readonly<Record<Name, Field>>;

/** Keeps the names of the fields in the type. */
export function fields<const Name extends string>(declared: Fields<Name>): Fields<Name> {
  return Object.freeze(declared);
}

const count = { kind: 'integer', least: 0, most: 2_147_483_647 } as const;
/** A whole number from 0. */
export const wholeNumber: FieldType = count;
