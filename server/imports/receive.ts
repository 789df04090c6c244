/** A file that comes in: streamed into the file store, entered as an import that is to be read. */
import { randomInt } from 'node:crypto';
import type { Layer } from '../../data/vocabulary/layer.ts';
import type { Database } from '../../data/db.ts';
import type { FileStore } from '../files.ts';
import { Problem } from '../http/problem.ts';
import { insertImport } from '../queries/imports.ts';
import type { Job } from '../queries/jobs.ts';
import { keptFileName } from './file-name.ts';
import { diskFull } from './import-problems.ts';

/**
 * @returns the job that reads the new import (its subject); `own` ones are run by who gives the file.
 * @throws Problem 400 for an empty file, 503 when the disk is full, and what `chunks` throws.
 */
export async function receiveFile(
  { database, files }: { readonly database: Database; readonly files: FileStore },
  given: {
    readonly noun: Layer;
    readonly fileName: string;
    readonly chunks: AsyncIterable<Uint8Array>;
    readonly actor: string;
    readonly own?: boolean;
  },
): Promise<Job> {
  const { noun, chunks, actor, own = false } = given;
  const kept = await keep(files, chunks);
  const fileName = keptFileName(given.fileName);
  const id = newImportId();
  try {
    if (kept.bytes === 0) throw emptyFile(fileName);
    const { hash: fileHash, bytes } = kept;
    return await database.transaction({ actor }, (tx) =>
      insertImport(tx, { id, noun, fileName, fileHash, bytes, createdBy: actor, own }),
    );
  } catch (error) {
    if (kept.isNew) await files.delete(kept.hash);
    throw error;
  }
}

async function keep(files: FileStore, chunks: AsyncIterable<Uint8Array>) {
  try {
    return await files.putStream(chunks);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw code === 'ENOSPC' || code === 'EDQUOT' ? diskFull(error) : error;
  }
}

function emptyFile(fileName: string): Problem {
  return new Problem({
    status: 400,
    kind: 'empty-file',
    title: { zh: '空文件', en: 'An empty file' },
    detail: {
      zh: `“${fileName}”没有内容（0 字节）；请检查文件是否导出完整。`,
      en: `'${fileName}' has no content (0 bytes); see whether it was exported to the end.`,
    },
    refusals: [{ key: 'body', value: '' }],
  });
}

const letters = 'abcdefghijklmnopqrstuvwxyz0123456789';
/** 12 letters and digits, some 62 bits. */
export const newImportId = (): string =>
  Array.from({ length: 12 }, () => letters[randomInt(letters.length)]).join('');
