/** Builds the client when it is missing or was built from other sources. */
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { StartError } from '../../data/errors.ts';
import { runChild } from './child.ts';
import type { ChildTask } from './child.ts';

/** What the client is built from; a folder counts with everything in it. */
const sources = [
  'web',
  'data/vocabulary',
  'data/rules',
  'data/filter.ts',
  'data/evaluate.ts',
  'data/columns.ts',
  'data/progress-columns.ts',
  'tiles/style',
  'vite.config.ts',
  'package-lock.json',
];

export interface ClientBuild {
  /** Folder of the project. */
  readonly root: string;
  readonly run: Pick<ChildTask, 'node' | 'environment' | 'signal'>;
}

export const clientDirectory = (root: string): string => join(root, 'dist', 'web');
/** Beside the build, which empties its own folder. */
const markOf = (root: string): string => join(root, 'dist', 'web.sources');

/** Whether the build that is there was made from the present sources. */
export async function clientIsCurrent(root: string): Promise<boolean> {
  const [mark, page, hash] = await Promise.all([
    readFile(markOf(root), 'utf8').catch(() => undefined),
    readFile(join(clientDirectory(root), 'index.html')).catch(() => undefined),
    sourceHash(root),
  ]);
  return page !== undefined && mark === hash;
}

/**
 * Builds the client in a process of its own, beside the one that is there, and puts it in its place when it is whole:
 * another server may be reading, or building too.
 * @throws StartError with the builder's words.
 */
export async function buildClient({ root, run }: ClientBuild): Promise<void> {
  const hash = await sourceHash(root);
  await mkdir(join(root, 'dist'), { recursive: true });
  const draft = await mkdtemp(join(root, 'dist', 'draft-'));
  try {
    await runChild({
      ...run,
      directory: root,
      arguments: [
        join(root, 'node_modules', 'vite', 'bin', 'vite.js'),
        'build',
        ...['--outDir', join(draft, 'new'), '--emptyOutDir', '--logLevel', 'warn'],
      ],
    });
    if (!(await clientIsCurrent(root))) {
      await rename(clientDirectory(root), join(draft, 'old')).catch(absent);
      await rename(join(draft, 'new'), clientDirectory(root)).catch(absent); // somebody else's came first
      await writeFile(markOf(root), hash);
    }
  } catch (error) {
    if (run.signal.aborted) throw error;
    throw new StartError(
      `the client could not be built; run npm ci, then npm run build. ${(error as Error).message}`,
      {
        cause: error,
      },
    );
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

/** Lets a rename pass whose source or place another process has taken. */
function absent(error: NodeJS.ErrnoException): void {
  if (!['ENOENT', 'ENOTEMPTY', 'EEXIST'].includes(error.code ?? '')) throw error;
}

async function sourceHash(root: string): Promise<string> {
  const hash = createHash('sha256');
  for (const source of sources) {
    for (const path of (await filesUnder(root, source)).sort()) {
      hash
        .update(path)
        .update('\0')
        .update(await readFile(join(root, path)));
    }
  }
  return hash.digest('hex');
}

async function filesUnder(root: string, source: string): Promise<string[]> {
  if (/\.\w+$/.test(source)) return [source];
  const entries = await readdir(join(root, source), { withFileTypes: true }).catch(() => []);
  const parts = await Promise.all(
    entries.map((entry) => {
      const path = `${source}/${entry.name}`;
      if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : filesUnder(root, path);
      return entry.isFile() ? [path] : [];
    }),
  );
  return parts.flat();
}
