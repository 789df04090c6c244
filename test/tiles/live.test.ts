import { gunzipSync } from 'node:zlib';
import { VectorTile } from '@mapbox/vector-tile';
import { PbfReader } from 'pbf';
import sql from 'sql-template-tag';
import { beforeAll, expect, test } from 'vitest';
import { constraintKind } from '../../data/vocabulary/constraint.ts';
import { layer as layers, type Layer } from '../../data/vocabulary/layer.ts';
import { liveLayers } from '../../tiles/layers.ts';
import { layerRevisions, tile, type LiveTile } from '../../tiles/live.ts';
import { forBothDatabases } from '../support/database.ts';
import { fillSynthetic, syntheticExtent } from '../support/synthetic.ts';

type Ring = { x: number; y: number }[];
interface Drawn {
  id: number | undefined;
  type: number;
  properties: Record<string, unknown>;
  rings: Ring[];
}

function decode(layer: Layer, { bytes, packed }: LiveTile): Drawn[] {
  if (bytes.length === 0) return [];
  const found = new VectorTile(new PbfReader(packed ? gunzipSync(bytes) : bytes)).layers[layer];
  if (!found) return [];
  expect(found.extent).toBe(4096);
  return Array.from({ length: found.length }, (_, index) => {
    const feature = found.feature(index);
    const { id, type, properties } = feature;
    return { id, type, properties, rings: feature.loadGeometry() as Ring[] };
  });
}

/** Tiles of a zoom over the rows; every n-th one when they are many. */
function tilesOver(z: number, most: number): { z: number; x: number; y: number }[] {
  const [west, south, east, north] = syntheticExtent;
  const column = (lng: number) => Math.floor(((lng + 180) / 360) * 2 ** z);
  const row = (lat: number) =>
    Math.floor(((1 - Math.asinh(Math.tan((lat * Math.PI) / 180)) / Math.PI) / 2) * 2 ** z);
  const all = [];
  for (let x = column(west); x <= column(east); x += 1)
    for (let y = row(north); y <= row(south); y += 1) all.push({ z, x, y });
  const step = Math.max(1, Math.floor(all.length / most));
  return all.filter((_, index) => index % step === 0);
}

const amounts = { projects: 300, parcels: 900, others: 40 };
const drawn = new Map<string, Drawn[]>();
const sampled = [4, 7, 8, 9, 10, 11, 12, 13, 14, 16].flatMap((z) => tilesOver(z, 8));

