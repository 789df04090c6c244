/**
 * The start: listen at once, then bring up the database (migrate, load) and, beside it, the files (client, basemap).
 * Nothing here reads the process; main.ts hands in what it needs.
 */
import { join } from 'node:path';
import type { Config } from '../../data/config.ts';
import { loadSecret, makeDataDirectory } from '../../data/data-directory.ts';
import type { Database } from '../../data/db.ts';
import type { HttpBindings } from '@hono/node-server';
import type { Hono } from 'hono';
import { archiveStore } from '../archives/archive-store.ts';
import type { ArchiveStore } from '../archives/archive-store.ts';
import { ownerBasemaps } from '../archives/owner-basemaps.ts';
import type { OwnerBasemaps } from '../archives/owner-basemaps.ts';
import { createApp } from '../app.ts';
import { buildClient, clientDirectory, clientIsCurrent } from './client-build.ts';
import { clientReader } from '../http/client.ts';
import type { Clock } from '../clock.ts';
import { buildArchives } from '../archives/archive-build.ts';
import { comingFile, fileStore } from '../files.ts';
import { importWorks } from '../imports/works.ts';
import { sweepLeft } from '../imports/work-file.ts';
import { jobRunner } from '../jobs.ts';
import type { JobRunner } from '../jobs.ts';
import { openPlace } from './open-place.ts';
import { listen } from '../http/http.ts';
import { pagesOf } from '../http/pages.ts';
import type { Pages } from '../http/pages.ts';
import { hasIllustrativeRows } from '../queries/place.ts';
import { createReadiness, healthResponse, readyResponse } from './readiness.ts';
import { watchRevisions } from '../revision.ts';
import type { Revisions } from '../revision.ts';
import { projectBook } from '../book/project-book.ts';
import { placeReader } from '../services.ts';
import type { Services } from '../services.ts';
import { tileService } from '../tiles/tile-service.ts';
import { tileShortcut } from '../tiles/tile-shortcut.ts';
import type { Shortcut } from '../tiles/tile-shortcut.ts';
import type { Env } from '../route.ts';
import { startScript, startScriptPath } from './start-page.ts';
import { startingApp } from './starting.ts';
import { anonymous, newOperatorToken, viewerCheck } from '../viewer.ts';

/** What the start takes from the process. */
export interface Edge {
  /** Folder of the project. */
  readonly root: string;
  /** The Node executable, for the builders. */
  readonly node: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly clock: Clock;
  print(line: string): void;
  report(error: unknown): void;
  /** `false` leaves the client to the development server. */
  readonly client?: boolean;
}

export interface Running {
  /** Where the server listens. */
  readonly address: string;
  /** Resolves when questions are answered; rejects with the StartError that stops the start. */
  readonly ready: Promise<void>;
  /** Stops listening, lets requests finish (10 s), closes the database. May be called at any time. */
  close(): Promise<void>;
}

const graceMs = 10_000;

/** Starts. Resolves once the port is listened on. @throws StartError when it cannot be. */
export async function start(config: Config, edge: Edge): Promise<Running> {
  const readiness = createReadiness(['database', ...(edge.client === false ? [] : ['client']), 'basemap']);
  const early = startingApp(readiness);
  let fetch = (request: Request, _: HttpBindings): Response | Promise<Response> => early.fetch(request);
  let shortcut: Shortcut = () => false;
  const http = await listen({
    host: config.host,
    port: config.port,
    shortcut: (request, response) => shortcut(request, response),
    fetch: (request, bindings) => fetch(request, bindings),
  });
  const address = addressOf(config.host, http.port);
  edge.print(`Groundwork is starting at ${address}`);

  const stopping = new AbortController();
  const opened: {
    database?: Database;
    revisions?: Revisions;
    archives?: ArchiveStore;
    basemaps?: OwnerBasemaps;
    jobs?: JobRunner;
  } = {};

  async function bringUp(): Promise<void> {
    await makeDataDirectory(config.dataDirectory);
    const files = prepareFiles(config, edge, readiness, stopping.signal);
    const data = openPlace(config, { root: edge.root, print: edge.print, signal: stopping.signal }).then(
      async (database) => {
        opened.database = database;
        stopping.signal.throwIfAborted();
        opened.revisions = await watchRevisions(database);
        readiness.done('database');
        return database;
      },
    );
    const [pages, database] = await untilBoth(files, data, stopping);
    const { revisions } = opened;
    if (!revisions) throw new Error('the revisions are not watched');
    const token = newOperatorToken();
    const place = placeReader(database, revisions, edge.clock);
    const services: Services = {
      database,
      revisions,
      clock: edge.clock,
      secret: await loadSecret(config),
      viewerOf: viewerCheck(token),
      clientOf: clientReader(config.trustProxy, config.publicUrl),
      place,
      book: projectBook({ database, revisions, place }),
      report: edge.report,
    };
    const tiles = tileService(services);
    opened.archives = archiveStore(archiveDirectory(config));
    const basemaps = ownerBasemaps(basemapDirectory(config), config.tianditu);
    opened.basemaps = basemaps;
    const store = fileStore(fileDirectory(config));
    const workDirectory = join(config.dataDirectory, 'work');
    await sweepLeft(workDirectory, /^/, edge.clock());
    await sweepLeft(fileDirectory(config), comingFile, edge.clock());
    const works = importWorks({ ...services, files: store, workDirectory });
    opened.jobs = jobRunner({ database, works, report: edge.report });
    const app = createApp(services, {
      tiles,
      archives: opened.archives,
      basemaps,
      files: store,
      imports: { uploadLimit: config.uploadLimit, workDirectory, jobs: opened.jobs },
      embedOrigins: config.embedOrigins,
      rest: (routes) => {
        routes.get(startScriptPath, startScript);
        routes.get('/healthz', () => healthResponse());
        routes.get('/readyz', () => readyResponse(revisions.available ? [] : ['database']));
        if (pages) servePages(routes, pages);
      },
    });
    shortcut = tileShortcut(services, tiles);
    fetch = (request, bindings) => app.fetch(request, bindings);
    await sayBasemaps(basemaps, edge);
    await sayReady({ address, config, services, token, edge });
  }

  const ready = bringUp();
  ready.catch(() => {}); // whoever called `start` hears of it through `ready`
  let closing: Promise<void> | undefined;
  return {
    address,
    ready,
    close: () =>
      (closing ??= (async () => {
        stopping.abort(new Error('the server is stopping'));
        await Promise.all([http.close(graceMs), opened.jobs?.close()]);
        await ready.catch(() => {});
        await opened.jobs?.close();
        opened.revisions?.close();
        await opened.archives?.close();
        await opened.basemaps?.archives.close();
        await opened.database?.close();
      })()),
  };
}

