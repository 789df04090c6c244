import { get, type IncomingHttpHeaders } from 'node:http';
import sql from 'sql-template-tag';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listen, type Listening } from '../../server/http/http.ts';
import { tileShortcut } from '../../server/tiles/tile-shortcut.ts';
import { forBothDatabases } from '../support/database.ts';
import {
  asOperator,
  gzip,
  middle,
  seedTiles,
  serve,
  tileJson,
  until,
  write,
  type Served,
} from './tile-fixture.ts';

forBothDatabases('the short way of tiles beside Hono', (database) => {
  let served: Served;
  let http: Listening;
  beforeAll(async () => {
    await seedTiles(database());
    served = await serve(database());
    http = await listen({
      host: '127.0.0.1',
      port: 0,
      shortcut: tileShortcut(served.services, served.tiles),
      fetch: (request) => served.app.fetch(request),
    });
  }, 60_000);
  afterAll(() => http.close(100));

  test('answers as the routes do', async () => {
    const { revision } = await tileJson(served, 'zone');
    for (const path of [
      `/tiles/zone/${middle}.mvt?v=${revision}`,
      `/tiles/zone/${middle}.mvt?v=${revision}`, // kept by now
      `/tiles/zone/${middle}.mvt?v=old`,
      `/tiles/zone/${middle}.mvt`,
      `/tiles/zone/${middle}.mvt?v=${revision}&x=1`,
      '/tiles/zone/8/0/0.mvt',
      '/tiles/zone/99/0/0.mvt',
      '/tiles/nope/1/1/1.mvt',
    ])
      for (const headers of [gzip, { ...gzip, ...asOperator }, { ...gzip, Authorization: 'Bearer no' }, {}]) {
        const short = await overHttp(http.port, path, headers);
        const long = await served.app.request(path, { headers });
        expect(short.status, path).toBe(long.status);
        const {
          connection: _,
          date: __,
          'keep-alive': ___,
          'transfer-encoding': ____,
          ...said
        } = short.headers;
        const routed = Object.fromEntries(long.headers);
        if (short.status < 400) for (const name of pageHeaders) Reflect.deleteProperty(routed, name);
        delete said['content-length'];
        delete routed['content-length'];
        expect(said, path).toEqual(routed);
        expect(short.body.equals(Buffer.from(await long.arrayBuffer())), path).toBe(true);
      }
  });

  test('after a commit no older tile comes under an address that was asked for before', async () => {
    const path = `/tiles/facility/${middle}.mvt`;
    for (let asked = 0; asked < 3; asked += 1) await overHttp(http.port, path, gzip); // drawn, kept, at hand
    const before = await overHttp(http.port, path, gzip);
    await write(database(), sql`update facility set name = name || '改' where fid = 1`);
    await served.revisions.refresh(); // as a writer on this server does before it answers
    const after = await overHttp(http.port, path, gzip);
    expect(after.status).toBe(200);
    expect(after.headers.etag).not.toBe(before.headers.etag);
    expect(after.headers.etag).toBe(`W/"${served.revisions.layer('facility')}"`);
  });

  test('a client that goes away takes its query along', async () => {
    let ended = 0;
    const held = await serve(database(), async (signal) => {
      await new Promise<void>((_, reject) =>
        signal?.addEventListener('abort', () => reject(signal.reason as Error), { once: true }),
      ).finally(() => (ended += 1));
    });
    const other = await listen({
      host: '127.0.0.1',
      port: 0,
      shortcut: tileShortcut(held.services, held.tiles),
      fetch: (request) => held.app.fetch(request),
    });
    const request = get({ port: other.port, path: `/tiles/zone/${middle}.mvt` });
    request.on('error', () => {});
    await until(() => held.asked() === 1);
    request.destroy();
    await until(() => ended === 1);
    await other.close(100);
  });
});

/** What protects pages is left away with tiles: it would be larger than they are. */
const pageHeaders = [
  'content-security-policy',
  'permissions-policy',
  'referrer-policy',
  'x-frame-options',
  'cross-origin-opener-policy',
];

function overHttp(port: number, path: string, headers: Record<string, string>) {
  return new Promise<{ status: number; headers: IncomingHttpHeaders; body: Buffer }>((resolve, reject) => {
    get({ port, path, headers, agent: false }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(parts) }),
      );
    }).on('error', reject);
  });
}
