/**
 * A step of the month slider in a browser, with everything that hangs on it: list, counts, numbers, address, map. The
 * step is the event, its handlers and the screen brought up to date. What the map does in its own frames until the
 * second of them is drawn is told beside it.
 */
import { launchBrowser } from '../e2e/driver.ts';
import type { Page } from '../e2e/driver.ts';
import { ofRounds, quantile, type Measurement } from './measurement.ts';
import { startServer } from './server.ts';
import { processorTimes } from './trace.ts';

const warmUp = 6;
const rounds = 24;
/** The year back and forth: every step changes the month. */
const months = [6, 5, 4, 3, 2, 1, 2, 3, 4, 5, 6, 7];
/** Between two steps the map goes on for a while, as for somebody who looks, ms. */
const pause = 600;

/** Names of the moments of a step in the browser's trace. */
const moments = ['step-began', 'step-ended', 'step-drawn'] as const;

/** Over the synthetic database of 5,000 projects, served with the client. */
export async function measureSlider(url: string, dataDirectory: string): Promise<Measurement[]> {
  const server = await startServer({
    environment: { DATABASE_URL: url, GROUNDWORK_DATA: dataDirectory },
    client: true,
  });
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' });
    const asked: string[] = [];
    page.on('request', (request) => {
      const { pathname } = new URL(request.url());
      if (/^\/(tiles|archives|api\/columns)\//.test(pathname)) asked.push(pathname);
    });
    await page.goto(`${server.address}/`);
    await page.getByTestId('month').waitFor({ timeout: 120_000 });
    await page.locator('[data-map-state="idle"]').waitFor({ timeout: 120_000 });
    const listed = await page.getByTestId('listed').innerText();
    for (let round = 0; round < warmUp; round += 1) await step(page, round);
    const before = asked.length;
    await browser.startTracing(page, { categories: ['devtools.timeline'] });
    const painted: number[] = [];
    for (let round = 0; round < rounds; round += 1) painted.push(await step(page, warmUp + round));
    const [began = [], ended = [], drawn = []] = processorTimes(await browser.stopTracing(), moments);
    if (began.length !== rounds || ended.length !== rounds || drawn.length !== rounds) {
      throw new Error(`the trace holds ${began.length} of ${rounds} steps`);
    }
    const scripting = ended.map((time, round) => time - (began[round] ?? NaN));
    return [
      ofRounds(scripting, {
        name: 'month slider step in the browser, scripting',
        unit: 'ms',
        limit: { at: 'most', value: 16 },
        note: `processor time of the page's thread; p95 ${quantile(scripting, 0.95).toFixed(1)} ms; ${listed}`,
      }),
      ofRounds(
        drawn.map((time, round) => time - (ended[round] ?? NaN)),
        { name: 'month slider step in the browser, two frames after it', unit: 'ms', note: 'processor time' },
      ),
      ofRounds(painted, {
        name: 'month slider step in the browser, until the second frame',
        unit: 'ms',
        note: 'time of day',
      }),
      {
        name: `tiles and column files asked for by ${rounds} steps of the month slider`,
        value: asked.length - before,
        unit: '',
        limit: { at: 'most', value: 0 },
      },
    ];
  } finally {
    await browser.close();
    await server.stop();
  }
}

/** Moves the slider to its next month; milliseconds until the second frame after it. */
async function step(page: Page, round: number): Promise<number> {
  const painted = await page.evaluate(
    async ([value, began, ended, drawn]) => {
      const input = document.querySelector<HTMLInputElement>('[data-testid=month]');
      if (!input) throw new Error('no slider');
      // A hand on the slider comes between two frames.
      await new Promise(requestAnimationFrame);
      await new Promise((done) => setTimeout(done));
      const from = performance.now();
      console.timeStamp(began);
      input.value = value;
      input.dispatchEvent(new InputEvent('input', { bubbles: true }));
      // The screen is brought up to date in microtasks, some of which start others.
      for (let turn = 0; turn < 50; turn += 1) await Promise.resolve();
      console.timeStamp(ended);
      if (input.value !== value) throw new Error(`the slider stands at ${input.value}, not ${value}`);
      await new Promise(requestAnimationFrame);
      await new Promise(requestAnimationFrame);
      await new Promise((done) => setTimeout(done));
      console.timeStamp(drawn);
      return performance.now() - from;
    },
    [String(months[round % months.length]), ...moments] as const,
  );
  await page.waitForTimeout(pause);
  return painted;
}
