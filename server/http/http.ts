/** The HTTP server: limits on slow and large requests, a clear word for a port that cannot be had, a gentle end. */
import { createServer, STATUS_CODES } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import type { HttpBindings } from '@hono/node-server';
import { StartError } from '../../data/errors.ts';

export interface Listening {
  /** Port that is listened on; with PORT=0 the one that the system chose. */
  readonly port: number;
  readonly server: Server;
  /** Takes no new connections, lets running requests finish within the time, then ends them. */
  close(graceMs: number): Promise<void>;
}

/** Room for a query string that is far too long, so that it can be answered with 414 and not cut off. */
const maxHeaderSize = 160 * 1024;

/**
 * Listens. `fetch` answers every request.
 * @throws StartError when the address cannot be had, with what to do.
 */
export async function listen(options: {
  readonly host: string;
  readonly port: number;
  /** Answers what need not go the long way; returns whether it did. */
  readonly shortcut?: (request: IncomingMessage, response: ServerResponse) => boolean;
  readonly fetch: (request: Request, bindings: HttpBindings) => Response | Promise<Response>;
  /** ms that a body has before its pace counts. */
  readonly bodyTime?: number;
}): Promise<Listening> {
  const { host, port, bodyTime = 30_000 } = options;
  const listener = getRequestListener(
    (request, bindings) => options.fetch(request, bindings as HttpBindings),
    {
      hostname: host,
    },
  );
  const server = createServer(
    {
      maxHeaderSize,
      headersTimeout: 15_000,
      requestTimeout: 0, // a large file takes its time: `limitPace`
      // Longer than the minute for which load balancers keep idle connections, so that they close first.
      keepAliveTimeout: 65_000,
      connectionsCheckingInterval: 5_000,
    },
    (request, response) => {
      limitPace(request, bodyTime);
      if (!options.shortcut?.(request, response)) void listener(request, response);
    },
  );
  server.maxHeadersCount = 200;
  server.on('clientError', refuse);
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(cannotListen(error, host, port)));
    server.listen(port, host, () => {
      server.removeAllListeners('error');
      resolve();
    });
  });
  return {
    port: (server.address() as AddressInfo).port,
    server,
    close: (graceMs) => close(server, graceMs),
  };
}

function cannotListen(error: NodeJS.ErrnoException, host: string, port: number): Error {
  const remedies: Readonly<Record<string, string>> = {
    EADDRINUSE: `PORT=${port}: the port is in use on ${host}; stop the program that uses it (another Groundwork?), or start with another one: PORT=${port === 65535 ? 8787 : port + 1}`,
    EACCES: `PORT=${port}: this user may not listen on it; use a port from 1024 up`,
    EADDRNOTAVAIL: `HOST=${host}: this machine has no such address; use 127.0.0.1, or 0.0.0.0 for every network`,
    ENOTFOUND: `HOST=${host}: no such host; use 127.0.0.1, or 0.0.0.0 for every network`,
  };
  const remedy = remedies[error.code ?? ''];
  return remedy ? new StartError(remedy, { cause: error }) : error;
}

/** Bodies that come at this pace may be as long as they like. */
const bytesPerMs = 32;

/** Ends a request whose body comes too slowly: it has `time` ms, and more of it the more has come. */
function limitPace(request: IncomingMessage, time: number): void {
  const { socket, headers } = request;
  if (headers['transfer-encoding'] === undefined && !Number(headers['content-length'])) return;
  const [started, before] = [Date.now(), socket.bytesRead];
  const look = () => {
    if (request.complete || request.destroyed) return;
    const allowed = time + (socket.bytesRead - before) / bytesPerMs;
    const left = started + allowed - Date.now();
    if (left > 0) timer = setTimeout(look, left);
    else
      refuse(
        Object.assign(new Error('the body came too slowly'), { code: 'ERR_HTTP_REQUEST_TIMEOUT' }),
        socket,
      );
  };
  let timer = setTimeout(look, time);
  request.once('close', () => clearTimeout(timer));
}

/** Requests that are not HTTP, too large or too slow: a short word, then the end of the connection. */
function refuse(error: NodeJS.ErrnoException, socket: Socket): void {
  if (!socket.writable || error.code === 'ECONNRESET') return void socket.destroy();
  const status = { HPE_HEADER_OVERFLOW: 431, ERR_HTTP_REQUEST_TIMEOUT: 408 }[error.code ?? ''] ?? 400;
  const title = STATUS_CODES[status] ?? 'Bad Request';
  const body = JSON.stringify({
    type: 'about:blank',
    title,
    status,
    detail: `The request was refused: ${title}.`,
  });
  socket.end(
    `HTTP/1.1 ${status} ${title}\r\nContent-Type: application/problem+json\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  );
}

async function close(server: Server, graceMs: number): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const end = setTimeout(() => server.closeAllConnections(), graceMs);
  await closed;
  clearTimeout(end);
}
