/** One click in the filter of the real page, and what its trace says of it. */
import type { Browser, Page } from '../e2e/driver.ts';

/** Each code is chosen and dropped again: every click changes what passes, and something always does. */
const codes = 12;
/** Between two clicks the map goes on for a while, as for somebody who looks, ms. */
export const pause = 500;

/** What the page keeps for the bench: frames as the browser gives them, and the map's own last one. */
export interface Frames {
  readonly next: (callback: FrameRequestCallback) => number;
  /** Draws the map as it is. */
  mapFrame?: FrameRequestCallback;
}

/** Opens the portal, with frames that the bench can tell apart, and waits until the map rests. */
export async function openPage(browser: Browser, address: string, before?: (page: Page) => Promise<void>) {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' });
  await page.addInitScript(() => {
    const next = window.requestAnimationFrame.bind(window);
    const frames: Frames = { next };
    Object.assign(window, { frames_: frames });
    // The map's own frames take the time of day; those in which the page tells it something take nothing.
    window.requestAnimationFrame = (callback) =>
      next((time) => {
        if (callback.length > 0) {
          frames.mapFrame = callback;
          callback(time);
          return;
        }
        console.timeStamp('frame-began');
        callback(time);
        console.timeStamp('frame-ended');
      });
  });
  await before?.(page);
  await page.goto(`${address}/`);
  await page.getByTestId('month').waitFor({ timeout: 120_000 });
  await page.locator('[data-map-state="idle"]').waitFor({ timeout: 120_000 });
  return page;
}

export const clickMoments = ['click-began', 'click-ended', 'click-drawn', 'frame-began', 'frame-ended'];

/**
 * The scripting of each click: until its microtasks are done, and the page's callbacks in the frames after it. The map
 * is told in the one when its style changes with how crowded it is, in the other when it does not.
 */
export function scriptingOf([began = [], ended = [], drawn = [], from = [], to = []]: number[][]): number[] {
  if (began.length === 0 || began.length !== drawn.length) throw new Error('the trace lacks clicks');
  return began.map((start, round) => {
    let told = 0;
    from.forEach((time, at) => {
      if (time >= (ended[round] ?? NaN) && time <= (drawn[round] ?? NaN)) told += (to[at] ?? NaN) - time;
    });
    return (ended[round] ?? NaN) - start + told;
  });
}

export function between(from: readonly number[] = [], to: readonly number[] = []): number[] {
  return from.map((start, round) => (to[round] ?? NaN) - start);
}

/** Clicks a code of the filter: each is chosen in even rounds and dropped in odd ones. */
export async function click(page: Page, round: number, rest = pause): Promise<void> {
  await page.evaluate(
    async ([at, on]) => {
      const { next } = (window as unknown as { frames_: Frames }).frames_;
      const boxes = document.querySelectorAll<HTMLInputElement>('#filter-panel label > input[type=checkbox]');
      const box = boxes[at];
      if (!box) throw new Error(`the filter has ${boxes.length} codes`);
      const listed = document.querySelector('[data-testid=listed]');
      const before = listed?.textContent;
      // A finger comes between two frames.
      await new Promise(next);
      await new Promise((done) => setTimeout(done));
      console.timeStamp('click-began');
      box.click();
      // The screen is brought up to date in microtasks, some of which start others.
      for (let turn = 0; turn < 50; turn += 1) await Promise.resolve();
      console.timeStamp('click-ended');
      if (box.checked !== on || listed?.textContent === before)
        throw new Error(`code ${at}: the list was not told`);
      await new Promise(next);
      await new Promise(next);
      await new Promise((done) => setTimeout(done));
      console.timeStamp('click-drawn');
    },
    [Math.floor(round / 2) % codes, round % 2 === 0] as const,
  );
  await page.waitForTimeout(rest);
}
