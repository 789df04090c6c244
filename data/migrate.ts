import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runner } from 'node-pg-migrate';
import type { ClientBase } from 'pg';
import sql, { type Sql } from 'sql-template-tag';
import type { Database } from './db.ts';
import { DatabaseUnavailable, StartError } from './errors.ts';
import { writeSpellings } from './search/write-spellings.ts';
import { explained } from './statement.ts';

/** The folder with `migrations/*.sql` (forward only, each once) and `functions/*.sql` (replayed when they change). */
export const schemaDirectory = fileURLToPath(new URL('./schema/', import.meta.url));

const migrationsTable = 'schema_migration';
const functionsTable = 'schema_function';
/** One number for all servers on a database: whoever starts second waits for the first. */
const lockNumber = 7_304_105_121;

export interface MigrateOptions {
  /** Folder with `migrations/` and `functions/`; another one in tests only. */
  directory?: string;
}

/**
 * Brings the database to this version: runs the migrations that it has not seen, then replays the functions if one
 * of them changed, then spells the names that have no spelling for the search. Each of the first two steps is one transaction: interrupted or failed, the database is as it was
 * before the step, and the next start goes on there. Servers that start at once wait for each other.
 * @returns the names of the migrations that ran and whether functions were replayed.
 * @throws StartError when the database was migrated by a newer version, or a migration fails.
 */
export async function migrate(
  database: Database,
  options: MigrateOptions = {},
): Promise<{ migrations: string[]; functions: boolean }> {
  const directory = options.directory ?? schemaDirectory;
  return database.exclusively(async (client) => {
    // A session lock, before the transaction: the one that waits must see what the first one committed.
    // The embedded database has one user (see its lock file) and no advisory locks over its socket.
    if (database.kind === 'postgis') await client.query('select pg_advisory_lock($1)', [lockNumber]);
    const migrations = await runMigrations(client, join(directory, 'migrations'));
    const functions = await replayFunctions(client, directory, database.kind);
    if (directory === schemaDirectory)
      await writeSpellings({
        query: async <Row>({ text, values }: Sql) => (await client.query(text, values)).rows as Row[],
      });
    return { migrations, functions };
  });
}

async function runMigrations(client: ClientBase, directory: string): Promise<string[]> {
  const known = (await sqlFiles(directory)).map((file) => basename(file, '.sql'));
  await refuseNewer(client, known);
  let running = '';
  const notes: string[] = [];
  try {
    const done = await runner({
      dbClient: client,
      dir: directory,
      direction: 'up',
      migrationsTable,
      checkOrder: true,
      noLock: true, // `migrate` holds one
      singleTransaction: true,
      ignorePattern: '(?!.*\\.sql$).*',
      logger: {
        info: (line: string) => (running = /### MIGRATION (\S+)/.exec(line)?.[1] ?? running),
        warn: () => {},
        error: (line: string) => notes.push(line),
      },
    });
    return done.map(({ name }) => name);
  } catch (cause) {
    const { message } = cause as Error;
    if (wentAway(cause)) throw cause;
    throw new StartError(
      `the migration ${running || 'of the schema'} failed (${message.split('\n')[0]}); the database is as it was before, restore the version of Groundwork that used it and report this`,
      { cause },
    );
  }
}

async function refuseNewer(client: ClientBase, known: string[]): Promise<void> {
  const { rows: tables } = await client.query<{ found: string | null }>(
    'select to_regclass($1)::text as found',
    [migrationsTable],
  );
  if (!tables[0]?.found) return;
  const { rows } = await client.query<{ name: string }>(`select name from ${migrationsTable} order by id`);
  const strange = rows.map(({ name }) => name).filter((name) => !known.includes(name));
  if (strange.length > 0)
    throw new StartError(
      `the database was written by a newer version of Groundwork (it has the migration ${strange[0]}); start that version, or restore a backup from before the upgrade`,
    );
}

/** @returns whether they were replayed: only when one of them, or what they stand on, changed since the last time. */
async function replayFunctions(client: ClientBase, schema: string, kind: Database['kind']): Promise<boolean> {
  const directory = join(schema, 'functions');
  const other = kind === 'postgis' ? '.embedded.sql' : '.postgis.sql';
  const files = (await sqlFiles(directory)).filter((file) => !file.endsWith(other));
  const texts = await Promise.all(files.map((file) => readFile(join(directory, file), 'utf8')));
  const migrations = await sqlFiles(join(schema, 'migrations'));
  const hash = createHash('sha256')
    .update(JSON.stringify([migrations, files, texts]))
    .digest('hex');
  await client.query('begin');
  try {
    await client.query(
      `create table if not exists ${functionsTable} (
         only_row boolean primary key default true check (only_row), hash text not null, replayed_at timestamptz not null)`,
    );
    const { rows } = await client.query<{ hash: string }>(`select hash from ${functionsTable}`);
    const changed = rows[0]?.hash !== hash;
    if (changed) {
      for (const [index, text] of texts.entries()) await createFunctions(client, files[index] ?? '', text);
      await client.query(
        `insert into ${functionsTable} (hash, replayed_at) values ($1, now())
           on conflict (only_row) do update set hash = excluded.hash, replayed_at = excluded.replayed_at`,
        [hash],
      );
    }
    await client.query('commit');
    return changed;
  } catch (error) {
    await client.query('rollback').catch(() => {}); // the connection may be gone, and the transaction with it
    throw error;
  }
}

async function createFunctions(client: ClientBase, file: string, text: string): Promise<void> {
  try {
    await client.query(text);
  } catch (cause) {
    const { message } = cause as Error;
    if (wentAway(cause)) throw cause;
    throw new StartError(
      `the functions of ${file} cannot be created (${message.split('\n')[0]}); report this`,
      { cause },
    );
  }
}

/** The connection was lost or the server shut down: not the fault of the text that ran. */
function wentAway(error: unknown): boolean {
  return explained(error) instanceof DatabaseUnavailable;
}

async function sqlFiles(directory: string): Promise<string[]> {
  return (await readdir(directory)).filter((file) => file.endsWith('.sql')).sort();
}

/**
 * Refuses to serve one place from the data of another. An empty database takes any.
 * @throws StartError naming both.
 */
export async function checkPlace(database: Database, place: string): Promise<void> {
  const stored = (await database.query<{ code: string }>(sql`select code from place`)).map(
    ({ code }) => code,
  );
  if (stored.length > 0 && !stored.includes(place))
    throw new StartError(
      `GROUNDWORK_PLACE=${JSON.stringify(place)}: the database (${database.description}) holds the place ${stored.join(', ')}; set GROUNDWORK_PLACE=${stored[0]}, or give the other place a database of its own (GROUNDWORK_DATA or DATABASE_URL)`,
    );
}
