/** The edges of the server that need no database. */
import { connect } from 'node:net';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { Hono } from 'hono';
import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { IncomingMessage } from 'node:http';
import type { TrustedProxy } from '../../data/config.ts';
import { StartError } from '../../data/errors.ts';
import { DatabaseUnavailable, QueryTimeout } from '../../data/db.ts';
import { clientReader } from '../../server/http/client.ts';
import { placeTime } from '../../server/clock.ts';
import { chooseEncoding } from '../../server/http/compress.ts';
import { guard } from '../../server/http/guard.ts';
import { declaredRoutes, route } from '../../server/route.ts';
import type { Env } from '../../server/route.ts';
import { viewerCheck } from '../../server/viewer.ts';
import { isKnown } from '../../server/http/etag.ts';
import { listen } from '../../server/http/http.ts';
import type { Listening } from '../../server/http/http.ts';
import { pagesOf } from '../../server/http/pages.ts';
import { asProblem, problemLanguage, problemResponse } from '../../server/http/problem.ts';
import { createReadiness } from '../../server/start/readiness.ts';
import { startingApp } from '../../server/start/starting.ts';
import { temporaryDirectory } from '../support/database.ts';

describe('the time of the place', () => {
  const at = (instant: string, referenceDate: string | null = null) =>
    placeTime({ timeZone: 'Asia/Shanghai', referenceDate }, () => new Date(instant));

  it('judges the last closed month', () => {
    expect(at('2026-11-15T04:00:00Z')).toEqual({ today: '2026-11-15', month: '2026-10', year: 2026 });
    // Midnight in Shanghai is 16:00 the day before in Greenwich.
    expect(at('2026-11-30T15:59:59Z').month).toBe('2026-10');
    expect(at('2026-11-30T16:00:00Z').month).toBe('2026-11');
    expect(at('2027-01-05T00:00:00Z')).toEqual({ today: '2027-01-05', month: '2026-12', year: 2026 });
  });

  it("takes a demo's reference date as the end of that day", () => {
    expect(at('2030-01-01T00:00:00Z', '2026-07-31')).toEqual({
      today: '2026-07-31',
      month: '2026-07',
      year: 2026,
    });
    expect(at('2030-01-01T00:00:00Z', '2026-07-30').month).toBe('2026-06');
    expect(at('2030-01-01T00:00:00Z', '2026-12-31')).toMatchObject({ month: '2026-12', year: 2026 });
  });
});

describe('the client behind proxies', () => {
  const read = (trust: TrustedProxy, peer: string, headers: Record<string, string>, publicUrl?: string) =>
    clientReader(trust, publicUrl)(new Request('http://inner:8787/x', { headers }), {
      socket: { remoteAddress: peer },
    } as IncomingMessage);
  const forwarded = {
    'X-Forwarded-For': '1.2.3.4, 10.0.0.9',
    'X-Forwarded-Proto': 'https',
    'X-Forwarded-Host': 'map.example.org',
  };

  it('is the peer when no proxy is trusted, whatever the headers say', () => {
    expect(read({ kind: 'none' }, '::ffff:9.9.9.9', forwarded)).toEqual({
      address: '9.9.9.9',
      origin: 'http://inner:8787',
    });
  });

  it('is found behind the proxies that are trusted', () => {
    const networks: TrustedProxy = { kind: 'networks', networks: ['10.0.0.0/8', 'fd00::/8'] };
    expect(read(networks, '10.0.0.1', forwarded)).toEqual({
      address: '1.2.3.4',
      origin: 'https://map.example.org',
    });
    expect(read(networks, '9.9.9.9', forwarded)).toEqual({ address: '9.9.9.9', origin: 'http://inner:8787' });
    expect(read({ kind: 'hops', hops: 1 }, '10.0.0.1', forwarded).address).toBe('10.0.0.9');
    expect(read({ kind: 'hops', hops: 2 }, '10.0.0.1', forwarded).address).toBe('1.2.3.4');
  });

  it('takes no host that is not one, and the public address before all', () => {
    const trust: TrustedProxy = { kind: 'hops', hops: 1 };
    const strange = { 'X-Forwarded-Host': 'a/b?c', 'X-Forwarded-Proto': 'javascript' };
    expect(read(trust, '10.0.0.1', strange).origin).toBe('http://inner:8787');
    expect(read(trust, '10.0.0.1', forwarded, 'https://public.example').origin).toBe(
      'https://public.example',
    );
  });
});

