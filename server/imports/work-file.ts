/** Originals while they are read: each in a directory of its own, under a name that says nothing. */
import { randomBytes } from 'node:crypto';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { FileStore } from '../files.ts';
import type { Upload } from '../formats/source.ts';
import type { ImportCard } from '../queries/imports.ts';
import { noOriginal } from './import-problems.ts';

/** Lays the original into a directory of its own while it is read. @throws Problem 404 when it is not kept here. */
export async function withFile<Result>(
  { files, workDirectory }: { readonly files: FileStore; readonly workDirectory: string },
  { fileHash, fileName, bytes }: Pick<ImportCard, 'fileHash' | 'fileName' | 'bytes'>,
  read: (upload: Upload) => Promise<Result>,
): Promise<Result> {
  const directory = join(workDirectory, randomBytes(12).toString('hex'));
  await mkdir(directory, { recursive: true, mode: 0o700 });
  try {
    const path = join(directory, 'upload');
    if (!(await files.layAt(fileHash, path))) throw noOriginal(fileName);
    return await read({ path, name: fileName, bytes });
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

/** No work takes a day. */
const longestWorkMs = 24 * 3600 * 1000;

/** Removes what a server that was killed left in a directory; other servers may be working in it. */
export async function sweepLeft(directory: string, names: RegExp, now: Date): Promise<void> {
  const there = await readdir(directory).catch(() => []);
  for (const name of there.filter((each) => names.test(each))) {
    const path = join(directory, name);
    const modified = await stat(path).then(
      ({ mtimeMs }) => mtimeMs,
      () => now.getTime(),
    );
    if (now.getTime() - modified > longestWorkMs) await rm(path, { recursive: true, force: true });
  }
}
