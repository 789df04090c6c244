/** The server that is measured: the real one, with how long it took and what it holds. */
import { readFileSync } from 'node:fs';
import { startServer as start } from '../support/server.ts';

export interface BenchServer {
  readonly port: number;
  readonly address: string;
  /** Milliseconds from the start of the process to `/readyz`. */
  readonly readyMs: number;
  /** Resident memory in MiB. */
  memory(): number;
  stop(): Promise<void>;
}

export async function startServer(options: {
  readonly environment: Readonly<Record<string, string>>;
  /** Folder of the project; another one for first starts. */
  readonly root?: string;
  /** Without the client the start builds no pages. */
  readonly client?: boolean;
}): Promise<BenchServer> {
  const { environment, client = false, ...rest } = options;
  const began = performance.now();
  const { port, url, process, stop } = await start(environment, { ...rest, client, bare: true });
  return {
    port,
    address: url,
    readyMs: performance.now() - began,
    memory: () =>
      Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${process.pid}/status`, 'utf8'))?.[1] ?? NaN) / 1024,
    async stop() {
      await stop();
    },
  };
}
