/** The dry run of an import: what each row of a file would do, without doing it. */
import { setImmediate as turn } from 'node:timers/promises';
import type { Database } from '../../data/db.ts';
import type { StopSignal } from '../../data/stop-signal.ts';
import { fieldsOf } from '../../data/vocabulary/fields/index.ts';
import type { Layer } from '../../data/vocabulary/layer.ts';
import { tryLater } from '../http/problem.ts';
import { siteCodes } from '../queries/imports/lookups.ts';
import { beginCheck, countRows, keepRows, newNames, refuseRows } from '../queries/imports/rows.ts';
import { batchChecker } from './check-batch.ts';
import { checkKey } from './check-settings.ts';
import type { ImportPlace, ImportSettings, ImportSummary, SourceRow } from './import-facts.ts';
import { readLookups } from './lookups.ts';
import { createdNouns, personsWarning } from './creations.ts';

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

/** Rows for each statement: a statement takes some 50 ms, and the embedded database has others waiting. */
const batchSize = 500;

/**
 * Checks every row against the fields, the rules and what is in the database, and keeps what it found in `import_row`
 * (which it empties first). Nothing else is written.
 * @throws Problem 422 when the settings do not fit the noun, the signal's reason when it is stopped, errors of the reader.
 */
export async function checkImport(database: Database, question: CheckQuestion): Promise<ImportSummary> {
  const { importId, noun, settings, place, signal } = question;
  checkKey(noun, settings);
  signal?.throwIfAborted();
  await beginCheck(database, importId);
  const checker = await batchChecker(database, {
    ...question,
    lookups: await readLookups(database, Object.values(fieldsOf[noun]), place.name),
    siteCodes: noun === 'project' ? await siteCodes(database) : new Set(),
  });
  let done = 0;
  let keeping: Promise<void> = Promise.resolve();
  try {
    for await (const rows of readAhead(question.rows)) {
      for (let from = 0; from < rows.length; from += batchSize) {
        signal?.throwIfAborted();
        const batch = rows.slice(from, from + batchSize);
        const kept = await checker.check(batch);
        // One batch is kept while the next one is checked.
        await keeping;
        keeping = keepRows(database, importId, kept, signal);
        keeping.catch(() => {}); // met above, or below
        done += batch.length;
        question.onProgress?.(done);
        await turn();
      }
    }
    await keeping;
  } finally {
    await keeping.catch(() => {}); // nothing is written any more when this work has ended
  }
  const late = checker.finish();
  if (late.refused.length > 0) await refuseRows(database, importId, late.refused);
  const names = await newNames(database, importId);
  const created = createdNouns(noun, names);
  const persons = personsWarning(created.person);
  const counts = await countRows(database, importId);
  const kept = counts.new + counts.changed + counts.unchanged + counts.refused;
  // The table of the rows does not outlive a crash of the database in the middle of the work.
  if (kept !== done)
    throw tryLater({
      zh: `检查了 ${done} 行，只留下 ${kept} 行（数据库曾异常停止）；请重新检查。`,
      en: `${done} rows were checked and ${kept} are left (the database stopped unexpectedly); check again.`,
    });
  return {
    ...counts,
    created,
    warnings: [...late.warnings, ...(persons ? [persons] : [])],
  };
}

/** The same batches, each asked for while the one before it is worked on. */
async function* readAhead<Batch>(batches: AsyncIterable<Batch>): AsyncGenerator<Batch> {
  const source = batches[Symbol.asyncIterator]();
  let reading = source.next();
  try {
    for (;;) {
      const { done, value } = await reading;
      if (done) return;
      reading = source.next();
      reading.catch(() => {}); // met in the next round, unless nobody comes for it
      yield value;
    }
  } finally {
    await source.return?.();
  }
}