forBothDatabases('live tiles', (database) => {
  beforeAll(() => fillSynthetic(database(), amounts), 120_000);

  test('every layer draws every sampled tile for both viewers', async () => {
    const kind = database().kind;
    for (const viewer of ['anonymous', 'operator'] as const)
      for (const layer of layers.codes)
        for (const address of sampled) {
          const made = await tile({ database: database(), layer, viewer, ...address });
          expect(made.bytes.length).toBeLessThan(150 * 1024);
          expect(made.revision).toMatch(/^[0-9a-f]{12}\.\d+$/);
          drawn.set(`${kind} ${viewer} ${layer} ${address.z}/${address.x}/${address.y}`, decode(layer, made));
        }
  }, 240_000);

  test('a project has a point in the tiles whose box with margin holds it, and in no other', async () => {
    const all = await database().query<{ fid: number; x: number; y: number }>(sql`
      select coalesce(parent_fid, fid) as fid, ST_X(point_3857) as x, ST_Y(point_3857) as y from project
      where geom is not null`);
    const half = 20037508.342789244;
    for (const address of tilesOver(10, 6)) {
      const size = (2 * half) / 2 ** address.z;
      const [west, north] = [-half + address.x * size, half - address.y * size];
      const margin = size / 64;
      const expected = all
        .filter(
          ({ x, y }) =>
            x >= west - margin &&
            x <= west + size + margin &&
            y <= north + margin &&
            y >= north - size - margin,
        )
        .map(({ fid }) => fid);
      const made = await tile({
        database: database(),
        layer: 'project',
        viewer: 'operator',
        ...address,
      });
      const points = decode('project', made).filter(({ properties }) => properties.part === 'point');
      expect(points.map(({ id }) => id)).toEqual(expected.sort((a, b) => a - b));
    }
  });

  test('below zoom 12 the counts of all tiles of a zoom add up to the parcels', async () => {
    for (const z of [5, 9, 11]) {
      let count = 0;
      for (const address of tilesOver(z, 1e9))
        for (const { properties } of decode(
          'parcel',
          await tile({ database: database(), layer: 'parcel', viewer: 'operator', ...address }),
        ))
          count += Number(properties.count);
      expect(count).toBe(amounts.parcels);
    }
  }, 60_000);

  test('nobody but the operator sees what is not published or not public', async () => {
    for (const [layer, table] of layers.codes.map(
      (code) => [code, code === 'constraint' ? 'constraint_area' : code] as const,
    )) {
      const [address] = tilesOver(layer === 'facility' ? 8 : 6, 1);
      const seen = async (viewer: 'anonymous' | 'operator') =>
        decode(layer, await tile({ database: database(), layer, viewer, z: 0, x: 0, y: 0, ...address }));
      const hidden = await database().query<{ code: string }>(
        sql`select code from ${tableOf(table)} where not (published and secrecy = 'public')`,
      );
      const codes = new Set(hidden.map(({ code }) => code));
      expect(
        (await seen('anonymous')).filter(({ properties }) => codes.has(String(properties.code))),
      ).toEqual([]);
      if (layer === 'facility' || layer === 'constraint')
        expect((await seen('operator')).some(({ properties }) => codes.has(String(properties.code)))).toBe(
          true,
        );
    }
  });

  test('a package is drawn in the name of the parent', async () => {
    const [site] = await database().query<{ fid: number; parent_fid: number; lng: number; lat: number }>(sql`
      select s.fid, s.parent_fid, ST_X(ST_Transform(s.point_3857, 4326)) as lng, ST_Y(ST_Transform(s.point_3857, 4326)) as lat
      from project s where s.parent_fid is not null and s.geom is not null order by s.fid limit 1`);
    if (!site) throw new Error('the synthetic rows have no located site');
    const z = 15;
    const x = Math.floor(((site.lng + 180) / 360) * 2 ** z);
    const y = Math.floor(((1 - Math.asinh(Math.tan((site.lat * Math.PI) / 180)) / Math.PI) / 2) * 2 ** z);
    const made = await tile({ database: database(), layer: 'project', viewer: 'operator', z, x, y });
    const parts = decode('project', made);
    expect(parts.map(({ id }) => id)).toContain(site.parent_fid);
    expect(parts.map(({ id }) => id)).not.toContain(site.fid);
    expect(parts.find(({ id }) => id === site.parent_fid)?.properties.code).toBe(`T-P-${site.parent_fid}`);
  });

  test('the revision moves with every write of its own layer alone', async () => {
    const before = await layerRevisions(database());
    await database().transaction({ actor: 'test' }, (tx) =>
      tx.query(sql`update facility set detail = 'x' where fid = 1`),
    );
    const after = await layerRevisions(database());
    const [epoch, n] = (before.get('facility') ?? '').split('.');
    expect(after.get('facility')).toBe(`${epoch}.${Number(n) + 1}`);
    expect(after.get('project')).toBe(before.get('project'));
    const { revision } = await tile({
      database: database(),
      layer: 'facility',
      viewer: 'anonymous',
      z: 12,
      x: 0,
      y: 0,
    });
    expect(revision).toBe(after.get('facility'));
  });

  test('the effect of each kind of constraint is the one of the vocabulary', async () => {
    const rows = await database().query<{ kind: string; effect: string }>(
      sql`select kind, constraint_effect(kind) as effect from unnest(${[...constraintKind.codes]}::text[]) as kind`,
    );
    expect(Object.fromEntries(rows.map(({ kind, effect }) => [kind, effect]))).toEqual(
      Object.fromEntries(constraintKind.codes.map((code) => [code, constraintKind.words[code].effect])),
    );
  });

  test('a corridor has one label, and it stands on its line', async () => {
    const rows = await database().query<{ off: number; label_angle: number }>(
      sql`select ST_Distance(point_3857, geom_3857) as off, label_angle from corridor`,
    );
    expect(rows).toHaveLength(amounts.others);
    for (const { off, label_angle } of rows) {
      expect(off).toBeLessThan(0.01);
      expect(label_angle).toBeGreaterThan(-90);
      expect(label_angle).toBeLessThanOrEqual(90);
    }
  });

  test('a vacant area holds nothing, and is as large as can be', async () => {
    const asked = { database: database(), viewer: 'operator', z: 14 } as const;
    const kept = new Map<Layer, number>();
    for (const layer of layers.codes)
      for (const { x, y } of tilesOver(14, 40)) {
        const { bytes, vacantFrom } = await tile({ ...asked, layer, x, y });
        if (vacantFrom === undefined) continue;
        kept.set(layer, (kept.get(layer) ?? 0) + 1);
        expect(bytes.length).toBe(0);
        const rowsAt = async (zoom: number) => {
          const [row] = await database().query<{ n: number }>(sql`
            select count(*) as n from ${tableOf(liveLayers[layer].table)}
            where geom_3857 && tile_margin(ST_TileEnvelope(${zoom}, ${x >> (14 - zoom)}, ${y >> (14 - zoom)}))`);
          return row?.n;
        };
        expect(await rowsAt(vacantFrom)).toBe(0);
        if (vacantFrom > 6) expect(await rowsAt(vacantFrom - 1)).toBeGreaterThan(0);
      }
    expect(kept.get('zone')).toBeGreaterThan(20);
    expect(kept.get('parcel')).toBeGreaterThan(1);
  });

  test('an aborted question ends', async () => {
    const controller = new AbortController();
    controller.abort(new Error('gone'));
    const asked = tile({
      database: database(),
      layer: 'parcel',
      viewer: 'anonymous',
      z: 4,
      x: 13,
      y: 6,
      signal: controller.signal,
    });
    await expect(asked).rejects.toThrow('gone');
  });
});

