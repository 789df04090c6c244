/** What the first load of the portal over the demo city costs, until list, numbers and map can be used. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { closeBrowser, visit } from '../e2e/driver.ts';
import { firstLoadLimits, firstLoadOf } from '../support/first-load.ts';
import type { Measurement } from './measurement.ts';
import { startServer } from './server.ts';

/** In a browser that has kept nothing. @throws Error when the page does not come up. */
export async function measureFirstLoad(): Promise<Measurement[]> {
  const directory = await mkdtemp(join(tmpdir(), 'groundwork-first-load-'));
  const server = await startServer({ environment: { GROUNDWORK_DATA: directory }, client: true });
  try {
    const { page, requests, faults } = await visit(`${server.address}/`);
    await page.getByTestId('mapped').first().waitFor({ timeout: 120_000 });
    await page.locator('[data-map-state="idle"]').waitFor({ timeout: 120_000 });
    const { scriptKilobytes, scripts, requests: asked } = firstLoadOf(requests);
    return [
      {
        name: 'JavaScript of the first load without the map’s worker',
        value: scriptKilobytes,
        unit: 'KB gz',
        limit: { at: 'most', value: firstLoadLimits.scriptKilobytes },
        note: `${scripts.length} files`,
      },
      {
        name: 'requests of the first load',
        value: asked,
        unit: '',
        limit: { at: 'most', value: firstLoadLimits.requests },
      },
      {
        name: 'requests of the first load to another host',
        value: faults.filter((fault) => fault.startsWith('left the machine')).length,
        unit: '',
        limit: { at: 'most', value: 0 },
      },
    ];
  } finally {
    await closeBrowser();
    await server.stop();
    await rm(directory, { recursive: true, force: true });
  }
}
