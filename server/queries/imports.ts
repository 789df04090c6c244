/** Imports: the list, one of them, its rows, and its steps from state to state with the jobs that they stand for. */
import sql, { join, type Sql } from 'sql-template-tag';
import type { Database, Transaction } from '../../data/db.ts';
import type { ColumnProposal, CrsProposal, Placement } from '../../data/import/placement.ts';
import type { ImportRowState, ImportState, JobState } from '../../data/vocabulary/import.ts';
import type { Layer } from '../../data/vocabulary/layer.ts';
import type { Word } from '../../data/vocabulary/word.ts';
import type {
  ImportSettings,
  ImportSummary,
  RowChange,
  RowReading,
  RowReason,
  RowRepair,
} from '../imports/import-facts.ts';
import { insertJob } from './jobs.ts';
import type { Job } from './jobs.ts';
import { instantText } from './moment.ts';

type On = Pick<Database | Transaction, 'query'>;

/** The kinds of work on an import. */
export type ImportWork = 'import_read' | 'import_check' | 'import_apply' | 'import_undo';

/** Why work on an import failed. */
export interface ImportProblem extends Word {
  readonly kind: string;
  readonly during: ImportWork;
}

/** What was read in a file: as stored, with texts in both languages. */
export interface ImportReading {
  readonly format: string;
  readonly encoding: { readonly used: string; readonly detected: boolean } | null;
  readonly layers: readonly {
    readonly name: string;
    readonly rows: number | null;
    readonly geometry: string | null;
    readonly columns: number;
  }[];
  readonly layer: string;
  readonly rows: number | null;
  readonly scanned: number;
  readonly located: number;
  readonly columns: readonly {
    readonly name: string;
    readonly type: 'text' | 'number' | 'integer' | 'date' | 'boolean';
    readonly filled: number;
    readonly samples: readonly string[];
  }[];
  readonly crs: {
    readonly declared: { readonly epsg: number | null; readonly name: string } | null;
    readonly proposals: readonly CrsProposal[];
  };
  readonly columnsProposed: Readonly<Record<string, ColumnProposal>>;
  readonly position: Placement;
  readonly template: ImportSettings | null;
  readonly notes: readonly Word[];
}

/** What of the file is to be read: the answer of a person who looks at another layer, or knows the encoding. */
export interface ReadingAsked {
  readonly layer?: string | undefined;
  readonly encoding?: string | undefined;
}

export interface ImportFacts {
  readonly id: string;
  readonly noun: Layer;
  readonly fileName: string;
  readonly fileHash: string;
  readonly bytes: number;
  readonly state: ImportState;
  readonly job: {
    readonly kind: ImportWork;
    readonly state: JobState;
    readonly done: number;
    readonly total: number | null;
  } | null;
  readonly problem: ImportProblem | null;
  readonly createdAt: string;
  readonly createdBy: string;
  readonly summary: ImportSummary | null;
  readonly appliedAt: string | null;
  readonly undoneAt: string | null;
}

export interface ImportCard extends ImportFacts {
  readonly reading: ImportReading | { readonly asked: ReadingAsked } | null;
  readonly settings: ImportSettings | null;
}

const factsJson = (timeZone: string): Sql => sql`'id', i.id, 'noun', i.noun, 'fileName', i.file_name,
  'fileHash', i.file_hash, 'bytes', i.file_bytes, 'state', i.state, 'problem', i.problem,
  'createdAt', ${instantText(sql`i.created_at`, timeZone)}, 'createdBy', i.created_by, 'summary', i.summary,
  'appliedAt', ${instantText(sql`i.applied_at`, timeZone)}, 'undoneAt', ${instantText(sql`i.undone_at`, timeZone)},
  'job', (select json_build_object('kind', j.kind, 'state', j.state, 'done', j.done, 'total', j.total)
          from job j where j.subject = i.id order by j.id desc limit 1)`;

/** Imports, the newest first, before the one that is named. */
export async function importPage(
  on: On,
  {
    limit,
    before,
    timeZone,
  }: { readonly limit: number; readonly before?: string | undefined; readonly timeZone: string },
): Promise<ImportFacts[]> {
  const older =
    before === undefined
      ? sql`true`
      : sql`(i.created_at, i.id) < (select b.created_at, b.id from import b where b.id = ${before}::text)`;
  const rows = await on.query<{ facts: ImportFacts }>(sql`
    select json_build_object(${factsJson(timeZone)}) as facts from import i
    where ${older} order by i.created_at desc, i.id desc limit ${limit}::integer`);
  return rows.map(({ facts }) => facts);
}

/** One import, or `undefined`. */
export async function oneImport(
  on: On,
  { id, timeZone }: { readonly id: string; readonly timeZone: string },
): Promise<ImportCard | undefined> {
  const [row] = await on.query<{ card: ImportCard }>(sql`
    select json_build_object(${factsJson(timeZone)}, 'reading', i.reading, 'settings', i.settings) as card
    from import i where i.id = ${id}::text`);
  return row?.card;
}

/** Enters a file that was received; it is to be read. @returns the job for that. */
export async function insertImport(
  tx: Transaction,
  given: Pick<ImportFacts, 'id' | 'noun' | 'fileName' | 'fileHash' | 'bytes' | 'createdBy'> & {
    readonly own: boolean;
  },
): Promise<Job> {
  const { id, noun, fileName, fileHash, bytes, createdBy, own } = given;
  await tx.query(sql`
    insert into import (id, noun, file_name, file_hash, file_bytes, state, created_by)
    values (${id}::text, ${noun}::text, ${fileName}::text, ${fileHash}::text, ${bytes}::bigint, 'reading', ${createdBy}::text)`);
  return insertJob(tx, { kind: 'import_read', subject: id, actor: createdBy, own });
}

