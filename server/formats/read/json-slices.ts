/**
 * Takes the bytes of GeoJSON apart without holding them: each feature of a collection, or each object of a sequence,
 * is handed on as its text. Only brackets and strings are looked at, so that one feature that is not JSON costs no other.
 */
const quote = 0x22;
const backslash = 0x5c;
const openBracket = 0x5b;
const openBrace = 0x7b;
const closeBracket = 0x5d;
const closeBrace = 0x7d;
const comma = 0x2c;

export interface Slice {
  /** `undefined` when it is longer than the limit. */
  readonly text: string | undefined;
  /** How deep its brackets are nested, itself counted. */
  readonly depth: number;
}

/** Pushed with pieces of bytes, which it keeps until a slice is whole. */
export class JsonSlices {
  /** The text of a collection with its features left out; empty for a sequence. */
  head = '';
  /** What else stands where only objects should, its beginning. */
  strange = '';
  readonly #limit: number;
  readonly #decoder = new TextDecoder('utf-8');
  /** `features`: inside the list of a collection. `tail`: between its end and that of the collection. */
  #mode: 'sequence' | 'features' | 'tail' = 'sequence';
  #depth = 0;
  #deepest = 0;
  #inString = false;
  #escaped = false;
  #kept: Uint8Array[] = [];
  #keptBytes = 0;
  #overlong = false;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Whether the bytes ended in the middle of something. */
  get unfinished(): boolean {
    return this.#depth > 0 || this.#inString;
  }

  /** @returns the slices that these bytes completed. */
  push(bytes: Uint8Array): Slice[] {
    const slices: Slice[] = [];
    let start = this.#depth > this.#floor ? 0 : -1;
    for (let at = 0; at < bytes.length; at++) {
      const byte = bytes[at] as number;
      if (this.#inString) {
        if (this.#escaped) this.#escaped = false;
        else if (byte === backslash) this.#escaped = true;
        else if (byte === quote) this.#inString = false;
      } else if (byte === openBrace || byte === openBracket) {
        if (start < 0) {
          start = at;
          this.#deepest = 0;
        }
        this.#depth++;
        this.#deepest = Math.max(this.#deepest, this.#depth - this.#floor);
        if (byte === openBracket && this.#depth === 2 && this.#opensFeatures(bytes, start, at)) {
          this.#keep(bytes.subarray(start, at + 1));
          this.head = this.#text() ?? '';
          this.#mode = 'features';
          start = -1;
        }
      } else if (byte === closeBrace || byte === closeBracket) {
        this.#depth--;
        if (this.#mode === 'features' && this.#depth === 1) {
          this.#mode = 'tail';
          start = at;
        } else if (start >= 0 && this.#depth === this.#floor) {
          this.#keep(bytes.subarray(start, at + 1));
          const text = this.#text();
          if (this.#mode === 'tail') this.head += text ?? '';
          else slices.push({ text, depth: this.#deepest });
          this.#mode = this.#mode === 'tail' ? 'sequence' : this.#mode;
          start = -1;
        } else if (start < 0) {
          this.#depth = this.#floor;
          this.#outside(byte);
        }
      } else {
        if (byte === quote) this.#inString = true;
        if (start < 0) this.#outside(byte);
      }
    }
    if (start >= 0) this.#keep(bytes.subarray(start));
    return slices;
  }

  /** The depth at which slices begin and end. */
  get #floor(): number {
    return this.#mode === 'features' ? 2 : 0;
  }

  /** White space, commas, and the record separator of sequences (RFC 8142) may stand between objects. */
  #outside(byte: number): void {
    if (byte > 0x20 && byte !== comma && this.strange.length < 20) this.strange += String.fromCharCode(byte);
  }

  /** Whether the list that opens here is that of the member `features` of the outermost object. */
  #opensFeatures(bytes: Uint8Array, start: number, at: number): boolean {
    if (this.#mode !== 'sequence') return false;
    let before = String.fromCharCode(...bytes.subarray(Math.max(start, at - 64), at));
    const last = this.#kept.at(-1);
    if (before.length < 64 && last) before = String.fromCharCode(...last.subarray(-64)) + before;
    return /"features"\s*:\s*$/.test(before);
  }

  #keep(piece: Uint8Array): void {
    this.#keptBytes += piece.length;
    if (this.#keptBytes > this.#limit) {
      this.#overlong = true;
      this.#kept = [];
    }
    if (!this.#overlong) this.#kept.push(piece);
  }

  #text(): string | undefined {
    const text = this.#overlong ? undefined : this.#decoder.decode(Buffer.concat(this.#kept));
    this.#kept = [];
    this.#keptBytes = 0;
    this.#overlong = false;
    return text;
  }
}
