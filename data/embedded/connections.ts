import { join, resolve } from 'node:path';
import pg from 'pg';
import { processId } from '../config.ts';
import { sessionSettings, type Connections, type Lease } from '../connections.ts';
import { makeDataDirectory } from '../data-directory.ts';
import { DatabaseUnavailable } from '../errors.ts';
import { valueTypes } from '../value-types.ts';
import { openCluster, type ClusterOptions } from './cluster.ts';
import { takeLock } from './lock.ts';
import { oneAtATime } from './queue.ts';
import type { EmbeddedServer } from './server.ts';
import { socketDirectory } from './socket.ts';
import type { StopSignal } from '../stop-signal.ts';

/**
 * The one connection to the embedded database, handed from user to user in order.
 * @throws StartError when the directory cannot be used, belongs to a running process or to another version.
 */
export async function connectEmbedded(options: ClusterOptions): Promise<Connections> {
  const { directory } = options;
  await makeDataDirectory(directory);
  const lock = await takeLock(join(resolve(directory), 'embedded.lock'), processId);
  try {
    const { directory: host, socketPath, remove: removeSocket } = await socketDirectory(directory);
    const server = await openCluster(options, socketPath);
    const { lease, close } = oneConnection(server, host);
    return {
      kind: 'embedded',
      description: `embedded PostGIS in ${directory} (for trying out and one office, up to about 100,000 rows)`,
      lease,
      close: async () => {
        await close();
        await server.close();
        await removeSocket();
        await lock.release();
      },
    };
  } catch (error) {
    await lock.release();
    throw error;
  }
}

/** The client over the socket, connected anew whenever it or the server was lost. */
function oneConnection(server: EmbeddedServer, host: string) {
  let client: pg.Client | undefined;
  const turn = oneAtATime();

  async function connected(): Promise<pg.Client> {
    await server.ready();
    if (client) return client;
    const fresh = new pg.Client({
      host,
      user: 'postgres',
      database: 'postgres',
      types: valueTypes,
      connectionTimeoutMillis: 30_000,
    });
    fresh.on('error', () => {}); // the running statement rejects with it
    fresh.on('end', () => {
      if (client === fresh) client = undefined;
    });
    await fresh.connect();
    await fresh.query(sessionSettings);
    return (client = fresh);
  }

  async function drop(): Promise<void> {
    const lost = client;
    client = undefined;
    await lost?.end().catch(() => {});
  }

  async function lease(signal?: StopSignal): Promise<Lease> {
    const done = await turn(signal);
    try {
      const current = await connected().catch(async () => {
        await drop();
        server.restart(); // it takes no connection: the thread broke, or is about to end
        return connected();
      });
      return lend(current, done);
    } catch (cause) {
      await drop();
      done();
      throw new DatabaseUnavailable('the embedded database does not answer now', { cause });
    }
  }

  function lend(current: pg.Client, done: () => void): Lease {
    return {
      client: current,
      broken: false,
      stop(reason) {
        // Nothing reaches a query inside the thread: a late one takes the thread with it, an unwanted one may end.
        if (reason === 'timeout') server.restart();
      },
      release() {
        if (this.broken) void drop().finally(done);
        else done();
      },
    };
  }

  return { lease, close: drop };
}
