/** A list of 100,000 projects in the real page: frames while it is scrolled, and clicks in its filter. */
import type { Browser, Page } from '../e2e/driver.ts';
import { between, click, clickMoments, openPage, scriptingOf } from './filter-click.ts';
import type { Frames } from './filter-click.ts';
import { lengthened } from './large-columns.ts';
import { ofRounds, quantile, type Measurement } from './measurement.ts';
import { processorTimes } from './trace.ts';

const count = 100_000;
const scrolls = 120;
const clicks = 12;

export async function measureLongList(browser: Browser, address: string): Promise<Measurement[]> {
  const page = await openPage(browser, address, lengthenColumns);
  try {
    const listed = await page.getByTestId('listed').innerText();
    await scroll(page, 20);
    await browser.startTracing(page, { categories: ['devtools.timeline'] });
    await scroll(page, scrolls);
    const [began, scripted, drawn] = processorTimes(await browser.stopTracing(), [
      'scroll-began',
      'scroll-scripted',
      'scroll-drawn',
    ]);
    for (let round = 0; round < 4; round += 1) await click(page, round);
    await browser.startTracing(page, { categories: ['devtools.timeline'] });
    for (let round = 0; round < clicks; round += 1) await click(page, round);
    const clicked = scriptingOf(processorTimes(await browser.stopTracing(), clickMoments));
    const [scripting, whole] = [between(began, scripted), between(began, drawn)];
    return [
      ofRounds(
        scripting,
        {
          name: 'scrolling a list of 100,000, scripting of a frame, p95',
          unit: 'ms',
          limit: { at: 'most', value: 16 },
          note: `processor time; median ${quantile(scripting, 0.5).toFixed(1)} ms; ${listed}`,
        },
        0.95,
      ),
      ofRounds(whole, {
        name: 'scrolling a list of 100,000, the frame with its layout and paint',
        unit: 'ms',
        note: `processor time; p95 ${quantile(whole, 0.95).toFixed(1)} ms`,
      }),
      ofRounds(clicked, { name: 'filter click over 100,000 projects, scripting', unit: 'ms' }),
    ];
  } finally {
    await page.context().close();
  }
}

/** The server's own answers, made long; of the progress only the months that the screen can show last. */
async function lengthenColumns(page: Page): Promise<void> {
  for (const noun of ['project', 'progress'] as const) {
    await page.route(`**/api/columns/${noun}?*`, async (route) => {
      const answer = await route.fetch();
      const body = await answer.body();
      const file = body.buffer.slice(body.byteOffset, body.byteOffset + body.byteLength) as ArrayBuffer;
      const long = lengthened(file, count, {
        texts: noun === 'project' ? ['code', 'name', 'name_en', 'search_text'] : [],
        keep: (name) => !/_\d\d$/.test(name) || /_0[67]$/.test(name),
      });
      await route.fulfill({ contentType: 'application/octet-stream', body: Buffer.from(long) });
    });
  }
}

/** Scrolls by more than the list shows, frame by frame: every row of each frame is a new one. */
async function scroll(page: Page, frames: number): Promise<void> {
  await page.evaluate(async (wanted) => {
    const { next } = (window as unknown as { frames_: Frames }).frames_;
    const list = document.querySelector('#list [role=listbox] > div');
    if (!list) throw new Error('no list');
    for (let frame = 0; frame < wanted; frame += 1) {
      await new Promise((done) => setTimeout(done, 10));
      console.timeStamp('scroll-began');
      list.scrollTop += 700;
      // The list hears of it at the beginning of the frame, before its callbacks.
      await new Promise(next);
      for (let turn = 0; turn < 50; turn += 1) await Promise.resolve();
      console.timeStamp('scroll-scripted');
      await new Promise(next);
      console.timeStamp('scroll-drawn');
    }
    if (list.scrollTop < 700 * (wanted - 1)) throw new Error(`the list stands at ${list.scrollTop}`);
  }, frames);
}
