/** A PostGIS database with 5,000 projects, their progress of 36 months, and 50,000 parcels, made once for all measurements that need one. */
import sql from 'sql-template-tag';
import { openDatabase, type Database } from '../../data/db.ts';
import { migrate } from '../../data/migrate.ts';
import { testRules } from '../support/rules.ts';
import { fillProgress } from '../support/synthetic-progress.ts';
import { fillSynthetic, syntheticExtent } from '../support/synthetic.ts';
import { databaseUrl, onServer } from '../support/template.ts';

export const syntheticAmounts = { projects: 5000, parcels: 50_000, others: 400 };

export async function syntheticDatabase(serverUrl: string): Promise<{ url: string; database: Database }> {
  await onServer(serverUrl, 'create database groundwork_bench');
  const url = databaseUrl(serverUrl, 'groundwork_bench');
  const database = await openDatabase({ databaseUrl: url, dataDirectory: '', cacheDirectory: undefined });
  await migrate(database);
  await fillSynthetic(database, syntheticAmounts);
  await fillProgress(database);
  await database.transaction({ actor: 'bench' }, (tx) =>
    tx.query(sql`
      insert into place (code, name, name_en, time_zone, reference_date, attribution, extent, working_crs, rules, limits)
      values ('shangqiu', '示例市', 'Sample city', 'Asia/Shanghai', '2026-07-31', 'test', ${[...syntheticExtent]}, '{4490}',
        ${JSON.stringify(testRules)}::jsonb, '{}')`),
  );
  await database.exclusively((client) => client.query('vacuum analyze'));
  return { url, database };
}