describe('what is negotiated', () => {
  it.each([
    [undefined, 'identity'],
    ['gzip, deflate, br', 'br'],
    ['gzip', 'gzip'],
    ['br;q=0, gzip', 'gzip'],
    ['br;q=0.5, gzip;q=0.8', 'gzip'],
    ['*', 'br'],
    ['identity', 'identity'],
    ['*;q=0', 'identity'],
  ])('%s → %s', (header, encoding) => expect(chooseEncoding(header)).toBe(encoding));

  it.each([
    [undefined, 'en'],
    ['*', 'en'],
    ['zh-CN,zh;q=0.9,en;q=0.8', 'zh'],
    ['en-GB,zh;q=0.9', 'en'],
    ['zh;q=0.1', 'zh'],
    ['de', 'en'],
  ])('the language of %s is %s', (header, language) => expect(problemLanguage(header)).toBe(language));

  it('knows a tag among several, weak or strong', () => {
    expect(isKnown('W/"a"', '"b", W/"a"')).toBe(true);
    expect(isKnown('W/"a"', '"a"')).toBe(true);
    expect(isKnown('W/"a"', '*')).toBe(true);
    expect(isKnown('W/"a"', '"b"')).toBe(false);
    expect(isKnown('W/"a"', null)).toBe(false);
  });
});

describe('a route for the operator alone', () => {
  it('refuses anybody else, and says how to come in', async () => {
    const app = new Hono<Env>();
    app.onError((error, context) =>
      problemResponse(
        asProblem(error, () => undefined),
        context.req.raw,
      ),
    );
    app.use(guard({ viewerOf: viewerCheck('token'), clientOf: clientReader({ kind: 'none' }, undefined) }));
    const answer = z.strictObject({ done: z.boolean() });
    app.get(
      '/x',
      route({ summary: 'x', tag: 'x', access: 'operator', cache: 'never', answer }, async () => ({
        done: true,
      })),
    );
    expect(declaredRoutes(app)).toMatchObject([{ method: 'GET', path: '/x', access: 'operator' }]);
    const refused = await app.request('/x');
    expect([refused.status, refused.headers.get('WWW-Authenticate')]).toEqual([
      401,
      'Bearer realm="groundwork"',
    ]);
    const done = await app.request('/x', { headers: { Authorization: 'Bearer token' } });
    expect([done.status, await done.json(), done.headers.get('Cache-Control')]).toEqual([
      200,
      { done: true },
      'no-store',
    ]);
  });
});

describe('errors', () => {
  it.each([
    [new DatabaseUnavailable('gone'), 503],
    [new QueryTimeout('slow'), 503],
    [new Error('secret detail at /home/x.ts:1'), 500],
    ['thrown text', 500],
  ])('%s is told without what is inside', async (error, status) => {
    const reported: unknown[] = [];
    const problem = asProblem(error, (one) => reported.push(one));
    const response = problemResponse(problem, new Request('http://x/api/y'));
    expect(response.status).toBe(status);
    expect(response.headers.get('Retry-After')).toBe(status === 503 ? '2' : null);
    expect(await response.text()).not.toMatch(/secret|gone|thrown|x\.ts/);
    expect(reported).toEqual(status === 500 ? [error] : []);
  });
});

