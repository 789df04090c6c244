/** An import that was checked, written as one transaction. */
import sql from 'sql-template-tag';
import type { Database, Transaction } from '../../data/db.ts';
import { sortKey } from '../../data/load/sort-key.ts';
import { writeSpellings } from '../../data/search/write-spellings.ts';
import type { StopSignal } from '../../data/stop-signal.ts';
import type { Layer } from '../../data/vocabulary/layer.ts';
import { Problem } from '../http/problem.ts';
import { conflictsOf, lockNouns } from '../queries/imports/conflicts.ts';
import { codesOfNew, insertNamed, resolveNames, setCodes, usedCodes } from '../queries/imports/make-named.ts';
import { newNames } from '../queries/imports/rows.ts';
import { findNewProjects, writeParts } from '../queries/imports/write-parts.ts';
import { insertNew, updateChanged } from '../queries/imports/write-rows.ts';
import { createdNoun, createdNouns, nounOfField, unitKindOf } from './creations.ts';
import type { ImportPlace } from './import-facts.ts';
import { nextCodes } from './next-codes.ts';

export interface ApplyQuestion {
  readonly importId: string;
  readonly actor: string;
  readonly place: ImportPlace;
  readonly signal?: StopSignal | undefined;
  /** Rows written so far, and how many there will be. */
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
}

/** Rows of the file for each statement: the transaction can be stopped between two. */
const rowsAtOnce = 5_000;
const statementTimeoutMs = 300_000;

/**
 * Writes the new and changed rows of the dry run, all or none. With them, in the same transaction, the import's state
 * becomes `applied`, with `applied_at` and `transaction_id`. Afterwards the new names are spelled for the search.
 * @returns how many rows were written.
 * @throws Problem 409 when rows were changed since the dry run, which is then to be repeated.
 */
export async function applyImport(
  database: Database,
  { importId, actor, place, signal, onProgress }: ApplyQuestion,
): Promise<{ new: number; changed: number }> {
  const written = await database
    .transaction(
      { actor: `import:${importId} ${actor}` },
      async (tx) => {
        const { noun, rows, total } = await importOf(tx, importId);
        await lockNouns(tx, noun === 'project' ? ['progress', 'project', 'unit'] : [noun, 'unit']);
        const conflicts = await conflictsOf(tx, importId, noun);
        if (conflicts.length > 0) throw outdated(conflicts);
        await makeNamed(tx, importId, noun, place);
        await makeCodes(tx, importId, noun, place);
        const counts = { new: 0, changed: 0 };
        const passes = noun === 'project' ? (['others', 'sites'] as const) : (['all'] as const);
        for (const which of passes)
          for (let after = 0; after < rows; after += rowsAtOnce) {
            signal?.throwIfAborted();
            counts.new += await insertNew(tx, noun, { importId, after, until: after + rowsAtOnce }, which);
            onProgress?.(counts.new, total);
          }
        for (let after = 0; after < rows; after += rowsAtOnce) {
          signal?.throwIfAborted();
          counts.changed += await updateChanged(tx, noun, { importId, after, until: after + rowsAtOnce });
          onProgress?.(counts.new + counts.changed, total);
        }
        if (noun === 'project') {
          await findNewProjects(tx, importId);
          await writeParts(tx, importId, place.today);
        }
        await tx.query(sql`
          update import set state = 'applied', applied_at = now(), transaction_id = pg_current_xact_id()::text::bigint
          where id = ${importId}`);
        return counts;
      },
      { timeoutMs: statementTimeoutMs },
    )
    .catch((error: unknown) => {
      // A row that the dry run knew of is gone, or a value is taken: the constraints of the tables say so.
      if (/^23...$/.test((error as { code?: string }).code ?? '')) throw outdated([], error);
      throw error;
    });
  await writeSpellings(database);
  return written;
}

async function importOf(
  tx: Transaction,
  importId: string,
): Promise<{ noun: Layer; rows: number; total: number }> {
  const [row] = await tx.query<{ noun: Layer; rows: number; total: number; applied: boolean }>(sql`
    select m.noun, m.applied_at is not null as applied,
      coalesce((select max(i.row) from import_row i where i.import_id = m.id), 0) as rows,
      (select count(*)::integer from import_row i where i.import_id = m.id and i.state in ('new', 'changed')) as total
    from import m where m.id = ${importId} for update`);
  if (!row) throw new Error(`there is no import ${importId}`);
  if (row.applied) throw outdated([]);
  return row;
}

/** Companies, units and persons that rows name and nobody knows. */
async function makeNamed(tx: Transaction, importId: string, noun: Layer, place: ImportPlace): Promise<void> {
  const names = await newNames(tx, importId);
  const created = createdNouns(noun, names);
  for (const each of createdNoun) {
    if (created[each].length === 0) continue;
    const codes = nextCodes(each, created[each].length, {
      used: await usedCodes(tx, each),
      placeCode: place.code,
    });
    const rows = created[each].map((name, at) => ({
      code: codes[at] as string,
      name,
      sort_key: sortKey(name),
      ...(each === 'unit' ? { kind: unitKindOf(name) } : {}),
    }));
    await insertNamed(tx, each, rows);
    const fields = new Set(
      names.map(({ field }) => field).filter((field) => nounOfField(noun, field) === each),
    );
    for (const field of fields) await resolveNames(tx, importId, field, rows);
  }
}

async function makeCodes(tx: Transaction, importId: string, noun: Layer, place: ImportPlace): Promise<void> {
  const { missing, given } = await codesOfNew(tx, importId);
  if (missing === 0) return;
  const used = [...(await usedCodes(tx, noun)), ...given];
  await setCodes(tx, importId, nextCodes(noun, missing, { used, placeCode: place.code }));
}

function outdated(conflicts: readonly { row: number; code: string }[], cause?: unknown): Problem {
  const shown = conflicts
    .slice(0, 5)
    .map(({ row, code }) => ({ zh: `第 ${row} 行（${code}）`, en: `row ${row} (${code})` }));
  const more = conflicts.length > shown.length;
  const which =
    shown.length === 0
      ? { zh: '', en: '' }
      : {
          zh: `：${shown.map(({ zh }) => zh).join('、')}${more ? ` 等 ${conflicts.length} 行` : ''}`,
          en: `: ${shown.map(({ en }) => en).join(', ')}${more ? ` and ${conflicts.length - shown.length} more` : ''}`,
        };
  return new Problem({
    status: 409,
    kind: 'import-outdated',
    title: {
      zh: '数据在试运行之后有变动，未写入任何数据',
      en: 'Rows have changed since the dry run; nothing was written',
    },
    detail: {
      zh: `试运行之后这些数据有变动${which.zh}；请重新试运行后再应用。`,
      en: `These rows were changed since the dry run${which.en}; repeat the dry run, then apply.`,
    },
    cause,
  });
}
