/** The works on an import: read, check, apply, undo. */
import type { Database, Transaction } from '../../data/db.ts';
import { DatabaseUnavailable, QueryTimeout } from '../../data/errors.ts';
import type { FileStore } from '../files.ts';
import { Problem } from '../http/problem.ts';
import type { JobProblem, Task, Work } from '../jobs.ts';
import { countRows, moveImport, oneImport, rememberTemplate, replaceSample } from '../queries/imports.ts';
import type { ImportCard, ImportPatch, ImportReading, ImportWork } from '../queries/imports.ts';
import type { Services } from '../services.ts';
import { applyImport } from './apply-import.ts';
import { checkImport } from './check-import.ts';
import type { ImportPlace } from './import-facts.ts';
import { columnsHash, readFile } from './read-file.ts';
import { SourceProblem } from '../formats/source.ts';
import { readSource } from '../formats/read/open-source.ts';
import { endStep, steps } from './steps.ts';
import { undoImport } from './undo-import.ts';
import { withFile } from './work-file.ts';

/** What the works stand on. */
export interface ImportTools {
  readonly database: Database;
  readonly files: FileStore;
  /** Where files are laid while they are read. */
  readonly workDirectory: string;
  readonly place: Services['place'];
  readonly revisions: Services['revisions'];
  /** Is told of errors that nobody foresaw. */
  report(error: unknown): void;
}

/** Every work on an import, by the kind of its job. */
export function importWorks(tools: ImportTools): Readonly<Record<ImportWork, Work>> {
  const { database } = tools;
  const work = (kind: ImportWork, run: (card: ImportCard, task: Task) => Promise<void>): Work => ({
    async run(task) {
      const { timeZone } = await tools.place();
      const card = await oneImport(database, { id: task.subject, timeZone });
      if (!card) throw new Error(`the import ${task.subject} is gone`);
      await run(card, task);
    },
    ended: (tx, { job, state, problem }) =>
      endStep(tx, job.subject, kind, {
        state,
        ...(problem ? { problem: { ...problem, during: kind } } : {}),
      }),
    explain: (error) => explained(error, tools.report),
  });

  return {
    import_read: work('import_read', async (card, task) => {
      const asked = card.reading && 'asked' in card.reading ? card.reading.asked : {};
      await withFile(tools, card, async (upload) => {
        const { reading, sample } = await readFile(tools, { card, asked, upload, task });
        await database.transaction({ actor: task.actor }, async (tx) => {
          await replaceSample(tx, card.id, sample);
          await keep(tx, card.id, 'import_read', { reading });
        });
      });
    }),

    import_check: work('import_check', async (card, task) => {
      const { settings } = card;
      if (!settings) throw new Error(`the import ${card.id} has no settings`);
      const { layer, encoding } = settings;
      const total = readingOf(card).rows;
      await withFile(tools, card, async (upload) => {
        const rows = readSource(upload, {
          layer,
          signal: task.signal,
          ...(encoding === undefined ? {} : { encoding }),
        });
        const summary = await checkImport(database, {
          importId: card.id,
          noun: card.noun,
          actor: task.actor,
          fileName: card.fileName,
          rows,
          settings,
          place: await importPlace(tools),
          signal: task.signal,
          onProgress: (done) => task.progress(done, total),
        });
        await keep(database, card.id, 'import_check', { summary });
      });
    }),

    import_apply: work('import_apply', async (card, task) => {
      const { summary, settings, id, noun } = card;
      const left = await countRows(database, id);
      // Rows of the dry run do not outlive a crash of the database.
      if ((left.new ?? 0) !== summary?.new || (left.changed ?? 0) !== summary.changed) throw rowsLost();
      await applyImport(database, {
        importId: id,
        actor: task.actor,
        place: await importPlace(tools),
        signal: task.signal,
        onProgress: (done, total) => task.progress(done, total),
      });
      await tools.revisions.refresh();
      if (settings)
        await rememberTemplate(database, {
          noun,
          columnsHash: columnsHash(readingOf(card).columns),
          settings,
        });
    }),

    import_undo: work('import_undo', async (card, task) => {
      await undoImport(database, { importId: card.id, actor: task.actor });
      await tools.revisions.refresh();
    }),
  };
}

/** What was found, while the work still runs: its end moves the state. */
function keep(
  on: Database | Transaction,
  id: string,
  kind: ImportWork,
  patch: ImportPatch,
): Promise<boolean> {
  const { during } = steps[kind];
  return moveImport(on, id, { from: [during], to: during }, patch);
}

function readingOf({ id, reading }: ImportCard): ImportReading {
  if (!reading || !('format' in reading)) throw new Error(`the import ${id} was not read`);
  return reading;
}

async function importPlace({ place }: ImportTools): Promise<ImportPlace> {
  const { code, name, timeZone, extent, today, years } = await place();
  return { code, name, timeZone, extent, today, years };
}

function explained(error: unknown, report: (error: unknown) => void): JobProblem {
  if (error instanceof Problem) {
    const { kind, detail } = error.facts;
    return { kind, ...detail };
  }
  if (error instanceof SourceProblem) return { kind: error.kind, zh: error.zh, en: error.en };
  if (error instanceof DatabaseUnavailable || error instanceof QueryTimeout)
    return {
      kind: 'database-away',
      zh: '数据库暂时不可用或繁忙，未写入任何数据；请稍后重试。',
      en: 'The database could not be reached or was too busy; nothing was written. Try again later.',
    };
  report(error);
  return {
    kind: 'internal-error',
    zh: '服务器出错，未写入任何数据；详情已记入日志。',
    en: 'The server failed and nothing was written; the details are in its log.',
  };
}

function rowsLost(): Problem {
  return new Problem({
    status: 409,
    kind: 'check-again',
    title: { zh: '需要重新检查', en: 'Check it again' },
    detail: {
      zh: '检查结果已不完整（数据库曾异常停止）；请重新检查后再写入。',
      en: 'What the check found is no longer complete (the database stopped unexpectedly); check again, then write.',
    },
  });
}
