/** The portal over the demo in a browser: what the tests of its screens begin with. */
import { afterAll, beforeAll, vi } from 'vitest';
import { removeMade, testDemo } from '../support/database.ts';
import { startServer } from '../support/server.ts';
import { askShared } from '../support/shared.ts';
import type { RunningServer } from '../support/server.ts';
import { closeBrowser, visit } from './driver.ts';
import type { Page, PageOptions, Visit } from './driver.ts';

export interface RunningPortal {
  /** The server; there from the first test on. */
  readonly server: Pick<RunningServer, 'url' | 'port' | 'output'>;
  /** Its PostGIS; there from the first test on. */
  readonly databaseUrl: string;
  /** Ends the server at once, as a power cut does; only one of the file's own. */
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
  /** A server of the file's own: for tests that write, or end it. */
  readonly own?: boolean;
  /** Its pages are looked at, see `PageOptions`. */
  readonly drawn?: boolean;
  readonly env?: Readonly<Record<string, string>>;
  readonly prepare?: (dataDirectory: string) => Promise<void>;
}

/**
 * The portal over the demo on PostGIS, from the first test of a file on: the one that all files share, or one of its
 * own when it asks for something that the others have not.
 */
export function runPortal(options: PortalOptions = {}): RunningPortal {
  const { drawn = false, prepare, env } = options;
  const own = options.own ?? (prepare !== undefined || env !== undefined);
  let server: RunningPortal['server'] | undefined;
  let ownServer: RunningServer | undefined;
  let databaseUrl = '';
  let environment: Record<string, string> = {};
  const running = <Server>(of: Server | undefined): Server => {
    if (!of) throw new Error(own ? 'the server runs from the first test on' : 'this server is shared');
    return of;
  };
  const startOwn = async () => {
    const demo = await testDemo();
    databaseUrl = demo.url;
    await prepare?.(demo.directory);
    environment = { ...env, DATABASE_URL: databaseUrl, GROUNDWORK_DATA: demo.directory };
    server = ownServer = await startServer(environment);
  };
  const join = async () => {
    const told = await askShared<{ url: string; port: number; printed: string; databaseUrl: string }>(
      'portal',
    );
    databaseUrl = told.databaseUrl;
    server = { url: told.url, port: told.port, output: () => told.printed };
  };
  beforeAll(own ? startOwn : join, 180_000);
  afterAll(async () => {
    await closeBrowser();
    await ownServer?.stop();
    await removeMade();
  });
  return {
    get server() {
      return running(server);
    },
    get databaseUrl() {
      return databaseUrl;
    },
    async kill() {
      await running(ownServer).stop('SIGKILL');
    },
    async startAgain() {
      const { port } = running(ownServer);
      server = ownServer = await startServer({ ...environment, PORT: String(port) });
    },
    ask: async <Answer>(path: string) =>
      (await (await fetch(`${running(server).url}${path}`)).json()) as Answer,
    async open(query = '', pageOptions = {}, testId = 'mapped') {
      const visited = await visit(`${running(server).url}/${query}`, { drawn, ...pageOptions });
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
