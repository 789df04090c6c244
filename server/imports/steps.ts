/** The steps of an import: which work leads from which state to which, asked for and stopped. */
import type { Database, Transaction } from '../../data/db.ts';
import type { ImportAction, ImportState } from '../../data/vocabulary/import.ts';
import { importState } from '../../data/vocabulary/import.ts';
import { cancelJob, insertJob } from '../queries/jobs.ts';
import type { Job } from '../queries/jobs.ts';
import { deleteRows, moveImport } from '../queries/imports.ts';
import type { ImportCard, ImportPatch, ImportProblem, ImportWork } from '../queries/imports.ts';
import { actionsIn } from './import-answer.ts';
import { notNow } from './import-problems.ts';

interface Step {
  /** While the work waits or runs. */
  readonly during: ImportState;
  readonly done: ImportState;
  readonly failed: ImportState;
  readonly cancelled: ImportState;
}

/** What fails or is stopped leaves the import where one can go on. */
export const steps: Readonly<Record<ImportWork, Step>> = {
  import_read: { during: 'reading', done: 'asks', failed: 'failed', cancelled: 'cancelled' },
  import_check: { during: 'checking', done: 'checked', failed: 'asks', cancelled: 'asks' },
  import_apply: { during: 'applying', done: 'applied', failed: 'checked', cancelled: 'checked' },
  import_undo: { during: 'undoing', done: 'undone', failed: 'applied', cancelled: 'applied' },
};

type Asked = Exclude<ImportAction, 'cancel'>;
const workOf: Readonly<Record<Asked, ImportWork>> = {
  read: 'import_read',
  settings: 'import_check',
  apply: 'import_apply',
  undo: 'import_undo',
};

const statesThatTake = (action: ImportAction): ImportState[] =>
  importState.codes.filter((state) => actionsIn[state].includes(action));

/**
 * Puts the work for what is asked into the line; `own` work is run by who asks.
 * @throws Problem 409 when the import is not in a state for it.
 */
export async function askAction(
  database: Database,
  { id, state }: Pick<ImportCard, 'id' | 'state'>,
  action: Asked,
  {
    actor,
    patch = {},
    own = false,
  }: { readonly actor: string; readonly patch?: ImportPatch; readonly own?: boolean },
): Promise<Job> {
  const kind = workOf[action];
  return database.transaction({ actor }, async (tx) => {
    const move = { from: statesThatTake(action), to: steps[kind].during };
    if (!(await moveImport(tx, id, move, { problem: null, ...patch }))) throw notNow(action, state);
    return insertJob(tx, { kind, subject: id, actor, own });
  });
}

/**
 * Stops the work on an import, or gives up an import on which nothing works. Work that runs hears of it with its next
 * sign of life, on whichever server. @throws Problem 409 when there is nothing to stop.
 */
export async function stopImport(
  database: Database,
  { id, state }: Pick<ImportCard, 'id' | 'state'>,
  { actor }: { readonly actor: string },
): Promise<void> {
  await database.transaction({ actor }, async (tx) => {
    const job = await cancelJob(tx, id);
    if (job?.state === 'running') return;
    if (job) return endStep(tx, id, job.kind as ImportWork, { state: 'cancelled' });
    const from: ImportState[] = ['asks', 'checked'];
    if (!(await moveImport(tx, id, { from, to: 'cancelled' }))) throw notNow('cancel', state);
    await deleteRows(tx, id);
  });
}

/** Moves an import to where the end of its work leaves it. */
export async function endStep(
  tx: Transaction,
  id: string,
  kind: ImportWork,
  { state, problem }: { readonly state: 'done' | 'failed' | 'cancelled'; readonly problem?: ImportProblem },
): Promise<void> {
  const { during, [state]: to } = steps[kind];
  await moveImport(tx, id, { from: [during], to }, problem ? { problem } : {});
}
