/** The browser of the tests: the only file that knows its driver. Debian's Chromium, drawing in software. */
import { buffer } from 'node:stream/consumers';
import { chromium } from 'playwright-core';
import type { Browser, BrowserContext, Download, Page } from 'playwright-core';
import type { Shared } from '../support/shared.ts';
import { findTools } from '../support/tools.ts';

export type { Browser, Page };

export interface PageOptions {
  readonly width?: number;
  readonly height?: number;
  readonly theme?: 'light' | 'dark';
  readonly touch?: boolean;
  /** Device pixels to each of the page. */
  readonly scale?: number;
  /** The screen is to be looked at, by `pixels`; other pages are spared the drawing, which takes most of their time. */
  readonly drawn?: boolean;
}

/** A page, and everything that it should not have done: console errors, failed answers, requests that left the machine. */
export interface Visit {
  readonly page: Page;
  readonly faults: string[];
  /** Requests so far, by path. */
  readonly requests: string[];
  close(): Promise<void>;
}

/** Software drawing, and no word to anybody outside. */
export const browserSwitches = [
  '--no-sandbox',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--ignore-gpu-blocklist',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
] as const;

/** The graphics are asked for and come out empty (Chromium's own switch for tests). */
const undrawn = '--disable-gl-drawing-for-tests';

const browsers = { drawn: undefined as Browser | undefined, undrawn: undefined as Browser | undefined };
const drawnPages = new WeakSet<Page>();

/** Opens an address in a context of its own. `allowed` are faults that the test expects. */
export async function visit(address: string, options: PageOptions = {}): Promise<Visit> {
  const { width = 1440, height = 900, theme = 'light', touch = false, scale = 1, drawn = false } = options;
  const kind = drawn ? 'drawn' : 'undrawn';
  const browser = (browsers[kind] ??= await sharedBrowser(kind));
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: theme,
    deviceScaleFactor: scale,
    hasTouch: touch,
    isMobile: touch,
    locale: 'zh-CN',
    permissions: ['clipboard-read', 'clipboard-write'],
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  if (drawn) drawnPages.add(page);
  const { faults, requests } = watch(page, new URL(address).host);
  await page.goto(address);
  return { page, faults, requests, close: () => closeContext(context) };
}

/** Leaves the browsers and ends this file's pages in them; call it after the last test of a file. */
export async function closeBrowser(): Promise<void> {
  for (const kind of ['drawn', 'undrawn'] as const) {
    await browsers[kind]?.close();
    browsers[kind] = undefined;
  }
}

/** The bytes of a file that the browser took. */
export async function downloaded(download: Download): Promise<Uint8Array> {
  return buffer(await download.createReadStream());
}

/** Colours of a rectangle of the screen as RGB triples, row by row. */
export async function pixels(
  page: Page,
  clip: { x: number; y: number; width: number; height: number },
): Promise<[number, number, number][]> {
  if (!drawnPages.has(page)) throw new Error('nothing was drawn on this page: open it with { drawn: true }');
  const png = (await page.screenshot({ clip })).toString('base64');
  const text = await page.evaluate(async (encoded) => {
    const blob = new Blob([Uint8Array.from(atob(encoded), (letter) => letter.charCodeAt(0))], {
      type: 'image/png',
    });
    const image = await createImageBitmap(blob);
    const canvas = new OffscreenCanvas(image.width, image.height);
    const context = canvas.getContext('2d');
    if (!context) throw new Error('no 2d canvas');
    context.drawImage(image, 0, 0);
    const { data } = context.getImageData(0, 0, image.width, image.height);
    // As text: an array of numbers takes the driver seconds.
    let raw = '';
    for (let at = 0; at < data.length; at += 8192)
      raw += String.fromCharCode(...data.subarray(at, at + 8192));
    return btoa(raw);
  }, png);
  const bytes = Buffer.from(text, 'base64');
  const triples: [number, number, number][] = [];
  for (let at = 0; at < bytes.length; at += 4) {
    triples.push([bytes[at] ?? 0, bytes[at + 1] ?? 0, bytes[at + 2] ?? 0]);
  }
  return triples;
}

async function sharedBrowser(kind: keyof typeof browsers): Promise<Browser> {
  // Only a test can ask: this file serves the benches too.
  const { askShared } = await import('../support/shared.ts');
  return chromium.connect(await askShared<string>(`${kind} browser`));
}

/** The browsers of all test files: each keeps the programs that it has compiled for drawing. */
export const sharedBrowsers: Readonly<Record<string, () => Promise<Shared>>> = {
  'drawn browser': () => shareBrowser([]),
  'undrawn browser': () => shareBrowser([undrawn]),
};

async function shareBrowser(switches: readonly string[]): Promise<Shared> {
  const { executablePath, args } = launchOptions();
  const server = await chromium.launchServer({ executablePath, args: [...args, ...switches] });
  return { told: server.wsEndpoint(), stop: () => server.close() };
}

/** Starts a browser of one's own; who starts it closes it. */
export function launchBrowser(): Promise<Browser> {
  return chromium.launch(launchOptions());
}

function launchOptions(): { executablePath: string; args: string[] } {
  const { chromium: executablePath } = findTools();
  if (!executablePath) throw new Error('chromium is missing (Debian: apt-get install chromium)');
  return { executablePath, args: [...browserSwitches] };
}

function watch(page: Page, host: string): { faults: string[]; requests: string[] } {
  const faults: string[] = [];
  const requests: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => faults.push(`error: ${error.message}`));
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.protocol === 'blob:' || url.protocol === 'data:') return;
    requests.push(`${url.pathname}${url.search}`);
    if (url.host !== host) faults.push(`left the machine: ${request.url()}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 400) faults.push(`${response.status()}: ${response.url()}`);
  });
  return { faults, requests };
}

async function closeContext(context: BrowserContext): Promise<void> {
  await context.close();
}
