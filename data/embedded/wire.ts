/**
 * PostgreSQL's wire protocol in front of PGlite, on a Unix socket. One client at a time: PGlite has one session.
 *
 * Two things here are what a plain forwarder gets wrong. After an error within an extended query PGlite sends
 * ErrorResponse and ReadyForQuery at once, and ReadyForQuery again for the Sync that follows; a client takes the
 * second for the end of its next statement and from then on reads every answer one statement late. So, as
 * PostgreSQL does, messages after an error are skipped up to the Sync, and that Sync is not answered a second time. And
 * messages are handled strictly in the order in which they came, one after the other.
 * Protocol: https://www.postgresql.org/docs/current/protocol-message-formats.html
 */
import { createServer } from 'node:net';
import type { Socket } from 'node:net';
import type { PGlite } from '@electric-sql/pglite';

const codes = { cancel: 80_877_102, ssl: 80_877_103, gss: 80_877_104 } as const;
const letter = (text: string) => text.charCodeAt(0);
const simpleQuery = letter('Q');
const sync = letter('S');
const terminate = letter('X');
const errorResponse = letter('E');

/** Serves the database on a Unix socket until `stop`; a client that is cut off in a transaction is rolled back. */
export async function serveWire(database: PGlite, path: string): Promise<{ stop(): Promise<void> }> {
  const sockets = new Set<Socket>();
  let turn: Promise<void> = Promise.resolve();
  const server = createServer((socket) => {
    sockets.add(socket);
    // A client that vanishes is seen by the loop that reads it; without a listener the error would end the thread.
    socket.on('error', () => socket.destroy());
    socket.on('close', () => sockets.delete(socket));
    turn = turn.then(() => serveClient(database, socket));
  });
  await new Promise<void>((listening, failed) => {
    server.once('error', failed);
    server.listen(path, listening);
  });
  return {
    async stop() {
      const closed = new Promise<void>((done) => server.close(() => done()));
      for (const socket of sockets) socket.destroy();
      await turn;
      await closed;
    },
  };
}

async function serveClient(database: PGlite, socket: Socket): Promise<void> {
  try {
    let started = false;
    let skipping = false;
    for await (const message of messagesOf(socket, () => started)) {
      if (!started) {
        const code = message.readInt32BE(4);
        if (code === codes.cancel) break;
        if (code === codes.ssl || code === codes.gss) {
          socket.write('N');
          continue;
        }
        started = true;
        await run(database, message, socket);
        continue;
      }
      const kind = message[0];
      if (kind === terminate) break;
      if (skipping) {
        // PGlite has to see the Sync, or it goes on skipping; that it is ready it has told already.
        if (kind === sync) await run(database, message, undefined);
        skipping = kind !== sync;
        continue;
      }
      const failed = await run(database, message, socket);
      skipping = failed && kind !== simpleQuery && kind !== sync;
    }
  } catch {
    // The client went away in the middle of a message; there is nobody left to tell.
  } finally {
    socket.destroy();
    if (database.isInTransaction()) await database.exec('ROLLBACK');
  }
}

/** Whole messages, in order. A start-up message has no letter; all others begin with one. */
async function* messagesOf(socket: Socket, started: () => boolean): AsyncGenerator<Buffer> {
  let buffer: Buffer = Buffer.alloc(0);
  for await (const chunk of socket) {
    buffer = buffer.length === 0 ? (chunk as Buffer) : Buffer.concat([buffer, chunk as Buffer]);
    for (;;) {
      const prefix = started() ? 1 : 0;
      if (buffer.length < prefix + 4) break;
      const length = prefix + buffer.readInt32BE(prefix);
      if (buffer.length < length) break;
      const message = buffer.subarray(0, length);
      buffer = buffer.subarray(length);
      yield message;
    }
  }
}

/** Runs one message and passes the answer on as it comes. @returns whether the answer holds an error */
async function run(database: PGlite, message: Buffer, socket: Socket | undefined): Promise<boolean> {
  let failed = false;
  const scan = answerScanner((kind) => (failed ||= kind === errorResponse));
  try {
    await database.runExclusive(() =>
      database.execProtocolRawStream(new Uint8Array(message), {
        onRawData: (data) => {
          scan(data);
          if (socket && !socket.destroyed) socket.write(Buffer.from(data)); // a copy: PGlite uses its buffer again
        },
      }),
    );
  } catch (cause) {
    // Errors of SQL come as messages. What is thrown is a broken database: the thread ends, and is started again.
    setImmediate(() => {
      throw new Error('the embedded database broke', { cause });
    });
    throw cause;
  }
  return failed;
}

/** Reads the letters of the messages in a stream that may be cut anywhere. */
function answerScanner(tell: (kind: number) => void): (data: Uint8Array) => void {
  let header: Buffer = Buffer.alloc(0);
  let rest = 0;
  return (data) => {
    let at = 0;
    while (at < data.length) {
      if (rest > 0) {
        const step = Math.min(rest, data.length - at);
        rest -= step;
        at += step;
        continue;
      }
      const step = Math.min(5 - header.length, data.length - at);
      header = Buffer.concat([header, data.subarray(at, at + step)]);
      at += step;
      if (header.length < 5) return;
      tell(header.readUInt8(0));
      rest = header.readInt32BE(1) - 4;
      header = Buffer.alloc(0);
    }
  };
}
