/** The real server as a process of its own. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { setTimeout as sleep } from 'node:timers/promises';

export interface BenchServer {
  readonly port: number;
  readonly address: string;
  /** Milliseconds from the start of the process to `/readyz`. */
  readonly readyMs: number;
  /** Resident memory in MiB. */
  memory(): number;
  stop(): Promise<void>;
}

export const projectRoot = fileURLToPath(new URL('../..', import.meta.url));

export async function startServer(options: {
  readonly environment: Readonly<Record<string, string>>;
  /** Folder of the project; another one for first starts. */
  readonly root?: string;
  /** Without the client the start builds no pages. */
  readonly client?: boolean;
}): Promise<BenchServer> {
  const { environment, root = projectRoot, client = false } = options;
  const port = await freePort();
  const began = performance.now();
  const server = spawn(
    process.execPath,
    ['--import', 'tsx', 'server/main.ts', ...(client ? [] : ['--without-client'])],
    {
      cwd: root,
      env: { PATH: process.env.PATH ?? '', ...environment, PORT: String(port) },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let said = '';
  for (const stream of [server.stdout, server.stderr])
    stream.on('data', (part: Buffer) => (said += String(part)));
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  const address = `http://127.0.0.1:${port}`;
  for (;;) {
    if (server.exitCode !== null) throw new Error(`the server ended before it was ready:\n${said}`);
    const ready = await fetch(`${address}/readyz`).then(
      (response) => response.status === 200,
      () => false, // it does not listen yet
    );
    if (ready) break;
    if (performance.now() - began > 180_000) {
      server.kill('SIGKILL');
      throw new Error(`the server was not ready within 180 s:\n${said}`);
    }
    await sleep(20);
  }
  return {
    port,
    address,
    readyMs: performance.now() - began,
    memory: () =>
      Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${server.pid}/status`, 'utf8'))?.[1] ?? NaN) / 1024,
    async stop() {
      server.kill('SIGTERM');
      await ended;
    },
  };
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
