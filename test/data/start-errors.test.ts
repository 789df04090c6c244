import { createServer, type AddressInfo } from 'node:net';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { openDatabase } from '../../data/db.ts';
import { StartError } from '../../data/errors.ts';
import { removeMade, testPostgisUrl } from '../support/database.ts';

const password = 'hunter2-of-the-owner';
const role = `owner_${Math.random().toString(36).slice(2, 10)}`;
let admin: pg.Client;

/** What the start says about this DATABASE_URL. */
async function problemOf(databaseUrl: string): Promise<string> {
  try {
    const database = await openDatabase({ databaseUrl, dataDirectory: '', cacheDirectory: undefined });
    await database.close();
    return `no problem: ${database.description}`;
  } catch (error) {
    expect(error).toBeInstanceOf(StartError);
    return (error as Error).message;
  }
}

function as(
  url: string,
  changes: { user?: string; password?: string; port?: number; database?: string },
): string {
  const changed = new URL(url);
  if (changes.user) changed.username = changes.user;
  if (changes.password !== undefined) changed.password = changes.password;
  if (changes.port) changed.port = String(changes.port);
  if (changes.database) changed.pathname = `/${changes.database}`;
  return changed.href;
}

async function onDatabase(url: string, ...statements: string[]): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  for (const statement of statements) await client.query(statement);
  await client.end();
}

beforeAll(async () => {
  admin = new pg.Client({ connectionString: inject('postgisUrl') });
  await admin.connect();
  await admin.query(`create role ${role} login password '${password}'`);
});
afterAll(async () => {
  await removeMade();
  await admin.query(`drop owned by ${role}`);
  await admin.query(`drop role ${role}`);
  await admin.end();
});

describe('a DATABASE_URL that cannot be used stops the start with one line:', () => {
  it('nobody listens there', async () => {
    const url = as(await testPostgisUrl('empty'), { port: 1, password });
    expect(await problemOf(url)).toBe(
      'DATABASE_URL: PostgreSQL cannot be reached at 127.0.0.1:1 (ECONNREFUSED); start it or correct the host and port in DATABASE_URL',
    );
  });

  it('there is no such host', async () => {
    expect(await problemOf(`postgres://me:${password}@no-such-host.invalid/groundwork`)).toMatch(
      /^DATABASE_URL: PostgreSQL cannot be reached at no-such-host.invalid:5432 \((ENOTFOUND|EAI_AGAIN)\); start it or correct/,
    );
  });

  it('something else answers there', async () => {
    const server = createServer((socket) =>
      socket.on('error', () => {}).end('HTTP/1.1 400 Bad Request\r\n\r\n'),
    );
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const problem = await problemOf(`postgres://me:${password}@127.0.0.1:${port}/groundwork`);
    expect(problem).toMatch(
      /^DATABASE_URL: PostgreSQL cannot be reached at 127.0.0.1:\d+ \(.+\); start it or correct/,
    );
    server.close();
  });

  it('the password is wrong', async () => {
    const problem = await problemOf(
      as(await testPostgisUrl('empty'), { user: role, password: `${password}x` }),
    );
    expect(problem).toMatch(
      new RegExp(
        `^DATABASE_URL: PostgreSQL at 127.0.0.1:\\d+ did not accept the user "${role}"; correct the user and password`,
      ),
    );
    expect(problem).not.toContain('hunter2');
  });

  it('the password is missing', async () => {
    const problem = await problemOf(as(await testPostgisUrl('empty'), { user: role, password: '' }));
    expect(problem).toMatch(
      new RegExp(`asks for a password; put one for the user "${role}" into DATABASE_URL$`),
    );
  });

  it('there is no such database', async () => {
    const problem = await problemOf(as(await testPostgisUrl('empty'), { database: 'no_such_database' }));
    expect(problem).toMatch(
      /^DATABASE_URL: there is no database "no_such_database" at 127.0.0.1:\d+; create it \(createdb no_such_database\) or correct/,
    );
  });

  it('its user may not create an extension', async () => {
    const url = as(await testPostgisUrl('empty'), { user: role, password });
    const problem = await problemOf(url);
    expect(problem).toMatch(
      new RegExp(
        `^DATABASE_URL: the user "${role}" may not create the extension postgis in the database "groundwork_test_\\w+"; ` +
          "as a superuser run: psql -d groundwork_test_\\w+ -c 'CREATE EXTENSION postgis'$",
      ),
    );
    expect(problem).not.toContain('hunter2');
  });

  // What an older server would answer, asked of this one: a schema of the test's own stands before PostgreSQL's.
  it.each([
    [
      'it is too old',
      `create function before.current_setting(text) returns text language sql as $$ select '140011' $$`,
      /^DATABASE_URL: PostgreSQL 14 at 127.0.0.1:\d+ is too old; Groundwork needs PostgreSQL 15 or newer$/,
    ],
    [
      'it has no PostGIS',
      'create view before.pg_available_extensions as select * from pg_catalog.pg_available_extensions where false',
      /^DATABASE_URL: PostGIS is not installed on the server 127.0.0.1:\d+; install it there \(Debian: apt-get install postgresql-\d\d-postgis-3\)$/,
    ],
    [
      'its PostGIS is too old',
      `create view before.pg_available_extensions as select 'postgis'::name as name, '3.2.9'::text as default_version`,
      /^DATABASE_URL: PostGIS 3.2.9 at 127.0.0.1:\d+ is too old; Groundwork needs PostGIS 3.3 or newer$/,
    ],
    [
      'its PostGIS was not updated',
      `create view before.pg_extension as select 'postgis'::name as extname, '2.5.1'::text as extversion`,
      /^DATABASE_URL: the database uses PostGIS 2.5.1, too old; update it as superuser: ALTER EXTENSION postgis UPDATE$/,
    ],
  ])('%s', async (_, disguise, message) => {
    const url = await testPostgisUrl('empty');
    const name = new URL(url).pathname.slice(1);
    await onDatabase(
      url,
      'create schema before',
      disguise,
      `alter database ${name} set search_path = before, pg_catalog, public`,
    );
    expect(await problemOf(url)).toMatch(message);
  });
});

describe('a DATABASE_URL that can be used', () => {
  it('of an empty database gets its extensions, from two servers at once', async () => {
    const url = await testPostgisUrl('empty');
    expect(await Promise.all([problemOf(url), problemOf(url)])).toEqual([
      expect.stringMatching(/^no problem: PostGIS/),
      expect.stringMatching(/^no problem: PostGIS/),
    ]);
  });

  it('of a user without rights is enough once the extensions are there', async () => {
    const url = await testPostgisUrl();
    expect(await problemOf(as(url, { user: role, password }))).toMatch(/^no problem: PostGIS/);
  });
});
