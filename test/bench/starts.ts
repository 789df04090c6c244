/** First and later starts of a fresh copy of the project, on both databases, until `/readyz`. */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, symlinkSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { databaseUrl, onServer } from '../support/template.ts';
import { ofRounds, type Measurement } from './measurement.ts';
import { projectRoot } from '../support/server.ts';
import { startServer } from './server.ts';

const laterStarts = 3;

export async function measureStarts(serverUrl: string): Promise<Measurement[]> {
  const directory = await mkdtemp(join(tmpdir(), 'groundwork-bench-'));
  try {
    const found: Measurement[] = [];
    for (const kind of ['embedded', 'PostGIS'] as const) {
      const root = join(directory, kind);
      copyProject(root);
      // An empty home: no prepared database from an earlier start.
      const environment: Record<string, string> = { HOME: join(directory, `home-${kind}`) };
      if (kind === 'PostGIS') {
        await onServer(serverUrl, 'create database groundwork_start');
        environment.DATABASE_URL = databaseUrl(serverUrl, 'groundwork_start');
      }
      const times: number[] = [];
      for (let start = 0; start <= laterStarts; start += 1) {
        const server = await startServer({ root, environment, client: true });
        times.push(server.readyMs / 1000);
        await server.stop();
      }
      const [first = NaN, ...later] = times;
      found.push(
        {
          name: `first start, ${kind}`,
          value: first,
          unit: 's',
          ...(kind === 'embedded' ? { limit: { at: 'most', value: 30 } } : {}),
          note: 'client and basemap are built, the demo is loaded',
        },
        ofRounds(later, {
          name: `later start, ${kind}`,
          unit: 's',
          limit: { at: 'most', value: kind === 'embedded' ? 10 : 3 },
        }),
      );
    }
    return found;
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

/** The files as they are here, without what is ignored, with the installed packages. */
function copyProject(root: string): void {
  const listed = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '-z'], {
    cwd: projectRoot,
    encoding: 'utf8',
  });
  for (const file of listed.split('\0').filter(Boolean)) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    cpSync(join(projectRoot, file), join(root, file));
  }
  symlinkSync(join(projectRoot, 'node_modules'), join(root, 'node_modules'));
}
