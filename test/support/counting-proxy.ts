/** A proxy in front of the server that notes the map data asked for: what a browser has kept never gets here. */
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Asked {
  /** Addresses of live tiles. */
  tiles: string[];
  /** Archives with their byte ranges. */
  ranges: string[];
}

export interface CountingProxy {
  readonly url: string;
  /** Milliseconds since the last request for map data. */
  quietFor(): number;
  /** What was asked for since the last call. */
  take(): Asked;
  close(): void;
}

/** Stands in front of the server that listens on `target`, on a port of its own. */
export async function countingProxy(target: number): Promise<CountingProxy> {
  let asked: Asked = { tiles: [], ranges: [] };
  let last = performance.now();
  const server = createServer((incoming, outgoing) => {
    const { method, url = '', headers } = incoming;
    if (url.includes('.mvt')) asked.tiles.push(url);
    if (url.startsWith('/archives/')) asked.ranges.push(`${url} ${headers.range}`);
    if (url.includes('.mvt') || url.startsWith('/archives/')) last = performance.now();
    incoming.pipe(
      request({ port: target, host: '127.0.0.1', method, path: url, headers }, (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
      }).on('error', () => outgoing.destroy()),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    quietFor: () => performance.now() - last,
    take() {
      const taken = asked;
      asked = { tiles: [], ranges: [] };
      return taken;
    },
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
