/** 100,000 parcels from a GeoPackage: dry run and writing against ogr2ogr, and how others are served meanwhile. */
import { execFile } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import sql from 'sql-template-tag';
import { openDatabase } from '../../data/db.ts';
import { migrate } from '../../data/migrate.ts';
import { startCluster } from '../support/cluster.ts';
import { testRules } from '../support/rules.ts';
import { startServer } from '../support/server.ts';
import { fillSynthetic, mulberry, syntheticExtent } from '../support/synthetic.ts';
import { databaseUrl, onServer } from '../support/template.ts';
import { findTools } from '../support/tools.ts';
import { ofRounds, quantile, type Measurement } from './measurement.ts';

const wanted = 100_000;
/** Some minutes of the work's own limit; one that takes longer has failed. */
const longestMs = 600_000;

/** In a cluster of its own. */
export async function measureImport(): Promise<Measurement[]> {
  const name = 'groundwork_bench_import';
  const directory = await mkdtemp(join(tmpdir(), 'groundwork-bench-import-'));
  const cluster = await startCluster();
  const url = databaseUrl(cluster.url, name);
  try {
    await onServer(cluster.url, `create database ${name}`);
    await fill(url);
    const file = await geoPackage(directory);
    const plain = await byOgr(file, url);
    const server = await startServer(
      { DATABASE_URL: url, GROUNDWORK_DATA: join(directory, 'data') },
      { client: false, bare: true },
    );
    try {
      return await byServer(server, file, plain);
    } finally {
      await server.stop();
    }
  } finally {
    await cluster.stop();
    await rm(directory, { recursive: true, force: true });
  }
}

async function fill(url: string): Promise<void> {
  const database = await openDatabase({ databaseUrl: url, dataDirectory: '', cacheDirectory: undefined });
  try {
    await migrate(database);
    await fillSynthetic(database, { projects: 5000, parcels: 2000, others: 100 });
    await database.query(sql`
      insert into place (code, name, name_en, time_zone, reference_date, attribution, extent, working_crs, rules, limits)
      values ('shangqiu', '示例市', 'Sample city', 'Asia/Shanghai', '2026-07-31', 'test', ${[...syntheticExtent]}, '{4490,4527}',
        ${JSON.stringify(testRules)}::jsonb, '{}')`);
    // The synthetic rows bring their own numbers.
    await database.query(
      sql`select setval(pg_get_serial_sequence('parcel', 'fid'), (select max(fid) from parcel))`,
    );
    await database.exclusively((client) => client.query('vacuum analyze'));
  } finally {
    await database.close();
  }
}

/** Parcels as an office has them: CGCS2000, zone 39 with its number, Chinese headings, some 8 corners each. */
async function geoPackage(directory: string): Promise<string> {
  const random = mulberry(7);
  const [west, south, east, north] = syntheticExtent;
  const uses = ['工业用地', '商业用地', '居住用地', '物流仓储用地'];
  function* lines() {
    for (let at = 1; at <= wanted; at++) {
      const [x, y] = [west + random() * (east - west), south + random() * (north - south)];
      const corners = Array.from({ length: 8 }, (_, corner) => {
        const angle = (2 * Math.PI * corner) / 8;
        const reach = 0.0005 * (0.8 + 0.2 * random());
        return [x + reach * Math.cos(angle), y + reach * 0.83 * Math.sin(angle)];
      });
      yield `${JSON.stringify({
        type: 'Feature',
        properties: {
          编码: `B-${at}`,
          名称: `地块${at}`,
          用途: uses[at % uses.length],
          // One row in all of them is wrong.
          起始价: at === 50_000 ? '面议' : `${(1000 + (at % 900)).toLocaleString('en')} 万元`,
          容积率: 1 + (at % 30) / 10,
          来源: '测试',
          数据日期: '2026-07-31',
        },
        geometry: { type: 'Polygon', coordinates: [[...corners, corners[0]]] },
      })}\n`;
    }
  }
  const text = join(directory, 'parcels.geojsonl');
  await pipeline(Readable.from(lines()), createWriteStream(text));
  const file = join(directory, 'parcels.gpkg');
  await ogr2ogr('-f', 'GPKG', file, text, '-t_srs', 'EPSG:4527', '-nln', 'parcels');
  await rm(text);
  return file;
}

async function ogr2ogr(...given: string[]): Promise<void> {
  const program = findTools().ogr2ogr;
  if (!program) throw new Error('there is no ogr2ogr (Debian: apt-get install gdal-bin)');
  await promisify(execFile)(program, given, { maxBuffer: 1e7 });
}

/** s that ogr2ogr takes to write the file into the same PostGIS, transformed as the import does. */
async function byOgr(file: string, url: string): Promise<number> {
  const began = performance.now();
  await ogr2ogr(
    '-f',
    'PostgreSQL',
    pgAddress(url),
    file,
    '-nln',
    'by_ogr',
    '-t_srs',
    'EPSG:4326',
    '-nlt',
    'PROMOTE_TO_MULTI',
    '-lco',
    'GEOMETRY_NAME=geom',
  );
  return (performance.now() - began) / 1000;
}