/** What is set together with the state. */
export interface ImportPatch {
  readonly reading?: ImportReading | { readonly asked: ReadingAsked };
  readonly settings?: ImportSettings | null;
  readonly summary?: ImportSummary | null;
  readonly problem?: ImportProblem | null;
}

/** Moves an import on, unless it is no longer in one of the states that it may come from. @returns whether it was. */
export async function moveImport(
  tx: On,
  id: string,
  move: { readonly from: readonly ImportState[]; readonly to: ImportState },
  patch: ImportPatch = {},
): Promise<boolean> {
  const set = [
    sql`state = ${move.to}::text`,
    ...('reading' in patch ? [sql`reading = ${json(patch.reading)}::jsonb`] : []),
    ...('settings' in patch ? [sql`settings = ${json(patch.settings)}::jsonb`] : []),
    ...('summary' in patch ? [sql`summary = ${json(patch.summary)}::jsonb`] : []),
    ...('problem' in patch ? [sql`problem = ${json(patch.problem)}::jsonb`] : []),
  ];
  const moved = await tx.query(sql`
    update import set ${join(set)} where id = ${id}::text and state = any(${[...move.from]}::text[]) returning id`);
  return moved.length > 0;
}

/** NUL is text that jsonb cannot hold. */
const json = (value: unknown): string | null =>
  value === null || value === undefined ? null : JSON.stringify(value).replaceAll('\\u0000', '');

/** Some rows of a file in its own coordinates. */
export interface SampleRow {
  readonly row: number;
  readonly given: Readonly<Record<string, string | number | boolean | null>>;
  readonly geometry: unknown;
}

/** Keeps the sample of a file; the one before it goes. */
export async function replaceSample(tx: Transaction, id: string, rows: readonly SampleRow[]): Promise<void> {
  await tx.query(sql`delete from import_sample where import_id = ${id}::text`);
  for (let at = 0; at < rows.length; at += 250) {
    await tx.query(sql`
      insert into import_sample (import_id, row, given, geometry)
      select ${id}::text, (r->>'row')::integer, r->'given', nullif(r->'geometry', 'null'::jsonb)
      from jsonb_array_elements(${json(rows.slice(at, at + 250))}::jsonb) r`);
  }
}

export async function sampleOf(on: On, id: string): Promise<SampleRow[]> {
  return on.query<SampleRow>(sql`
    select row, given, geometry from import_sample where import_id = ${id}::text order by row`);
}

/** A row of the dry run as stored. */
export interface ImportRow {
  readonly row: number;
  readonly state: ImportRowState;
  readonly code: string | null;
  readonly name: string | null;
  readonly given: Readonly<Record<string, string | number | boolean | null>>;
  readonly facts: Readonly<Record<string, unknown>> | null;
  readonly changes: readonly RowChange[] | null;
  readonly reasons: readonly RowReason[] | null;
  readonly readings: readonly RowReading[] | null;
  readonly repair: RowRepair | null;
  readonly bbox: [number, number, number, number] | null;
}

/** Rows of the dry run after a row of the file, in the file's order. */
export async function importRows(
  on: On,
  asked: {
    readonly id: string;
    readonly states: readonly ImportRowState[];
    readonly after: number;
    readonly limit: number;
  },
): Promise<ImportRow[]> {
  const states = asked.states.length > 0 ? sql`r.state = any(${[...asked.states]}::text[])` : sql`true`;
  return on.query<ImportRow>(sql`
    select r.row, r.state, r.code, r.name, r.given, r.facts, r.changes, r.reasons, r.readings, r.repair,
      case when r.geom is null or ST_IsEmpty(r.geom) then null
           else json_build_array(ST_XMin(r.geom), ST_YMin(r.geom), ST_XMax(r.geom), ST_YMax(r.geom)) end as bbox
    from import_row r where r.import_id = ${asked.id}::text and ${states} and r.row > ${asked.after}::integer
    order by r.row limit ${asked.limit}::integer`);
}

/** How many rows the dry run left, by what becomes of them. */
export async function countRows(
  on: On,
  id: string,
): Promise<Readonly<Partial<Record<ImportRowState, number>>>> {
  const rows = await on.query<{ state: ImportRowState; n: number }>(sql`
    select state, count(*)::integer as n from import_row where import_id = ${id}::text group by state`);
  return Object.fromEntries(rows.map(({ state, n }) => [state, n]));
}

/** Forgets what the dry run left. */
export async function deleteRows(on: On, id: string): Promise<void> {
  await on.query(sql`delete from import_row where import_id = ${id}::text`);
}

/** What was chosen for the last file with these columns. */
export async function templateOf(
  on: On,
  asked: { readonly noun: Layer; readonly columnsHash: string },
): Promise<ImportSettings | undefined> {
  const [row] = await on.query<{ settings: ImportSettings }>(sql`
    select settings from import_template where noun = ${asked.noun}::text and columns_hash = ${asked.columnsHash}::text`);
  return row?.settings;
}

export async function rememberTemplate(
  on: On,
  given: { readonly noun: Layer; readonly columnsHash: string; readonly settings: ImportSettings },
): Promise<void> {
  await on.query(sql`
    insert into import_template (noun, columns_hash, settings)
    values (${given.noun}::text, ${given.columnsHash}::text, ${json(given.settings)}::jsonb)
    on conflict (noun, columns_hash) do update set settings = excluded.settings, used_at = now()`);
}
