import pg from 'pg';
import { extensions } from '../extensions.ts';
import { StartError } from '../errors.ts';

const oldest = { postgres: 15, postgis: [3, 3] as const };

/**
 * Makes sure that the database of `url` can be used: reachable, PostgreSQL and PostGIS new enough, extensions
 * created (missing ones are created here).
 * @returns its description without a password, such as `PostGIS 3.3 (PostgreSQL 15) at localhost:5432/groundwork`.
 * @throws StartError with one line that says what to do.
 */
export async function checkPostgis(url: string): Promise<string> {
  const where = placeOf(url);
  const client = new pg.Client({
    connectionString: url,
    application_name: 'groundwork start',
    connectionTimeoutMillis: 8_000,
  });
  client.on('error', () => {}); // the query that runs reports it
  try {
    await client.connect();
  } catch (cause) {
    await client.end().catch(() => {});
    throw new StartError(connectProblem(cause as NodeJS.ErrnoException, where), { cause });
  }
  try {
    const postgres = await checkVersions(client, where);
    const postgis = await createExtensions(client, where);
    return `PostGIS ${postgis} (PostgreSQL ${postgres}) at ${where.address}`;
  } finally {
    await client.end().catch(() => {});
  }
}

interface Where {
  /** host:port/database, without user and password */
  address: string;
  server: string;
  database: string;
  user: string;
}

function placeOf(url: string): Where {
  // The driver applies the URL's defaults (PGHOST, PGUSER, host=/socket …); ask it instead of parsing again.
  const { host, port, database, user } = new pg.Client({ connectionString: url });
  const server = host.startsWith('/') ? `${host}` : `${host}:${port}`;
  return { address: `${server}/${database ?? ''}`, server, database: database ?? '', user: user ?? '' };
}

function connectProblem(error: NodeJS.ErrnoException, where: Where): string {
  const { server, database, user } = where;
  switch (error.code) {
    case '28P01':
    case '28000':
      return `DATABASE_URL: PostgreSQL at ${server} did not accept the user "${user}"; correct the user and password in DATABASE_URL (or pg_hba.conf on the server)`;
    case '3D000':
      return `DATABASE_URL: there is no database "${database}" at ${server}; create it (createdb ${database}) or correct DATABASE_URL`;
    case '42501':
      return `DATABASE_URL: the user "${user}" may not connect to the database "${database}" at ${server}; grant it: GRANT CONNECT ON DATABASE "${database}" TO "${user}"`;
    case '53300':
      return `DATABASE_URL: PostgreSQL at ${server} has no free connection; raise max_connections or close other clients`;
    case '57P03':
      return `DATABASE_URL: PostgreSQL at ${server} is starting up or shutting down; try again in a moment`;
  }
  if (/password must be a (non-empty )?string|no password/i.test(error.message))
    return `DATABASE_URL: PostgreSQL at ${server} asks for a password; put one for the user "${user}" into DATABASE_URL`;
  if (/SSL|certificate/i.test(`${error.message} ${error.code}`))
    return `DATABASE_URL: no secure connection to PostgreSQL at ${server} (${error.code ?? 'SSL not supported there'}); correct sslmode in DATABASE_URL`;
  const reason = error.code ?? (/timeout/i.test(error.message) ? 'no answer' : 'connection closed');
  return `DATABASE_URL: PostgreSQL cannot be reached at ${server} (${reason}); start it or correct the host and port in DATABASE_URL`;
}

async function checkVersions(client: pg.Client, { server }: Where): Promise<number> {
  const { rows } = await client.query<{ major: number; available: string | null; installed: string | null }>(
    `select current_setting('server_version_num')::int / 10000 as major,
            (select default_version from pg_available_extensions where name = 'postgis') as available,
            (select extversion from pg_extension where extname = 'postgis') as installed`,
  );
  const { major = 0, available = null, installed = null } = rows[0] ?? {};
  if (major < oldest.postgres)
    throw new StartError(
      `DATABASE_URL: PostgreSQL ${major} at ${server} is too old; Groundwork needs PostgreSQL ${oldest.postgres} or newer`,
    );
  if (!available)
    throw new StartError(
      `DATABASE_URL: PostGIS is not installed on the server ${server}; install it there (Debian: apt-get install postgresql-${major}-postgis-3)`,
    );
  if (isOlder(available))
    throw new StartError(
      `DATABASE_URL: PostGIS ${available} at ${server} is too old; Groundwork needs PostGIS ${oldest.postgis.join('.')} or newer`,
    );
  if (installed && isOlder(installed))
    throw new StartError(
      `DATABASE_URL: the database uses PostGIS ${installed}, too old; update it as superuser: ALTER EXTENSION postgis UPDATE`,
    );
  return major;
}

function isOlder(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major < oldest.postgis[0] || (major === oldest.postgis[0] && minor < oldest.postgis[1]);
}

async function createExtensions(client: pg.Client, { database, user }: Where): Promise<string> {
  for (const extension of extensions) {
    try {
      await client.query('begin');
      // Two servers that start at once would both create it, and one would fail.
      await client.query("select pg_advisory_xact_lock(hashtext('groundwork extensions'))");
      await client.query(`create extension if not exists ${extension}`);
      await client.query('commit');
    } catch (cause) {
      const { code, message } = cause as pg.DatabaseError;
      const remedy = `as a superuser run: psql -d ${database} -c 'CREATE EXTENSION ${extension}'`;
      if (code === '42501')
        throw new StartError(
          `DATABASE_URL: the user "${user}" may not create the extension ${extension} in the database "${database}"; ${remedy}`,
          { cause },
        );
      throw new StartError(
        `DATABASE_URL: the extension ${extension} cannot be created in the database "${database}" (${message}); install it on the server (Debian: postgresql-contrib), then ${remedy}`,
        { cause },
      );
    }
  }
  const { rows } = await client.query<{ version: string }>(
    "select extversion as version from pg_extension where extname = 'postgis'",
  );
  return (rows[0]?.version ?? '').split('.').slice(0, 2).join('.');
}
