/** An import that was applied, taken back as a whole. */
import type { Database } from '../../data/db.ts';

export interface UndoQuestion {
  readonly importId: string;
  readonly actor: string;
}

/**
 * Removes what the import's transaction inserted and gives what it changed its former values, in one transaction; the
 * import's state becomes `undone`, with `undone_at`.
 * @returns how many rows were removed and restored.
 * @throws Problem 409 naming the rows that were changed afterwards: then nothing is undone.
 */
export function undoImport(
  _database: Database,
  _question: UndoQuestion,
): Promise<{ removed: number; restored: number }> {
  return Promise.reject(new Error('not yet'));
}
