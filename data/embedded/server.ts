import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { WorkerNews, WorkerTask } from './worker.ts';

/** The embedded database as a server that can be ended in the middle of a query. */
export interface EmbeddedServer {
  /** Resolves while the server takes connections; starts it again when it died. */
  ready(): Promise<void>;
  /** Ends whatever runs and starts again; committed rows stay. */
  restart(): void;
  close(): Promise<void>;
}

/**
 * Starts the database in a worker thread and waits until it takes connections.
 * @throws Error with the database's own message when the directory cannot be opened.
 */
export async function startServer(task: WorkerTask): Promise<{ server: EmbeddedServer; fresh?: Uint8Array }> {
  const { dataDirectory, socketPath } = task;
  const startAgain = (after?: Promise<unknown>) =>
    start({ dataDirectory, socketPath, dumpBack: false }, after);
  let closed = false;
  let thread = start(task);
  const { dump } = await thread.ready;

  const server: EmbeddedServer = {
    async ready() {
      if (thread.dead() && !closed) thread = startAgain();
      await thread.ready;
    },
    restart() {
      if (!closed) thread = startAgain(thread.end());
    },
    async close() {
      closed = true;
      const stopped = thread.ready.then(() => thread.close()).catch(() => {}); // dead already: nothing to close
      await Promise.race([stopped, sleep(closeLimitMs, undefined, { ref: false })]); // a query may still hold the thread
      await thread.end();
    },
  };
  return dump ? { server, fresh: dump } : { server };
}

type News<Kind extends WorkerNews['kind']> = Extract<WorkerNews, { kind: Kind }>;

interface Thread {
  ready: Promise<News<'ready'>>;
  dead(): boolean;
  /** Writes everything down and stops serving. */
  close(): Promise<unknown>;
  end(): Promise<void>;
}

/** A start takes 3 to 20 s; one that takes this long will not come any more. */
const startLimitMs = 120_000;

/** Closing waits this long for what runs; every committed row is on the disk already. */
const closeLimitMs = 5_000;

/** JavaScript, since a thread of Node 20 does not read TypeScript by itself; it goes on with worker.ts. */
const program = new URL('./start-worker.js', import.meta.url);

function start(task: WorkerTask, after: Promise<unknown> = Promise.resolve()): Thread {
  let dead = false;
  const created = after.then(() => new Worker(program, { workerData: task, execArgv: [] }));
  const ready = created.then((worker) => {
    worker.once('exit', () => (dead = true));
    const limit = setTimeout(() => void worker.terminate(), startLimitMs);
    return expect(worker, 'ready').finally(() => clearTimeout(limit));
  });
  ready.catch(() => {
    dead = true;
    void created.then((worker) => worker.terminate());
  });
  return {
    ready,
    dead: () => dead,
    async close() {
      const worker = await created;
      const closed = expect(worker, 'closed');
      worker.postMessage('close');
      return closed;
    },
    async end() {
      await (await created).terminate();
    },
  };
}

/** The next news of that kind; rejects when the thread fails or ends first. */
function expect<Kind extends WorkerNews['kind']>(worker: Worker, kind: Kind): Promise<News<Kind>> {
  return new Promise((resolve, reject) => {
    const onMessage = (news: WorkerNews) => {
      if (news.kind === 'failed') settle(() => reject(new Error(news.message)));
      else if (news.kind === kind) settle(() => resolve(news as News<Kind>));
    };
    const onError = (error: unknown) => settle(() => reject(error as Error));
    const onExit = (code: number) => settle(() => reject(new Error(`the embedded database ended (${code})`)));
    function settle(outcome: () => void) {
      worker.off('message', onMessage).off('error', onError).off('exit', onExit);
      worker.on('error', () => {}); // said once; the exit that follows is seen by `dead`
      outcome();
    }
    worker.on('message', onMessage).on('error', onError).on('exit', onExit);
  });
}
