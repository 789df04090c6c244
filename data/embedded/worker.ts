/**
 * The worker thread that holds the embedded PostgreSQL and serves it on a Unix socket. One heavy query holds the
 * whole thread, so the parent ends it from outside (see server.ts).
 */
import { rm } from 'node:fs/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';
import { btree_gist } from '@electric-sql/pglite/contrib/btree_gist';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { unaccent } from '@electric-sql/pglite/contrib/unaccent';
import { postgis } from '@electric-sql/pglite-postgis';
import { extensions } from '../extensions.ts';
import { serveWire } from './wire.ts';

/** What the parent tells the worker. */
export interface WorkerTask {
  /** Directory of the cluster. */
  dataDirectory: string;
  socketPath: string;
  /** A dumped directory (tar.gz) to start from. */
  dump?: Uint8Array | undefined;
  /** Send back a dump of the fresh directory. */
  dumpBack: boolean;
}

/** What the worker tells the parent; the parent's one message, `close`, ends it. */
export type WorkerNews =
  { kind: 'ready'; dump?: Uint8Array } | { kind: 'failed'; message: string } | { kind: 'closed' };

const port = parentPort;
if (!port) throw new Error('data/embedded/worker.ts runs as a worker thread only');
const task = workerData as WorkerTask;
const tell = (news: WorkerNews) => port.postMessage(news);

try {
  const database = await PGlite.create({
    dataDir: task.dataDirectory,
    extensions: { postgis, pg_trgm, btree_gist, unaccent },
    ...(task.dump ? { loadDataDir: new Blob([new Uint8Array(task.dump)]) } : {}),
  });
  for (const extension of extensions) await database.exec(`create extension if not exists ${extension}`);
  let fresh: Uint8Array | undefined;
  if (task.dumpBack) {
    await database.exec('checkpoint');
    fresh = new Uint8Array(await (await database.dumpDataDir('gzip')).arrayBuffer());
  }
  await rm(task.socketPath, { force: true }); // left by a process that was killed; the lock says it is ours
  const server = await serveWire(database, task.socketPath);
  port.once('message', async () => {
    await server.stop();
    await database.close();
    tell({ kind: 'closed' });
  });
  tell(fresh ? { kind: 'ready', dump: fresh } : { kind: 'ready' });
} catch (error) {
  tell({ kind: 'failed', message: error instanceof Error ? error.message : String(error) });
}
