/**
 * The revisions as this server knows them: polled, since other servers write too. What an answer states is always
 * the revision that its own query saw; these are for noticing that something moved.
 */
import sql from 'sql-template-tag';
import type { Database } from '../data/db.ts';
import { dependencies } from './queries/revision.ts';
import type { Noun } from './queries/revision.ts';

export interface Revisions {
  /** A layer's revision `<epoch>.<n>`, or `undefined` before the first look at the database. */
  layer(noun: Noun): string | undefined;
  /** Revision of the answers about a noun: `<epoch>.<sum over what they depend on>`. */
  answer(noun: Noun): string | undefined;
  /** Whether the last look at the database succeeded. */
  readonly available: boolean;
  /** Looks now. Does not throw: a database that is away leaves what was known. */
  refresh(): Promise<void>;
  /** Calls back after each look that found something moved; returns the way to stop it. */
  onMove(callback: () => void): () => void;
  close(): void;
}

const pollMs = 500;

/** Starts the poll. Resolves after the first look. */
export async function watchRevisions(database: Database, everyMs = pollMs): Promise<Revisions> {
  const counts = new Map<string, number>();
  const layers = new Map<string, string>();
  const callbacks = new Set<() => void>();
  let epoch: string | undefined;
  let available = false;
  let looking: Promise<void> | undefined;
  let again: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;
  let closed = false;

  async function look(): Promise<void> {
    try {
      const rows = await database.query<{ epoch: string; noun: string; n: number }>(
        sql`select e.epoch, r.noun, r.n from revision r cross join revision_epoch e`,
        { timeoutMs: 5_000 },
      );
      let moved = false;
      for (const row of rows) {
        moved ||= row.epoch !== epoch || counts.get(row.noun) !== row.n;
        counts.set(row.noun, row.n);
        layers.set(row.noun, `${row.epoch}.${row.n}`);
        epoch = row.epoch;
      }
      available = true;
      if (moved) for (const callback of callbacks) callback();
    } catch {
      available = false; // asked again in half a second; questions meet the error themselves
    }
  }

  const start = () => (looking = look().finally(() => (looking = undefined)));
  // A look that is under way may not see what was committed since it began: whoever asks now waits for the next one.
  const refresh = (): Promise<void> =>
    looking ? (again ??= looking.then(() => ((again = undefined), start()))) : start();

  const schedule = () => {
    if (closed) return;
    timer = setTimeout(() => void refresh().then(schedule), everyMs);
    timer.unref();
  };

  await refresh();
  schedule();
  return {
    layer: (noun) => layers.get(noun) ?? (epoch === undefined ? undefined : `${epoch}.0`),
    answer: (noun) =>
      epoch === undefined
        ? undefined
        : `${epoch}.${dependencies[noun].reduce((sum, part) => sum + (counts.get(part) ?? 0), 0)}`,
    get available() {
      return available;
    },
    refresh,
    onMove(callback) {
      callbacks.add(callback);
      return () => callbacks.delete(callback);
    },
    close() {
      closed = true;
      clearTimeout(timer);
    },
  };
}
