/** Files in the data directory under the hash of their content: what has a name never changes. */
import { createHash, randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { copyFile, link, mkdir, open, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';

/** SHA-256 in hex. */
export type FileHash = string;

export interface FileStore {
  /** Keeps bytes; `isNew` is false when they were there already. Whole or not at all. */
  put(bytes: Uint8Array): Promise<{ hash: FileHash; isNew: boolean }>;
  /** The same of bytes as they come, on the disk at once. @throws what `chunks` throws; then nothing is left. */
  putStream(chunks: AsyncIterable<Uint8Array>): Promise<{ hash: FileHash; isNew: boolean; bytes: number }>;
  /** The bytes, or `undefined`. */
  get(hash: FileHash): Promise<Uint8Array | undefined>;
  /** The bytes piece by piece, or `undefined`. */
  open(hash: FileHash): Promise<{ readonly bytes: number; stream(): ReadableStream<Uint8Array> } | undefined>;
  /** Lays the file at a path too, for those who read files; never to be written there. @returns whether it is kept here. */
  layAt(hash: FileHash, path: string): Promise<boolean>;
  delete(hash: FileHash): Promise<void>;
}

/** Gives a written file its name. @returns `false` when it is there: then it holds the same bytes. */
async function linked(written: string, path: string): Promise<boolean> {
  try {
    await link(written, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return false;
  }
}

async function receive(
  chunks: AsyncIterable<Uint8Array>,
  path: string,
): Promise<{ hash: FileHash; bytes: number }> {
  const hash = createHash('sha256');
  let bytes = 0;
  const file = await open(path, 'wx', 0o600);
  try {
    for await (const chunk of chunks) {
      hash.update(chunk);
      bytes += chunk.length;
      await file.writeFile(chunk); // goes on where the last one ended
    }
    await file.sync();
  } finally {
    await file.close();
  }
  return { hash: hash.digest('hex'), bytes };
}

/** Names of files that are not whole yet. */
export const comingFile = /^coming-[0-9a-f]{24}$/;

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
        return { hash, isNew: await linked(written, path) };
      } finally {
        await rm(written, { force: true });
      }
    },
    async putStream(chunks) {
      await mkdir(directory, { recursive: true, mode: 0o700 });
      const written = join(directory, `coming-${randomBytes(12).toString('hex')}`);
      try {
        const { hash, bytes } = await receive(chunks, written);
        await mkdir(join(directory, hash.slice(0, 2)), { recursive: true, mode: 0o700 });
        return { hash, bytes, isNew: await linked(written, pathOf(hash)) };
      } finally {
        await rm(written, { force: true });
      }
    },
    async open(hash) {
      const path = pathOf(hash);
      try {
        const { size } = await stat(path);
        return {
          bytes: size,
          stream: () => Readable.toWeb(createReadStream(path)) as ReadableStream<Uint8Array>,
        };
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
        throw error;
      }
    },
    async layAt(hash, path) {
      try {
        await link(pathOf(hash), path);
        return true;
      } catch (error) {
        const { code } = error as NodeJS.ErrnoException;
        if (code === 'ENOENT') return false;
        if (code === 'EEXIST') throw error;
        await copyFile(pathOf(hash), path); // another disk, or one without links
        return true;
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
