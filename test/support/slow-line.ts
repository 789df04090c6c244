/** A line between browser and server that a test makes slow, or cuts: requests are held until they are let go. */
import { createServer, request } from 'node:http';
import type { AddressInfo, Server } from 'node:net';
import type { IncomingMessage, ServerResponse } from 'node:http';

export interface SlowLine {
  readonly url: string;
  /** Holds what is asked for from now on and matches, until `release`. */
  hold(path: RegExp): void;
  /** Lets `count` of the held requests through, in their order; without it all, and holds nothing more. */
  release(count?: number): void;
  /** How many requests are held now. */
  readonly held: number;
  /** Drops every connection and takes none until `mend`, which does nothing to a whole line. */
  cut(): Promise<void>;
  mend(): Promise<void>;
  /** Answers what matches with 503 from now on; `undefined` answers all again. */
  refuse(path: RegExp | undefined): void;
  close(): Promise<void>;
}

/** Lies before the server that listens on `target`, on a port of its own. */
export async function slowLine(target: number): Promise<SlowLine> {
  let holding: RegExp | undefined;
  let refused: RegExp | undefined;
  let waiting: (() => void)[] = [];

  function pass(incoming: IncomingMessage, outgoing: ServerResponse): void {
    const { method, url, headers } = incoming;
    const onward = request({ port: target, host: '127.0.0.1', method, path: url, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    onward.on('error', () => outgoing.destroy());
    outgoing.on('close', () => onward.destroy());
    incoming.pipe(onward);
  }
  const make = () =>
    createServer((incoming, outgoing) => {
      const path = incoming.url ?? '';
      if (refused?.test(path)) {
        outgoing.writeHead(503, { 'Content-Type': 'text/plain', 'Retry-After': '1' }).end('away');
      } else if (holding?.test(path)) {
        const go = () => pass(incoming, outgoing);
        waiting.push(go);
        // Who gives up waits no more.
        outgoing.on('close', () => (waiting = waiting.filter((other) => other !== go)));
      } else pass(incoming, outgoing);
    });
  let server: Server = make();
  await listen(server, 0);
  const { port } = server.address() as AddressInfo;
  const cut = async (): Promise<void> => {
    const closed = new Promise((done) => server.close(done));
    (server as ReturnType<typeof make>).closeAllConnections();
    await closed;
    waiting = [];
  };
  return {
    url: `http://127.0.0.1:${port}`,
    hold: (path) => (holding = path),
    release(count) {
      if (count === undefined) holding = undefined;
      for (const go of waiting.splice(0, count ?? waiting.length)) go();
    },
    get held() {
      return waiting.length;
    },
    cut,
    async mend() {
      if (server.listening) return;
      server = make();
      await listen(server, port);
    },
    refuse: (path) => (refused = path),
    close: cut,
  };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve) => server.listen(port, '127.0.0.1', resolve));
}
