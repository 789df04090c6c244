import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { extensions } from '../extensions.ts';

/**
 * A prepared database directory kept between installations: creating one takes 10 to 20 s, unpacking this one 3.
 * A cache: whatever is wrong with it, the directory is created anew.
 */
export interface DumpCache {
  read(): Promise<Uint8Array | undefined>;
  write(dump: Uint8Array): Promise<void>;
}

/** The cache in `directory`; a file for each combination of versions, beside it its SHA-256. */
export function dumpCache(directory: string | undefined): DumpCache {
  if (!directory) return { read: async () => undefined, write: async () => {} };
  const path = join(directory, `embedded-${embeddedVersions()}.tar.gz`);
  return {
    async read() {
      try {
        const [dump, sum] = await Promise.all([readFile(path), readFile(`${path}.sha256`, 'utf8')]);
        return sha256(dump) === sum.trim() ? dump : undefined;
      } catch {
        return undefined; // none yet, or not readable: then without
      }
    },
    async write(dump) {
      try {
        await mkdir(directory, { recursive: true, mode: 0o700 });
        await writeWhole(path, dump);
        await writeWhole(`${path}.sha256`, sha256(dump));
      } catch {
        // a read-only or full disk: the next first start takes longer, that is all
      }
    },
  };
}

/** Short hash over everything that a prepared directory depends on. */
export function embeddedVersions(): string {
  const require = createRequire(import.meta.url);
  const versions = ['@electric-sql/pglite', '@electric-sql/pglite-postgis'].map((name) => {
    const manifest = require(join(require.resolve(name), '../../package.json')) as { version: string };
    return `${name}@${manifest.version}`;
  });
  return sha256([...versions, ...extensions].join('\n')).slice(0, 16);
}

async function writeWhole(path: string, content: Uint8Array | string): Promise<void> {
  const draft = `${path}.${randomBytes(6).toString('hex')}`;
  try {
    await writeFile(draft, content, { mode: 0o600 });
    await rename(draft, path);
  } finally {
    await rm(draft, { force: true });
  }
}

function sha256(content: Uint8Array | string): string {
  return createHash('sha256').update(content).digest('hex');
}
