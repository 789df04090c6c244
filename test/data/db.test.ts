import { setTimeout as sleep } from 'node:timers/promises';
import sql from 'sql-template-tag';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DatabaseUnavailable, openDatabase, QueryTimeout, type Database } from '../../data/db.ts';
import { forBothDatabases, testPostgisUrl } from '../support/database.ts';
import { startProxy, type Proxy } from '../support/proxy.ts';

/** Runs far longer than any test waits. */
const endless = sql`select count(*) from generate_series(1, 100000000000) as n`;
const one = sql`select 1 as value`;
/** A machine that runs other tests beside takes seconds to open ten connections. */
const patiently = { timeout: 10_000 };

forBothDatabases('the door', (database) => {
  it('gives values as they are stored', async () => {
    const rows = await database().query(sql`
      select 12.50::numeric(14,2) as money, 5::int8 as small, 9007199254740993::int8 as big,
             date '2026-07-31' as day, timestamp '2026-07-31 08:00' as local, '\\x00ff'::bytea as bytes,
             array[1.10, null]::numeric[] as many, array[1, 9007199254740993]::int8[] as numbers,
             array[date '2026-07-31'] as days, timestamptz '2026-07-31 08:00+08' as at, ${{ a: [1] }}::jsonb as json`);
    expect(rows).toEqual([
      {
        money: '12.50',
        small: 5,
        big: '9007199254740993',
        day: '2026-07-31',
        local: '2026-07-31 08:00:00',
        bytes: Buffer.from([0, 255]),
        many: ['1.10', null],
        numbers: [1, '9007199254740993'],
        days: ['2026-07-31'],
        at: new Date('2026-07-31T00:00:00Z'),
        json: { a: [1] },
      },
    ]);
  });

  it('has the extensions of the schema', async () => {
    const rows = await database().query<{ extname: string }>(
      sql`select extname from pg_extension where extname <> 'plpgsql' order by 1`,
    );
    expect(rows.map(({ extname }) => extname)).toEqual(['btree_gist', 'pg_trgm', 'postgis', 'unaccent']);
  });

  it('keeps what a transaction wrote, and tells the database who wrote', async () => {
    await database().query(sql`create table kept (who text, recorded_at text)`);
    await database().transaction({ actor: 'operator', recordedAt: '2026-03-01T00:00:00Z' }, async (tx) => {
      await tx.query(sql`
        insert into kept select current_setting('groundwork.actor'), current_setting('groundwork.recorded_at')`);
    });
    expect(await database().query(sql`select * from kept`)).toEqual([
      { who: 'operator', recorded_at: '2026-03-01T00:00:00Z' },
    ]);
    expect(await database().query(sql`select current_setting('groundwork.actor', true) as left`)).toEqual([
      { left: '' },
    ]);
  });

  it('keeps nothing of a transaction that throws', async () => {
    await database().query(sql`create table dropped (n int)`);
    const work = database().transaction({ actor: 'operator' }, async (tx) => {
      await tx.query(sql`insert into dropped values (1)`);
      throw new Error('changed my mind');
    });
    await expect(work).rejects.toThrow('changed my mind');
    expect(await database().query(sql`select * from dropped`)).toEqual([]);
  });

  it('does not take a transaction for committed in which a failure was swallowed', async () => {
    const work = database().transaction({ actor: 'operator' }, async (tx) => {
      await tx.query(sql`select no_such_column`).catch(() => {});
    });
    await expect(work).rejects.toThrow('nothing was written');
  });

  it('refuses a query beside the transaction it is called from, which would wait for ever', async () => {
    const work = database().transaction({ actor: 'operator' }, () => database().query(one));
    await expect(work).rejects.toThrow('use the tx that was handed in');
    expect(await database().query(one)).toEqual([{ value: 1 }]);
  });

  it('takes one statement at a time', async () => {
    await expect(database().query(sql`select 1; select 2`)).rejects.toThrow('multiple commands');
  });

  it('ends a query past its time, and those that wait go on', async () => {
    const late = database().query(endless, { timeoutMs: 300 });
    const waiting = Array.from({ length: 12 }, (_, n) => database().query(sql`select ${n}::int as value`));
    await expect(late).rejects.toThrow(QueryTimeout);
    expect((await Promise.all(waiting)).flat()).toEqual(
      Array.from({ length: 12 }, (_, value) => ({ value })),
    );
  });

  it('ends a statement of a transaction past its time, with nothing kept', async () => {
    await database().query(sql`create table late (n int)`);
    const work = database().transaction(
      { actor: 'operator' },
      async (tx) => {
        await tx.query(sql`insert into late values (1)`);
        await tx.query(endless);
      },
      { timeoutMs: 300 },
    );
    await expect(work).rejects.toThrow(QueryTimeout);
    expect(await database().query(sql`select * from late`)).toEqual([]);
  });

  it('tells an aborted caller at once', async () => {
    const controller = new AbortController();
    const query = database().query(endless, { signal: controller.signal, timeoutMs: 1_000 });
    await sleep(100);
    controller.abort(new Error('went away'));
    await expect(query).rejects.toThrow('went away');
    expect(await database().query(one)).toEqual([{ value: 1 }]);
  });

  it('never runs a query that was aborted while it waited', async () => {
    await database().query(sql`create table touched (n int)`);
    const busy = database().kind === 'postgis' ? 10 : 1; // all connections
    const holding = Array.from({ length: busy }, () => database().query(sql`select pg_sleep(0.4)`));
    const controller = new AbortController();
    const waiting = database().query(sql`insert into touched values (1)`, { signal: controller.signal });
    await sleep(50);
    controller.abort(new Error('went away'));
    await expect(waiting).rejects.toThrow('went away');
    await Promise.all(holding);
    expect(await database().query(sql`select * from touched`)).toEqual([]);
  });

  it('refuses a query whose caller is gone already', async () => {
    await expect(
      database().query(one, { signal: AbortSignal.abort(new Error('went away')) }),
    ).rejects.toThrow('went away');
    expect(await database().query(one)).toEqual([{ value: 1 }]);
  });
});

