/** The dry run of an import: what each row of a file would do, without doing it. */
import type { Database } from '../../data/db.ts';
import type { StopSignal } from '../../data/stop-signal.ts';
import type { Layer } from '../../data/vocabulary/layer.ts';
import type { ImportPlace, ImportSettings, ImportSummary, SourceRow } from './import-facts.ts';

export interface CheckQuestion {
  readonly importId: string;
  readonly noun: Layer;
  /** Who imports, as the change table will name them. */
  readonly actor: string;
  /** The name of the file: the source of new rows that name none. */
  readonly fileName: string;
  readonly rows: AsyncIterable<readonly SourceRow[]>;
  readonly settings: ImportSettings;
  readonly place: ImportPlace;
  readonly signal?: StopSignal | undefined;
  /** Rows checked so far. */
  readonly onProgress?: ((done: number) => void) | undefined;
}

/**
 * Checks every row against the fields, the rules and what is in the database, and keeps what it found in `import_row`
 * (which it empties first). Nothing else is written.
 * @throws Problem 422 when the settings do not fit the noun, the signal's reason when it is stopped, errors of the reader.
 */
export function checkImport(_database: Database, _question: CheckQuestion): Promise<ImportSummary> {
  return Promise.reject(new Error('not yet'));
}
