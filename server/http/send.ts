/** Sends a body: entity tag, 304, compression, cache headers. */
import { chooseEncoding, compress, smallestCompressed } from './compress.ts';
import type { Encoding } from './compress.ts';
import { etagOf, isKnown } from './etag.ts';
import type { Viewer } from '../viewer.ts';

/**
 * How long an answer may be kept: `revalidate` = keep it but ask each time, `immutable` = its address holds its
 * revision, `never` = do not keep it. What not everybody may see is never kept by a shared cache.
 */
export type CachePolicy = 'revalidate' | 'immutable' | 'never';

export function cacheControl(policy: CachePolicy, viewer: Viewer): string {
  if (policy === 'never') return 'no-store';
  if (viewer.kind !== 'anonymous') return 'private, no-cache';
  return policy === 'immutable' ? 'public, max-age=31536000, immutable' : 'no-cache';
}

/** A body with the encodings that were made of it, for what is sent many times. */
export interface Kept {
  readonly etag: string;
  readonly size: number;
  in(encoding: Encoding): Promise<Uint8Array>;
}

/** Keeps a body and makes each encoding of it once, when it is first asked for. */
export function keep(body: Uint8Array): Kept {
  const encodings = new Map<Encoding, Promise<Uint8Array>>([['identity', Promise.resolve(body)]]);
  return {
    etag: etagOf(body),
    size: body.length,
    in(encoding) {
      let made = encodings.get(encoding);
      if (!made) encodings.set(encoding, (made = compress(body, encoding, true)));
      return made;
    },
  };
}

interface SendOptions {
  readonly request: Request;
  readonly viewer: Viewer;
  readonly cache: CachePolicy;
  readonly contentType: string;
  /** Further headers; `Vary` is added to what always counts. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** Sends a text or a kept body. Answers 304 when the client has it already. */
export async function send(body: string | Kept, options: SendOptions): Promise<Response> {
  const { request, viewer, cache, contentType } = options;
  const { Vary: varies, ...further } = options.headers ?? {};
  const headers = new Headers({
    ...further,
    'Content-Type': contentType,
    'Cache-Control': cacheControl(cache, viewer),
    Vary: `Accept-Encoding, Authorization${varies ? `, ${varies}` : ''}`,
  });
  const etag = typeof body === 'string' ? etagOf(body) : body.etag;
  if (cache !== 'never') {
    headers.set('ETag', etag);
    if (isKnown(etag, request.headers.get('If-None-Match'))) {
      headers.delete('Content-Type');
      return new Response(null, { status: 304, headers });
    }
  }
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : undefined;
  const size = typeof body === 'string' ? (bytes?.length ?? 0) : body.size;
  const encoding =
    size < smallestCompressed ? 'identity' : chooseEncoding(request.headers.get('Accept-Encoding'));
  const sent =
    typeof body === 'string' ? await compress(bytes ?? new Uint8Array(), encoding) : await body.in(encoding);
  if (encoding !== 'identity') headers.set('Content-Encoding', encoding);
  headers.set('Content-Length', String(sent.length));
  return new Response(sent as Uint8Array<ArrayBuffer>, { headers });
}
