import pg from 'pg';
import { defaultTimeoutMs, sessionSettings, type Connections, type Lease } from '../connections.ts';
import { valueTypes } from '../value-types.ts';
import { checkPostgis } from './check.ts';
import type { StopSignal } from '../stop-signal.ts';

/** Connections that one server keeps open; PostgreSQL allows 100 in all unless told otherwise. */
const poolSize = 10;
/** How long a query waits for a free connection before it is told that the database is not available. */
const connectTimeoutMs = 5_000;
/** A connection that does not react to its cancellation within this time is cut. */
const cancelGraceMs = 2_000;

/**
 * The server's own limits, for the case that this process cannot end its statement any more: later than the
 * watchdog, so that the two never end one statement twice (the second would hit the next one).
 */
export const serverTimeoutMs = (timeoutMs: number) => Math.ceil(timeoutMs) + 5_000;
const sessionLimits =
  `set statement_timeout = ${serverTimeoutMs(defaultTimeoutMs)}; set lock_timeout = ${defaultTimeoutMs};` +
  ' set idle_in_transaction_session_timeout = 60000; set max_parallel_workers_per_gather = 0;';

/**
 * A pool of connections to the PostGIS of `url`, checked first.
 * @throws StartError when the database cannot be used, with the remedy.
 */
export async function connectPostgis(url: string): Promise<Connections> {
  const description = await checkPostgis(url);
  const settings: pg.PoolConfig = {
    connectionString: url,
    application_name: 'groundwork',
    connectionTimeoutMillis: connectTimeoutMs,
    keepAlive: true,
    types: valueTypes,
  };
  const pool = new pg.Pool({
    ...settings,
    max: poolSize,
    idleTimeoutMillis: 60_000,
    onConnect: async (client) => {
      await client.query(sessionLimits + sessionSettings);
    },
  });
  // Cancellations go their own way: when all connections are busy is when they are needed.
  const canceller = new pg.Pool({
    ...settings,
    application_name: 'groundwork cancel',
    max: 1,
    idleTimeoutMillis: 10_000,
  });
  for (const each of [pool, canceller]) each.on('error', ignore); // an idle connection was lost: the pool replaces it
  pool.on('connect', (client) => client.on('error', ignore)); // reaches the running statement; without a listener it would end the process

  return {
    kind: 'postgis',
    description,
    lease: async (signal) => lend(await connect(pool, signal), canceller),
    close: async () => {
      await Promise.all([pool.end(), canceller.end()]);
    },
  };
}

function ignore(): void {}

/** A client of the pool; when the signal comes first, the client goes straight back once it is there. */
async function connect(pool: pg.Pool, signal?: StopSignal): Promise<pg.PoolClient> {
  signal?.throwIfAborted();
  const waiting = pool.connect();
  if (!signal) return waiting;
  return new Promise((resolve, reject) => {
    const onAbort = () => {
      reject(signal.reason as Error);
      waiting.then((client) => client.release(), ignore);
    };
    signal.addEventListener('abort', onAbort, { once: true });
    waiting.then(
      (client) => {
        signal.removeEventListener('abort', onAbort);
        if (!signal.aborted) resolve(client);
      },
      (error) => {
        signal.removeEventListener('abort', onAbort);
        reject(error as Error);
      },
    );
  });
}

interface Internals {
  processID: number;
  connection: { stream: { destroy(): void } };
}

function lend(client: pg.PoolClient, canceller: pg.Pool): Lease {
  const { processID, connection } = client as unknown as Internals;
  let cut: NodeJS.Timeout | undefined;
  let cancelling: Promise<unknown> | undefined;
  return {
    client,
    broken: false,
    stop() {
      if (cut) return;
      cancelling = canceller.query('select pg_cancel_backend($1)', [processID]).catch(ignore);
      cut = setTimeout(() => connection.stream.destroy(), cancelGraceMs);
    },
    release() {
      clearTimeout(cut);
      // A cancellation on its way would hit the next user's statement: wait for it, with the client in hand.
      if (cancelling) void cancelling.finally(() => client.release(this.broken));
      else client.release(this.broken);
    },
  };
}
