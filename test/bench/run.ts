/**
 * `npm run bench`: every number that is promised, beside its limit, in one run on this machine. Times decide nothing
 * about the exit code; only an error does. `npm run bench -- live cached` measures those alone.
 */
import { startCluster } from '../support/cluster.ts';
import { measureCachedTiles } from './cached-tiles.ts';
import { measureLiveTiles } from './live-tiles.ts';
import { table, type Measurement } from './measurement.ts';
import { startServer, type BenchServer } from './server.ts';
import { syntheticDatabase } from './synthetic-database.ts';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database } from '../../data/db.ts';

/** What most measurements stand on: the synthetic city on PostGIS, and the real server over it. */
interface Ground {
  readonly url: string;
  readonly database: Database;
  readonly server: BenchServer;
}

const measures: Record<string, (ground: () => Promise<Ground>) => Promise<Measurement[]>> = {
  live: async (ground) => {
    const { database, url, server } = await ground();
    return measureLiveTiles(database, url, server);
  },
  cached: async (ground) => {
    const { database, server } = await ground();
    return measureCachedTiles(database, server);
  },
};

const chosen = process.argv.slice(2);
const unknown = chosen.filter((name) => !(name in measures));
if (unknown.length > 0) {
  console.error(
    `no measurement is named ${unknown.join(', ')}; there are ${Object.keys(measures).join(', ')}`,
  );
  process.exit(1);
}

const endings: (() => Promise<void>)[] = [];
let made: Promise<Ground> | undefined;
const ground = () => (made ??= prepare());

async function prepare(): Promise<Ground> {
  const cluster = await startCluster();
  endings.push(() => cluster.stop());
  const { url, database } = await syntheticDatabase(cluster.url);
  endings.push(() => database.close());
  const directory = await mkdtemp(join(tmpdir(), 'groundwork-bench-'));
  endings.push(() => rm(directory, { recursive: true, force: true }));
  const server = await startServer({ environment: { DATABASE_URL: url, GROUNDWORK_DATA: directory } });
  endings.push(() => server.stop());
  return { url, database, server };
}

const results: Measurement[] = [];
let failed = false;
for (const [name, measure] of Object.entries(measures)) {
  if (chosen.length > 0 && !chosen.includes(name)) continue;
  try {
    const found = await measure(ground);
    console.log(`${table(found)}\n`);
    results.push(...found);
  } catch (error) {
    failed = true;
    console.error(`${name} failed:`, error);
  }
}
for (const end of endings.reverse()) await end();
console.log(table(results));
process.exitCode = failed ? 1 : 0;
