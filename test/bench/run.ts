/**
 * `npm run bench`: every number that is promised, beside its limit, in one run on this machine. Times decide nothing
 * about the exit code; only an error does. `npm run bench -- live cached` measures those alone.
 */
import { startCluster } from '../support/cluster.ts';
import { measureArchiveReads } from './archive-reads.ts';
import { measureCachedTiles } from './cached-tiles.ts';
import { measureCommits } from './commits.ts';
import { measureDossier } from './dossier.ts';
import { measureEvaluate } from './evaluate.ts';
import { measureExport } from './export.ts';
import { measureFilterClicks } from './filter-clicks.ts';
import { measureFirstLoad } from './first-load.ts';
import { measureImport } from './import.ts';
import { measureLighthouse } from './lighthouse.ts';
import { measureLiveTiles } from './live-tiles.ts';
import { measureMemory } from './memory.ts';
import { measureOgc } from './ogc.ts';
import { measureReload } from './reload.ts';
import { measureSearch } from './search.ts';
import { measureSlider } from './slider.ts';
import { measureStarts } from './starts.ts';
import { measureMonthSteps } from './month-steps.ts';
import { measureSummary } from './summary.ts';
import { table, type Measurement } from './measurement.ts';
import { startServer, type BenchServer } from './server.ts';
import { syntheticDatabase } from './synthetic-database.ts';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database } from '../../data/db.ts';

/** What most measurements stand on: the synthetic city on PostGIS, and the real server over it. */
interface Ground {
  /** The cluster, and the synthetic database in it. */
  readonly serverUrl: string;
  readonly url: string;
  readonly dataDirectory: string;
  readonly database: Database;
  readonly server: BenchServer;
}

const measures: Record<string, (ground: () => Promise<Ground>) => Promise<Measurement[]>> = {
  starts: async (ground) => measureStarts((await ground()).serverUrl),
  live: async (ground) => {
    const { database, url, server } = await ground();
    return measureLiveTiles(database, url, server);
  },
  cached: async (ground) => {
    const { database, server } = await ground();
    return measureCachedTiles(database, server);
  },
  commits: async (ground) => {
    const { database, server } = await ground();
    return measureCommits(database, server);
  },
  reload: async (ground) => {
    const { url, dataDirectory } = await ground();
    return measureReload(url, dataDirectory);
  },
  archive: async (ground) => measureArchiveReads((await ground()).server),
  summary: async (ground) => measureSummary((await ground()).server),
  ogc: async (ground) => measureOgc((await ground()).server),
  search: async (ground) => measureSearch((await ground()).server),
  dossier: async (ground) => {
    const { server, url, dataDirectory } = await ground();
    return measureDossier(server, url, dataDirectory);
  },
  export: measureExport,
  import: measureImport,
  months: async (ground) => measureMonthSteps((await ground()).server),
  slider: async (ground) => {
    const { url, dataDirectory } = await ground();
    return measureSlider(url, dataDirectory);
  },
  filter: async (ground) => {
    const { url, dataDirectory } = await ground();
    return measureFilterClicks(url, dataDirectory);
  },
  evaluate: measureEvaluate,
  lighthouse: measureLighthouse,
  first: measureFirstLoad,
  memory: async (ground) => {
    const { url, dataDirectory } = await ground();
    return measureMemory(url, dataDirectory);
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
  return { serverUrl: cluster.url, url, dataDirectory: directory, database, server };
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
