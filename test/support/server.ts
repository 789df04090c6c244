/** The real server in a process of its own: `npm start`, with what a test sets. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from './free-port.ts';

export const projectRoot = fileURLToPath(new URL('../..', import.meta.url));

export interface RunningServer {
  readonly port: number;
  readonly url: string;
  readonly process: ReturnType<typeof spawn>;
  /** Everything that it printed so far. */
  output(): string;
  /** Ends it with a signal and waits; its exit code, or null when a signal ended it. */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

export interface ServerOptions {
  /** Folder of the project; another one for first starts. */
  readonly root?: string;
  /** `false` builds no pages. */
  readonly client?: boolean;
  /** The environment given is all that it gets beside PATH: no home, so no cache of an embedded database. */
  readonly bare?: boolean;
}

/** Starts the server on a free port without waiting. `env` is added to the process's own, less its DATABASE_URL. */
export async function spawnServer(
  env: Readonly<Record<string, string>>,
  { root = projectRoot, client = true, bare = false }: ServerOptions = {},
): Promise<RunningServer> {
  const port = env.PORT ?? String(await freePort());
  const { DATABASE_URL: _, ...own } = process.env;
  const inherited = bare ? { PATH: process.env.PATH ?? '' } : own;
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', join('server', 'main.ts'), ...(client ? [] : ['--without-client'])],
    {
      cwd: root,
      env: { ...inherited, PORT: port, HOST: '127.0.0.1', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let printed = '';
  child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  const ended = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  return {
    port: Number(port),
    url: `http://127.0.0.1:${port}`,
    process: child,
    output: () => printed,
    stop: (signal = 'SIGTERM') => {
      child.kill(signal);
      return ended;
    },
  };
}

/** Longest wait for a server, s: a first start on a busy machine builds the client and makes a database. */
const longestWait = 180;

/** Starts the server and waits until it is ready. Throws with what it printed when it ends or takes too long. */
export async function startServer(
  env: Readonly<Record<string, string>>,
  options: ServerOptions = {},
): Promise<RunningServer> {
  const server = await spawnServer(env, options);
  const end = Date.now() + longestWait * 1000;
  while (Date.now() < end && server.process.exitCode === null) {
    const ready = await fetch(`${server.url}/readyz`).then(
      (response) => response.ok,
      () => false, // it does not listen yet
    );
    if (ready) return server;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  await server.stop('SIGKILL');
  throw new Error(`the server did not become ready:\n${server.output()}`);
}
