/** HTTP load with as little work of its own as can be: raw keep-alive connections, one request at a time on each. */
import { connect } from 'node:net';

export interface Load {
  readonly port: number;
  /** Each is asked for once, in this order. */
  readonly paths: readonly string[];
  readonly connections: number;
}

export interface LoadResult {
  readonly seconds: number;
  readonly perSecond: number;
  /** Bytes of bodies. */
  readonly bytes: number;
  /** Number of answers by status. */
  readonly statuses: ReadonlyMap<number, number>;
  /** Milliseconds of each request. */
  readonly times: readonly number[];
}

/** Asks for all paths; rejects when a connection breaks. */
export async function load({ port, paths, connections }: Load): Promise<LoadResult> {
  let next = 0;
  let bytes = 0;
  const statuses = new Map<number, number>();
  const times: number[] = [];

  const oneConnection = () =>
    new Promise<void>((resolve, reject) => {
      const socket = connect({ port, host: '127.0.0.1', noDelay: true });
      let buffered: Buffer = Buffer.alloc(0);
      let began = 0;
      const ask = () => {
        const path = paths[next];
        next += 1;
        if (path === undefined) {
          socket.end();
          resolve();
          return;
        }
        began = performance.now();
        socket.write(`GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: gzip, deflate, br\r\n\r\n`);
      };
      socket.on('connect', ask);
      socket.on('error', reject);
      socket.on('close', () => resolve());
      socket.on('data', (part: Buffer) => {
        buffered = buffered.length === 0 ? part : Buffer.concat([buffered, part]);
        const headEnd = buffered.indexOf('\r\n\r\n');
        if (headEnd < 0) return;
        const head = buffered.toString('latin1', 0, headEnd);
        const length = Number(/\r\ncontent-length: *(\d+)/i.exec(head)?.[1] ?? 0);
        if (buffered.length < headEnd + 4 + length) return;
        const status = Number(head.slice(9, 12));
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
        bytes += length;
        times.push(performance.now() - began);
        buffered = buffered.subarray(headEnd + 4 + length);
        ask();
      });
    });

  const began = performance.now();
  await Promise.all(Array.from({ length: connections }, oneConnection));
  const seconds = (performance.now() - began) / 1000;
  return { seconds, perSecond: times.length / seconds, bytes, statuses, times };
}
