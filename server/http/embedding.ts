/** Who may show the map in a frame of their own page: the embedded view alone, and only origins that the owner names. */
import type { MiddlewareHandler } from 'hono';

/** Whether a request asks for the embedded view, which is read only; nothing else may ever stand in a foreign frame. */
export function isEmbedded(url: URL): boolean {
  return url.pathname === '/' && url.searchParams.get('embed') === '1';
}

/**
 * Lets the named origins frame the embedded view. It stands before `protect`, whose headers it loosens: the list of
 * ancestors grows; X-Frame-Options, which knows no list and would contradict it, goes; a page that isolates itself
 * (Cross-Origin-Embedder-Policy) may take it in. Without origins nothing changes: only pages of this server may.
 */
export function embedding(origins: readonly string[]): MiddlewareHandler {
  return async (context, next) => {
    await next();
    if (origins.length === 0 || !isEmbedded(new URL(context.req.url))) return;
    const { headers } = context.res;
    const policy = headers.get('Content-Security-Policy') ?? '';
    headers.set(
      'Content-Security-Policy',
      policy.replace("frame-ancestors 'self'", `frame-ancestors 'self' ${origins.join(' ')}`),
    );
    headers.delete('X-Frame-Options');
    headers.set('Cross-Origin-Resource-Policy', 'cross-origin');
  };
}
