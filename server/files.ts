/** Files in the data directory under the hash of their content: what has a name never changes. */
import { createHash, randomBytes } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** SHA-256 in hex. */
export type FileHash = string;

export interface FileStore {
  /** Keeps bytes; `isNew` is false when they were there already. Whole or not at all. */
  put(bytes: Uint8Array): Promise<{ hash: FileHash; isNew: boolean }>;
  /** The bytes, or `undefined`. */
  get(hash: FileHash): Promise<Uint8Array | undefined>;
  delete(hash: FileHash): Promise<void>;
}

const hashPattern = /^[0-9a-f]{64}$/;

/** A store in a directory, which is made when the first file comes. */
export function fileStore(directory: string): FileStore {
  const pathOf = (hash: FileHash) => {
    if (!hashPattern.test(hash)) throw new Error(`not the hash of a file: ${hash}`);
    return join(directory, hash.slice(0, 2), hash);
  };
  return {
    async put(bytes) {
      const hash = createHash('sha256').update(bytes).digest('hex');
      const path = pathOf(hash);
      await mkdir(join(directory, hash.slice(0, 2)), { recursive: true, mode: 0o700 });
      const written = `${path}.${randomBytes(6).toString('hex')}`;
      try {
        await writeFile(written, bytes, { mode: 0o600, flush: true });
        await link(written, path); // fails when it is there: then it holds the same bytes
        return { hash, isNew: true };
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
        return { hash, isNew: false };
      } finally {
        await rm(written, { force: true });
      }
    },
    async get(hash) {
      try {
        return await readFile(pathOf(hash));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
        throw error;
      }
    },
    delete: (hash) => rm(pathOf(hash), { force: true }),
  };
}
