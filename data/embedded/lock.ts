import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { link, mkdir, readFile, readlink, rm, rmdir, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { StartError } from '../errors.ts';

/** Who holds the directory. The start time tells a process from a later one that was given the same number. */
interface Holder {
  pid: number;
  startedAt: string;
  /** Host and process namespace: a number of another container says nothing here. */
  world: string;
}

/** The holder touches the lock this often, so that a process of another container can see that it lives. */
const heartbeatMs = 2_000;
/** Without a touch for this long, a holder that cannot be looked up counts as dead. */
const silenceMs = 7_000;

export interface Lock {
  release(): Promise<void>;
}

/**
 * Takes the lock file at `path` for this process. A lock whose process is gone is taken over, also when its
 * number belongs to another program by now.
 * @param pid of this process (a parameter, since only the edge reads the process)
 * @throws StartError naming the process that holds it.
 */
export async function takeLock(path: string, pid: number): Promise<Lock> {
  const me: Holder = { pid, startedAt: (await startTime(pid)) ?? '', world: await world() };
  const mine = `${path}.${randomBytes(6).toString('hex')}`;
  await writeFile(mine, JSON.stringify(me), { mode: 0o600 });
  try {
    while (!(await linked(mine, path))) {
      const text = await readFile(path, 'utf8').catch(() => undefined);
      if (text === undefined) continue; // released meanwhile
      const holder = parse(text);
      if (holder && (await lives(holder, me, path))) {
        const where = holder.world === me.world ? '' : ` on ${holder.world.split(' ')[0]}`;
        throw new StartError(
          `the embedded database in ${path.replace(/\/[^/]*$/, '')} is used by process ${holder.pid}${where}; stop it, or give GROUNDWORK_DATA another directory (or DATABASE_URL a PostGIS, which many servers can share)`,
        );
      }
      await takeAway(path, text);
    }
  } finally {
    await rm(mine, { force: true });
  }
  const heartbeat = setInterval(() => {
    const now = new Date();
    utimes(path, now, now).catch(() => {});
  }, heartbeatMs);
  heartbeat.unref();
  return {
    async release() {
      clearInterval(heartbeat);
      if ((await readFile(path, 'utf8').catch(() => '')) === JSON.stringify(me))
        await rm(path, { force: true });
    },
  };
}

/** Creates the lock with its content in one step, so that nobody reads half of it. */
async function linked(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/**
 * Removes a dead lock. One starter at a time may do so, behind a guard, and looks again first: else two that judged the
 * same dead lock could each remove it, the slower one the faster one's new lock.
 */
async function takeAway(path: string, judged: string): Promise<void> {
  const guard = `${path}.takeover`;
  try {
    await mkdir(guard);
  } catch {
    // Another starter is at it. A guard that stays was left by one that was killed within that moment.
    const touched = await lastTouch(guard);
    if (touched > 0 && Date.now() - touched > silenceMs) await rmdir(guard).catch(() => {});
    else await sleep(10);
    return;
  }
  try {
    if ((await readFile(path, 'utf8').catch(() => undefined)) === judged) await rm(path, { force: true });
  } finally {
    await rmdir(guard).catch(() => {});
  }
}

function parse(text: string): Holder | undefined {
  try {
    const holder = JSON.parse(text) as Holder;
    return Number.isInteger(holder.pid) ? holder : undefined;
  } catch {
    return undefined; // a lock is never half written (see `linked`): a damaged one has no living holder
  }
}

async function lives(holder: Holder, me: Holder, path: string): Promise<boolean> {
  if (holder.world === me.world && holder.startedAt)
    return (await startTime(holder.pid)) === holder.startedAt;
  for (;;) {
    const touched = await lastTouch(path);
    if (Date.now() - touched > silenceMs) return false;
    await sleep(heartbeatMs + 1_000);
    if ((await lastTouch(path)) > touched) return true;
  }
}

async function lastTouch(path: string): Promise<number> {
  return stat(path).then(
    (file) => file.mtimeMs,
    () => 0,
  );
}

/** When the process started, in the system's own words; undefined when there is none, or it cannot be told. */
async function startTime(pid: number): Promise<string | undefined> {
  try {
    if (!existsSync('/proc/self/stat')) return await startTimeByPs(pid);
    const status = await readFile(`/proc/${pid}/stat`, 'utf8');
    // The second field is the name in parentheses and may hold spaces; the 22nd is the start time (proc(5)).
    const fields = status.slice(status.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? undefined : fields[19];
  } catch {
    return undefined; // no such process, or no way to ask
  }
}

async function startTimeByPs(pid: number): Promise<string | undefined> {
  const { stdout } = await promisify(execFile)('ps', ['-o', 'lstart=', '-p', String(pid)]);
  return stdout.trim() || undefined;
}

async function world(): Promise<string> {
  const namespace = await readlink('/proc/self/ns/pid').catch(() => '');
  const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => '');
  return `${hostname()} ${namespace} ${boot.trim()}`;
}
