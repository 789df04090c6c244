/** What stands before every route: limits on what comes in, who asks, and the headers that protect the page. */
import type { MiddlewareHandler } from 'hono';
import type { ClientReader } from './client.ts';
import { Problem } from './problem.ts';
import type { Env } from '../route.ts';
import type { ViewerCheck } from '../viewer.ts';

/** Longest query string in bytes: the largest filter of a screen is well under 2 KB. */
export const longestQuery = 8 * 1024;

/** Largest request body in bytes, but for photos: 500 rows of a report have some 100 KB. */
export const largestBody = 1024 * 1024;

/**
 * Same origin only. MapLibre starts its worker from a blob where a module worker cannot be had, and paints images
 * from blobs; style attributes are how panels are placed.
 */
const contentSecurityPolicy = (tiles: string) =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "worker-src 'self' blob:",
    "child-src 'self' blob:",
    "style-src 'self'",
    "style-src-attr 'unsafe-inline'",
    `img-src 'self' data: blob:${tiles}`,
    "font-src 'self'",
    `connect-src 'self'${tiles}`,
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'self'",
  ].join('; ');

/** Headers of every answer. No CORS header is among them: other origins may not read. */
export const protectiveHeaders: Readonly<Record<string, string>> = {
  'Content-Security-Policy': contentSecurityPolicy(''),
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'strict-origin-when-cross-origin',
  'X-Frame-Options': 'SAMEORIGIN',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  // The map asks where the visitor is and fills the screen; a page that embeds it may not through it.
  'Permissions-Policy': 'geolocation=(self), fullscreen=(self), camera=(), microphone=(), payment=(), usb=()',
};

/** The hosts of 天地图's tiles, t0 to t7. */
const tiandituHosts = Array.from({ length: 8 }, (_, host) => ` https://t${host}.tianditu.gov.cn`).join('');

/** Puts the protective headers on every answer, errors included; 天地图 may be read from only where it is offered. */
export function protectWith({ tianditu }: { readonly tianditu: boolean }): MiddlewareHandler {
  const headers = Object.entries({
    ...protectiveHeaders,
    'Content-Security-Policy': contentSecurityPolicy(tianditu ? tiandituHosts : ''),
  });
  return async (context, next) => {
    await next();
    for (const [name, value] of headers) context.res.headers.set(name, value);
  };
}
export const protect = protectWith({ tianditu: false });

/** Tells the client and the viewer. @throws Problem 414 for a long query, 401 for a token that is not known. */
export function guard({
  viewerOf,
  clientOf,
}: {
  readonly viewerOf: ViewerCheck;
  readonly clientOf: ClientReader;
}): MiddlewareHandler<Env> {
  return async (context, next) => {
    refuseLongQuery(context.req.url);
    context.set('client', clientOf(context.req.raw, context.env?.incoming));
    context.set('viewer', viewerOf(context.req.header('Authorization')));
    await next();
  };
}

function refuseLongQuery(url: string): void {
  const from = url.indexOf('?');
  const length = from < 0 ? 0 : url.length - from - 1;
  if (length <= longestQuery) return;
  throw new Problem({
    status: 414,
    kind: 'query-too-long',
    title: { zh: '查询串过长', en: 'Query too long' },
    detail: {
      zh: `查询串长 ${length} 字节，最多 ${longestQuery} 字节。`,
      en: `The query string has ${length} bytes; at most ${longestQuery} are taken.`,
    },
  });
}
