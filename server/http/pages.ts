/** The built client: its files are read once, so that a path can name nothing else and a new build breaks nothing. */
import { readdir, readFile, realpath } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import { keep, send } from './send.ts';
import type { Kept } from './send.ts';
import { anonymous } from '../viewer.ts';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=UTF-8',
  '.js': 'text/javascript; charset=UTF-8',
  '.mjs': 'text/javascript; charset=UTF-8',
  '.css': 'text/css; charset=UTF-8',
  '.json': 'application/json; charset=UTF-8',
  '.webmanifest': 'application/manifest+json; charset=UTF-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=UTF-8',
};
const packed = new Set(['.png', '.ico', '.woff2']);

export interface Pages {
  /** The file at a path, the page for a path that a browser opens, or `undefined`. */
  answer(request: Request): Promise<Response | undefined>;
}

interface PageFile {
  readonly contentType: string;
  readonly immutable: boolean;
  readonly compressible: boolean;
  readonly body: Kept;
}

/** Reads the files under a directory (some 3 MB); what lies outside of it by a link is left out. */
export async function pagesOf(directory: string): Promise<Pages> {
  const files = new Map<string, PageFile>();
  const root = await realpath(directory);
  for (const entry of await readdir(root, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const extension = extname(entry.name);
    const address = `/${relative(root, path).split(sep).map(encodeURIComponent).join('/')}`;
    files.set(address, {
      contentType: types[extension] ?? 'application/octet-stream',
      // Vite puts the hash of the content into the names under assets/.
      immutable: address.startsWith('/assets/'),
      compressible: !packed.has(extension),
      body: keep(await readFile(path)),
    });
  }
  // A folder with a page of its own, such as /print; every other address is the application's.
  const pageAt = (pathname: string) =>
    files.get(`${pathname.replace(/\/+$/, '')}/index.html`) ?? files.get('/index.html');
  return {
    async answer(request) {
      if (request.method !== 'GET' && request.method !== 'HEAD') return undefined;
      const { pathname } = new URL(request.url);
      const file = files.get(pathname) ?? (isPageAddress(pathname, request) ? pageAt(pathname) : undefined);
      if (!file) return undefined;
      const asked = file.compressible
        ? request
        : new Request(request.url, {
            headers: { 'If-None-Match': request.headers.get('If-None-Match') ?? '' },
          });
      return send(file.body, {
        request: asked,
        viewer: anonymous,
        cache: file.immutable ? 'immutable' : 'revalidate',
        contentType: file.contentType,
      });
    },
  };
}

/** A path that a browser opens as a page: it wants HTML, and the path names neither a file nor a service. */
function isPageAddress(pathname: string, request: Request): boolean {
  if (pathname === '/') return true;
  return (
    (request.headers.get('Accept') ?? '').includes('text/html') &&
    /^(\/[\w-]+)+\/?$/.test(pathname) &&
    !/^\/(api|ogc|styles|tiles|archives|assets|healthz|readyz)(\/|$)/.test(pathname)
  );
}
