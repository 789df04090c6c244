import { randomBytes } from 'node:crypto';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, inject } from 'vitest';
import { openDatabase, type Database } from '../../data/db.ts';
import { copyDemo, databaseUrl, onServer } from './template.ts';

type Kind = Database['kind'];

/**
 * Runs the same tests on a migrated, empty PostGIS database and on an embedded one. All calls in one test file
 * share the two, and what one describe writes the next one finds.
 * @param define the tests; they get the database from the function handed in, once they run.
 */
export function forBothDatabases(name: string, define: (database: () => Database) => void): void {
  for (const kind of ['postgis', 'embedded'] as const) {
    describe(`${name} (${kind})`, () => {
      let database: Database | undefined;
      beforeAll(async () => {
        database = await opened(kind);
      });
      define(() => {
        if (!database) throw new Error('the database is open while tests run, not while they are declared');
        return database;
      });
    });
  }
  closeAfterwards();
}

/**
 * Address of a fresh PostGIS database, dropped when the test file ends: for tests that start the real server.
 * @param from `migrated` (default) or `empty`: without tables and extensions.
 */
export async function testPostgisUrl(from: 'migrated' | 'empty' = 'migrated'): Promise<string> {
  const server = usable('postgisUrl');
  const name = `groundwork_test_${randomBytes(6).toString('hex')}`;
  await onServer(
    server,
    `create database ${name}${from === 'migrated' ? ` template ${usable('postgisTemplate')}` : ''}`,
  );
  madeDatabases.push(name);
  return databaseUrl(server, name);
}

/**
 * A fresh PostGIS database and a data directory as the first start of a server leaves them, with the demo and the
 * basemap: for tests that are about what the server then serves. The database is dropped when the test file ends.
 */
export async function testDemo(): Promise<{ readonly url: string; readonly directory: string }> {
  const serverUrl = usable('postgisUrl');
  const database = `groundwork_test_${randomBytes(6).toString('hex')}`;
  madeDatabases.push(database);
  const directory = await temporaryDirectory('demo-');
  const run = { serverUrl, template: usable('postgisTemplate'), directory: inject('runDirectory') };
  await copyDemo(run, { database, directory });
  return { url: databaseUrl(serverUrl, database), directory };
}

/** A fresh data directory with a migrated, empty embedded database: for tests that start the real server. */
export async function testEmbeddedDirectory(): Promise<string> {
  const directory = await temporaryDirectory('embedded-');
  await cp(usable('embeddedTemplate'), directory, { recursive: true });
  return directory;
}

/** A directory that goes with the run. */
export async function temporaryDirectory(prefix = 'test-'): Promise<string> {
  const directory = await mkdtemp(join(inject('runDirectory'), prefix));
  madeDirectories.push(directory);
  return directory;
}

function usable(name: 'postgisUrl' | 'postgisTemplate' | 'embeddedTemplate'): string {
  const problem = inject('databaseProblem');
  if (problem) throw new Error(`the test databases could not be made: ${problem}`);
  return inject(name);
}

// One state per test file: vitest loads this module anew for each.
const open = new Map<Kind, Promise<Database>>();
const madeDatabases: string[] = [];
const madeDirectories: string[] = [];

function opened(kind: Kind): Promise<Database> {
  const known = open.get(kind);
  if (known) return known;
  const opening = kind === 'postgis' ? openPostgis() : openEmbedded();
  open.set(kind, opening);
  return opening;
}

async function openPostgis(): Promise<Database> {
  return openDatabase({ databaseUrl: await testPostgisUrl(), dataDirectory: '', cacheDirectory: undefined });
}

async function openEmbedded(): Promise<Database> {
  return openDatabase({
    databaseUrl: undefined,
    dataDirectory: await testEmbeddedDirectory(),
    cacheDirectory: undefined,
  });
}

/** What a file opened is closed at the end of the describe, or file, that asked first; a later one opens anew. */
function closeAfterwards(): void {
  afterAll(async () => {
    const openings = await Promise.allSettled(open.values()); // one that could not be opened failed its tests already
    open.clear();
    for (const opening of openings) if (opening.status === 'fulfilled') await opening.value.close();
    await removeMade();
  });
}

/** Removes the databases and directories that this test file made: for `afterAll` of files without forBothDatabases. */
export async function removeMade(): Promise<void> {
  for (const name of madeDatabases.splice(0))
    await onServer(usable('postgisUrl'), `drop database if exists ${name} with (force)`);
  for (const directory of madeDirectories.splice(0)) await rm(directory, { recursive: true, force: true });
}
