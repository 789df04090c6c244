/** Finding rows by what a cell says of them: their code, their name, or how people shorten it. */
import { compact, fold } from './text.ts';

export interface NamedRow {
  readonly code: string;
  readonly name: string;
  readonly nameEn?: string | null;
}

export type Found =
  | { readonly code: string; readonly by: 'code' | 'name' | 'short' | 'start' }
  | { readonly several: readonly string[] }
  | null;

export interface RowIndexOptions {
  /** Names of the areas around, as addresses begin with them: 河南省, 商丘市. */
  readonly around?: readonly string[];
  /** Endings without which people say a name (区, 县, 市); what is left must have two characters. */
  readonly endings?: readonly string[];
  /** Whether a longer text that begins with a name means its row: an address begins with its district. */
  readonly start?: boolean;
}

/** How districts are shortened and found at the beginning of an address. */
export function districtOptions(placeName: string): RowIndexOptions {
  return { around: [placeName], endings: ['自治县', '区', '县', '市', '旗'], start: true };
}

/** The rows of one noun, found by text. Rows may be added while it is used. */
export class RowIndex {
  readonly #byCode = new Map<string, string>();
  readonly #byName = new Map<string, Set<string>>();
  readonly #byShort = new Map<string, Set<string>>();
  readonly #rows = new Map<string, NamedRow>();
  readonly #options: RowIndexOptions;
  #found = new Map<string, Found>();

  constructor(rows: Iterable<NamedRow> = [], options: RowIndexOptions = {}) {
    this.#options = options;
    for (const row of rows) this.add(row);
  }

  add(row: NamedRow): void {
    this.#rows.set(row.code, row);
    this.#byCode.set(fold(row.code), row.code);
    put(this.#byName, fold(row.name), row.code);
    if (row.nameEn) put(this.#byName, fold(row.nameEn), row.code);
    for (const short of this.#shortNames(row)) put(this.#byShort, fold(short), row.code);
    this.#found = new Map();
  }

  /** The row with a code, as it is written in every case. */
  row(code: string): NamedRow | undefined {
    return this.#rows.get(code);
  }

  /** The row that a text means; `several` names their codes where it fits more than one. */
  find(text: string): Found {
    let found = this.#found.get(text);
    if (found === undefined) {
      found = this.#search(text);
      // A column of free texts must not fill the memory.
      if (this.#found.size < 20_000) this.#found.set(text, found);
    }
    return found;
  }

  #search(text: string): Found {
    if (this.#rows.has(text)) return { code: text, by: 'code' };
    const whole = fold(text);
    const code = this.#byCode.get(whole);
    if (code !== undefined) return { code, by: 'code' };
    const local = fold(this.#withoutPlace(compact(text)));
    const spellings = local === whole || local === '' ? [whole] : [whole, local];
    for (const spelling of spellings) {
      const named = one(this.#byName.get(spelling), 'name');
      if (named) return named;
    }
    for (const spelling of spellings) {
      const short = one(this.#byShort.get(spelling), 'short');
      if (short) return short;
    }
    return null;
  }

  /** The row with the longest name that a text begins with, where that means it (`start`). */
  begins(longer: string): Found {
    if (!this.#options.start) return null;
    const text = fold(this.#withoutPlace(compact(longer)));
    for (let length = text.length - 1; length >= 2; length--) {
      const codes = this.#byName.get(text.slice(0, length));
      if (codes) return one(codes, 'start');
    }
    return null;
  }

  #withoutPlace(text: string): string {
    const place = this.#options.around?.find((name) => text.startsWith(name) && text.length > name.length);
    const rest = place ? text.slice(place.length) : text;
    // Whatever province stands before the place.
    const province = /^[\p{Script=Han}]{2,7}?(?:省|自治区)/u.exec(rest)?.[0];
    return province && province.length < rest.length ? this.#withoutPlace(rest.slice(province.length)) : rest;
  }

  /** A name without its brackets, and without the ending that people leave off. */
  #shortNames({ name, nameEn }: NamedRow): string[] {
    const bare = [name, nameEn ?? ''].flatMap((full) => {
      const without = full
        .normalize('NFKC')
        .replaceAll(/\([^()]*\)/g, '')
        .trim();
      return without && without !== full ? [without] : [];
    });
    const { endings = [] } = this.#options;
    const endless = endings.filter((ending) => name.endsWith(ending) && name.length >= ending.length + 2);
    return [...bare, ...endless.slice(0, 1).map((ending) => name.slice(0, -ending.length))];
  }
}

function put(index: Map<string, Set<string>>, key: string, code: string): void {
  if (key === '') return;
  const codes = index.get(key);
  if (codes) codes.add(code);
  else index.set(key, new Set([code]));
}

function one(codes: ReadonlySet<string> | undefined, by: 'name' | 'short' | 'start'): Found {
  if (!codes) return null;
  const [first, ...others] = codes;
  if (first === undefined) return null;
  return others.length ? { several: [...codes] } : { code: first, by };
}
