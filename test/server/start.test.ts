/** The real server as a process: what it prints, when it is ready, how it ends, what it refuses. */
import { cp } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { shippedPlaces } from '../../data/config.ts';
import { temporaryDirectory, testEmbeddedDirectory, testPostgisUrl } from '../support/database.ts';
import { spawnServer, startServer } from '../support/server.ts';
import type { RunningServer } from '../support/server.ts';

const place = 'shangqiu';

/** Starts a server that is to refuse, and gives its exit code and words. */
async function refusal(env: Record<string, string>): Promise<{ code: number | null; output: string }> {
  const server = await spawnServer({ GROUNDWORK_PLACE: place, ...env });
  const code = await new Promise<number | null>((resolve) => server.process.once('exit', resolve));
  return { code, output: server.output() };
}

/** What it said beside the line that it is starting. */
const lines = (output: string) =>
  output
    .split('\n')
    .filter((line) => line !== '' && !/^Groundwork is starting at|^ {2}(building|loading)/.test(line));

async function total(server: RunningServer, init?: RequestInit): Promise<number> {
  const response = await fetch(`${server.url}/api/projects?limit=1`, init);
  const answer = (await response.json()) as { total?: number };
  if (answer.total === undefined) throw new Error(`${response.status}: ${JSON.stringify(answer)}`);
  return answer.total;
}

let dataDirectory: string;
beforeAll(async () => {
  dataDirectory = await temporaryDirectory('start-');
});

describe('on PostGIS', () => {
  let url: string;
  let server: RunningServer;
  beforeAll(async () => {
    url = await testPostgisUrl('empty');
    server = await spawnServer({
      DATABASE_URL: url,
      GROUNDWORK_DATA: dataDirectory,
      GROUNDWORK_PLACE: place,
    });
  });
  afterAll(() => server.stop('SIGKILL'));

  it('is alive at once, says what it waits for, then is ready with the demo loaded', async () => {
    const seen = new Set<string>();
    let status = 0;
    while (status !== 200 && server.process.exitCode === null) {
      const alive = await fetch(`${server.url}/healthz`).catch(() => undefined);
      if (alive) {
        expect(alive.status).toBe(200);
        const ready = await fetch(`${server.url}/readyz`);
        status = ready.status;
        for (const what of ((await ready.json()) as { waiting?: string[] }).waiting ?? []) seen.add(what);
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    expect({ status, output: server.output() }).toMatchObject({ status: 200 });
    expect(seen).toContain('database');
    expect(await total(server)).toBeGreaterThan(20);
  }, 120_000);

  it('prints the address, the database without its password, the mark of the demo, and a token that works', async () => {
    const output = server.output();
    expect(output).toContain(server.url);
    expect(output).toMatch(/ {2}database: PostGIS [\d.]+ \(PostgreSQL \d+\) at /);
    const password = new URL(url).password;
    if (password) expect(output).not.toContain(password);
    expect(output).toContain('示例数据');
    const token = /operator token, for this run only: (\S{40,})/.exec(output)?.[1] ?? '';
    const everything =
      'status=reserve,preparatory,under_construction,suspended,completed,in_production,deferred,cancelled';
    const ask = async (init?: RequestInit) => {
      const response = await fetch(`${server.url}/api/projects?limit=1&${everything}`, init);
      const answer = (await response.json()) as { total?: number };
      if (answer.total === undefined) throw new Error(`${response.status}: ${JSON.stringify(answer)}`);
      return answer.total;
    };
    expect(await ask({ headers: { Authorization: `Bearer ${token}` } })).toBeGreaterThan(await ask());
  });

  it('serves the client and the basemap', async () => {
    const page = await fetch(server.url, { headers: { Accept: 'text/html' } });
    expect([page.status, page.headers.get('Content-Type')]).toEqual([200, 'text/html; charset=UTF-8']);
    const script = /src="(\/assets\/[^"]+\.js)"/.exec(await page.text())?.[1];
    expect((await fetch(`${server.url}${script}`)).headers.get('Cache-Control')).toContain('immutable');
    const range = await fetch(`${server.url}/archives/basemap.pmtiles`, {
      headers: { Range: 'bytes=0-126' },
    });
    expect([range.status, (await range.arrayBuffer()).byteLength]).toEqual([206, 127]);
  });

  it('is refused a second time on its port, in one line that says what to do', async () => {
    const port = new URL(server.url).port;
    const { code, output } = await refusal({ DATABASE_URL: url, GROUNDWORK_DATA: dataDirectory, PORT: port });
    expect([code, lines(output)]).toEqual([
      1,
      [
        expect.stringContaining(
          `PORT=${port}: the port is in use on 127.0.0.1; stop the program that uses it`,
        ),
      ],
    ]);
  });

  it('refuses to show another place from the same database', async () => {
    const other = shippedPlaces().find((code) => code !== place) ?? '';
    const { code, output } = await refusal({
      DATABASE_URL: url,
      GROUNDWORK_DATA: dataDirectory,
      GROUNDWORK_PLACE: other,
    });
    expect([code, lines(output)]).toEqual([1, [expect.stringContaining(`holds the place ${place}`)]]);
  }, 60_000);

  it('stops with 0 when it is told to, and closes its connections', async () => {
    expect(await server.stop('SIGTERM')).toBe(0);
  });
});

