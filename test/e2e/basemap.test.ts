/** Another ground of the map: an archive that the owner lays into the data directory. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { temporaryDirectory, testPostgisUrl } from '../support/database.ts';
import { writeProtomapsArchive } from '../support/protomaps.ts';
import { startServer } from '../support/server.ts';
import type { RunningServer } from '../support/server.ts';
import { closeBrowser, visit } from './driver.ts';
import { settled } from './portal.ts';

let server: RunningServer;
beforeAll(async () => {
  const directory = await temporaryDirectory('e2e-');
  await mkdir(join(directory, 'basemaps'));
  await writeProtomapsArchive(join(directory, 'basemaps', 'henan.pmtiles'));
  server = await startServer({ DATABASE_URL: await testPostgisUrl('empty'), GROUNDWORK_DATA: directory });
}, 180_000);
afterAll(async () => {
  await closeBrowser();
  await server.stop();
});

it('is drawn when a link names it', async () => {
  const { page, requests, faults, close } = await visit(`${server.url}/?basemap=henan`);
  await page.getByTestId('mapped').first().waitFor();
  await settled(page);
  expect(requests.some((path) => path.startsWith('/archives/basemaps/henan.pmtiles'))).toBe(true);
  expect(faults).toEqual([]);
  await close();
}, 120_000);
