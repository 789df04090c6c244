/** Files of 100,000 parcels: against the bare query for the same texts, and what they take of memory. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sql, { join as joined, raw } from 'sql-template-tag';
import { openDatabase } from '../../data/db.ts';
import { migrate } from '../../data/migrate.ts';
import { anonymous } from '../../server/viewer.ts';
import { fieldRows, visibleFields } from '../../server/queries/fields/fields.ts';
import { startCluster } from '../support/cluster.ts';
import { testRules } from '../support/rules.ts';
import { fillSynthetic, syntheticExtent } from '../support/synthetic.ts';
import { databaseUrl, onServer } from '../support/template.ts';
import { ofRounds, quantile, type Measurement } from './measurement.ts';
import { startServer, type BenchServer } from './server.ts';

const rounds = 5;
const wanted = 100_000;

/** In a cluster of its own: the other measurements have a smaller city. */
export async function measureExport(): Promise<Measurement[]> {
  const cluster = await startCluster();
  const name = 'groundwork_bench_export';
  await onServer(cluster.url, `create database ${name}`);
  const url = databaseUrl(cluster.url, name);
  const dataDirectory = await mkdtemp(join(tmpdir(), 'groundwork-bench-export-'));
  const database = await openDatabase({ databaseUrl: url, dataDirectory: '', cacheDirectory: undefined });
  try {
    await migrate(database);
    await fillSynthetic(database, { projects: 10, parcels: wanted, others: 10 });
    await database.transaction({ actor: 'bench' }, async (tx) => {
      await tx.query(sql`update parcel set published = true, secrecy = 'public'`);
      await tx.query(sql`
        insert into place (code, name, name_en, time_zone, reference_date, attribution, extent, working_crs, rules, limits)
        values ('shangqiu', '示例市', 'Sample city', 'Asia/Shanghai', '2026-07-31', 'test', ${[...syntheticExtent]}, '{4490}',
          ${JSON.stringify(testRules)}::jsonb, '{}')`);
    });
    await database.exclusively((client) => client.query('vacuum analyze'));
    const server = await startServer({ environment: { DATABASE_URL: url, GROUNDWORK_DATA: dataDirectory } });
    try {
      const bare: number[] = [];
      const whole: number[] = [];
      let bytes = 0;
      for (let round = 0; round < rounds; round += 1) {
        const began = performance.now();
        await database.query(bareQuery(), { timeoutMs: 120_000 });
        bare.push((performance.now() - began) / 1000);
        const file = await fetched(server, 'parcels.geojson');
        whole.push(file.seconds);
        bytes = file.bytes;
      }
      const base = quantile(bare, 0.5);
      const found: Measurement[] = [
        ofRounds(
          whole.map((seconds) => seconds / base),
          {
            name: `export of ${wanted} parcels as GeoJSON, against the bare query`,
            unit: '×',
            limit: { at: 'most', value: 1.5 },
            note: `${quantile(whole, 0.5).toFixed(2)} s against ${base.toFixed(2)} s, ${(bytes / 2 ** 20).toFixed(0)} MiB`,
          },
        ),
      ];
      for (const file of ['parcels.geojson', 'parcels.csv?headings=zh', 'parcels.xlsx?headings=zh']) {
        found.push(await memoryOf(server, file));
      }
      return found;
    } finally {
      await server.stop();
    }
  } finally {
    await database.close();
    await cluster.stop();
    await rm(dataDirectory, { recursive: true, force: true });
  }
}

/** What the database needs for the texts of all features alone, in one answer of one text a row. */
function bareQuery() {
  const scope = { viewer: anonymous, year: 2026 };
  const rows = fieldRows('parcel', scope);
  const columns = visibleFields('parcel', anonymous).map(
    ([name]) => sql`${rows.value(name)} as ${raw(`"${name}"`)}`,
  );
  return sql`select '{"type":"Feature","id":' || to_json(p.code::text)::text || ',"geometry":' || coalesce(ST_AsGeoJSON(p.geom, 9, 0), 'null')
      || ',"properties":' || (select row_to_json(v) from (select ${joined(columns)}) v)::text || '}' as feature
    from ${rows.from} where ${rows.visible} order by p.sort_key collate "C", p.code::text collate "C"`;
}

async function fetched(
  server: BenchServer,
  file: string,
  during: () => void = () => undefined,
): Promise<{ seconds: number; bytes: number }> {
  const began = performance.now();
  const response = await fetch(`${server.address}/api/${file}`, {
    headers: { 'Accept-Encoding': 'identity' },
  });
  if (!response.ok || !response.body) throw new Error(`/api/${file} answered ${response.status}`);
  let bytes = 0;
  for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
    bytes += chunk.length;
    during();
  }
  return { seconds: (performance.now() - began) / 1000, bytes };
}

/** How much the server grows at most while a file is read, after one has been read before. */
async function memoryOf(server: BenchServer, file: string): Promise<Measurement> {
  await fetched(server, file);
  const before = server.memory();
  let peak = before;
  const { seconds, bytes } = await fetched(server, file, () => {
    peak = Math.max(peak, server.memory());
  });
  return {
    name: `growth of the server while ${file.replace(/\?.*/, '')} is read`,
    value: Math.max(0, peak - before),
    unit: 'MiB',
    limit: { at: 'most', value: 100 },
    note: `${wanted} rows, ${(bytes / 2 ** 20).toFixed(0)} MiB in ${seconds.toFixed(1)} s, from ${before.toFixed(0)} MiB`,
  };
}
