/** Compression of answers: brotli or gzip, as the client prefers, where it saves something. */
import { constants, brotliCompress, gzip } from 'node:zlib';
import { promisify } from 'node:util';

export type Encoding = 'br' | 'gzip' | 'identity';

/** Below this many bytes a compressed answer is not worth its headers. */
export const smallestCompressed = 1024;

/** The encoding to answer in: the accepted one with the greatest weight, brotli before gzip. */
export function chooseEncoding(acceptEncoding: string | null | undefined): Encoding {
  const weights = new Map<string, number>();
  for (const part of (acceptEncoding ?? '').slice(0, 500).split(',')) {
    const [name = '', quality] = part
      .trim()
      .toLowerCase()
      .split(/\s*;\s*q=/);
    weights.set(name, quality === undefined ? 1 : Number(quality) || 0);
  }
  const weight = (name: string) => weights.get(name) ?? weights.get('*') ?? 0;
  const br = weight('br');
  const zipped = weight('gzip');
  if (br > 0 && br >= zipped) return 'br';
  return zipped > 0 ? 'gzip' : 'identity';
}

const brotli = promisify(brotliCompress);
const zip = promisify(gzip);

/** Compresses off the main thread. `thorough` is for what is kept and sent many times. */
export async function compress(body: Uint8Array, encoding: Encoding, thorough = false): Promise<Uint8Array> {
  if (encoding === 'identity') return body;
  if (encoding === 'gzip') return zip(body, { level: thorough ? 9 : 6 });
  return brotli(body, {
    params: {
      // Level 4 is as quick as gzip 6 and smaller; 9 costs about ten times as much.
      [constants.BROTLI_PARAM_QUALITY]: thorough ? 9 : 4,
      [constants.BROTLI_PARAM_SIZE_HINT]: body.length,
    },
  });
}
