/** Serves the bare map (test/bench/bare-map) in front of the server that it takes its tiles from. */
import { readFile } from 'node:fs/promises';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';
import { traditionalChinese } from '../../web/traditional-chinese.ts';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=UTF-8',
  '.js': 'text/javascript; charset=UTF-8',
  '.css': 'text/css; charset=UTF-8',
};

/** Builds the page into a folder and serves it gzipped; what is no file of it is asked of the server at `target`. */
export async function serveBarePage(
  directory: string,
  target: number,
): Promise<{ readonly url: string; close(): void }> {
  await build({
    configFile: false,
    root: fileURLToPath(new URL('./bare-map', import.meta.url)),
    logLevel: 'error',
    plugins: [traditionalChinese()],
    worker: { format: 'es' },
    build: { outDir: directory, emptyOutDir: true, target: 'es2022', chunkSizeWarningLimit: 2000 },
  });
  const server = createServer((incoming, outgoing) => {
    const { method, url = '/', headers } = incoming;
    const path = url === '/' ? '/index.html' : url;
    const type = types[extname(path)];
    if (type !== undefined) {
      readFile(join(directory, path)).then(
        (content) => {
          outgoing.writeHead(200, { 'Content-Type': type, 'Content-Encoding': 'gzip' });
          outgoing.end(gzipSync(content));
        },
        () => outgoing.writeHead(404).end(),
      );
      return;
    }
    incoming.pipe(
      request({ port: target, host: '127.0.0.1', method, path: url, headers }, (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
      }).on('error', () => outgoing.destroy()),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