function servePages(app: Hono<Env>, pages: Pages): void {
  app.get('*', async (context, next) => {
    const answer = await pages.answer(context.req.raw);
    if (answer) return answer;
    await next();
  });
}

/** Both, or the first failure; the other one is told to stop, and waited for. */
async function untilBoth<A, B>(a: Promise<A>, b: Promise<B>, stopping: AbortController): Promise<[A, B]> {
  try {
    return await Promise.all([a, b]);
  } catch (error) {
    stopping.abort(error);
    await Promise.allSettled([a, b]);
    throw error;
  }
}

/** The client, then the basemap: one after the other, since the database needs a core for itself. */
async function prepareFiles(
  config: Config,
  edge: Edge,
  readiness: ReturnType<typeof createReadiness>,
  signal: AbortSignal,
): Promise<Pages | undefined> {
  const { root, node, environment } = edge;
  const run = { node, environment, signal };
  let pages: Pages | undefined;
  if (edge.client !== false) {
    if (!(await clientIsCurrent(root))) {
      edge.print('  building the client');
      await buildClient({ root, run });
    }
    pages = await pagesOf(clientDirectory(root));
    readiness.done('client');
  }
  await buildArchives({
    root,
    run,
    place: config.place,
    directory: archiveDirectory(config),
    print: edge.print,
  });
  readiness.done('basemap');
  return pages;
}

export const archiveDirectory = (config: Config): string => join(config.dataDirectory, 'archives');

/** Photos and originals of imports, shared by all servers on a database. */
export const fileDirectory = (config: Config): string => join(config.dataDirectory, 'files');

/** Where the owner lays archives with the Protomaps schema. */
const basemapDirectory = (config: Config): string => join(config.dataDirectory, 'basemaps');

/** Reads the owner's basemaps once, so that what cannot be drawn is said at the start. */
async function sayBasemaps(basemaps: OwnerBasemaps, edge: Edge): Promise<void> {
  const { usable, refused } = await basemaps.list();
  for (const { id } of usable) edge.print(`  basemap to choose: ${id}`);
  for (const { file, reason } of refused) edge.print(`  basemaps/${file} is left out: ${reason}`);
}

function addressOf(host: string, port: number): string {
  const shown = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  return `http://${shown.includes(':') ? `[${shown}]` : shown}:${port}`;
}

async function sayReady(said: {
  address: string;
  config: Config;
  services: Services;
  token: string;
  edge: Edge;
}): Promise<void> {
  const { address, config, services, token, edge } = said;
  const place = await services.place();
  edge.print(`奠基 Groundwork · ${place.name} ${place.nameEn}`);
  edge.print(`  ${config.publicUrl ?? address}`);
  edge.print(`  database: ${services.database.description}`);
  if (await hasIllustrativeRows(services.database, anonymous)) {
    edge.print('  示例数据: illustrative rows are shown; every screen says so');
  }
  edge.print(`  operator token, for this run only: ${token}`);
}
