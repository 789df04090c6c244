/** An import that was checked, written as one transaction. */
import type { Database } from '../../data/db.ts';
import type { StopSignal } from '../../data/stop-signal.ts';
import type { ImportPlace } from './import-facts.ts';

export interface ApplyQuestion {
  readonly importId: string;
  readonly actor: string;
  readonly place: ImportPlace;
  readonly signal?: StopSignal | undefined;
  /** Rows written so far, and how many there will be. */
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
}

/**
 * Writes the new and changed rows of the dry run, all or none. With them, in the same transaction, the import's state
 * becomes `applied`, with `applied_at` and `transaction_id`.
 * @returns how many rows were written.
 * @throws Problem 409 when rows were changed since the dry run, which is then to be repeated.
 */
export function applyImport(
  _database: Database,
  _question: ApplyQuestion,
): Promise<{ new: number; changed: number }> {
  return Promise.reject(new Error('not yet'));
}
