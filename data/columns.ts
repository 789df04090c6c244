/**
 * The column file of a noun: what the browser filters on, for all rows, in one answer.
 * Layout: "GWC1", length of the header (uint32), header (JSON, UTF-8), padding to 8 bytes, then the arrays,
 * each aligned to 8 bytes. All numbers little-endian. The writer and the reader stand side by side here.
 */

const magic = 0x31435747; // "GWC1", little-endian

/** Index of "no code" in a dictionary column. */
export const noCode = 0xffff;

const arrayTypes = {
  u8: Uint8Array,
  u16: Uint16Array,
  u32: Uint32Array,
  f64: Float64Array,
} as const;
type ArrayType = keyof typeof arrayTypes;
export type NumberArray = Uint8Array | Uint16Array | Uint32Array | Float64Array;

interface ArrayPlace {
  readonly type: ArrayType;
  readonly offset: number;
  readonly length: number;
}

interface Header {
  readonly noun: string;
  readonly revision: string;
  readonly count: number;
  /** Bytes of all arrays: a file that holds fewer was cut short. */
  readonly bytes: number;
  readonly dictionaries: Readonly<Record<string, readonly string[]>>;
  readonly numbers: Readonly<Record<string, ArrayPlace>>;
  readonly codes: Readonly<Record<string, ArrayPlace>>;
  readonly lists: Readonly<Record<string, { readonly start: ArrayPlace; readonly index: ArrayPlace }>>;
  readonly texts: Readonly<Record<string, ArrayPlace>>;
}

/** One code a row; `index[row]` is a place in `dictionary`, or `noCode`. */
export interface CodeColumn {
  readonly dictionary: readonly string[];
  readonly index: Uint16Array;
}

/** Several codes a row: those of row r stand at `index[start[r]]` … `index[start[r + 1] - 1]`. */
export interface ListColumn {
  readonly dictionary: readonly string[];
  readonly start: Uint32Array;
  readonly index: Uint16Array;
}

/** The columns of a noun. A missing number is NaN; money is in integers of 百元, areas in m². */
export interface Columns {
  readonly noun: string;
  /** Revision of the noun that the file was made at (`<epoch>.<n>`). */
  readonly revision: string;
  readonly count: number;
  readonly numbers: Readonly<Record<string, NumberArray>>;
  readonly codes: Readonly<Record<string, CodeColumn>>;
  readonly lists: Readonly<Record<string, ListColumn>>;
  /** The texts of a column, decoded when first asked for; a missing text is ''. Throws for an unknown column. */
  text(name: string): readonly string[];
}

/** What a column file is written from. */
export interface ColumnSource {
  readonly noun: string;
  readonly revision: string;
  readonly count: number;
  /** `u8`, `u16`, `u32` for counts and flags, `f64` for measures; null becomes NaN (0 in the integer types). */
  readonly numbers: Readonly<Record<string, { type: ArrayType; values: readonly (number | null)[] }>>;
  readonly codes: Readonly<
    Record<string, { dictionary: readonly string[]; values: readonly (string | null)[] }>
  >;
  readonly lists: Readonly<
    Record<string, { dictionary: readonly string[]; values: readonly (readonly string[])[] }>
  >;
  readonly texts: Readonly<Record<string, readonly (string | null)[]>>;
}

/** Writes a column file. Throws when a column's length or a code does not fit, with the value. */
export function encodeColumns(source: ColumnSource): Uint8Array {
  const parts: Uint8Array[] = [];
  let offset = 0;
  const place = (type: ArrayType, array: NumberArray): ArrayPlace => {
    const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
    const at = offset;
    const padding = (8 - (bytes.length % 8)) % 8;
    parts.push(bytes, new Uint8Array(padding));
    offset += bytes.length + padding;
    return { type, offset: at, length: array.length };
  };
  const sameLength = (name: string, values: readonly unknown[]) => {
    if (values.length !== source.count) {
      throw new Error(`column ${name} has ${values.length} values, not ${source.count}`);
    }
  };
  const position = (name: string, dictionary: readonly string[]) => {
    if (dictionary.length >= noCode) throw new Error(`column ${name} has ${dictionary.length} codes`);
    const positions = new Map(dictionary.map((code, index) => [code, index]));
    return (code: string): number => {
      const index = positions.get(code);
      if (index === undefined) throw new Error(`column ${name}: '${code}' is not in its dictionary`);
      return index;
    };
  };
  const dictionaries: Record<string, readonly string[]> = {};
  const numbers: Record<string, ArrayPlace> = {};
  for (const [name, { type, values }] of Object.entries(source.numbers)) {
    sameLength(name, values);
    const missing = type === 'f64' ? Number.NaN : 0;
    numbers[name] = place(type, filled(type, values, missing));
  }
  const codes: Record<string, ArrayPlace> = {};
  for (const [name, { dictionary, values }] of Object.entries(source.codes)) {
    sameLength(name, values);
    const of = position(name, dictionary);
    dictionaries[name] = dictionary;
    codes[name] = place(
      'u16',
      Uint16Array.from(values, (code) => (code === null ? noCode : of(code))),
    );
  }
  const lists: Record<string, { start: ArrayPlace; index: ArrayPlace }> = {};
  for (const [name, { dictionary, values }] of Object.entries(source.lists)) {
    sameLength(name, values);
    const of = position(name, dictionary);
    dictionaries[name] = dictionary;
    const start = new Uint32Array(source.count + 1);
    values.forEach((row, at) => (start[at + 1] = (start[at] ?? 0) + row.length));
    lists[name] = { start: place('u32', start), index: place('u16', Uint16Array.from(values.flat(), of)) };
  }
  const texts: Record<string, ArrayPlace> = {};
  for (const [name, values] of Object.entries(source.texts)) {
    sameLength(name, values);
    // One decoding for the whole column is far quicker than one a row; a line break in a text becomes a space.
    const joined = values.map((text) => (text ?? '').replaceAll('\n', ' ')).join('\n');
    texts[name] = place('u8', new TextEncoder().encode(joined));
  }
  const header: Header = {
    noun: source.noun,
    revision: source.revision,
    count: source.count,
    bytes: offset,
    dictionaries,
    numbers,
    codes,
    lists,
    texts,
  };
  return assemble(new TextEncoder().encode(JSON.stringify(header)), parts, offset);
}