describe('the built client', () => {
  async function site() {
    const directory = await temporaryDirectory('site-');
    await mkdir(join(directory, 'assets'));
    await writeFile(join(directory, 'index.html'), '<!doctype html><title>page</title>');
    await writeFile(join(directory, 'assets', 'main-abc123.js'), `// ${'x'.repeat(5000)}`);
    await writeFile(join(directory, '..', 'outside.txt'), 'outside');
    await symlink('../outside.txt', join(directory, 'link.txt'));
    return pagesOf(directory);
  }
  const get = (path: string, headers: Record<string, string> = {}) =>
    new Request(`http://x${path}`, { headers });

  it('keeps hashed files for good and asks for the page each time', async () => {
    const pages = await site();
    const asset = await pages.answer(get('/assets/main-abc123.js'));
    expect(asset?.headers.get('Cache-Control')).toBe('public, max-age=31536000, immutable');
    const page = await pages.answer(get('/'));
    expect([page?.headers.get('Cache-Control'), page?.headers.get('Content-Type')]).toEqual([
      'no-cache',
      'text/html; charset=UTF-8',
    ]);
    const again = await pages.answer(get('/', { 'If-None-Match': page?.headers.get('ETag') ?? '' }));
    expect(again?.status).toBe(304);
  });

  it('compresses, and gives back the same bytes', async () => {
    const pages = await site();
    const bytes = async (encoding: string) => {
      const answer = await pages.answer(get('/assets/main-abc123.js', { 'Accept-Encoding': encoding }));
      return Buffer.from((await answer?.arrayBuffer()) ?? new ArrayBuffer(0));
    };
    const plain = await bytes('identity');
    expect(brotliDecompressSync(await bytes('br'))).toEqual(plain);
    expect(gunzipSync(await bytes('gzip'))).toEqual(plain);
  });

  it('opens the page for what a browser opens, and nothing else', async () => {
    const pages = await site();
    const html = { Accept: 'text/html,*/*' };
    expect((await pages.answer(get('/projects/P-1', html)))?.status).toBe(200);
    for (const path of [
      '/..%2foutside.txt',
      '/link.txt',
      '/assets/none.js',
      '/api/nope',
      '/tiles/x',
      '/%00',
      '/..%5coutside.txt',
    ]) {
      expect([path, await pages.answer(get(path, html))]).toEqual([path, undefined]);
    }
    expect(await pages.answer(get('/projects/P-1'))).toBe(undefined);
  });
});

describe('while starting', () => {
  it('is alive, not ready, and says what it waits for', async () => {
    const readiness = createReadiness(['database', 'client']);
    const app = startingApp(readiness);
    expect((await app.request('/healthz')).status).toBe(200);
    readiness.done('client');
    const ready = await app.request('/readyz');
    expect([ready.status, await ready.json()]).toEqual([503, { status: 'waiting', waiting: ['database'] }]);
    const api = await app.request('/api/projects');
    expect([api.status, api.headers.get('Retry-After')]).toEqual([503, '1']);
    expect(await api.text()).toContain('it waits for: database');
    const page = await app.request('/', { headers: { Accept: 'text/html' } });
    expect(page.status).toBe(503);
    const shown = await page.text();
    expect(shown).toContain('<progress value="1" max="2"');
    expect(shown.match(/<li>./g)).toEqual(['<li>…', '<li>✓']);
    const [, script = ''] = /<script src="([^"]+)"/.exec(shown) ?? [];
    expect((await app.request(script)).headers.get('Content-Type')).toMatch(/^text\/javascript/);
  });

  it('is not ready either when nothing is waited for any more: it cannot answer questions itself', async () => {
    const ready = await startingApp(createReadiness([])).request('/readyz');
    expect([ready.status, await ready.json()]).toEqual([503, { status: 'waiting', waiting: ['server'] }]);
  });
});

