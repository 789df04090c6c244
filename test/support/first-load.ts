/** What a page cost until it could be used: its scripts and its requests. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { projectRoot } from './server.ts';

/** What issue and docs promise of the first load. */
export const firstLoadLimits = { scriptKilobytes: 450, requests: 40 } as const;

export interface FirstLoad {
  /** JavaScript asked for by the page, gzipped, without the map's worker, in KB of 1,024 bytes. */
  readonly scriptKilobytes: number;
  readonly scripts: readonly string[];
  readonly requests: number;
}

/** Of the paths that a page asked for. The scripts are packed here, so that no encoding of the server tells. */
export function firstLoadOf(requests: readonly string[]): FirstLoad {
  const scripts = requests.filter((path) => /^\/assets\/.*\.js$/.test(path) && !path.includes('worker'));
  const sizes = scripts.map(
    (path) => gzipSync(readFileSync(join(projectRoot, 'dist', 'web', path)), { level: 9 }).length,
  );
  // The page asks whether anything moved every ten seconds; on a slow machine more than once before the map rests.
  const once = requests.filter((path, at) => path !== '/api/revisions' || requests.indexOf(path) === at);
  return {
    scriptKilobytes: sizes.reduce((sum, size) => sum + size, 0) / 1024,
    scripts,
    requests: once.length,
  };
}
