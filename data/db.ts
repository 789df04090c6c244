import { AsyncLocalStorage } from 'node:async_hooks';
import type { ClientBase } from 'pg';
import sql, { type Sql } from 'sql-template-tag';
import type { Config } from './config.ts';
import { defaultTimeoutMs, type Connections, type Lease } from './connections.ts';
import { connectEmbedded } from './embedded/connections.ts';
import { DatabaseUnavailable, QueryTimeout } from './errors.ts';
import { connectPostgis, serverTimeoutMs } from './postgis/connections.ts';
import { explained, runStatement, type Statement } from './statement.ts';
import type { StopSignal } from './stop-signal.ts';

export { DatabaseUnavailable, QueryTimeout, type Statement };

export interface QueryOptions {
  /** Ends the query when nobody waits for its answer any more; the call rejects with the signal's reason. */
  signal?: StopSignal;
  /** ms, default 10,000; counted from the start of the statement, not from the wait for a connection. */
  timeoutMs?: number;
}

/** Who writes, for the change table. */
export interface Author {
  actor: string;
  /** ISO instant; only for loads of history, else the database's own time counts. */
  recordedAt?: string;
}

/** What runs inside a transaction. */
export interface Transaction {
  query<Row>(statement: Sql): Promise<Row[]>;
}

/** The one door to the database; see `valueTypes` for how values leave it. */
export interface Database {
  readonly kind: 'postgis' | 'embedded';
  /** For the start line; never with a password. */
  readonly description: string;
  /**
   * One statement in, its rows out.
   * @throws QueryTimeout, DatabaseUnavailable, the signal's reason, or the database's own error.
   */
  query<Row>(statement: Statement, options?: QueryOptions): Promise<Row[]>;
  /**
   * One transaction: committed when `work` resolves, rolled back when it throws. `timeoutMs` (default 60,000)
   * limits each of its statements. Inside `work` use `tx` alone: the embedded database has one connection, and a
   * `query` beside the transaction would wait for it for ever (so it throws, on both databases).
   */
  transaction<T>(
    who: Author,
    work: (tx: Transaction) => Promise<T>,
    options?: { timeoutMs?: number },
  ): Promise<T>;
  /**
   * One connection for its own use without a time limit, closed afterwards: for migrations only.
   */
  exclusively<T>(work: (client: ClientBase) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** Writes may be large loads; a lock that is not free within 10 s ends them earlier on PostGIS. */
const transactionTimeoutMs = 60_000;

/**
 * Opens the database that the configuration names: PostGIS by DATABASE_URL, else the embedded one in the data directory.
 * @throws StartError with one line that says what to do.
 */
export async function openDatabase(
  config: Pick<Config, 'databaseUrl' | 'dataDirectory' | 'cacheDirectory'>,
): Promise<Database> {
  const connections = config.databaseUrl
    ? await connectPostgis(config.databaseUrl)
    : await connectEmbedded({ directory: config.dataDirectory, cacheDirectory: config.cacheDirectory });
  return over(connections);
}

/** The door over some source of connections. */
function over(connections: Connections): Database {
  const named = connections.kind === 'postgis';
  const inTransaction = new AsyncLocalStorage<{ open: boolean }>();

  async function lease(signal?: StopSignal): Promise<Lease> {
    if (inTransaction.getStore()?.open)
      throw new Error('a query beside the transaction it is called from: use the tx that was handed in');
    try {
      return await connections.lease(signal);
    } catch (error) {
      throw signal?.aborted ? signal.reason : explained(error);
    }
  }

  /** The server's own limit is raised for one long statement, then put back. */
  async function withLimit<T>(client: ClientBase, timeoutMs: number, work: () => Promise<T>): Promise<T> {
    await client.query(`set statement_timeout = ${serverTimeoutMs(timeoutMs)}`);
    try {
      return await work();
    } finally {
      await client.query(`set statement_timeout = ${serverTimeoutMs(defaultTimeoutMs)}`).catch(() => {}); // lost: it is replaced
    }
  }

  async function query<Row>(statement: Statement, options: QueryOptions = {}): Promise<Row[]> {
    const { signal, timeoutMs = defaultTimeoutMs } = options;
    const held = await lease(signal);
    const run = () => runStatement<Row>(held, statement, { timeoutMs, signal, named });
    const running = named && timeoutMs > defaultTimeoutMs ? withLimit(held.client, timeoutMs, run) : run();
    // The connection is held until its statement has really ended; an aborted caller does not wait for that.
    const release = () => held.release();
    running.then(release, release);
    return (await unlessAborted(running, signal)).rows;
  }

  async function transaction<T>(
    who: Author,
    work: (tx: Transaction) => Promise<T>,
    options: { timeoutMs?: number } = {},
  ): Promise<T> {
    const { timeoutMs = transactionTimeoutMs } = options;
    const held = await lease();
    const run = <Row>(statement: Sql) => runStatement<Row>(held, statement, { timeoutMs, named });
    const state = { open: true };
    try {
      await run(sql`begin`);
      await run(sql`
        select set_config('groundwork.actor', ${who.actor}, true),
               set_config('groundwork.recorded_at', ${who.recordedAt ?? ''}, true),
               set_config('statement_timeout', ${String(serverTimeoutMs(timeoutMs))}, true)`);
      const tx: Transaction = { query: async <Row>(statement: Sql) => (await run<Row>(statement)).rows };
      const result = await inTransaction.run(state, () => work(tx));
      // After a statement that failed and was swallowed, COMMIT rolls back and says so in its tag only.
      if ((await run(sql`commit`)).command !== 'COMMIT')
        throw new Error(
          'a statement of the transaction failed and its error was not passed on: nothing was written',
        );
      return result;
    } catch (error) {
      if (!held.broken) await run(sql`rollback`).catch(() => (held.broken = true));
      throw error;
    } finally {
      state.open = false;
      held.release();
    }
  }

  async function exclusively<T>(work: (client: ClientBase) => Promise<T>): Promise<T> {
    const held = await lease();
    try {
      if (named) await held.client.query('set statement_timeout = 0; set lock_timeout = 0');
      return await work(held.client);
    } catch (error) {
      throw explained(error);
    } finally {
      held.broken = true; // whatever the work left in the session goes with the connection
      held.release();
    }
  }

  const { kind, description } = connections;
  return { kind, description, query, transaction, exclusively, close: () => connections.close() };
}

/** Settles as the promise does, or at once when the signal is aborted. */
function unlessAborted<T>(promise: Promise<T>, signal?: StopSignal): Promise<T> {
  if (!signal) return promise;
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(signal.reason as Error);
    signal.addEventListener('abort', onAbort, { once: true });
    const settled = () => signal.removeEventListener('abort', onAbort);
    promise.then(
      (value) => (settled(), resolve(value)),
      (error) => (settled(), reject(error as Error)),
    );
  });
}
