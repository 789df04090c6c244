/**
 * A click in the filter in a browser. Scripting is the click, its handlers, the screen brought up to date in microtasks
 * and what the page does in the next frame to tell the map; what the map draws after that is told beside a bare
 * repaint of the same map in the same run.
 */
import { launchBrowser } from '../e2e/driver.ts';
import type { Browser, Page } from '../e2e/driver.ts';
import { between, click, clickMoments, openPage, pause, scriptingOf } from './filter-click.ts';
import type { Frames } from './filter-click.ts';
import { measureLongList } from './long-list.ts';
import { ofRounds, quantile, type Measurement } from './measurement.ts';
import { pageMemory } from './page-memory.ts';
import { startServer } from './server.ts';
import { processorTimes } from './trace.ts';

const warmUp = 12;
const rounds = 48;
/** Filter changes after which the page's memory is read. */
const changes = [100, 200] as const;

/** Over the synthetic database of 5,000 projects and 50,000 parcels, served with the client. */
export async function measureFilterClicks(url: string, dataDirectory: string): Promise<Measurement[]> {
  const server = await startServer({
    environment: { DATABASE_URL: url, GROUNDWORK_DATA: dataDirectory },
    client: true,
  });
  const browser = await launchBrowser();
  try {
    return [
      ...(await measureClicks(browser, server.address)),
      ...(await measureLongList(browser, server.address)),
    ];
  } finally {
    await browser.close();
    await server.stop();
  }
}

async function measureClicks(browser: Browser, address: string): Promise<Measurement[]> {
  const page = await openPage(browser, address);
  try {
    const asked: string[] = [];
    page.on('request', (request) => {
      const { pathname } = new URL(request.url());
      if (/^\/(tiles|archives|api\/columns)\//.test(pathname)) asked.push(pathname);
    });
    const listed = await page.getByTestId('listed').innerText();
    for (let round = 0; round < warmUp; round += 1) await click(page, round);
    const before = asked.length;
    await browser.startTracing(page, { categories: ['devtools.timeline'] });
    for (let round = 0; round < rounds; round += 1) await click(page, round);
    const clicks = processorTimes(await browser.stopTracing(), clickMoments);
    const requests = asked.length - before;
    await browser.startTracing(page, { categories: ['devtools.timeline'] });
    for (let round = 0; round < rounds; round += 1) await repaint(page);
    const bare = processorTimes(await browser.stopTracing(), ['repaint-began', 'repaint-drawn']);
    const scripting = scriptingOf(clicks);
    const after = between(clicks[1], clicks[2]);
    const alone = between(bare[0], bare[1]);
    return [
      ofRounds(
        scripting,
        {
          name: 'filter click in the browser, scripting, p95',
          unit: 'ms',
          limit: { at: 'most', value: 16 },
          note: `processor time; median ${quantile(scripting, 0.5).toFixed(1)} ms; ${listed}`,
        },
        0.95,
      ),
      ofRounds(after, {
        name: 'filter click in the browser, two frames after it',
        unit: 'ms',
        note: `processor time; p95 ${quantile(after, 0.95).toFixed(1)} ms`,
      }),
      ofRounds(alone, {
        name: 'bare repaint of the same map, two frames',
        unit: 'ms',
        note: `processor time; p95 ${quantile(alone, 0.95).toFixed(1)} ms`,
      }),
      {
        name: `tiles and column files asked for by ${rounds} filter clicks`,
        value: requests,
        unit: '',
        limit: { at: 'most', value: 0 },
      },
      ...(await memoryOverChanges(browser, page)),
    ];
  } finally {
    await page.context().close();
  }
}

async function memoryOverChanges(browser: Browser, page: Page): Promise<Measurement[]> {
  const read: { heap: number; process: number }[] = [];
  let done = warmUp + rounds;
  for (const wanted of changes) {
    for (; done < wanted; done += 1) await click(page, done, 60);
    await page.waitForTimeout(2 * pause);
    read.push(await pageMemory(browser, page));
  }
  const [first, last] = read;
  const grown = (last?.heap ?? NaN) - (first?.heap ?? NaN);
  return [
    {
      name: `memory of the page after ${changes[1]} filter changes`,
      value: last?.heap ?? NaN,
      unit: 'MB',
      limit: { at: 'most', value: 300 },
      note: `heap and buffers; its process, software drawing included: ${last?.process.toFixed(0)} MB (after ${changes[0]}: ${first?.process.toFixed(0)} MB)`,
    },
    {
      name: `growth of it from ${changes[0]} to ${changes[1]} filter changes`,
      value: grown,
      unit: 'MB',
      limit: { at: 'most', value: 1 },
    },
  ];
}

/** Draws the map once more as it is, in the same two frames. */
async function repaint(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const { next, mapFrame } = (window as unknown as { frames_: Frames }).frames_;
    if (!mapFrame) throw new Error('the map has drawn no frame');
    await new Promise(next);
    await new Promise((done) => setTimeout(done));
    console.timeStamp('repaint-began');
    next(mapFrame);
    await new Promise(next);
    await new Promise(next);
    await new Promise((done) => setTimeout(done));
    console.timeStamp('repaint-drawn');
  });
  await page.waitForTimeout(100);
}
