import { createHash } from 'node:crypto';
import type { Sql } from 'sql-template-tag';
import pg, { type ClientBase, type QueryResult, type QueryResultRow } from 'pg';
import type { Lease, StopReason } from './connections.ts';
import { DatabaseUnavailable, QueryTimeout } from './errors.ts';
import type { StopSignal } from './stop-signal.ts';

/** A statement with its values, `$1` the first: what the `sql` tag makes, or a text that is made once. */
export type Statement = Pick<Sql, 'text' | 'values'>;

export interface StatementOptions {
  /** ms; default 10,000 */
  timeoutMs: number;
  signal?: StopSignal | undefined;
  /** Let PostgreSQL keep the plan under a name (never on the embedded database). */
  named: boolean;
}

/**
 * Runs one statement on a lent connection. The lease stays with the caller, marked when it is broken.
 * @throws QueryTimeout, DatabaseUnavailable, the signal's reason, or the database's own error.
 */
export async function runStatement<Row>(
  lease: Lease,
  statement: Statement,
  options: StatementOptions,
): Promise<QueryResult<Row & QueryResultRow>> {
  const { signal, timeoutMs } = options;
  let stopped: StopReason | undefined;
  const stop = (reason: StopReason) => {
    stopped ??= reason; // an aborted statement that cannot be ended still has its time limit
    lease.stop(reason);
  };
  const onAbort = () => stop('abort');
  signal?.throwIfAborted();
  signal?.addEventListener('abort', onAbort, { once: true });
  const watchdog = setTimeout(() => stop('timeout'), timeoutMs);
  const { text, values } = statement;
  const name = options.named ? statementName(text) : undefined;
  try {
    const result = await send<Row & QueryResultRow>(lease.client, { text, values, name });
    if (stopped) lease.broken = true; // the cancellation came too late and could hit the next statement
    return result;
  } catch (error) {
    const { severity, code } = error as { severity?: string; code?: string };
    // Not an answer of the server, or one that says that the connection failed (class 08).
    if (severity !== 'ERROR' || code?.startsWith('08')) lease.broken = true;
    if (stopped === 'timeout')
      throw new QueryTimeout(`the query took longer than ${timeoutMs} ms and was ended`, { cause: error });
    if (stopped === 'abort') throw signal?.reason;
    throw explained(error);
  } finally {
    clearTimeout(watchdog);
    signal?.removeEventListener('abort', onAbort);
  }
}

/** By a query of its own: from a configuration the driver copies one by property descriptors, which takes longer than all else. */
function send<Row extends QueryResultRow>(
  client: ClientBase,
  { text, values, name }: Statement & { name: string | undefined },
): Promise<QueryResult<Row>> {
  return new Promise((resolve, reject) => {
    const query = new Query<Row>(text, values, (error, result) => (error ? reject(error) : resolve(result)));
    query.name = name;
    query.queryMode = 'extended'; // one statement per text, with or without parameters
    client.query(query);
  });
}
const Query = pg.Query as unknown as new <Row extends QueryResultRow>(
  text: string,
  values: readonly unknown[],
  callback: (error: Error | null, result: QueryResult<Row>) => void,
) => pg.Submittable & { name: string | undefined; queryMode: 'extended' };

/** Turns what the driver or the server throws into the two errors that callers tell apart; others pass. */
export function explained(error: unknown): unknown {
  const {
    code = '',
    message = '',
    syscall,
    severity,
  } = (error ?? {}) as Partial<NodeJS.ErrnoException & { severity: string }>;
  if (code === '57014' || code === '55P03')
    return new QueryTimeout(
      code === '55P03' ? 'the query waited too long for a lock' : 'the query was ended',
      { cause: error },
    );
  if (/^53...$/.test(code))
    return new DatabaseUnavailable(`the database is short of resources (${message})`, { cause: error });
  // FATAL: the server refused or ended the session, for whatever reason (a password changed, a database closed).
  const lost = syscall
    ? networkCalls.test(syscall)
    : severity === 'FATAL' || lostCodes.test(code) || lostMessages.test(message);
  return lost ? new DatabaseUnavailable('the database cannot be reached now', { cause: error }) : error;
}

/** Node's network errors; the same codes of file calls (ENOENT of `open`) are nobody's but the caller's. */
const networkCalls = /^(connect|read|write|getaddrinfo)$/;
/** Connection exceptions (08), operator intervention (57P), idle in transaction, a read-only standby. */
const lostCodes = /^(08...|57P0.|25P03|25006)$/;
/** What `pg` and its pool say without a code. */
const lostMessages =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Client was closed|Cannot use a pool after)/;

/** A server keeps the plan of each name per connection: texts are named from their second use, the first 500 of them. */
const maxNames = 500;
const names = new Map<string, string | undefined>();

function statementName(text: string): string | undefined {
  const known = names.get(text);
  if (known) return known;
  if (!names.has(text)) {
    if (names.size < 4 * maxNames) names.set(text, undefined);
    return undefined;
  }
  if (named >= maxNames) return undefined;
  named += 1;
  const name = `gw_${createHash('sha256').update(text).digest('hex').slice(0, 24)}`;
  names.set(text, name);
  return name;
}
let named = 0;