describe('the HTTP server', () => {
  let listening: Listening | undefined;
  afterEach(async () => {
    await listening?.close(1000);
    listening = undefined;
  });
  const open = async (fetch: (request: Request) => Response | Promise<Response>, port = 0) =>
    (listening = await listen({ host: '127.0.0.1', port, fetch }));

  it('says in one line that the port is in use', async () => {
    const { port } = await open(() => new Response('x'));
    await expect(listen({ host: '127.0.0.1', port, fetch: () => new Response() })).rejects.toThrow(
      StartError,
    );
    await expect(listen({ host: '127.0.0.1', port, fetch: () => new Response() })).rejects.toThrow(
      `PORT=${port}: the port is in use on 127.0.0.1`,
    );
    await expect(listen({ host: '203.0.113.7', port: 0, fetch: () => new Response() })).rejects.toThrow(
      'HOST=203.0.113.7: this machine has no such address',
    );
  });

  it('refuses what is not HTTP and what is far too long, and goes on serving others', async () => {
    const { port } = await open(() => new Response('fine'));
    const raw = (text: string) =>
      new Promise<string>((resolve) => {
        let answer = '';
        const socket = connect(port, '127.0.0.1', () => socket.end(text));
        socket.on('data', (chunk) => (answer += chunk.toString()));
        socket.on('close', () => resolve(answer));
        socket.on('error', () => resolve(answer));
      });
    expect(await raw('nonsense\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 /);
    expect(await raw(`GET /?${'x'.repeat(300_000)} HTTP/1.1\r\nHost: x\r\n\r\n`)).toMatch(/^HTTP\/1\.1 431 /);
    const smuggled =
      'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n';
    expect(await raw(smuggled)).toMatch(/^HTTP\/1\.1 400 /);
    expect(await (await fetch(`http://127.0.0.1:${port}/`)).text()).toBe('fine');
  });

  it('ends a body that stands still, and lets one go on that comes', async () => {
    listening = await listen({
      host: '127.0.0.1',
      port: 0,
      bodyTime: 400,
      fetch: async (request) => new Response(String((await request.arrayBuffer()).byteLength)),
    });
    const { port } = listening;
    const post = (send: (write: (text: string) => void) => void) =>
      new Promise<string>((resolve) => {
        let answer = '';
        const socket = connect(port, '127.0.0.1', () => {
          socket.write('POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 40000\r\n\r\n');
          send((text) => void socket.write(text));
        });
        socket.on('data', (chunk) => (answer += chunk.toString()));
        socket.on('close', () => resolve(answer));
        socket.on('error', () => resolve(answer));
      });
    expect(await post((write) => write('x'))).toMatch(/^HTTP\/1\.1 408 /);
    // 39,000 bytes are worth 1,200 ms more than the 400 that every body has.
    const slow = await post((write) => {
      setTimeout(() => write('x'.repeat(39_000)), 50);
      setTimeout(() => write('x'.repeat(1_000)), 600);
    });
    expect(slow).toMatch(/^HTTP\/1\.1 200 [^]*40000/);
  });

  it('lets running requests finish when it closes, and takes no new ones', async () => {
    let arrived: () => void = () => undefined;
    const running = new Promise<void>((resolve) => (arrived = resolve));
    let finish: () => void = () => undefined;
    const { port, close } = await open(async () => {
      arrived();
      await new Promise<void>((resolve) => (finish = resolve));
      return new Response('finished');
    });
    const asked = fetch(`http://127.0.0.1:${port}/`);
    await running;
    const closing = close(5000);
    await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toThrow();
    finish();
    expect(await (await asked).text()).toBe('finished');
    await closing;
    listening = undefined;
  });

  it('ends requests that take longer than the grace', async () => {
    const { port, close } = await open(() => new Promise<Response>(() => undefined));
    const asked = fetch(`http://127.0.0.1:${port}/`);
    asked.catch(() => undefined);
    await new Promise((resolve) => setTimeout(resolve, 50));
    await close(100);
    await expect(asked).rejects.toThrow();
    listening = undefined;
  });
});
