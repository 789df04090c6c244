/** What columns a source has, gathered from its rows, and the kinds of values in them. */
import type { ColumnType, Limits, SourceColumn } from '../source.ts';
import { tooManyColumns } from '../source.ts';

type Value = string | number | boolean | null;

/** Gathers the names and types of the columns of rows, in the order of their first appearance. */
export class ColumnTypes {
  readonly #types = new Map<string, ColumnType | undefined>();
  readonly #limits: Limits;

  constructor(limits: Limits) {
    this.#limits = limits;
  }

  add(values: Readonly<Record<string, Value>>): void {
    for (const name of Object.keys(values)) {
      const value = values[name] ?? null;
      const before = this.#types.get(name);
      if (before === undefined && !this.#types.has(name)) {
        this.#types.set(name, value === null ? undefined : typeOf(value));
        if (this.#types.size > this.#limits.columns) {
          throw tooManyColumns(this.#types.size, this.#limits.columns);
        }
      } else if (value !== null) {
        const type = typeOf(value);
        if (before === undefined) this.#types.set(name, type);
        else if (before !== type) this.#types.set(name, wider(before, type));
      }
    }
  }

  columns(): SourceColumn[] {
    return Array.from(this.#types, ([name, type]) => ({ name, type: type ?? 'text' }));
  }
}

function typeOf(value: string | number | boolean): ColumnType {
  if (typeof value === 'boolean') return 'boolean';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return /^\d{4}-\d{2}-\d{2}$/.test(value) ? 'date' : 'text';
}

function wider(one: ColumnType, other: ColumnType): ColumnType {
  const numbers = [one, other].every((type) => type === 'integer' || type === 'number');
  return numbers ? 'number' : 'text';
}

/**
 * A value of JSON as a row holds it: lists and objects become their text.
 * @returns `undefined` for a name that no row may have.
 */
export function flatValue(value: unknown): Value {
  if (typeof value === 'string' || typeof value === 'boolean' || value === null) return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (value === undefined) return null;
  if (Array.isArray(value) && value.every((one) => typeof one !== 'object')) return value.join(', ');
  return JSON.stringify(value);
}

/** Properties of a feature as values of a row. A name that would change the object itself is left out. */
export function rowValues(properties: unknown, limits: Limits): Record<string, Value> {
  const values: Record<string, Value> = {};
  if (typeof properties !== 'object' || properties === null) return values;
  const names = Object.keys(properties);
  if (names.length > limits.columns) throw tooManyColumns(names.length, limits.columns);
  for (const name of names) {
    if (name === '__proto__') continue;
    values[name] = flatValue((properties as Record<string, unknown>)[name]);
  }
  return values;
}

/** Headings as names of columns: empty ones get their place, equal ones a number. */
export function headingNames(headings: readonly string[], placeName: (at: number) => string): string[] {
  const used = new Set<string>();
  return headings.map((heading, at) => {
    const plain = heading.replace(/\s+/g, ' ').trim();
    const base = plain === '' || plain === '__proto__' ? placeName(at) : plain;
    let name = base;
    for (let number = 2; used.has(name); number++) name = `${base} (${number})`;
    used.add(name);
    return name;
  });
}
