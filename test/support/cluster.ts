import { execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { findPostgres } from './tools.ts';
import { freePort } from './free-port.ts';

/** A throw-away PostgreSQL with PostGIS; it ends, and its files go, with `stop` or with this process. */
export interface Cluster {
  /** Superuser's address of the database `postgres`. */
  url: string;
  stop(): Promise<void>;
}

/**
 * Starts a cluster of the machine's own PostgreSQL in a temporary directory: never as root (then as the system's
 * user `postgres`), with a password, on a free port of 127.0.0.1, without fsync.
 */
export async function startCluster(): Promise<Cluster> {
  const bin = findPostgres();
  if (!bin)
    throw new Error(
      'no PostgreSQL with PostGIS is installed (Debian: apt-get install postgresql-15-postgis-3); or give TEST_DATABASE_URL',
    );
  const directory = mkdtempSync(join(tmpdir(), 'groundwork-cluster-'));
  const user = systemUser();
  if (user.uid !== undefined) chownSync(directory, user.uid, user.gid ?? -1);
  const password = randomBytes(12).toString('hex');
  const passwordFile = join(directory, 'password');
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (user.uid !== undefined) chownSync(passwordFile, user.uid, user.gid ?? -1);
  const data = join(directory, 'data');
  execFileSync(
    join(bin, 'initdb'),
    [
      '-D',
      data,
      '-U',
      'postgres',
      '-E',
      'UTF8',
      '--locale=C.UTF-8',
      '-A',
      'scram-sha-256',
      `--pwfile=${passwordFile}`,
      '-N',
    ],
    { ...user, cwd: directory, stdio: ['ignore', 'ignore', 'inherit'] },
  );
  const port = await freePort();
  const settings = [
    `port=${port}`,
    'listen_addresses=127.0.0.1',
    `unix_socket_directories=${directory}`,
    'fsync=off',
    'synchronous_commit=off',
    'full_page_writes=off',
    'max_connections=200',
    `log_directory=${directory}`,
  ];
  const guard = spawn(
    'sh',
    [
      '-c',
      guardian,
      'guardian',
      String(process.pid),
      directory,
      join(bin, 'postgres'),
      '-D',
      data,
      ...settings.flatMap((s) => ['-c', s]),
    ],
    { ...user, cwd: directory, detached: true, stdio: 'ignore' },
  );
  guard.unref();
  const url = `postgres://postgres:${password}@127.0.0.1:${port}/postgres`;
  const ended = new Promise<void>((resolve) => guard.once('exit', () => resolve()));
  await untilReady(url);
  return {
    url,
    async stop() {
      guard.ref(); // the process stays until the files are gone
      guard.kill('SIGTERM');
      await ended;
    },
  };
}

/** Runs the server; when it is told to end, or the process it works for is gone, ends the server and removes the files. */
const guardian = `
parent=$1; directory=$2; shift 2
"$@" >"$directory/log" 2>&1 &
server=$!
end=
trap 'end=1' TERM INT HUP
while [ -z "$end" ] && kill -0 $server 2>/dev/null && { [ -d /proc/$parent ] || kill -0 $parent 2>/dev/null; }; do
  sleep 0.3
done
kill -INT $server 2>/dev/null
wait $server
cd / && rm -rf "$directory"
`;

/** PostgreSQL refuses to run as root; then it runs as the user that its package made. */
function systemUser(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {};
  const idOf = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  return { uid: idOf('-u'), gid: idOf('-g') };
}

async function untilReady(url: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    const client = new pg.Client({ connectionString: url });
    try {
      await client.connect();
      await client.end();
      return;
    } catch (error) {
      if (attempt === 150)
        throw new Error('the throw-away PostgreSQL did not start within 30 s', { cause: error });
      await sleep(200);
    }
  }
}
