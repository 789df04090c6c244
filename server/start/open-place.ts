/** Opens the database and makes sure that it holds the place: migrated, checked, loaded when empty. */
import { join } from 'node:path';
import sql from 'sql-template-tag';
import type { Config } from '../../data/config.ts';
import { openDatabase } from '../../data/db.ts';
import type { Database } from '../../data/db.ts';
import { checkPlace, migrate } from '../../data/migrate.ts';

export interface PlaceToOpen {
  /** Folder of the project. */
  readonly root: string;
  readonly signal: AbortSignal;
  print(line: string): void;
}

/** One number for all servers on a database: whoever finds it empty second waits until the first has loaded it. */
const loadLock = 7_304_105_122;

/** @throws StartError with one line that says what to do; the database is closed then. */
export async function openPlace(config: Config, { root, print, signal }: PlaceToOpen): Promise<Database> {
  const database = await openDatabase(config);
  try {
    signal.throwIfAborted();
    await migrate(database);
    await checkPlace(database, config.place);
    signal.throwIfAborted();
    if (await isEmpty(database)) {
      print(`  loading the demo of ${config.place}`);
      await alone(database, async () => {
        if (!(await isEmpty(database))) return;
        const { loadPlace } = await import('../../data/load/load.ts'); // with the readings of Chinese characters
        await loadPlace(database, join(root, 'data', 'demo', config.place));
      });
      await checkPlace(database, config.place);
    }
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
}

async function isEmpty(database: Database): Promise<boolean> {
  return (await database.query(sql`select from place`)).length === 0;
}

/** The embedded database has one process at most; on PostGIS a session lock keeps a second server out. */
async function alone(database: Database, work: () => Promise<void>): Promise<void> {
  if (database.kind === 'embedded') return work();
  // What the work throws passes around the door, which would take a missing file for a missing database.
  const outcome = await database.exclusively(async (client) => {
    await client.query('select pg_advisory_lock($1)', [loadLock]);
    return work().then(
      () => ({ failed: false as const }),
      (error: unknown) => ({ failed: true as const, error }),
    );
  });
  if (outcome.failed) throw outcome.error;
}
