/** What is said about one tile: status, headers and bytes, the same under Hono and on the short way beside it. */
import { gunzipSync } from 'node:zlib';
import { isCode } from '../../data/vocabulary/word.ts';
import { layer as layers } from '../../data/vocabulary/layer.ts';
import { deepestZoom } from '../../tiles/layers.ts';
import type { LiveTile, TileAddress } from '../../tiles/live.ts';
import { isKnown } from '../http/etag.ts';
import { cacheControl, type CachePolicy } from '../http/send.ts';
import type { Viewer } from '../viewer.ts';

/** The tile that a path names, or undefined. Plain decimal digits in range only; the path as it came, not decoded. */
export function tileOfPath(path: string): TileAddress | undefined {
  const [, layer, ...digits] = tilePath.exec(path) ?? [];
  const [z = -1, x = -1, y = -1] = digits.map(Number);
  if (!isCode(layers, layer) || z > deepestZoom || Math.max(x, y) >> z > 0) return undefined;
  return { layer, z, x, y };
}
const tilePath = /^\/tiles\/([a-z]+)\/(0|[1-9]\d?)\/(0|[1-9]\d{0,5})\/(0|[1-9]\d{0,5})\.mvt$/;

export interface TileAnswer {
  readonly status: 200 | 204 | 304;
  readonly headers: Record<string, string>;
  readonly body: Uint8Array | null;
}

export interface TileRequest {
  readonly viewer: Viewer;
  /** Revision in the address. */
  readonly wanted: string | undefined;
  readonly acceptEncoding: string | null | undefined;
  readonly ifNoneMatch: string | null | undefined;
}

/**
 * The answer with a tile. Only a tile of the revision in the address may be kept for ever; with another one there it
 * is not kept at all, so that no cache has new bytes under an old name. An empty tile has no content (204).
 */
export function tileAnswer({ revision, bytes, packed }: LiveTile, request: TileRequest): TileAnswer {
  const { viewer, wanted } = request;
  const policy: CachePolicy =
    wanted === undefined ? 'revalidate' : wanted === revision ? 'immutable' : 'never';
  const headers: Record<string, string> = {
    'Cache-Control': cacheControl(policy, viewer),
    Vary: 'Accept-Encoding, Authorization',
  };
  if (policy !== 'never') {
    headers.ETag = `W/"${revision}${viewer.kind === 'anonymous' ? '' : `-${viewer.kind}`}"`;
    if (isKnown(headers.ETag, request.ifNoneMatch)) return { status: 304, headers, body: null };
  }
  if (bytes.length === 0) return { status: 204, headers, body: null };
  const sentPacked = packed && takesGzip(request.acceptEncoding);
  const body = packed && !sentPacked ? gunzipSync(bytes) : bytes;
  headers['Content-Type'] = 'application/vnd.mapbox-vector-tile';
  if (sentPacked) headers['Content-Encoding'] = 'gzip';
  headers['Content-Length'] = String(body.length);
  return { status: 200, headers, body };
}

/**
 * Whether gzip is named in an `Accept-Encoding` and not refused by `q=0`. Tiles are kept in gzip alone: brotli would
 * have to be made of every tile for a few per cent.
 */
export function takesGzip(acceptEncoding: string | null | undefined): boolean {
  return gzipNamed.test(acceptEncoding ?? '');
}
const gzipNamed = /\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/;