function filled(type: ArrayType, values: readonly (number | null)[], missing: number): NumberArray {
  const array = new arrayTypes[type](values.length);
  values.forEach((value, row) => (array[row] = value ?? missing));
  return array;
}

function assemble(header: Uint8Array, parts: readonly Uint8Array[], length: number): Uint8Array {
  const start = Math.ceil((8 + header.length) / 8) * 8;
  const file = new Uint8Array(start + length);
  const view = new DataView(file.buffer);
  view.setUint32(0, magic, true);
  view.setUint32(4, header.length, true);
  file.set(header, 8);
  let at = start;
  for (const part of parts) {
    file.set(part, at);
    at += part.length;
  }
  return file;
}

/** Bytes of a whole column file, read off its beginning; `undefined` while that is not long enough, or is none. */
export function columnFileSize(beginning: Uint8Array): number | undefined {
  if (beginning.length < 8) return undefined;
  const view = new DataView(beginning.buffer, beginning.byteOffset, beginning.byteLength);
  const headerLength = view.getUint32(4, true);
  if (view.getUint32(0, true) !== magic || beginning.length < 8 + headerLength) return undefined;
  const header = JSON.parse(new TextDecoder().decode(beginning.subarray(8, 8 + headerLength))) as Header;
  return Math.ceil((8 + headerLength) / 8) * 8 + header.bytes;
}

/** Reads a column file without copying its arrays. Throws when it is not one, or is cut short. */
export function decodeColumns(file: ArrayBuffer): Columns {
  const view = new DataView(file);
  if (file.byteLength < 8 || view.getUint32(0, true) !== magic) throw new Error('not a column file');
  const headerLength = view.getUint32(4, true);
  const start = Math.ceil((8 + headerLength) / 8) * 8;
  if (start > file.byteLength) throw new Error(`column file cut short: ${file.byteLength} bytes`);
  const header = JSON.parse(new TextDecoder().decode(new Uint8Array(file, 8, headerLength))) as Header;
  if (start + header.bytes > file.byteLength) {
    throw new Error(`column file cut short: ${file.byteLength} of ${start + header.bytes} bytes`);
  }
  const array = ({ type, offset, length }: ArrayPlace): NumberArray =>
    new arrayTypes[type](file, start + offset, length);
  const dictionary = (name: string) => header.dictionaries[name] ?? [];
  const decoded = new Map<string, readonly string[]>();
  return {
    noun: header.noun,
    revision: header.revision,
    count: header.count,
    numbers: mapValues(header.numbers, (place) => array(place)),
    codes: mapValues(header.codes, (place, name) => ({
      dictionary: dictionary(name),
      index: array(place) as Uint16Array,
    })),
    lists: mapValues(header.lists, ({ start: from, index }, name) => ({
      dictionary: dictionary(name),
      start: array(from) as Uint32Array,
      index: array(index) as Uint16Array,
    })),
    text(name) {
      const known = decoded.get(name);
      if (known) return known;
      const place = header.texts[name];
      if (!place) throw new Error(`columns of ${header.noun} have no text '${name}'`);
      const texts = header.count === 0 ? [] : new TextDecoder().decode(array(place)).split('\n');
      decoded.set(name, texts);
      return texts;
    },
  };
}

function mapValues<In, Out>(
  record: Readonly<Record<string, In>>,
  change: (value: In, name: string) => Out,
): Record<string, Out> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value, name)]));
}
