/** An import that was applied, taken back as a whole. */
import sql from 'sql-template-tag';
import type { Database, Transaction } from '../../data/db.ts';
import { writeSpellings } from '../../data/search/write-spellings.ts';
import { Problem } from '../http/problem.ts';
import { lockNouns, projectParts } from '../queries/imports/conflicts.ts';
import {
  changedSince,
  compensate,
  referencedSince,
  removeAppended,
  removeInserted,
  restoreChanged,
  writtenNouns,
} from '../queries/imports/undo.ts';
import type { LaterChange } from '../queries/imports/undo.ts';

export interface UndoQuestion {
  readonly importId: string;
  readonly actor: string;
}

const statementTimeoutMs = 300_000;

/** Tables in which others point at their rows: they go last. */
const named = ['person', 'unit', 'company'];
const appended = ['project_event', 'project_plan'];
/** What hangs on something else goes before it. */
const order = [
  ...projectParts,
  'project',
  'parcel',
  'zone',
  'corridor',
  'facility',
  'constraint',
  'district',
];

/**
 * Removes what the import's transaction inserted and gives what it changed its former values, in one transaction; the
 * import's state becomes `undone`, with `undone_at`. Status events and plans of projects that were there before are
 * not removed but answered by new ones with the former values.
 * @returns how many rows of all tables were removed and restored.
 * @throws Problem 409 naming the rows that were changed afterwards: then nothing is undone.
 */
export async function undoImport(
  database: Database,
  { importId, actor }: UndoQuestion,
): Promise<{ removed: number; restored: number }> {
  const counts = await database.transaction(
    { actor: `import:${importId} undo ${actor}` },
    async (tx) => {
      const transactionId = await transactionOf(tx, importId);
      const nouns = await writtenNouns(tx, transactionId);
      const ofProjects = nouns.some((noun) => noun.startsWith('project'));
      await lockNouns(tx, [...new Set([...(ofProjects ? ['progress', 'project'] : nouns), 'unit'])]);
      const later = [
        ...(await changedSince(tx, transactionId)),
        ...(await referencedSince(
          tx,
          transactionId,
          nouns.filter((noun) => !appended.includes(noun)),
        )),
      ];
      if (later.length > 0) throw changedAfterwards(later);
      await tx.query(sql`select set_config('groundwork.undo_import', ${importId}, true)`);
      const counted = await takeBack(tx, transactionId, nouns, `import:${importId}`);
      await tx.query(sql`update import set state = 'undone', undone_at = now() where id = ${importId}`);
      return counted;
    },
    { timeoutMs: statementTimeoutMs },
  );
  await writeSpellings(database);
  return counts;
}

async function takeBack(
  tx: Transaction,
  transactionId: number,
  nouns: readonly string[],
  source: string,
): Promise<{ removed: number; restored: number }> {
  let [removed, restored] = [0, 0];
  await compensate(tx, transactionId, source);
  let forgotten = 0;
  for (const table of ['project_event', 'project_plan'] as const)
    if (nouns.includes(table)) forgotten += await removeAppended(tx, transactionId, table);
  removed += forgotten;
  // Servers read such tables on from their last row and would keep what is gone: another epoch lets them read anew.
  if (forgotten > 0)
    await tx.query(
      sql`update revision_epoch set epoch = substr(replace(gen_random_uuid()::text, '-', ''), 1, 12)`,
    );
  const tables = order.filter((noun) => nouns.includes(noun) && !appended.includes(noun));
  for (const noun of tables) removed += await removeInserted(tx, transactionId, noun);
  for (const noun of [...tables].reverse()) restored += await restoreChanged(tx, transactionId, noun);
  for (const noun of named.filter((each) => nouns.includes(each)))
    removed += await removeInserted(tx, transactionId, noun);
  return { removed, restored };
}

async function transactionOf(tx: Transaction, importId: string): Promise<number> {
  const [row] = await tx.query<{ transaction: number | null; undone: boolean }>(sql`
    select transaction_id as transaction, undone_at is not null as undone from import where id = ${importId} for update`);
  if (row?.transaction && !row.undone) return row.transaction;
  throw new Problem({
    status: 409,
    kind: 'import-not-applied',
    title: { zh: '不能撤销', en: 'It cannot be undone' },
    detail: row?.undone
      ? { zh: '这次导入已经撤销。', en: 'This import was undone already.' }
      : { zh: '这次导入还没有写入数据。', en: 'This import has written nothing yet.' },
  });
}

function changedAfterwards(later: readonly LaterChange[]): Problem {
  const rows = [...new Map(later.map((row) => [`${row.noun} ${row.code}`, row])).values()];
  const shown = rows
    .slice(0, 10)
    .map(({ code, name, noun }) => [name, code ?? noun].filter(Boolean).join(' '));
  const more = rows.length > shown.length;
  return new Problem({
    status: 409,
    kind: 'import-changed-since',
    title: {
      zh: '导入之后数据又有变动，未撤销任何数据',
      en: 'Rows were changed after the import; nothing was undone',
    },
    detail: {
      zh: `这些数据在导入之后又有变动：${shown.join('、')}${more ? ` 等 ${rows.length} 条` : ''}；请逐条处理，或导入更正后的文件。`,
      en: `These rows were changed after the import: ${shown.join(', ')}${more ? ` and ${rows.length - shown.length} more` : ''}; correct them one by one, or import a corrected file.`,
    },
    refusals: rows
      .slice(0, 100)
      .map(({ noun, code, name }) => ({ key: noun, value: String(code ?? name ?? '') })),
  });
}
