/** The revisions of progress in memory, by project: read on from the last ones whenever progress has been written. */
import type { Database } from '../../data/db.ts';
import { progressAfter, progressTables } from '../queries/progress.ts';
import type { ProgressPart, ProgressRows, ProgressTable } from '../queries/progress.ts';

/** All revisions of one project, of each table in the order in which they were recorded. */
export type ProjectHistory = { readonly [Table in ProgressTable]: ProgressRows[Table] };

/** What was read, at one moment. The histories in it grow with the next reading: take from them at once. */
export interface ProgressState {
  readonly epoch: string;
  /** How often progress had been written. */
  readonly n: number;
  of(project: number): ProjectHistory;
  /** The `n` at which a project's revisions were last added to; 0 = never. */
  changedAt(project: number): number;
}

export interface ProgressStore {
  /** What is known now: reads on unless it is at revision `present` (`<epoch>.<n>`) already. */
  at(present: string | undefined): Promise<ProgressState>;
}

interface Kept {
  readonly rows: { [Table in ProgressTable]: ProgressRows[Table][number][] };
  changedAt: number;
}

const none: ProjectHistory = emptyRows();

export function progressStore(database: Database): ProgressStore {
  let projects = new Map<number, Kept>();
  let last: Partial<Record<ProgressTable, number>> = {};
  let epoch = '';
  let n = -1;
  /** One reading at a time: each goes on from where the last one ended. */
  let turn: Promise<unknown> = Promise.resolve();

  function take(part: ProgressPart): void {
    ({ epoch, n } = part);
    const touched = new Set<Kept>();
    for (const table of progressTables) {
      for (const row of part.rows[table]) {
        const [fid, project] = row;
        let kept = projects.get(project);
        if (!kept) projects.set(project, (kept = { rows: emptyRows(), changedAt: 0 }));
        (kept.rows[table] as unknown[]).push(row);
        kept.changedAt = n;
        touched.add(kept);
        last[table] = fid;
      }
    }
    for (const kept of touched) for (const table of progressTables) kept.rows[table].sort(byRecording);
  }

  async function read(present: string | undefined): Promise<void> {
    if (present !== undefined && `${epoch}.${n}` === present) return;
    const part = await progressAfter(database, last);
    if (part.epoch === epoch || n === -1) return take(part);
    // Another history: a restore. Nothing that was read holds any more.
    projects = new Map();
    last = {};
    n = -1;
    take(await progressAfter(database, {}));
  }

  return {
    async at(present) {
      const reading = turn.then(() => read(present));
      turn = reading.catch(() => undefined); // whoever asked hears of it
      await reading;
      const from = projects;
      return {
        epoch,
        n,
        of: (project) => from.get(project)?.rows ?? none,
        changedAt: (project) => from.get(project)?.changedAt ?? 0,
      };
    },
  };
}

function emptyRows(): Kept['rows'] {
  return Object.fromEntries(progressTables.map((table) => [table, []])) as unknown as Kept['rows'];
}

function byRecording(a: readonly unknown[], b: readonly unknown[]): number {
  return (a[2] as number) - (b[2] as number) || (a[0] as number) - (b[0] as number);
}
