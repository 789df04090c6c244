/** The portal over the demo in a browser: what the tests of its screens begin with. */
import { afterAll, beforeAll, vi } from 'vitest';
import { removeMade, testDemo } from '../support/database.ts';
import { startServer } from '../support/server.ts';
import type { RunningServer } from '../support/server.ts';
import { closeBrowser, visit } from './driver.ts';
import type { Page, PageOptions, Visit } from './driver.ts';

export interface RunningPortal {
  /** The server; there from the first test on. */
  readonly server: RunningServer;
  /** Its PostGIS; there from the first test on. */
  readonly databaseUrl: string;
  /** Ends the server at once, as a power cut does. */
  kill(): Promise<void>;
  /** Starts it again at the same port, over the same database and files. */
  startAgain(): Promise<void>;
  /** What the API answers at a path. */
  ask<Answer>(path: string): Promise<Answer>;
  /** Opens the portal; resolves once `testId` (a thing of the list, unless told) is shown and the map rests. */
  open(query?: string, options?: PageOptions, testId?: string): Promise<Visit>;
}

/** What a server of tests has beside the demo: its environment, and what lies in its data directory. */
export interface PortalOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly prepare?: (dataDirectory: string) => Promise<void>;
}

/** Starts a server over the demo on PostGIS before the tests of a file, and ends it after them. */
export function runPortal({ env = {}, prepare }: PortalOptions = {}): RunningPortal {
  let server: RunningServer | undefined;
  let databaseUrl = '';
  let environment: Record<string, string> = {};
  const running = (): RunningServer => {
    if (!server) throw new Error('the server runs from the first test on');
    return server;
  };
  beforeAll(async () => {
    const demo = await testDemo();
    const { directory } = demo;
    databaseUrl = demo.url;
    await prepare?.(directory);
    environment = { ...env, DATABASE_URL: databaseUrl, GROUNDWORK_DATA: directory };
    server = await startServer(environment);
  }, 180_000);
  afterAll(async () => {
    await closeBrowser();
    await server?.stop();
    await removeMade();
  });
  return {
    get server() {
      return running();
    },
    get databaseUrl() {
      return databaseUrl;
    },
    async kill() {
      await running().stop('SIGKILL');
    },
    async startAgain() {
      server = await startServer({ ...environment, PORT: String(running().port) });
    },
    ask: async <Answer>(path: string) => (await (await fetch(`${running().url}${path}`)).json()) as Answer,
    async open(query = '', options = {}, testId = 'mapped') {
      const visited = await visit(`${running().url}/${query}`, options);
      await visited.page.getByTestId(testId).first().waitFor();
      await settled(visited.page);
      return visited;
    },
  };
}

/** The operator's token, which the server prints a moment after it is ready. */
export const operatorToken = ({ server }: Pick<RunningPortal, 'server'>): Promise<string> =>
  vi.waitFor(
    () => {
      const printed = /for this run only: (\S+)/.exec(server.output())?.[1];
      if (printed === undefined) throw new Error(`no token yet:\n${server.output()}`);
      return printed;
    },
    { timeout: 15_000 },
  );

/** The map says on its element that it rests: everything asked for is drawn. */
export async function settled(page: Page): Promise<void> {
  // What was just clicked reaches the map within a frame.
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  await page.locator('[data-map-state="idle"]').waitFor({ timeout: 30_000 });
}

/** The text of a thing, and the whole number in it. */
export const text = (page: Page, id: string): Promise<string> => page.getByTestId(id).first().innerText();
export const count = async (page: Page, id: string): Promise<number> =>
  Number((await text(page, id)).replaceAll(/[^\d]/g, ''));

/** Clicks a code of a facet in the filter. */
export const choose = (page: Page, facet: string, code: string): Promise<void> =>
  page.locator('label', { has: page.getByTestId(`count-${facet}-${code}`) }).click();
