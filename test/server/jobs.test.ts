/** The runner of long work, over the table of jobs: what happens to a job whatever happens to its server. */
import sql from 'sql-template-tag';
import { afterEach, expect, it } from 'vitest';
import type { Database } from '../../data/db.ts';
import { jobRunner } from '../../server/jobs.ts';
import type { JobProblem, JobRunner, Task } from '../../server/jobs.ts';
import { cancelJob } from '../../server/queries/jobs.ts';
import { forBothDatabases } from '../support/database.ts';

interface Row {
  readonly state: string;
  readonly done: number;
  readonly total: number | null;
  readonly problem: JobProblem | null;
}

forBothDatabases('a job', (database) => {
  const runners: JobRunner[] = [];
  afterEach(async () => {
    await Promise.all(runners.splice(0).map((runner) => runner.close()));
    await database().query(sql`delete from job`);
  });

  /** A runner whose work does what the test says; `ends` tells what became of its jobs. */
  function run(work: (task: Task) => Promise<void>, options: { silentFor?: number } = {}) {
    const ends: string[] = [];
    const reported: unknown[] = [];
    const runner = jobRunner({
      database: database(),
      lookEvery: 30,
      aliveEvery: 15,
      ...options,
      report: (error) => void reported.push(error),
      works: {
        trial: {
          run: work,
          ended: async (tx, { job, state }) => {
            await tx.query(sql`select 1`);
            ends.push(`${job.subject} ${state}`);
          },
          explain: (error) => ({ kind: 'trial', zh: String(error), en: String(error) }),
        },
      },
    });
    runners.push(runner);
    return { runner, ends, reported };
  }

  const put = (subject: string) =>
    database().query(
      sql`insert into job (kind, subject, actor) values ('trial', ${subject}::text, 'operator')`,
    );
  const row = async (subject: string): Promise<Row> => {
    const [found] = await database().query<Row>(
      sql`select state, done, total, problem from job where subject = ${subject}::text order by id desc limit 1`,
    );
    if (!found) throw new Error(`no job on ${subject}`);
    return found;
  };
  const until = (subject: string, state: string) =>
    expect.poll(async () => (await row(subject)).state, { timeout: 10_000, interval: 10 }).toBe(state);
  /** Work that lasts until it is stopped. */
  const endless = ({ signal }: Task) =>
    new Promise<void>((_, reject) => {
      signal.throwIfAborted();
      signal.addEventListener('abort', () => reject(signal.reason as Error));
    });

  it('is taken, says how far it is, and is done; those behind it wait', async () => {
    await put('a');
    await put('b');
    let release: () => void = () => undefined;
    const { ends, runner } = run(async (task) => {
      task.progress(300, 1000);
      if (task.subject === 'a') await new Promise<void>((resolve) => (release = resolve));
      task.progress(1000, 1000);
    });
    await expect.poll(async () => (await row('a')).done).toBe(300);
    expect(await row('a')).toMatchObject({ state: 'running', total: 1000 });
    expect((await row('b')).state).toBe('queued');
    release();
    await until('b', 'done');
    expect(await row('a')).toMatchObject({ state: 'done', done: 1000, problem: null });
    expect(ends).toEqual(['a done', 'b done']);
    await put('c');
    runner.wake();
    await until('c', 'done');
  });

  it('that fails says why, and the next one runs', async () => {
    await put('a');
    await put('b');
    const { ends } = run(({ subject }) =>
      subject === 'a' ? Promise.reject(new Error('broken')) : Promise.resolve(),
    );
    await until('b', 'done');
    expect(await row('a')).toMatchObject({
      state: 'failed',
      problem: { kind: 'trial', en: 'Error: broken' },
    });
    expect(ends).toEqual(['a failed', 'b done']);
  });

  it('is stopped from another server, running or in the line', async () => {
    await put('a');
    await put('b');
    const { ends } = run(endless);
    await until('a', 'running');
    expect(await cancelJob(database(), 'b')).toEqual({ kind: 'trial', state: 'queued' });
    expect((await row('b')).state).toBe('cancelled');
    expect(await cancelJob(database(), 'a')).toEqual({ kind: 'trial', state: 'running' });
    await until('a', 'cancelled');
    expect(ends).toEqual(['a cancelled']);
    expect(await cancelJob(database(), 'a')).toBeUndefined();
  });

  it('of a server that stops goes back into the line, and another one finishes it', async () => {
    await put('a');
    const first = run(endless);
    await until('a', 'running');
    await first.runner.close();
    expect((await row('a')).state).toBe('queued');
    expect(first.ends).toEqual([]);
    const second = run(() => Promise.resolve());
    await until('a', 'done');
    expect(second.ends).toEqual(['a done']);
  });

  it('of a server that died is ended as failed, with a word for who waits', async () => {
    const leave = (silentFor: string) =>
      database().query(sql`insert into job (kind, subject, actor, state, started_at, alive_at)
        values ('trial', 'left', 'operator', 'running', now(), now() - ${silentFor}::interval)`);
    await leave('2 minutes');
    const { ends } = run(() => Promise.resolve());
    await until('left', 'failed');
    expect((await row('left')).problem).toMatchObject({ kind: 'left-behind' });
    expect((await row('left')).problem?.en).toContain('it can be started again');
    expect(ends).toEqual(['left failed']);
  });

  it('that was given up by another server is no longer written to by this one', async () => {
    await put('a');
    const { ends } = run(endless);
    await until('a', 'running');
    await database().query(sql`update job set state = 'failed' where subject = 'a'`);
    await put('b');
    await until('b', 'running');
    expect((await row('a')).state).toBe('failed');
    expect(ends).toEqual([]);
  });

  it('is run by one of two servers', async () => {
    const subjects = Array.from({ length: 8 }, (_, at) => `s${at}`);
    const taken: string[] = [];
    const work = ({ subject }: Task) => {
      taken.push(subject);
      return Promise.resolve();
    };
    run(work);
    run(work);
    for (const subject of subjects) await put(subject);
    await expect.poll(() => openJobs(database())).toBe(0);
    expect(taken.sort()).toEqual(subjects);
  });
});

async function openJobs(database: Database): Promise<number> {
  const [open] = await database.query<{ n: number }>(
    sql`select count(*)::integer as n from job where state in ('queued', 'running')`,
  );
  return open?.n ?? -1;
}