describe('the door to PostGIS', () => {
  let url: string;
  let database: Database;
  let observer: Database;
  let proxy: Proxy;

  beforeAll(async () => {
    url = await testPostgisUrl();
    proxy = await startProxy(url);
    database = await openDatabase({ databaseUrl: proxy.url, dataDirectory: '', cacheDirectory: undefined });
    observer = await openDatabase({ databaseUrl: url, dataDirectory: '', cacheDirectory: undefined });
  });
  afterAll(async () => {
    await Promise.allSettled([database.close(), observer.close()]);
    await proxy.close();
  });

  const running = async () => {
    const [row] = await observer.query<{ n: number }>(sql`
      select count(*) as n from pg_stat_activity
      where state = 'active' and query like '%generate_series%' and pid <> pg_backend_pid()`);
    return row?.n;
  };

  it('says where it is, without the password', () => {
    expect(observer.description).toMatch(
      /^PostGIS 3\.\d+ \(PostgreSQL 1\d\) at 127\.0\.0\.1:\d+\/groundwork_test_\w+$/,
    );
  });

  it('really ends the queries of callers that went away', async () => {
    const controllers = Array.from({ length: 40 }, () => new AbortController());
    const queries = controllers.map(({ signal }) => database.query(endless, { signal }));
    const settled = Promise.allSettled(queries);
    await expect.poll(running, patiently).toBe(10);
    for (const controller of controllers) controller.abort();
    expect((await settled).map(({ status }) => status)).toEqual(Array(40).fill('rejected'));
    await expect.poll(running, patiently).toBe(0);
    expect(await database.query(one)).toEqual([{ value: 1 }]);
  });

  it('lets one statement take longer than the others when it says so, once', async () => {
    const limit = sql`select setting::int as ms from pg_settings where name = 'statement_timeout'`;
    const [usual] = await database.query<{ ms: number }>(limit);
    const [long] = await database.query<{ ms: number }>(limit, { timeoutMs: 60_000 });
    const after = await Promise.all(Array.from({ length: 10 }, () => database.query<{ ms: number }>(limit)));
    expect([usual?.ms, long?.ms]).toEqual([15_000, 65_000]);
    expect(new Set(after.flat().map(({ ms }) => ms))).toEqual(new Set([15_000]));
  });

  it('runs without parallel workers and without JIT', async () => {
    const [row] = await database.query(sql`
      select current_setting('max_parallel_workers_per_gather') as workers, current_setting('jit') as jit,
             current_setting('application_name') as name, current_setting('timezone') as zone`);
    expect(row).toEqual({ workers: '0', jit: 'off', name: 'groundwork', zone: 'UTC' });
  });

  it('says that the database is not available when all connections are taken', async () => {
    const controllers = Array.from({ length: 10 }, () => new AbortController());
    const holding = Promise.allSettled(controllers.map(({ signal }) => database.query(endless, { signal })));
    await expect(database.query(one)).rejects.toThrow(DatabaseUnavailable);
    for (const controller of controllers) controller.abort();
    await holding;
    expect(await database.query(one)).toEqual([{ value: 1 }]);
  });

  it('survives the loss of its connections', async () => {
    await database.query(one);
    const query = database.query(endless);
    const failed = expect(query).rejects.toThrow(DatabaseUnavailable);
    await expect.poll(running, patiently).toBe(1);
    await observer.query(sql`
      select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid()`);
    await failed;
    await expect
      .poll(() => database.query(one).catch((error: Error) => error.name), patiently)
      .toEqual([{ value: 1 }]);
  });

  it('says so while the database is away, and goes on by itself when it is back', async () => {
    const query = database.query(endless);
    const failed = expect(query).rejects.toThrow(DatabaseUnavailable);
    await expect.poll(running, patiently).toBe(1);
    await proxy.cut();
    await failed;
    await expect(database.query(one)).rejects.toThrow(DatabaseUnavailable);
    await expect(database.transaction({ actor: 'operator' }, (tx) => tx.query(one))).rejects.toThrow(
      DatabaseUnavailable,
    );
    await proxy.mend();
    await expect
      .poll(() => database.query(one).catch((error: Error) => error.name), patiently)
      .toEqual([{ value: 1 }]);
  });
});
