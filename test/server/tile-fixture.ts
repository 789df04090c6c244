/** Live tiles over HTTP for tests: the application over a database whose tile queries are counted and may be held up. */
import { gunzipSync } from 'node:zlib';
import { VectorTile } from '@mapbox/vector-tile';
import type { Hono } from 'hono';
import { PbfReader } from 'pbf';
import sql from 'sql-template-tag';
import { expect } from 'vitest';
import type { Database } from '../../data/db.ts';
import type { StopSignal } from '../../data/stop-signal.ts';
import { createApp } from '../../server/app.ts';
import { archiveStore } from '../../server/archives/archive-store.ts';
import { clientReader } from '../../server/http/client.ts';
import { fileStore } from '../../server/files.ts';
import { watchRevisions, type Revisions } from '../../server/revision.ts';
import type { Env } from '../../server/route.ts';
import { projectBook } from '../../server/book/project-book.ts';
import { placeReader, type Services } from '../../server/services.ts';
import { tileService, type TileService } from '../../server/tiles/tile-service.ts';
import { newOperatorToken, viewerCheck } from '../../server/viewer.ts';
import { fillSynthetic } from '../support/synthetic.ts';

const token = newOperatorToken();
export const asOperator = { Authorization: `Bearer ${token}` };

export interface Served {
  app: Hono<Env>;
  services: Services;
  tiles: TileService;
  revisions: Revisions;
  /** Tile queries that reached the database. */
  asked(): number;
}

/** The application over a database whose tile queries are counted and may be held up. */
export async function serve(
  database: Database,
  hold?: (signal?: StopSignal) => Promise<void>,
): Promise<Served> {
  let asked = 0;
  const counted: Database = {
    ...database,
    async query(statement, options) {
      if (statement.text.includes('ST_TileEnvelope')) {
        asked += 1;
        await hold?.(options?.signal);
      }
      return database.query(statement, options);
    },
  };
  const revisions = await watchRevisions(counted, 60_000); // moves when a test says so
  const clock = () => new Date('2026-08-01T00:00:00Z');
  const place = placeReader(counted, revisions, clock);
  const services: Services = {
    database: counted,
    revisions,
    clock,
    secret: 'x'.repeat(32),
    viewerOf: viewerCheck(token),
    clientOf: clientReader({ kind: 'none' }, undefined),
    place,
    book: projectBook({ database: counted, revisions, place }),
    report: (error) => {
      throw error;
    },
  };
  const tiles = tileService(services);
  const app = createApp(services, {
    tiles,
    archives: archiveStore('no such directory'),
    files: fileStore('no such directory'),
  });
  return { app, services, tiles, revisions, asked: () => asked };
}

export async function write(database: Database, statement: ReturnType<typeof sql>): Promise<void> {
  await database.transaction({ actor: 'test' }, (tx) => tx.query(statement));
}

export interface TileJson {
  tiles: [string];
  revision: string;
  vector_layers: [{ fields: Record<string, string> }];
  bounds: number[];
}

export async function tileJson({ app }: Served, layer: string): Promise<TileJson> {
  const response = await app.request(`/tiles/${layer}.json`);
  expect(response.status).toBe(200);
  return (await response.json()) as TileJson;
}

export async function codesIn(layer: string, response: Response): Promise<string[]> {
  const bytes = Buffer.from(await response.arrayBuffer());
  if (bytes.length === 0) return [];
  const plain = response.headers.get('Content-Encoding') === 'gzip' ? gunzipSync(bytes) : bytes;
  const found = new VectorTile(new PbfReader(plain)).layers[layer];
  return Array.from({ length: found?.length ?? 0 }, (_, index) =>
    String(found?.feature(index).properties.name),
  );
}

export const gzip = { 'Accept-Encoding': 'gzip, deflate, br' };
/** The tile of zoom 8 in the middle of the rows. */
export const middle = '8/210/102';

export async function until(condition: () => boolean): Promise<void> {
  for (let waited = 0; !condition(); waited += 5) {
    if (waited > 5000) throw new Error('waited 5 s in vain');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** A city to draw tiles of, and its place. */
export async function seedTiles(database: Database): Promise<void> {
  await fillSynthetic(database, { projects: 40, parcels: 60, others: 20 });
  await write(
    database,
    sql`insert into place (code, name, name_en, time_zone, attribution, extent, working_crs, rules, limits)
      values ('test', '示例市', 'Sample', 'Asia/Shanghai', '© test', '{114.8,33.7,116.6,34.9}', '{4490}', '{}', '{}')`,
  );
}
