/** `npm run migrate`: brings the database to this version, without starting the server. */
import { readConfig } from '../config.ts';
import { openDatabase } from '../db.ts';
import { StartError } from '../errors.ts';
import { checkPlace, migrate } from '../migrate.ts';

try {
  const config = readConfig();
  const database = await openDatabase(config);
  try {
    const { migrations, functions } = await migrate(database);
    await checkPlace(database, config.place);
    console.log(
      `${database.description}: ${migrations.length > 0 ? `ran ${migrations.join(', ')}` : 'no new migration'}, functions ${functions ? 'replayed' : 'unchanged'}`,
    );
  } finally {
    await database.close();
  }
} catch (error) {
  console.error(error instanceof StartError ? error.message : error);
  process.exitCode = 1;
}
