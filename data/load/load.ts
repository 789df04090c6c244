import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import sql from 'sql-template-tag';
import type { Database, Transaction } from '../db.ts';
import { StartError } from '../errors.ts';
import { KnownCodes } from './known-codes.ts';
import { loadLand } from './load-land.ts';
import { loadPeople } from './load-people.ts';
import { loadProgress } from './load-progress.ts';
import { loadProjects } from './load-projects.ts';
import type { Place } from '../sources/place.ts';
import { writeSpellings } from '../search/write-spellings.ts';
import { readPlaceRows } from '../sources/place-rows.ts';

export interface LoadOptions {
  /** Told before each step. */
  onProgress?: (step: string) => void;
}

/**
 * Loads a place (a folder with place.json, upstream/ and the canonical files) into an empty database, in one
 * transaction: after a crash the database is empty still, and the next start loads again. Rows are recorded at the
 * moments that they name, so that questions about the past have answers.
 * @throws StartError when the database holds a place already; SourceError or Error naming file and row when a file
 *   is wrong. Nothing is written then.
 */
export async function loadPlace(
  database: Database,
  placeDirectory: string,
  { onProgress = () => {} }: LoadOptions = {},
): Promise<void> {
  onProgress('files');
  const rows = await readPlaceRows((file) => readFile(join(placeDirectory, file), 'utf8'));
  const { place } = rows;
  await database.transaction({ actor: 'demo', recordedAt: place.recorded_at }, async (tx) => {
    const [present] = await tx.query<{ code: string }>(sql`select code from place`);
    if (present)
      throw new StartError(
        `the database holds the place ${present.code} already; load ${place.code} into an empty database`,
      );
    const codes = new KnownCodes();
    await insertPlace(tx, place);
    onProgress('people');
    await loadPeople(tx, rows, codes);
    onProgress('land');
    await loadLand(tx, rows, { codes, moment: place.recorded_at });
    onProgress('projects');
    await loadProjects(tx, 'projects.geojson', rows.projects, { codes, moment: place.recorded_at });
    onProgress('progress');
    await loadProgress(tx, rows.progress, codes);
    await writeSpellings(tx);
  });
}

async function insertPlace(tx: Transaction, place: Place): Promise<void> {
  await tx.query(sql`
    insert into place (code, name, name_en, time_zone, reference_date, map_approval_number, organisation,
                       attribution, extent, working_crs, rules, limits)
    values (${place.code}, ${place.name}, ${place.name_en}, ${place.time_zone}, ${place.reference_date}::date,
            ${place.map_approval_number}, ${place.organisation}, ${place.attribution},
            ${[...place.extent]}::float8[], ${place.working_crs}::integer[],
            ${JSON.stringify(place.rules)}::jsonb, ${JSON.stringify(place.limits)}::jsonb)`);
}
