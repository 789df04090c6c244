/** The tiles that a page asks for when it is opened again, counted at a proxy in front of the server. */
import { createServer, request as ask } from 'node:http';
import type { AddressInfo } from 'node:net';
import { chromium, type Page } from 'playwright-core';
import { findTools } from '../support/tools.ts';
import type { Measurement } from './measurement.ts';
import { startServer } from './server.ts';

export async function measureReload(url: string, dataDirectory: string): Promise<Measurement[]> {
  const { chromium: executablePath } = findTools();
  if (!executablePath) throw new Error('no chromium is installed (Debian: apt-get install chromium)');
  const server = await startServer({
    environment: { DATABASE_URL: url, GROUNDWORK_DATA: dataDirectory },
    client: true,
  });
  const counter = await countingProxy(server.port);
  const browser = await chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--use-angle=swiftshader',
      '--enable-unsafe-swiftshader',
      '--ignore-gpu-blocklist',
    ],
  });
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.goto(`http://127.0.0.1:${counter.port}/`);
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

interface Asked {
  tiles: string[];
  ranges: string[];
}

async function countingProxy(target: number) {
  let asked: Asked = { tiles: [], ranges: [] };
  let last = performance.now();
  const server = createServer((incoming, outgoing) => {
    const { method, url = '', headers } = incoming;
    if (url.includes('.mvt')) asked.tiles.push(url);
    if (url.startsWith('/archives/')) asked.ranges.push(`${url} ${headers.range}`);
    if (url.includes('.mvt') || url.startsWith('/archives/')) last = performance.now();
    incoming.pipe(
      ask({ port: target, host: '127.0.0.1', method, path: url, headers }, (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
      }).on('error', () => outgoing.destroy()),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    quietFor: () => performance.now() - last,
    take(): Asked {
      const taken = asked;
      asked = { tiles: [], ranges: [] };
      return taken;
    },
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** Two seconds without a tile; a slow renderer asks late. */
async function untilQuiet(page: Page, counter: { quietFor(): number }): Promise<void> {
  await page.waitForLoadState('load');
  for (let waited = 0; waited < 60_000; waited += 250) {
    await page.waitForTimeout(250);
    if (waited > 8_000 && counter.quietFor() > 2_000) return;
  }
}