test('both databases draw the same features: ids, attributes, shapes within one unit', () => {
  let compared = 0;
  for (const [key, native] of drawn) {
    if (!key.startsWith('postgis ')) continue;
    const embedded = drawn.get(key.replace('postgis', 'embedded'));
    const facts = (list: Drawn[]) => list.map(({ id, type, properties }) => ({ id, type, properties }));
    expect(facts(embedded ?? []), key).toEqual(facts(native));
    for (const [index, feature] of native.entries()) {
      const other = embedded?.[index] as Drawn;
      expect(
        Math.max(furthest(feature, other), furthest(other, feature)),
        `${key} ${feature.id}`,
      ).toBeLessThanOrEqual(Math.SQRT2);
      compared += 1;
    }
  }
  expect(drawn.size).toBe(2 * 2 * layers.codes.length * sampled.length);
  expect(compared).toBeGreaterThan(5000);
});

/** The greatest distance, in tile units, of a vertex of one from the outline of the other. */
function furthest(from: Drawn, to: Drawn): number {
  let most = 0;
  for (const { x, y } of from.rings.flat()) {
    let nearest = Infinity;
    for (const ring of to.rings)
      for (let index = 0; index < ring.length; index += 1) {
        const a = ring[index] as Ring[number];
        const b = ring[index + 1] ?? a;
        const along = (b.x - a.x) ** 2 + (b.y - a.y) ** 2;
        const t =
          along === 0
            ? 0
            : Math.max(0, Math.min(1, ((x - a.x) * (b.x - a.x) + (y - a.y) * (b.y - a.y)) / along));
        nearest = Math.min(nearest, Math.hypot(x - a.x - t * (b.x - a.x), y - a.y - t * (b.y - a.y)));
      }
    most = Math.max(most, nearest);
  }
  return most;
}

const tables = {
  district: sql`district`,
  zone: sql`zone`,
  corridor: sql`corridor`,
  facility: sql`facility`,
  constraint_area: sql`constraint_area`,
  parcel: sql`parcel`,
  project: sql`project`,
};
function tableOf(name: string) {
  return tables[name as keyof typeof tables];
}
