/** `npm run load`: migrates the database and loads the place's demo into it, without starting the server. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readConfig } from '../config.ts';
import { openDatabase } from '../db.ts';
import { StartError } from '../errors.ts';
import { loadPlace } from '../load/load.ts';
import { checkPlace, migrate } from '../migrate.ts';
import { SourceError } from '../sources/feature-file.ts';

const demo = fileURLToPath(new URL('../demo/', import.meta.url));

try {
  const config = readConfig();
  const database = await openDatabase(config);
  try {
    await migrate(database);
    await checkPlace(database, config.place);
    const start = performance.now();
    await loadPlace(database, join(demo, config.place), { onProgress: (step) => console.log(`  ${step}`) });
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    console.log(`${database.description}: loaded ${config.place} in ${seconds} s`);
  } finally {
    await database.close();
  }
} catch (error) {
  console.error(error instanceof StartError || error instanceof SourceError ? error.message : error);
  process.exitCode = 1;
}
