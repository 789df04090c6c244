import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sql from 'sql-template-tag';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase, type Database } from '../../data/db.ts';
import { StartError } from '../../data/errors.ts';
import { checkPlace, migrate } from '../../data/migrate.ts';
import { forBothDatabases, removeMade, temporaryDirectory, testPostgisUrl } from '../support/database.ts';

/** A schema folder with these files; paths are relative to it. */
async function schema(files: Record<string, string>): Promise<string> {
  const directory = await temporaryDirectory('schema-');
  await mkdir(join(directory, 'migrations'));
  await mkdir(join(directory, 'functions'));
  for (const [path, text] of Object.entries(files)) await writeFile(join(directory, path), text);
  return directory;
}

const first = { 'migrations/0001_first.sql': 'create table first (n int);' };

async function openEmpty(url?: string): Promise<Database> {
  return openDatabase({
    databaseUrl: url ?? (await testPostgisUrl('empty')),
    dataDirectory: '',
    cacheDirectory: undefined,
  });
}

const tables = async (database: Database) =>
  (
    await database.query<{ name: string }>(sql`
      select tablename as name from pg_tables where schemaname = 'public' and tablename <> 'spatial_ref_sys' order by 1`)
  ).map(({ name }) => name);

describe('migrations', () => {
  let database: Database;
  beforeAll(async () => {
    database = await openEmpty();
  });
  afterAll(async () => {
    await database.close();
    await removeMade();
  });

  it('run once, in the order of their numbers', async () => {
    const directory = await schema({
      ...first,
      'migrations/0002_second.sql': 'alter table first add m int;\n-- Down migration is not a thing here\n',
    });
    expect(await migrate(database, { directory })).toEqual({
      migrations: ['0001_first', '0002_second'],
      functions: true,
    });
    expect(await migrate(database, { directory })).toEqual({ migrations: [], functions: false });
  });

  it('of a newer version stop the start', async () => {
    const directory = await schema(first);
    await expect(migrate(database, { directory })).rejects.toThrow(StartError);
    await expect(migrate(database, { directory })).rejects.toThrow(
      'the database was written by a newer version of Groundwork (it has the migration 0002_second); start that version',
    );
  });

  it('that fail leave the database as it was', async () => {
    const directory = await schema({
      ...first,
      'migrations/0002_second.sql': 'alter table first add m int;',
      'migrations/0003_third.sql': 'create table third (n int);',
      'migrations/0004_fourth.sql': 'create table fourth (n int); select 1/0;',
    });
    const before = await tables(database);
    await expect(migrate(database, { directory })).rejects.toThrow(
      'the migration 0004_fourth failed (division by zero); the database is as it was before',
    );
    expect(await tables(database)).toEqual(before);
    await writeFile(join(directory, 'migrations/0004_fourth.sql'), 'create table fourth (n int);');
    expect((await migrate(database, { directory })).migrations).toEqual(['0003_third', '0004_fourth']);
  });

  it('interrupted by the loss of the connection leave the database as it was', async () => {
    const other = await openEmpty();
    const directory = await schema({
      ...first,
      'migrations/0002_slow.sql': 'create table slow (n int); select pg_sleep(60);',
    });
    const interrupted = expect(migrate(other, { directory })).rejects.toThrow(
      'the database cannot be reached now',
    );
    await expect
      .poll(async () => {
        const rows = await other.query<{ ended: boolean }>(sql`
          select pg_terminate_backend(pid) as ended from pg_stat_activity
          where datname = current_database() and state = 'active' and query like '%pg_sleep(60)%' and pid <> pg_backend_pid()`);
        return rows.length;
      })
      .toBe(1);
    await interrupted;
    expect(await tables(other)).toEqual(['schema_migration']);
    await other.close();
  });

  it('are safe from two servers that start at once', async () => {
    const url = await testPostgisUrl('empty');
    const servers = await Promise.all([openEmpty(url), openEmpty(url), openEmpty(url)]);
    const directory = await schema({
      'migrations/0001_first.sql': 'select pg_sleep(0.3); create table first (n int);',
    });
    const results = await Promise.all(servers.map((server) => migrate(server, { directory })));
    expect(results.map(({ migrations }) => migrations.length).sort()).toEqual([0, 0, 1]);
    await Promise.all(servers.map((server) => server.close()));
  });
});

forBothDatabases('functions', (database) => {
  const answer = (text: string) =>
    `create or replace function answer() returns text language sql as $$ select '${text}' $$;`;
  const ask = async () => (await database().query<{ answer: string }>(sql`select answer()`))[0]?.answer;

  it('are replayed when one changed, in the body for this database, and on the schema of the project', async () => {
    const { readdir, readFile } = await import('node:fs/promises');
    const real = new URL('../../data/schema/migrations/', import.meta.url);
    const migrations = Object.fromEntries(
      await Promise.all(
        (await readdir(real)).map(async (name) => [
          `migrations/${name}`,
          await readFile(new URL(name, real), 'utf8'),
        ]),
      ),
    ) as Record<string, string>;
    const directory = await schema({
      ...migrations,
      'functions/answer.postgis.sql': answer('postgis'),
      'functions/answer.embedded.sql': answer('embedded'),
    });
    expect(await migrate(database(), { directory })).toEqual({ migrations: [], functions: true });
    expect(await ask()).toBe(database().kind);
    expect(await migrate(database(), { directory })).toEqual({ migrations: [], functions: false });

    await writeFile(join(directory, `functions/answer.${database().kind}.sql`), answer('changed'));
    expect((await migrate(database(), { directory })).functions).toBe(true);
    expect(await ask()).toBe('changed');

    await writeFile(join(directory, 'functions/zzz.sql'), `${answer('half done')} select 1/0;`);
    await expect(migrate(database(), { directory })).rejects.toThrow(
      'the functions of zzz.sql cannot be created',
    );
    expect(await ask()).toBe('changed');
  });
});

forBothDatabases('the place of the data', (database) => {
  it('is taken from an empty database as it comes, and refused when it is another', async () => {
    await checkPlace(database(), 'shangqiu');
    await database().transaction({ actor: 'test' }, (tx) =>
      tx.query(sql`
        insert into place (code, name, name_en, time_zone, attribution, extent, working_crs, rules, limits)
        values ('shangqiu', '商丘', 'Shangqiu', 'Asia/Shanghai', '', array[0, 0, 1, 1], array[4326], '{}', '{}')`),
    );
    await checkPlace(database(), 'shangqiu');
    await expect(checkPlace(database(), 'changbaishan')).rejects.toThrow(StartError);
    await expect(checkPlace(database(), 'changbaishan')).rejects.toThrow(
      /^GROUNDWORK_PLACE="changbaishan": the database \(.+\) holds the place shangqiu; set GROUNDWORK_PLACE=shangqiu, or give/,
    );
  });
});
