import { createHash, randomBytes } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { cp } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { openDatabase } from '../../data/db.ts';
import { embeddedVersions } from '../../data/embedded/cache.ts';
import { migrate, schemaDirectory } from '../../data/migrate.ts';
import { startServer } from './server.ts';

/** Makes a migrated database on the server, for `create database … template …`. */
export async function postgisTemplate(serverUrl: string): Promise<{ name: string; drop(): Promise<void> }> {
  const name = `groundwork_template_${randomBytes(4).toString('hex')}`;
  await onServer(serverUrl, `create database ${name}`);
  const database = await openDatabase({
    databaseUrl: databaseUrl(serverUrl, name),
    dataDirectory: '',
    cacheDirectory: undefined,
  });
  await migrate(database).finally(() => database.close());
  return { name, drop: () => onServer(serverUrl, `drop database if exists ${name} with (force)`) };
}

/** Name of the database with the demo beside a migrated one. */
export const demoTemplateOf = (template: string): string => `${template}_demo`;

/** Makes a database by its name, unless it is there; of several that want it at once one makes it, the others wait. */
export async function makeOnce(
  serverUrl: string,
  name: string,
  fill: (draft: string) => Promise<void>,
): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock(hashtext($1))', [name]);
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name]);
    if (rowCount) return;
    const draft = `${name}_draft`;
    await client.query(`drop database if exists ${draft} with (force)`); // of one that failed
    await client.query(`create database ${draft}`);
    await fill(draft);
    await client.query(`alter database ${draft} rename to ${name}`);
  } finally {
    await client.end(); // the lock goes with it
  }
}

/** Where the databases of a run are made, and its files. */
export interface Run {
  readonly serverUrl: string;
  readonly template: string;
  readonly directory: string;
}

/**
 * Makes a database and fills a directory as the first start of a server leaves them, with the demo and the basemap.
 * The demo is loaded once for a run.
 */
export async function copyDemo(
  { serverUrl, template, directory }: Run,
  to: { readonly database: string; readonly directory: string },
): Promise<void> {
  const demo = demoTemplateOf(template);
  const source = join(directory, demo);
  await makeOnce(serverUrl, demo, async (draft) => {
    const running = await startServer({
      DATABASE_URL: databaseUrl(serverUrl, draft),
      GROUNDWORK_DATA: source,
    });
    await running.stop();
  });
  await onServer(serverUrl, `create database ${to.database} template ${demo}`);
  await cp(source, to.directory, { recursive: true });
}

/** Runs one statement on the server's own database. */
export async function onServer(serverUrl: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  await client.query(statement).finally(() => client.end());
}

/** The same server, another database. */
export function databaseUrl(serverUrl: string, name: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}

/** Where the tests keep what outlives a run, and each run its own files; what is older than a day is removed. */
export function testStore(): string {
  const store = join(tmpdir(), `groundwork-test-${userInfo().uid}`);
  mkdirSync(store, { recursive: true, mode: 0o700 });
  const dayAgo = Date.now() - 24 * 3600 * 1000;
  for (const name of readdirSync(store)) {
    const path = join(store, name);
    if (statSync(path).mtimeMs < dayAgo) rmSync(path, { recursive: true, force: true });
  }
  return store;
}

/**
 * A migrated data directory of the embedded database, kept in the store under the hash of versions
 * and schema: made once in 5 to 20 s, then copied.
 */
export async function embeddedTemplate(store: string): Promise<string> {
  const directory = join(store, `embedded-${schemaHash()}`);
  if (!existsSync(directory)) {
    const draft = mkdtempSync(join(store, 'draft-'));
    const database = await openDatabase({
      databaseUrl: undefined,
      dataDirectory: draft,
      cacheDirectory: store,
    });
    await migrate(database).finally(() => database.close());
    try {
      renameSync(draft, directory);
    } catch {
      rmSync(draft, { recursive: true }); // another run was faster
    }
  }
  return directory;
}

function schemaHash(): string {
  const hash = createHash('sha256').update(embeddedVersions());
  for (const folder of ['migrations', 'functions']) {
    const path = join(schemaDirectory, folder);
    for (const file of readdirSync(path).sort()) hash.update(file).update(readFileSync(join(path, file)));
  }
  return hash.digest('hex').slice(0, 16);
}
