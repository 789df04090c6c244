/** GDAL in a thread of its own, one for each task, ended when the task is done, stopped, silent too long or too big. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import type { StopSignal } from '../../../data/stop-signal.ts';
import { SourceProblem } from '../source.ts';
import type { Limits } from '../source.ts';
import type { GdalMessage, GdalStart, GdalTask } from './task.ts';

export interface GdalOptions {
  readonly limits: Limits;
  readonly signal?: StopSignal | undefined;
}

/** Compiled once for all threads; a quarter of a second. */
let parts: Promise<Pick<GdalStart, 'program' | 'tables'>> | undefined;

async function loadParts() {
  const require = createRequire(import.meta.url);
  const [code, tables] = await Promise.all(
    [
      require.resolve('gdal3.js/dist/package/gdal3WebAssembly.wasm'),
      require.resolve('gdal3.js/dist/package/gdal3WebAssembly.data'),
    ].map((path) => readFile(path)),
  );
  if (!code || !tables) throw new Error('gdal3.js is not whole');
  const shared = new SharedArrayBuffer(tables.byteLength);
  new Uint8Array(shared).set(tables);
  return { program: await WebAssembly.compile(code as Uint8Array<ArrayBuffer>), tables: shared };
}

/**
 * Runs the task; yields what it says and the pieces of rows as they come, returns GDAL's errors and warnings that did
 * not end it.
 * @throws SourceProblem when GDAL cannot read the file or passes a limit, the signal's reason when it is stopped.
 */
export async function* runGdal(
  task: GdalTask,
  { limits, signal }: GdalOptions,
): AsyncGenerator<Extract<GdalMessage, { kind: 'description' | 'piece' }>, readonly string[]> {
  signal?.throwIfAborted();
  const taken = new SharedArrayBuffer(4);
  const start: GdalStart = {
    task,
    memoryBytes: limits.memoryBytes,
    taken,
    ...(await (parts ??= loadParts())),
  };
  signal?.throwIfAborted();
  const worker = new Worker(new URL('./start-worker.js', import.meta.url), {
    workerData: start,
    env: {},
    execArgv: [],
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: 512 },
  });
  const mailbox = new Mailbox(worker, signal);
  try {
    for (;;) {
      const message = await mailbox.next(limits.silentSeconds);
      if (message.kind === 'done') return message.complaints;
      if (message.kind === 'failed') throw message.memory ? tooBig(limits) : notReadable(message.complaints);
      yield message;
      if (message.kind !== 'piece') continue;
      Atomics.add(new Int32Array(taken), 0, 1);
      Atomics.notify(new Int32Array(taken), 0);
    }
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    throw code === 'ERR_WORKER_OUT_OF_MEMORY' ? tooBig(limits) : error;
  } finally {
    mailbox.close();
    await worker.terminate();
  }
}

/** What the thread says, in order; its death, the signal and the clock end the waiting. */
class Mailbox {
  readonly #messages: GdalMessage[] = [];
  readonly #worker: Worker;
  readonly #signal: StopSignal | undefined;
  #waiting: { resolve: (message: GdalMessage) => void; reject: (reason: unknown) => void } | undefined;
  #ended: { reason: unknown } | undefined;
  readonly #stop = () => this.#end(this.#signal?.reason);

  constructor(worker: Worker, signal: StopSignal | undefined) {
    this.#worker = worker;
    this.#signal = signal;
    worker.on('message', (message: GdalMessage) => {
      if (this.#waiting) this.#waiting.resolve(message);
      else this.#messages.push(message);
      this.#waiting = undefined;
    });
    worker.on('error', (error) => this.#end((error as { code?: unknown }).code ? error : crashed(error)));
    worker.on('exit', () => this.#end(crashed(undefined)));
    signal?.addEventListener('abort', this.#stop, { once: true });
  }

  async next(seconds: number): Promise<GdalMessage> {
    const first = this.#messages.shift();
    if (first) return first;
    if (this.#ended) throw this.#ended.reason;
    const clock = setTimeout(() => this.#end(tooLong(seconds)), seconds * 1000);
    try {
      return await new Promise((resolve, reject) => (this.#waiting = { resolve, reject }));
    } finally {
      clearTimeout(clock);
    }
  }

  close(): void {
    this.#signal?.removeEventListener('abort', this.#stop);
    this.#worker.removeAllListeners('message');
  }

  #end(reason: unknown): void {
    this.#ended ??= { reason };
    this.#waiting?.reject(this.#ended.reason);
    this.#waiting = undefined;
  }
}

function tooLong(seconds: number): SourceProblem {
  return new SourceProblem('too_long', {
    zh: `读取文件超过 ${seconds} 秒没有进展，已停止。文件可能损坏，或过于复杂。`,
    en: `Reading the file made no progress for ${seconds} seconds and was stopped. It may be damaged, or too complex.`,
  });
}

function tooBig({ memoryBytes }: Limits): SourceProblem {
  const megabytes = Math.round(memoryBytes / 2 ** 20);
  return new SourceProblem('too_large', {
    zh: `读取文件所需的内存超过 ${megabytes} MB，已停止。请拆分文件再导入。`,
    en: `Reading the file takes more than ${megabytes} MB of memory and was stopped. Split the file.`,
  });
}

function crashed(cause: unknown): SourceProblem {
  return new SourceProblem(
    'damaged',
    {
      zh: '读取文件时程序中断，文件可能已损坏。',
      en: 'The program that reads the file broke off; the file may be damaged.',
    },
    { cause },
  );
}

/** GDAL's own words are for whoever knows them: they name drivers and paths of its own. */
function notReadable(complaints: readonly string[]): SourceProblem {
  return new SourceProblem(
    'damaged',
    {
      zh: '文件无法读取：内容与格式不符，或已损坏。请重新导出再试。',
      en: 'The file cannot be read: its content is not of its format, or it is damaged. Export it again.',
    },
    { cause: new Error(complaints.join('\n')) },
  );
}
