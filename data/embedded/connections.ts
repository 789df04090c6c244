import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import pg from 'pg';
import { processId } from '../config.ts';
import { sessionSettings, type Connections, type Lease } from '../connections.ts';
import { makeDataDirectory } from '../data-directory.ts';
import { DatabaseUnavailable, StartError } from '../errors.ts';
import { valueTypes } from '../value-types.ts';
import { dumpCache } from './cache.ts';
import { takeLock } from './lock.ts';
import { oneAtATime } from './queue.ts';
import { startServer, type EmbeddedServer } from './server.ts';
import { socketDirectory } from './socket.ts';

/** Major version of the PostgreSQL inside; its directories are not readable by another one. */
const postgresMajor = 18;

export interface EmbeddedOptions {
  /** The data directory; the cluster lies in its folder `embedded`. */
  directory: string;
  /** Where a prepared cluster may be kept for the next first start. */
  cacheDirectory: string | undefined;
}

export interface EmbeddedConnections extends Connections {
  /** A packed copy of the cluster, as `dump` takes it; nothing else may be using it. */
  dump(): Promise<Uint8Array>;
}

/**
 * The one connection to the embedded database, handed from user to user in order.
 * @throws StartError when the directory cannot be used, belongs to a running process or to another version.
 */
export async function connectEmbedded(options: EmbeddedOptions): Promise<EmbeddedConnections> {
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
      dump: async () => {
        const held = await lease();
        return server.dump().finally(() => held.release());
      },
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

/** Opens the cluster in the data directory, or makes one: from the given dump, the cached one, or from nothing. */
async function openCluster(options: EmbeddedOptions, socketPath: string): Promise<EmbeddedServer> {
  const { directory } = options;
  const dataDirectory = resolve(directory, 'embedded');
  const unfinished = resolve(directory, 'embedded.unfinished'); // stands while a cluster is being made
  if (existsSync(unfinished)) await rm(dataDirectory, { recursive: true, force: true });
  const version = await readFile(join(dataDirectory, 'PG_VERSION'), 'utf8').catch(() => undefined);
  if (version !== undefined) {
    if (version.trim() !== String(postgresMajor))
      throw new StartError(
        `the database in ${dataDirectory} was made by PostgreSQL ${version.trim()}, this is ${postgresMajor}; start the version of Groundwork that made it and export the data, or give GROUNDWORK_DATA another directory`,
      );
    return (await startOrExplain({ dataDirectory, socketPath, dumpBack: false }, directory)).server;
  }
  await writeFile(unfinished, '');
  await mkdir(dataDirectory, { recursive: true, mode: 0o700 });
  const cache = dumpCache(options.dump ? undefined : options.cacheDirectory);
  const dump = options.dump ?? (await cache.read());
  const making = {
    dataDirectory,
    socketPath,
    dumpBack: dump === undefined && options.cacheDirectory !== undefined,
  };
  const { server, fresh } = await startOrExplain({ ...making, dump }, directory).catch(async (error) => {
    if (!dump || options.dump) throw error;
    await rm(dataDirectory, { recursive: true, force: true }); // the cached one does not fit after all
    return startOrExplain({ ...making, dumpBack: true }, directory);
  });
  await rm(unfinished);
  if (fresh) await cache.write(fresh);
  return server;
}

async function startOrExplain(task: Parameters<typeof startServer>[0], directory: string) {
  try {
    return await startServer(task);
  } catch (cause) {
    throw new StartError(
      `the embedded database in ${directory} cannot be opened (${(cause as Error).message.split('\n')[0]}); restore the directory from a backup, or give GROUNDWORK_DATA another one`,
      { cause },
    );
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

  async function lease(signal?: AbortSignal): Promise<Lease> {
    const done = await turn(signal);
    try {
      return lend(await connected(), done);
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
