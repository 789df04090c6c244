import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { StartError } from '../errors.ts';
import { dumpCache } from './cache.ts';
import { startServer, type EmbeddedServer } from './server.ts';
import type { WorkerTask } from './worker.ts';

/** Major version of the PostgreSQL inside; its directories are not readable by another one. */
const postgresMajor = 18;

export interface ClusterOptions {
  /** The data directory; the cluster lies in its folder `embedded`. */
  directory: string;
  /** Where a prepared cluster is kept for the next first start; absent = nowhere. */
  cacheDirectory: string | undefined;
}

/**
 * Opens the cluster in the data directory, or makes one: from the cached one, else from nothing. One that was not
 * finished (the process was killed meanwhile) is made again.
 * @throws StartError when it was made by another version, cannot be opened, or is something else.
 */
export async function openCluster(options: ClusterOptions, socketPath: string): Promise<EmbeddedServer> {
  const { directory, cacheDirectory } = options;
  const dataDirectory = resolve(directory, 'embedded');
  const unfinished = resolve(directory, 'embedded.unfinished'); // stands while a cluster is being made
  if (existsSync(unfinished)) await rm(dataDirectory, { recursive: true, force: true });
  if (await isCluster(dataDirectory)) {
    const { server } = await startOrExplain({ dataDirectory, socketPath, dumpBack: false }, directory);
    return server;
  }
  await writeFile(unfinished, '');
  const cache = dumpCache(cacheDirectory);
  const dump = await cache.read();
  const make = async (from: Uint8Array | undefined) => {
    await mkdir(dataDirectory, { recursive: true, mode: 0o700 });
    const dumpBack = from === undefined && cacheDirectory !== undefined;
    return startOrExplain({ dataDirectory, socketPath, dump: from, dumpBack }, directory);
  };
  const { server, fresh } = await make(dump).catch(async (error) => {
    if (!dump) throw error;
    await rm(dataDirectory, { recursive: true, force: true }); // the cached one does not fit after all
    return make(undefined);
  });
  await rm(unfinished);
  if (fresh) await cache.write(fresh);
  return server;
}

async function isCluster(dataDirectory: string): Promise<boolean> {
  const files = await readdir(dataDirectory).catch(() => []);
  if (files.length === 0) return false;
  const version = await readFile(join(dataDirectory, 'PG_VERSION'), 'utf8').catch(() => '');
  if (version.trim() === String(postgresMajor)) return true;
  const problem = version
    ? `was made by PostgreSQL ${version.trim()}, this is ${postgresMajor}; start the version of Groundwork that made it and export the data`
    : 'holds something that is not a database; move it away';
  throw new StartError(
    `the directory ${dataDirectory} ${problem}, or give GROUNDWORK_DATA another directory`,
  );
}

async function startOrExplain(task: WorkerTask, directory: string) {
  try {
    return await startServer(task);
  } catch (cause) {
    throw new StartError(
      `the embedded database in ${directory} cannot be opened (${(cause as Error).message.split('\n')[0]}); restore the directory from a backup, or give GROUNDWORK_DATA another one`,
      { cause },
    );
  }
}