describe('what stops the start', () => {
  it.each([
    ['an address where nobody listens', 'postgres://nobody:geheim123@127.0.0.1:1/x', 'cannot be reached'],
    ['an address that is none', 'mysql://nobody:geheim123@127.0.0.1/x', 'this is not a PostgreSQL address'],
  ])('%s: one line, no password', async (_, url, word) => {
    const { code, output } = await refusal({ DATABASE_URL: url, GROUNDWORK_DATA: dataDirectory });
    expect(code).toBe(1);
    expect(lines(output).length).toBe(1);
    expect(output).not.toContain('geheim123');
    expect(output.toLowerCase()).toContain(word.toLowerCase());
  });

  it('a program that holds the port already', async () => {
    const holder = createServer();
    await new Promise<void>((resolve) => holder.listen(0, '127.0.0.1', resolve));
    const { port } = holder.address() as { port: number };
    const { code, output } = await refusal({
      PORT: String(port),
      GROUNDWORK_DATA: await temporaryDirectory(),
    });
    holder.close();
    expect([code, lines(output).length]).toEqual([1, 1]);
    expect(output).toContain(`PORT=${port}: the port is in use`);
  });

  it('a place that does not ship', async () => {
    const { code, output } = await refusal({ GROUNDWORK_PLACE: 'atlantis', GROUNDWORK_DATA: dataDirectory });
    expect([code, lines(output)]).toEqual([1, [expect.stringContaining('GROUNDWORK_PLACE="atlantis"')]]);
  });
});

describe('on the embedded database', () => {
  it('refuses a second process on its directory, and after kill -9 the next start has everything', async () => {
    const directory = await testEmbeddedDirectory();
    await cp(join(dataDirectory, 'archives'), join(directory, 'archives'), { recursive: true });
    const env = { GROUNDWORK_DATA: directory, GROUNDWORK_PLACE: place };
    const first = await startServer(env);
    // It is ready a moment before it says so.
    await expect
      .poll(() => first.output())
      .toContain('for trying out and one office, up to about 100,000 rows');
    const found = await total(first);
    expect(found).toBeGreaterThan(20);

    const second = await refusal(env);
    expect([second.code, lines(second.output)]).toEqual([
      1,
      [expect.stringContaining(String(first.process.pid))],
    ]);
    expect(await total(first)).toBe(found);

    await first.stop('SIGKILL');
    const third = await startServer(env);
    expect(await total(third)).toBe(found);
    expect(third.output()).not.toContain('loading the demo');
    expect(await third.stop('SIGTERM')).toBe(0);
  }, 180_000);
});
