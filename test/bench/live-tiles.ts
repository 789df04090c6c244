/** Live tiles, each asked for once, against pgbench with the same SQL on the same database in the same run. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import sql, { raw } from 'sql-template-tag';
import type { Database } from '../../data/db.ts';
import { layer as layers, type Layer } from '../../data/vocabulary/layer.ts';
import { layerRevisions, tileStatement } from '../../tiles/live.ts';
import { findPostgres } from '../support/tools.ts';
import { load } from './load.ts';
import { ofRounds, type Measurement } from './measurement.ts';
import type { BenchServer } from './server.ts';
import { tilePath, tileRange, uniqueTiles } from './tiles.ts';

const zooms = [12, 13, 14, 15, 16];
const perZoom = 1400;
const rounds = 11;
/** As many queries at a time as the server runs. */
const clients = 6;

export async function measureLiveTiles(
  database: Database,
  url: string,
  server: BenchServer,
): Promise<Measurement[]> {
  const directory = await mkdtemp(join(tmpdir(), 'groundwork-bench-'));
  try {
    const scripts = await writeScripts(directory);
    await pgbench(url, scripts); // both once unmeasured: caches of the database, compiled code of the server
    for (const seed of [997, 998, 999]) await ask(server, seed);
    const native: number[] = [];
    const served: number[] = [];
    for (let round = 1; round <= rounds; round += 1) {
      native.push(await pgbench(url, scripts));
      await moveRevisions(database); // so that no tile is kept any more
      served.push(await ask(server, round));
    }
    const share = served.map((value, round) => (100 * value) / (native[round] as number));
    return [
      ofRounds(share, {
        name: 'live unique tiles z12–z16 of pgbench',
        unit: '%',
        limit: { at: 'least', value: 70 },
      }),
      ofRounds(native, { name: 'pgbench, same SQL, prepared', unit: 'tiles/s' }),
      ofRounds(served, { name: 'live tiles over HTTP', unit: 'tiles/s' }),
    ];
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

async function ask(server: BenchServer, seed: number): Promise<number> {
  const paths = uniqueTiles({ zooms, perZoom, seed }).map((tile) => tilePath(tile));
  const result = await load({ port: server.port, paths, connections: 2 * clients });
  const good = (result.statuses.get(200) ?? 0) + (result.statuses.get(204) ?? 0);
  if (good !== paths.length) throw new Error(`tiles answered ${JSON.stringify([...result.statuses])}`);
  return result.perSecond;
}

/** One script for each layer, with the statement that the server sends; zooms and tiles are drawn as `uniqueTiles` does. */
async function writeScripts(directory: string): Promise<string[]> {
  const { west, east, north, south } = tileRange(12);
  return Promise.all(
    layers.codes.map(async (layer) => {
      const script = join(directory, `${layer}.sql`);
      await writeFile(
        script,
        `\\set z random(12, 16)
\\set x random(${west} << (:z - 12), (${east + 1} << (:z - 12)) - 1)
\\set y random(${north} << (:z - 12), (${south + 1} << (:z - 12)) - 1)
${forPgbench(layer)};
`,
      );
      return script;
    }),
  );
}

/** The statement with pgbench's variables in the places of its parameters. */
function forPgbench(layer: Layer): string {
  const marks = { z: 1_000_001, x: 1_000_002, y: 1_000_003 };
  const { text, values } = tileStatement('postgis', { layer, ...marks, viewer: 'anonymous' });
  const names = new Map<unknown, string>([
    [marks.z, ':z'],
    [marks.x, ':x'],
    [marks.y, ':y'],
    ['anonymous', ':viewer'],
  ]);
  return text
    .replace(/\$(\d+)/g, (_, position) => names.get(values[Number(position) - 1]) ?? '')
    .replace(/\s+/g, ' ');
}

async function pgbench(url: string, scripts: readonly string[]): Promise<number> {
  const bin = findPostgres();
  if (!bin) throw new Error('no PostgreSQL with PostGIS is installed');
  const { stdout } = await promisify(execFile)(join(bin, 'pgbench'), [
    ...['-n', '-M', 'prepared', '-c', String(clients), '-j', '1'],
    ...['-t', String(Math.ceil((zooms.length * perZoom) / clients))],
    ...['-D', 'viewer=anonymous'],
    ...scripts.flatMap((script) => ['-f', script]),
    url,
  ]);
  const [, perSecond] = /tps = ([\d.]+)/.exec(stdout) ?? [];
  if (!perSecond) throw new Error(`pgbench said: ${stdout}`);
  return Number(perSecond);
}

const tables = { constraint: 'constraint_area' } as Partial<Record<Layer, string>>;

/** Writes one row of each layer, and waits until the server's poll has seen it. */
async function moveRevisions(database: Database): Promise<void> {
  const before = await layerRevisions(database);
  for (const layer of layers.codes)
    await database.transaction({ actor: 'bench' }, (tx) =>
      tx.query(sql`update ${raw(tables[layer] ?? layer)} set source = source where fid = 1`),
    );
  const after = await layerRevisions(database);
  for (const layer of layers.codes)
    if (before.get(layer) === after.get(layer)) throw new Error(`the revision of ${layer} did not move`);
  await new Promise((resolve) => setTimeout(resolve, 1200));
}
