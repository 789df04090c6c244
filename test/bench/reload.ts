/** The tiles that a page asks for when it is opened again, counted at a proxy in front of the server. */
import { launchBrowser, type Page } from '../e2e/driver.ts';
import { countingProxy } from '../support/counting-proxy.ts';
import type { Measurement } from './measurement.ts';
import { startServer } from './server.ts';

export async function measureReload(url: string, dataDirectory: string): Promise<Measurement[]> {
  const server = await startServer({
    environment: { DATABASE_URL: url, GROUNDWORK_DATA: dataDirectory },
    client: true,
  });
  const counter = await countingProxy(server.port);
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.goto(`${counter.url}/`);
    await untilQuiet(page, counter);
    const first = counter.take();
    await page.reload();
    await untilQuiet(page, counter);
    const again = counter.take();
    if (first.tiles.length === 0) throw new Error('the page asked for no tiles at all');
    return [
      {
        name: 'live tiles that a reload asks for again',
        value: again.tiles.length,
        unit: '',
        limit: { at: 'most', value: 0 },
        note: `${first.tiles.length} the first time`,
      },
      {
        name: 'byte ranges of the basemap that a reload asks for again',
        value: again.ranges.length,
        unit: '',
        note: `${first.ranges.length} the first time`,
      },
    ];
  } finally {
    await browser.close();
    counter.close();
    await server.stop();
  }
}

/** Two seconds without a tile; a slow renderer asks late. */
async function untilQuiet(page: Page, counter: { quietFor(): number }): Promise<void> {
  await page.waitForLoadState('load');
  for (let waited = 0; waited < 60_000; waited += 250) {
    await page.waitForTimeout(250);
    if (waited > 8_000 && counter.quietFor() > 2_000) return;
  }
}
