/** Which encoding bytes are in: what they say themselves, else the first of UTF-8 and GB18030 that fits all of them. */
import { SourceProblem } from '../source.ts';

export interface Encoding {
  /** As `TextDecoder` names it, in capitals: UTF-8, GB18030, UTF-16LE. */
  readonly used: string;
  /** Found from the bytes, not said by a mark, a `.cpg` or the person. */
  readonly detected: boolean;
}

/** The name of an encoding as given by a person or a `.cpg`, in `TextDecoder`'s words; `undefined` when it has none. */
export function encodingNamed(given: string): string | undefined {
  const plain = given.trim().replace(/^(?:cp|ansi|windows|oem|ms)[ _-]?936$/i, 'gbk');
  const label = /^65001$/.test(plain)
    ? 'utf-8'
    : /^936$/.test(plain)
      ? 'gbk'
      : plain.replace(/^(?:ansi|cp)[ _-]?(125\d)$/i, 'windows-$1').replace(/^8859_?(\d+)$/, 'iso-8859-$1');
  try {
    const name = new TextDecoder(label).encoding.toUpperCase();
    return name === 'GBK' ? 'GB18030' : name; // GB18030 contains GBK
  } catch {
    return undefined; // a name that no decoder has
  }
}

/** @throws SourceProblem when the name is of no encoding. */
export function encodingGiven(given: string): Encoding {
  const used = encodingNamed(given);
  if (used) return { used, detected: false };
  const shown = given.slice(0, 40);
  throw new SourceProblem('not_allowed', {
    zh: `不认识编码“${shown}”，可用 UTF-8、GB18030、UTF-16LE 等。`,
    en: `“${shown}” is no known encoding; use UTF-8, GB18030, UTF-16LE or the like.`,
  });
}

/** Fed with all bytes of a file, says which encoding they are in. */
export class EncodingDetector {
  #first: Uint8Array | undefined;
  readonly #candidates = new Map(
    ['UTF-8', 'GB18030'].map((name) => [name, new TextDecoder(name, { fatal: true })]),
  );
  /** NUL bytes at even and odd places of the beginning. */
  readonly #nulls = [0, 0] as [number, number];

  push(bytes: Uint8Array): void {
    if (!this.#first && bytes.length > 0) {
      this.#first = bytes.slice(0, 3);
      for (const [at, byte] of bytes.subarray(0, 4096).entries())
        if (byte === 0) this.#nulls[at % 2 ? 1 : 0]++;
    }
    for (const [name, decoder] of this.#candidates) {
      try {
        decoder.decode(bytes, { stream: true });
      } catch {
        this.#candidates.delete(name); // bytes that the encoding has not
      }
    }
  }

  end(): Encoding {
    const [a, b, c] = this.#first ?? [];
    if (a === 0xef && b === 0xbb && c === 0xbf) return { used: 'UTF-8', detected: false };
    if (a === 0xff && b === 0xfe) return { used: 'UTF-16LE', detected: false };
    if (a === 0xfe && b === 0xff) return { used: 'UTF-16BE', detected: false };
    const [even, odd] = this.#nulls;
    if (even + odd > 2) return { used: odd >= even ? 'UTF-16LE' : 'UTF-16BE', detected: true };
    for (const [name, decoder] of this.#candidates) {
      try {
        decoder.decode();
        return { used: name, detected: true };
      } catch {
        // it ends in the middle of a character
      }
    }
    return { used: 'GB18030', detected: true };
  }
}

/** The encoding of short bytes, all of them given. */
export function detectEncoding(pieces: Iterable<Uint8Array>): Encoding {
  const detector = new EncodingDetector();
  for (const piece of pieces) detector.push(piece);
  return detector.end();
}
