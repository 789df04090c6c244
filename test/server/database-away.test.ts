import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { openDatabase } from '../../data/db.ts';
import type { Database } from '../../data/db.ts';
import { testPostgisUrl } from '../support/database.ts';
import { onServer } from '../support/template.ts';
import { seedCity, testApp } from './fixture.ts';

/** The database going away while serving: nobody may connect, and those who are connected are thrown out. */
async function takeAway(url: string): Promise<void> {
  const name = new URL(url).pathname.slice(1);
  await onServer(inject('postgisUrl'), `alter database ${name} allow_connections false`);
  await onServer(
    inject('postgisUrl'),
    `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`,
  );
}
const giveBack = (url: string) =>
  onServer(inject('postgisUrl'), `alter database ${new URL(url).pathname.slice(1)} allow_connections true`);

let url: string;
let database: Database;
let server: Awaited<ReturnType<typeof testApp>>;
beforeAll(async () => {
  url = await testPostgisUrl();
  database = await openDatabase({ databaseUrl: url, dataDirectory: '', cacheDirectory: undefined });
  await seedCity(database);
  server = await testApp(database);
});
afterAll(async () => {
  await server.close();
  await database.close();
});

it('is 503 with Retry-After while the database is away, and all right by itself when it is back', async () => {
  const ask = () => server.app.request('/api/projects?limit=1');
  expect((await ask()).status).toBe(200);
  await takeAway(url);
  for (let i = 0; i < 3; i++) {
    const response = await ask();
    expect([response.status, response.headers.get('Retry-After')]).toEqual([503, '2']);
    expect(await response.json()).toMatchObject({
      type: 'urn:groundwork:problem:try-later',
      detail: 'The database cannot be reached now; try again in a moment.',
    });
  }
  await server.revisions.refresh();
  expect(server.revisions.available).toBe(false);
  await giveBack(url);
  expect((await ask()).status).toBe(200);
  await server.revisions.refresh();
  expect(server.revisions.available).toBe(true);
  expect(server.unforeseen).toEqual([]);
});
