import { mkdirSync, mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { sharedBrowsers } from '../e2e/driver.ts';
import { startCluster } from './cluster.ts';
import { startServer } from './server.ts';
import { offerShared } from './shared.ts';
import type { Shared } from './shared.ts';
import {
  copyDemo,
  databaseUrl,
  demoTemplateOf,
  embeddedTemplate,
  onServer,
  postgisTemplate,
  testStore,
} from './template.ts';
import type { Run } from './template.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** What went wrong while the databases were made, or nothing: only the tests that use them fail of it. */
    databaseProblem: string;
    /** Superuser's address of the PostgreSQL that the tests make their databases in. */
    postgisUrl: string;
    /** Name of its migrated database, to copy from. */
    postgisTemplate: string;
    /** A migrated data directory of the embedded database, to copy from. */
    embeddedTemplate: string;
    /** Temporary directory of this run, removed at its end. */
    runDirectory: string;
  }
}

/** Once for a run: both databases, migrated, ready to be copied by each test file (see database.ts). */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const store = testStore();
  const runDirectory = mkdtempSync(join(store, 'run-'));
  const endings: (() => Promise<void>)[] = [() => rm(runDirectory, { recursive: true, force: true })];
  project.provide('runDirectory', runDirectory);
  try {
    const url = process.env.TEST_DATABASE_URL ?? (await throwAway(endings));
    const template = await postgisTemplate(url);
    endings.push(template.drop, () => dropDemo(url, template.name));
    const run = { serverUrl: url, template: template.name, directory: runDirectory };
    endings.push(await offerShared(runDirectory, { ...sharedBrowsers, portal: () => sharePortal(run) }));
    project.provide('postgisUrl', url);
    project.provide('postgisTemplate', template.name);
    project.provide('embeddedTemplate', await embeddedTemplate(store));
    project.provide('databaseProblem', '');
  } catch (error) {
    console.error(error);
    project.provide('databaseProblem', error instanceof Error ? error.message : String(error));
  }
  return async () => {
    for (const end of endings.reverse()) await end();
  };
}

/** The server over the demo that every test file may ask that only reads. */
async function sharePortal(run: Run): Promise<Shared> {
  const database = `${run.template}_portal`;
  const directory = join(run.directory, 'portal');
  mkdirSync(directory, { mode: 0o700 });
  await copyDemo(run, { database, directory });
  const url = databaseUrl(run.serverUrl, database);
  const server = await startServer({ DATABASE_URL: url, GROUNDWORK_DATA: directory });
  while (!server.output().includes('operator token')) await new Promise((resolve) => setTimeout(resolve, 20));
  const told = { url: server.url, port: server.port, printed: server.output(), databaseUrl: url };
  return {
    told,
    stop: async () => {
      await server.stop();
      await onServer(run.serverUrl, `drop database if exists ${database} with (force)`);
    },
  };
}

/** A test file may have made it. */
async function dropDemo(url: string, template: string): Promise<void> {
  const name = demoTemplateOf(template);
  for (const made of [name, `${name}_draft`])
    await onServer(url, `drop database if exists ${made} with (force)`);
}

async function throwAway(endings: (() => Promise<void>)[]): Promise<string> {
  const cluster = await startCluster();
  endings.push(cluster.stop);
  return cluster.url;
}
