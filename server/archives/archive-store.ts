/** The archives of one directory, opened and checked once, and anew when a file was replaced. */
import { realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { ArchiveError, openArchive, type Archive } from '../../tiles/pmtiles/open.ts';

/** An archive while it is being read; its bytes stay the same until it is released, even if the file is replaced. */
export interface LentArchive {
  readonly archive: Archive;
  release(): void;
}

export interface ArchiveStore {
  /**
   * The archive of this name, or undefined when there is none.
   * @throws ArchiveError when the file is damaged.
   */
  lend(name: string): Promise<LentArchive | undefined>;
  close(): Promise<void>;
}

/** Names of archives: no dots, no slashes, so that a name is one file of the directory. */
export const archiveName = /^[a-z0-9][a-z0-9_-]{0,63}$/;

interface Opened {
  /** Inode, size and time of the file: another one means that it was replaced. */
  readonly signature: string;
  readonly archive: Promise<Archive>;
  readers: number;
  replaced: boolean;
}

export function archiveStore(directory: string): ArchiveStore {
  const opened = new Map<string, Opened>();

  async function find(name: string): Promise<{ file: string; signature: string } | undefined> {
    if (!archiveName.test(name)) return undefined;
    try {
      const root = await realpath(directory);
      const file = await realpath(join(root, `${name}.pmtiles`)); // a link out of the directory is not followed
      if (!file.startsWith(root + sep)) return undefined;
      const facts = await stat(file);
      if (!facts.isFile()) return undefined;
      return { file, signature: `${facts.ino} ${facts.size} ${facts.mtimeMs}` };
    } catch (error) {
      if (['ENOENT', 'ENOTDIR', 'EACCES', 'ELOOP'].includes((error as NodeJS.ErrnoException).code ?? ''))
        return undefined;
      throw error;
    }
  }

  function closeIfUnused(one: Opened): void {
    if (one.replaced && one.readers === 0) one.archive.then((archive) => archive.close()).catch(() => {}); // one that was refused is closed already
  }

  function replace(name: string): void {
    const old = opened.get(name);
    opened.delete(name);
    if (!old) return;
    old.replaced = true;
    closeIfUnused(old);
  }

  return {
    async lend(name) {
      const found = await find(name);
      if (!found) {
        replace(name);
        return undefined;
      }
      let one = opened.get(name);
      if (one?.signature !== found.signature) {
        replace(name);
        one = { signature: found.signature, archive: openArchive(found.file), readers: 0, replaced: false };
        opened.set(name, one);
      }
      const lent = one;
      lent.readers += 1;
      let held = true;
      const release = () => {
        if (!held) return;
        held = false;
        lent.readers -= 1;
        closeIfUnused(lent);
      };
      try {
        return { archive: await lent.archive, release };
      } catch (error) {
        release();
        throw error;
      }
    },
    async close() {
      const all = [...opened.keys()];
      for (const name of all) replace(name);
      await Promise.resolve();
    },
  };
}

export { ArchiveError };
