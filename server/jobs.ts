/**
 * Runs long work: one job at a time of those that any server has put in line. A job says that it is alive; one whose
 * server died is ended as failed, by whichever server sees it first.
 */
import type { Database, Transaction } from '../data/db.ts';
import type { Word } from '../data/vocabulary/word.ts';
import { endJob, leftJobs, takeJob, touchJob } from './queries/jobs.ts';
import type { Job, JobEnd } from './queries/jobs.ts';

/** A job as its work sees it. */
export interface Task {
  readonly subject: string;
  readonly actor: string;
  /** Aborted when somebody cancels the job, or this server stops. */
  readonly signal: AbortSignal;
  /** How far the work is, in its own unit; `null` = nobody knows of how much. */
  progress(done: number, total: number | null): void;
}

/** Why a job failed. */
export interface JobProblem extends Word {
  readonly kind: string;
}

export interface Work {
  run(task: Task): Promise<void>;
  /** What the end means for what was worked on; in the transaction that ends the job. */
  ended(
    tx: Transaction,
    end: { job: Job; state: Exclude<JobEnd, 'queued'>; problem?: JobProblem },
  ): Promise<void>;
  /** What an error means; reports those that nobody foresaw. */
  explain(error: unknown): JobProblem;
}

export interface JobRunner {
  /** There may be work: looks at once. */
  wake(): void;
  /** Stops a job that runs here; without it the wish is heard at the next sign of life. */
  stop(subject: string): void;
  /** Stops; what runs here goes back into the line. */
  close(): Promise<void>;
}

interface RunnerOptions {
  readonly database: Database;
  readonly works: Readonly<Record<string, Work>>;
  /** Is told of errors of the runner itself. */
  report(error: unknown): void;
  /** ms between looks for work, signs of life, and until a silent job counts as left. */
  readonly lookEvery?: number;
  readonly aliveEvery?: number;
  readonly silentFor?: number;
}

const left: JobProblem = {
  kind: 'left-behind',
  zh: '服务器中途停止，工作未完成，数据未改动；可以重新开始。',
  en: 'The server stopped in the middle of the work. Nothing of it was kept; it can be started again.',
};

const cancelled = new Error('cancelled');
const stopping = new Error('the server is stopping');
const takenAway = new Error('the job was given up by another server');

/** Runs a job that is this process's, to its end in the database. @returns how it ended, and why when it failed. */
export async function runJob(task: {
  readonly database: Database;
  readonly work: Work;
  readonly job: Job;
  readonly stop: AbortController;
  readonly aliveEvery?: number;
  /** Hears how far the work is. */
  readonly onProgress?: Task['progress'];
}): Promise<{ state: JobEnd; problem?: JobProblem }> {
  const { database, work, job, stop, aliveEvery = 1_000 } = task;
  let far: { done: number; total: number | null } = { done: 0, total: null };
  let telling = false;
  const tell = async () => {
    if (telling) return;
    telling = true;
    try {
      const row = await touchJob(database, job.id, far);
      if (!row) stop.abort(takenAway);
      else if (row.cancelRequested) stop.abort(cancelled);
    } catch {
      // The database is away: the work itself will hear of it.
    } finally {
      telling = false;
    }
  };
  const alive = setInterval(() => void tell(), aliveEvery);
  const ended = async (outcome: { state: JobEnd; problem?: JobProblem }) => {
    clearInterval(alive);
    await end(database, work, job, outcome);
    return outcome;
  };
  try {
    stop.signal.throwIfAborted();
    await work.run({
      subject: job.subject,
      actor: job.actor,
      signal: stop.signal,
      progress: (done, total) => {
        far = { done, total };
        task.onProgress?.(done, total);
      },
    });
    await touchJob(database, job.id, far);
    return await ended({ state: 'done' });
  } catch (error) {
    if (stop.signal.aborted) {
      const reason: unknown = stop.signal.reason;
      if (reason === takenAway) return { state: 'failed', problem: left };
      return await ended({ state: reason === stopping ? 'queued' : 'cancelled' });
    }
    return await ended({ state: 'failed', problem: work.explain(error) });
  } finally {
    clearInterval(alive);
  }
}

/** Ends a job and does what that means, unless another server has ended it. */
async function end(
  database: Database,
  work: Work,
  job: Job,
  { state, problem }: { readonly state: JobEnd; readonly problem?: JobProblem },
): Promise<void> {
  await database.transaction({ actor: job.actor }, async (tx) => {
    if (!(await endJob(tx, job.id, { state, problem })) || state === 'queued') return;
    await work.ended(tx, { job, state, ...(problem ? { problem } : {}) });
  });
}

export function jobRunner(options: RunnerOptions): JobRunner {
  const { database, works, lookEvery = 2_000, aliveEvery = 1_000, silentFor = 60_000 } = options;
  const kinds = Object.keys(works);
  let closed = false;
  let first = true;
  let running: { job: Job; stop: AbortController } | undefined;
  let wanted: () => void = () => undefined;
  let woken = false;

  /** Waits for `wake`, at most the time between two looks. */
  const pause = () =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, woken ? 0 : lookEvery);
      timer.unref();
      wanted = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  async function giveUpLeft(): Promise<void> {
    // The embedded database has one server: what runs while it starts was left by the one before.
    const alone = database.kind === 'embedded' && first;
    first = false;
    const jobs = await leftJobs(database, { silentForSeconds: alone ? 0 : silentFor / 1000 });
    for (const job of jobs) {
      const work = works[job.kind];
      if (work) await end(database, work, job, { state: 'failed', problem: left });
    }
  }

  async function loop(): Promise<void> {
    while (!closed) {
      woken = false;
      try {
        await giveUpLeft();
        for (;;) {
          const job = closed ? undefined : await takeJob(database, kinds);
          const work = job && works[job.kind];
          if (!job || !work) break;
          const stop = new AbortController();
          running = { job, stop };
          try {
            await runJob({ database, work, job, stop, aliveEvery });
          } finally {
            running = undefined;
          }
        }
      } catch (error) {
        if (!closed) options.report(error);
      }
      if (!closed) await pause();
    }
  }

  const looping = loop();
  return {
    wake() {
      woken = true;
      wanted();
    },
    stop(subject) {
      if (running?.job.subject === subject) running.stop.abort(cancelled);
    },
    async close() {
      closed = true;
      running?.stop.abort(stopping);
      wanted();
      await looping;
    },
  };
}