/** The address in the words that GDAL adds its own to. */
function pgAddress(url: string): string {
  const { hostname, port, username, password, pathname } = new URL(url);
  return `PG:host=${hostname} port=${port} user=${username} password=${password} dbname=${pathname.slice(1)}`;
}

interface Card {
  readonly id: string;
  readonly state: string;
  readonly problem: { readonly detail: string } | null;
  readonly reading: {
    readonly layer: string;
    readonly columnsProposed: Readonly<Record<string, { readonly column: string }>>;
  } | null;
  readonly summary: Readonly<Record<string, unknown>> | null;
}

async function byServer(
  { url, output }: Awaited<ReturnType<typeof startServer>>,
  file: string,
  plain: number,
): Promise<Measurement[]> {
  const said = /operator token, for this run only: (\S{40,})\n/;
  while (!said.test(output())) await new Promise((resolve) => setTimeout(resolve, 20));
  const token = said.exec(output())?.[1] ?? '';
  const headers = { Authorization: `Bearer ${token}` };
  const ask = async (path: string, body?: object): Promise<Card> => {
    const response = await fetch(`${url}/api/imports${path}`, {
      headers: { ...headers, 'Content-Type': 'application/json' },
      ...(body ? { method: 'POST', body: JSON.stringify(body) } : {}),
    });
    if (!response.ok) throw new Error(await response.text());
    return (await response.json()) as Card;
  };
  const until = async (id: string, state: string): Promise<Card> => {
    for (const end = Date.now() + longestMs; Date.now() < end;) {
      const card = await ask(`/${id}`);
      if (card.state === state) return card;
      if (!card.state.endsWith('ing'))
        throw new Error(`it is ${card.state}: ${card.problem?.detail}\n${output().slice(-3000)}`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error(`it did not become ${state}`);
  };
  const seconds = async <Result>(work: () => Promise<Result>) => {
    const began = performance.now();
    const result = await work();
    return { result, took: (performance.now() - began) / 1000 };
  };

  const idle = await others(url, new Promise((resolve) => setTimeout(resolve, 8_000)));
  let found: Measurement[] = [];
  const whole = (async () => {
    const sent = await fetch(`${url}/api/imports?noun=parcel&fileName=parcels.gpkg`, {
      method: 'POST',
      headers: { ...headers, 'Content-Type': 'application/octet-stream' },
      body: new Uint8Array(await readFile(file)),
    });
    const { id } = (await sent.json()) as Card;
    const read = await seconds(() => until(id, 'asks'));
    const { reading } = read.result;
    const settings = {
      layer: reading?.layer,
      crs: 'EPSG:4527',
      swapped: false,
      position: { kind: 'geometry' },
      key: 'code',
      columns: Object.fromEntries(
        Object.entries(reading?.columnsProposed ?? {}).map(([field, { column }]) => [field, { column }]),
      ),
      defaults: { district: 'T-D-1' },
      districtByPosition: true,
    };
    const check = await seconds(async () => {
      await ask(`/${id}/settings`, settings);
      return until(id, 'checked');
    });
    const apply = await seconds(async () => {
      await ask(`/${id}/apply`, {});
      return until(id, 'applied');
    });
    const took = check.took + apply.took;
    const note = `first look ${read.took.toFixed(1)} s, dry run ${check.took.toFixed(1)} s, writing ${apply.took.toFixed(1)} s; ${JSON.stringify(check.result.summary).slice(0, 90)}`;
    found = [
      {
        name: `import of ${wanted} parcels from a GeoPackage: dry run and writing`,
        value: took,
        unit: 's',
        limit: { at: 'most', value: 60 },
        note,
      },
      {
        name: 'the same against ogr2ogr into the same PostGIS',
        value: took / plain,
        unit: '×',
        limit: { at: 'most', value: 4 },
        note: `ogr2ogr ${plain.toFixed(1)} s`,
      },
    ];
  })();
  const busy = await others(url, whole);
  await whole;
  const [before, during] = [quantile(idle, 0.95), quantile(busy, 0.95)];
  return [
    ...found,
    ofRounds(
      busy.map((ms) => ms / before),
      {
        name: 'other requests during the import, p95 against idle',
        unit: '×',
        limit: { at: 'most', value: 3 },
        note: `${during.toFixed(1)} ms against ${before.toFixed(1)} ms, ${busy.length} requests`,
      },
      0.95,
    ),
  ];
}

/** ms of requests of other people until something ends: sums, a list, a tile. */
async function others(url: string, ends: Promise<unknown>): Promise<number[]> {
  const paths = [
    '/api/summary',
    '/api/projects?limit=50&status=under_construction',
    '/api/parcels?limit=50',
    '/tiles/project/12/3362/1637.mvt',
  ];
  const times: number[] = [];
  let over = false;
  const end = () => (over = true);
  ends.then(end, end);
  for (let at = 0; !over; at++) {
    const began = performance.now();
    const response = await fetch(`${url}${paths[at % paths.length] as string}`);
    await response.arrayBuffer();
    if (response.status >= 400) throw new Error(`${response.url} answered ${response.status}`);
    times.push(performance.now() - began);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  return times.slice(8);
}
