import sql from 'sql-template-tag';
import { beforeAll, expect, test } from 'vitest';
import { layer as layers } from '../../data/vocabulary/layer.ts';
import { liveLayers } from '../../tiles/layers.ts';
import { forBothDatabases } from '../support/database.ts';
import {
  asOperator,
  codesIn,
  gzip,
  middle,
  seedTiles,
  serve,
  tileJson,
  until,
  write,
} from './tile-fixture.ts';

forBothDatabases('live tiles over HTTP', (database) => {
  beforeAll(() => seedTiles(database()), 60_000);

  test('TileJSON names the fields that the functions return', async () => {
    const served = await serve(database());
    for (const layer of layers.codes) {
      const said = await tileJson(served, layer);
      expect(said.tiles[0]).toBe(`http://localhost/tiles/${layer}/{z}/{x}/{y}.mvt?v=${said.revision}`);
      expect(said.bounds).toEqual([114.8, 33.7, 116.6, 34.9]);
      const rows = await database().query<{ name: string }>(sql`
        select unnest(proargnames[4:]) as name from pg_proc where proname = ${`layer_${layer}`}`);
      const columns = rows.map(({ name }) => name).filter((name) => name !== 'fid' && name !== 'geom');
      expect(Object.keys(said.vector_layers[0].fields)).toEqual(columns);
      expect(said.vector_layers[0].fields).toEqual(liveLayers[layer].fields);
    }
    expect((await served.app.request('/tiles/nope.json')).status).toBe(404);
  });

  test('the TileJSON of all layers in one answer is that of each', async () => {
    const served = await serve(database());
    const response = await served.app.request('/tiles/layers.json');
    const together = (await response.json()) as Record<string, unknown>;
    expect(Object.keys(together)).toEqual([...layers.codes]);
    for (const layer of layers.codes) expect(together[layer]).toEqual(await tileJson(served, layer));
  });

  test('a tile of the revision in its address may be kept for ever, and only such a one', async () => {
    const served = await serve(database());
    const { revision } = await tileJson(served, 'facility');
    const ask = (query: string, headers = {}) =>
      served.app.request(`/tiles/facility/${middle}.mvt${query}`, { headers: { ...gzip, ...headers } });

    const current = await ask(`?v=${revision}`);
    expect(current.status).toBe(200);
    expect(current.headers.get('Cache-Control')).toBe('public, max-age=31536000, immutable');
    expect(current.headers.get('Vary')).toBe('Accept-Encoding, Authorization');
    expect((await codesIn('facility', current)).length).toBeGreaterThan(0);

    for (const other of ['000000000000.1', `${revision}0`, 'x']) {
      const answer = await ask(`?v=${other}`);
      expect(answer.headers.get('Cache-Control')).toBe('no-store');
      expect(answer.headers.get('ETag')).toBeNull();
    }

    const large = await served.app.request('/tiles/district/8/210/102.mvt', { headers: gzip });
    expect(large.headers.get('Content-Encoding')).toBe('gzip');

    const without = await ask('');
    expect(without.headers.get('Cache-Control')).toBe('no-cache');
    const etag = without.headers.get('ETag') ?? '';
    expect((await ask('', { 'If-None-Match': etag })).status).toBe(304);
    const plain = await served.app.request('/tiles/district/8/210/102.mvt', {
      headers: { 'Accept-Encoding': 'gzip;q=0' },
    });
    expect(plain.headers.get('Content-Encoding')).toBeNull();
    expect(await codesIn('district', plain)).toEqual(await codesIn('district', large));
  });

  test('who asks after a commit on this server gets the new tile, whatever the address says', async () => {
    const served = await serve(database());
    const { revision } = await tileJson(served, 'facility');
    const ask = async (v: string) => {
      const response = await served.app.request(`/tiles/facility/${middle}.mvt?v=${v}`, { headers: gzip });
      return { cache: response.headers.get('Cache-Control'), names: await codesIn('facility', response) };
    };
    const [name = ''] = (await ask(revision)).names;
    for (let round = 1; round <= 5; round += 1) {
      await write(
        database(),
        sql`update facility set name = ${`新${round}`} where name = ${round === 1 ? name : `新${round - 1}`}`,
      );
      await served.revisions.refresh(); // as a writer on this server does before it answers
      const stale = await ask(revision);
      expect(stale.cache).toBe('no-store');
      expect(stale.names).toContain(`新${round}`);
      const present = (await tileJson(served, 'facility')).revision;
      const fresh = await ask(present);
      expect(fresh.cache).toContain('immutable');
      expect(fresh.names).toContain(`新${round}`);
    }
  });

  test('a revision that this server has not noticed yet is asked of the database', async () => {
    const served = await serve(database());
    const before = await tileJson(served, 'facility');
    await served.app.request(`/tiles/facility/${middle}.mvt?v=${before.revision}`);
    await write(
      database(),
      sql`update facility set name = '别处写的' where fid = (select min(fid) from facility where published and secrecy = 'public')`,
    );
    const { revision } = await tileJson(served, 'facility'); // another server says it
    expect(served.revisions.layer('facility')).toBe(before.revision);
    const response = await served.app.request(`/tiles/facility/${middle}.mvt?v=${revision}`, {
      headers: gzip,
    });
    expect(response.headers.get('Cache-Control')).toContain('immutable');
  });

  test('a tile is of one revision while rows change', async () => {
    const served = await serve(database());
    const fid = (
      await database().query<{ fid: number }>(sql`
      select min(fid) as fid from facility where published and secrecy = 'public'`)
    )[0]?.fid;
    let writing = true;
    const writer = (async () => {
      while (writing) {
        await write(
          database(),
          sql`update facility set name = (select 'r' || (n + 1) from revision where noun = 'facility'),
            geom = ST_SetSRID(ST_MakePoint(115.9, 33.9), 4326) where fid = ${fid}`,
        );
        await new Promise((resolve) => setTimeout(resolve, 2));
      }
    })();
    await new Promise((resolve) => setTimeout(resolve, 50));
    try {
      for (let round = 0; round < 60; round += 1) {
        const response = await served.app.request(`/tiles/facility/${middle}.mvt`, { headers: gzip });
        const n = /\.(\d+)"/.exec(response.headers.get('ETag') ?? '')?.[1];
        expect((await codesIn('facility', response)).filter((name) => /^r\d+$/.test(name))).toEqual([
          `r${n}`,
        ]);
        await served.revisions.refresh();
      }
    } finally {
      writing = false;
      await writer;
    }
  }, 30_000);

  test('what the operator sees is never kept for others', async () => {
    const served = await serve(database());
    const { revision } = await tileJson(served, 'constraint');
    const ask = (headers = {}) =>
      served.app.request(`/tiles/constraint/${middle}.mvt?v=${revision}`, {
        headers: { ...gzip, ...headers },
      });
    const seen = await ask(asOperator);
    expect(seen.headers.get('Cache-Control')).toBe('private, no-cache');
    const all = await codesIn('constraint', seen);
    const shown = await codesIn('constraint', await ask());
    expect(all.length).toBeGreaterThan(shown.length);
    expect((await codesIn('constraint', await ask(asOperator))).length).toBe(all.length);
    const etag = seen.headers.get('ETag') ?? '';
    expect((await ask({ 'If-None-Match': etag })).status).toBe(200);
    expect((await ask({ Authorization: 'Bearer guessed' })).status).toBe(401);
  });

  test.each([
    '99/0/0',
    '17/0/0',
    '-1/0/0',
    '4/16/0',
    '4/0/16',
    '8/1099511627776/1',
    'NaN/1/1',
    '8/1e2/1',
    '8/%31/1',
    '08/1/1',
    '8/+1/1',
    '8/1/0x1',
    '8/1.0/1',
    '8/1/1 ',
  ])('the address %s gets no query', async (address) => {
    const served = await serve(database());
    const response = await served.app.request(`/tiles/project/${address}.mvt`);
    expect(response.status).toBe(400);
    expect(((await response.json()) as { detail: string }).detail).toContain('z from 0 to 16');
    expect(served.asked()).toBe(0);
  });

  test('an unknown layer is not found, an unknown parameter is refused', async () => {
    const served = await serve(database());
    expect((await served.app.request('/tiles/nope/1/1/1.mvt')).status).toBe(404);
    expect((await served.app.request('/tiles/project;drop/1/1/1.mvt')).status).toBe(404);
    expect((await served.app.request('/tiles/project/1/1/1.mvt?x=1')).status).toBe(400);
    expect(served.asked()).toBe(0);
  });

  test('an empty tile has no content', async () => {
    const served = await serve(database());
    const response = await served.app.request('/tiles/project/8/0/0.mvt');
    expect(response.status).toBe(204);
    expect(response.headers.get('ETag')).not.toBeNull();
  });

  test('below a vacant tile nothing is asked of the database, until a row is written there', async () => {
    const served = await serve(database());
    const ask = async (address: string) => {
      const response = await served.app.request(`/tiles/facility/${address}.mvt`, { headers: gzip });
      return { status: response.status, names: await codesIn('facility', response) };
    };
    const sea = { z: 10, x: 900, y: 420 };
    expect((await ask('10/900/420')).status).toBe(204);
    for (const below of ['10/900/420', '11/1801/840', '16/57600/26880', '16/57663/26943', '10/901/420'])
      expect((await ask(below)).status).toBe(204);
    expect(served.asked()).toBe(1);
    const [before] = await database().query<{ wkt: string; fid: number }>(sql`
      select ST_AsText(geom) as wkt, fid from facility where published and secrecy = 'public' order by fid desc limit 1`);
    const move = (geometry: ReturnType<typeof sql>) =>
      write(
        database(),
        sql`update facility set name = '海上', geom = ${geometry} where fid = ${before?.fid}`,
      );
    await move(sql`ST_Transform(ST_Centroid(ST_TileEnvelope(${sea.z}, ${sea.x}, ${sea.y})), 4326)`);
    await served.revisions.refresh();
    expect((await ask('10/900/420')).names).toEqual(['海上']);
    await move(sql`ST_GeomFromText(${before?.wkt}, 4326)`);
  });

  test('100 equal cold questions are one query', async () => {
    const served = await serve(database());
    const answers = await Promise.all(
      Array.from({ length: 100 }, () => served.app.request(`/tiles/parcel/${middle}.mvt`)),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 100 }, () => 200));
    expect(served.asked()).toBe(1);
  });

  test('a question is not joined to a query that began before a commit', async () => {
    const gates: (() => void)[] = [];
    const served = await serve(database(), () => new Promise((resolve) => gates.push(resolve)));
    const early = served.app.request(`/tiles/facility/${middle}.mvt`);
    await until(() => gates.length === 1);
    await write(database(), sql`update facility set detail = 'moved' where fid = 1`);
    await served.revisions.refresh();
    const late = served.app.request(`/tiles/facility/${middle}.mvt`);
    await new Promise((resolve) => setTimeout(resolve, 50));
    // The embedded database takes one at a time: let the first one through.
    gates.shift()?.();
    await until(() => gates.length === 1);
    gates.shift()?.();
    await Promise.all([early, late]);
    expect(served.asked()).toBe(2);
    expect((await late).headers.get('ETag')).toContain(served.revisions.layer('facility'));
  });

  test('when all who ask have gone, their queries end', async () => {
    let running = 0;
    const served = await serve(database(), async (signal) => {
      running += 1;
      await new Promise<void>((_, reject) =>
        signal?.addEventListener('abort', () => reject(signal.reason as Error), { once: true }),
      ).finally(() => (running -= 1));
    });
    const asked = Array.from({ length: 1000 }, (_, index) =>
      served.tiles.draw({
        address: { layer: 'parcel', z: 12, x: 3360 + (index % 50), y: 1640 + (index % 5) },
        viewer: { kind: 'anonymous' },
        wanted: undefined,
      }),
    );
    const settled = Promise.allSettled(asked.map(({ result }) => result));
    await until(() => running > 0);
    for (const { leave } of asked) leave();
    expect((await settled).every(({ status }) => status === 'rejected')).toBe(true);
    await until(() => running === 0);
    expect(served.asked()).toBeLessThanOrEqual(6);
  });
});
