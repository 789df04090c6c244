import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { cp, mkdir, readdir, readFile, rm, stat, symlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import sql from 'sql-template-tag';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { DatabaseUnavailable, openDatabase, type Database } from '../../data/db.ts';
import { dumpCache } from '../../data/embedded/cache.ts';
import { takeLock } from '../../data/embedded/lock.ts';
import { oneAtATime } from '../../data/embedded/queue.ts';
import { socketDirectory } from '../../data/embedded/socket.ts';
import { StartError } from '../../data/errors.ts';
import { removeMade, temporaryDirectory, testEmbeddedDirectory } from '../support/database.ts';

const writer = fileURLToPath(new URL('../support/embedded-writer.ts', import.meta.url));
const root = fileURLToPath(new URL('../..', import.meta.url));

const opened: Database[] = [];
const children: ChildProcess[] = [];

async function open(dataDirectory: string, cacheDirectory?: string): Promise<Database> {
  const database = await openDatabase({ databaseUrl: undefined, dataDirectory, cacheDirectory });
  opened.push(database);
  return database;
}

/** A process of its own that opens the directory and writes one row after the other, saying each once it is committed. */
function startWriter(directory: string): {
  process: ChildProcess;
  lines: AsyncIterator<string>;
  last(): number;
} {
  const process = spawn(globalThis.process.execPath, ['--import', 'tsx', writer, directory], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(process);
  let last = 0;
  const reader = createInterface({ input: process.stdout as NodeJS.ReadableStream });
  reader.on('line', (line) => (last = Number(line) || last));
  return { process, lines: reader[Symbol.asyncIterator](), last: () => last };
}

async function kill(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}

afterEach(async () => {
  await Promise.allSettled(opened.splice(0).map((database) => database.close()));
  for (const child of children.splice(0)) child.kill('SIGKILL');
});
afterAll(removeMade);

describe('the embedded database', () => {
  it('opens once in a process, behind a door of its own, and starts again when it breaks', async () => {
    const directory = await testEmbeddedDirectory();
    const database = await open(directory);
    expect(database.description).toBe(
      `embedded PostGIS in ${directory} (for trying out and one office, up to about 100,000 rows)`,
    );
    await expect(open(directory)).rejects.toThrow(`is used by process ${process.pid}; stop it`);
    expect((await stat(join(directory, 'embedded.socket'))).mode & 0o777).toBe(0o700);
    expect((await stat(join(directory, 'embedded'))).mode & 0o077).toBe(0);

    await database.query(sql`create table kept (n int)`);
    await expect(database.query(sql`copy kept from stdin`)).rejects.toThrow(DatabaseUnavailable); // ends PGlite
    expect(await database.query(sql`select count(*) as n from kept`)).toEqual([{ n: 0 }]);

    await database.close();
    expect(await readdir(directory)).toEqual(['embedded']);
  }, 60_000);

  it('refuses a second process, and has every committed row after kill -9 of the first', async () => {
    const directory = await testEmbeddedDirectory();
    const child = startWriter(directory);
    for (let row = 0; row < 100; row += 1) await child.lines.next();
    await expect(open(directory)).rejects.toThrow(StartError);
    await expect(open(directory)).rejects.toThrow(`is used by process ${child.process.pid}; stop it`);
    await kill(child.process);
    expect((await readdir(directory)).sort()).toEqual(['embedded', 'embedded.lock', 'embedded.socket']);
    const database = await open(directory);
    const [row] = await database.query<{ n: number; whole: boolean }>(
      sql`select max(n) as n, count(*) = max(n) and bool_and(content = repeat(md5(n::text), 500)) as whole from written`,
    );
    expect(row?.whole).toBe(true);
    expect(row?.n).toBeGreaterThanOrEqual(child.last());
  }, 120_000);

  it('works in a directory whose path is too long for a socket', async () => {
    const directory = join(await temporaryDirectory(), 'a-rather-long-name/'.repeat(8));
    await mkdir(directory, { recursive: true });
    await cp(await testEmbeddedDirectory(), directory, { recursive: true });
    const { socketPath } = await socketDirectory(directory);
    expect(Buffer.byteLength(socketPath)).toBeLessThanOrEqual(103);
    const database = await open(directory);
    expect(await database.query(sql`select 1 as value`)).toEqual([{ value: 1 }]);
  }, 60_000);

  it('keeps what it made first for the next first start, and makes again what was killed while it was made', async () => {
    const cache = await temporaryDirectory('cache-');
    const first = await open(await temporaryDirectory(), cache);
    await first.close();
    expect((await readdir(cache)).sort()).toEqual([
      expect.stringMatching(/^embedded-[0-9a-f]{16}\.tar\.gz$/),
      expect.stringMatching(/^embedded-[0-9a-f]{16}\.tar\.gz\.sha256$/),
    ]);

    const directory = await temporaryDirectory();
    await mkdir(join(directory, 'embedded'));
    await writeFile(join(directory, 'embedded', 'PG_VERSION'), '18');
    await writeFile(join(directory, 'embedded.unfinished'), '');
    const database = await open(directory, cache);
    expect(await database.query(sql`select postgis_lib_version() is not null as there`)).toEqual([
      { there: true },
    ]);
    expect((await readdir(directory)).sort()).toEqual(['embedded', 'embedded.lock', 'embedded.socket']);
  }, 120_000);

  it('leaves alone what another version made, or what is no database', async () => {
    const old = await temporaryDirectory();
    await mkdir(join(old, 'embedded'));
    await writeFile(join(old, 'embedded', 'PG_VERSION'), '17\n');
    await expect(open(old)).rejects.toThrow('was made by PostgreSQL 17, this is 18');

    const strange = await temporaryDirectory();
    await mkdir(join(strange, 'embedded'));
    await writeFile(join(strange, 'embedded', 'letter.txt'), 'dear all');
    await expect(open(strange)).rejects.toThrow('holds something that is not a database');
    await expect(open(strange)).rejects.toThrow(StartError);
    expect(await readFile(join(strange, 'embedded', 'letter.txt'), 'utf8')).toBe('dear all');
  });

  it('says so when its directory is damaged, and gives the lock back', async () => {
    const directory = await testEmbeddedDirectory();
    await rm(join(directory, 'embedded', 'global'), { recursive: true });
    await expect(open(directory)).rejects.toThrow(/cannot be opened .*restore the directory from a backup/);
    expect(existsSync(join(directory, 'embedded.lock'))).toBe(false);
  });
});

describe('the cache of prepared databases', () => {
  const packed = new Uint8Array([1, 2, 3]);

  it('gives back what was put in, readable by its owner alone', async () => {
    const directory = join(await temporaryDirectory(), 'new', 'folder');
    expect(await dumpCache(directory).read()).toBe(undefined);
    await dumpCache(directory).write(packed);
    expect(new Uint8Array((await dumpCache(directory).read()) ?? [])).toEqual(packed);
    const [file] = await readdir(directory);
    expect((await stat(join(directory, String(file)))).mode & 0o777).toBe(0o600);
  });

  it('gives nothing when the file is damaged', async () => {
    const directory = await temporaryDirectory();
    await dumpCache(directory).write(packed);
    const file = (await readdir(directory)).find((name) => name.endsWith('.gz'));
    await writeFile(join(directory, String(file)), packed.subarray(0, 2));
    expect(await dumpCache(directory).read()).toBe(undefined);
  });

  it('does without when it cannot be written', async () => {
    const file = join(await temporaryDirectory(), 'file');
    await writeFile(file, '');
    await dumpCache(file).write(packed);
    expect(await dumpCache(file).read()).toBe(undefined);
    expect(await dumpCache(undefined).read()).toBe(undefined);
  });
});

describe('the lock', () => {
  it('of a dead process is taken over', async () => {
    const path = join(await temporaryDirectory(), 'embedded.lock');
    const lock = await takeLock(path, process.pid);
    const holder = JSON.parse(await readFile(path, 'utf8')) as Record<string, unknown>;
    await lock.release();
    const child = spawn('true');
    await once(child, 'exit');
    await writeFile(path, JSON.stringify({ ...holder, pid: child.pid }));
    await (await takeLock(path, process.pid)).release();
    expect(existsSync(path)).toBe(false);
  });

  it('of a dead process whose number another program has now is taken over', async () => {
    const path = join(await temporaryDirectory(), 'embedded.lock');
    const lock = await takeLock(path, process.pid);
    const holder = JSON.parse(await readFile(path, 'utf8')) as Record<string, unknown>;
    await lock.release();
    await writeFile(path, JSON.stringify({ ...holder, startedAt: '1' }));
    await (await takeLock(path, process.pid)).release();
  });

  it('of another container is taken over only when nobody touches it any more', async () => {
    const path = join(await temporaryDirectory(), 'embedded.lock');
    const elsewhere = await takeLock(path, process.pid); // touches it every 2 s
    const holder = JSON.parse(await readFile(path, 'utf8')) as Record<string, unknown>;
    await writeFile(path, JSON.stringify({ ...holder, world: 'other-host pid:[1] boot' }));
    await expect(takeLock(path, process.pid)).rejects.toThrow(
      `is used by process ${process.pid} on other-host`,
    );
    await elsewhere.release();
    expect(existsSync(path)).toBe(true); // it was not this process's own any more
    await (await takeLock(path, process.pid)).release();
  }, 30_000);

  it('that is damaged has no holder', async () => {
    const path = join(await temporaryDirectory(), 'embedded.lock');
    await writeFile(path, '{"pi');
    await (await takeLock(path, process.pid)).release();
  });

  it('goes to one of many who ask at once', async () => {
    const path = join(await temporaryDirectory(), 'embedded.lock');
    await writeFile(path, JSON.stringify({ pid: 999_999_999, startedAt: '1', world: 'x' }));
    await utimes(path, 1, 1);
    const asked = await Promise.allSettled(Array.from({ length: 20 }, () => takeLock(path, process.pid)));
    const got = asked.filter(({ status }) => status === 'fulfilled');
    expect(got).toHaveLength(1);
    expect((await readdir(join(path, '..'))).sort()).toEqual(['embedded.lock']);
  });
});

describe('the socket directory', () => {
  it('is refused when somebody put a link in its place', async () => {
    const temporary = await temporaryDirectory();
    const long = join(temporary, 'x'.repeat(200));
    const { directory } = await socketDirectory(long, temporary);
    expect(directory.startsWith(temporary)).toBe(true);
    await rm(directory, { recursive: true });
    const trap = await temporaryDirectory();
    await symlink(trap, directory);
    await expect(socketDirectory(long, temporary)).rejects.toThrow('belongs to somebody else');
  });
});

describe('the turnstile', () => {
  it('lets one in at a time, in order, and forgets who left', async () => {
    const turn = oneAtATime();
    const seen: string[] = [];
    const first = await turn();
    const leaving = new AbortController();
    const second = turn(leaving.signal);
    const third = turn().then((done) => {
      seen.push('third');
      done();
    });
    leaving.abort(new Error('left'));
    await expect(second).rejects.toThrow('left');
    expect(seen).toEqual([]);
    first();
    first(); // a second time does nothing
    await third;
    (await turn())();
    expect(seen).toEqual(['third']);
  });
});
