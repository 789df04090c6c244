/** Files made for a test, as they are handed to the reader. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSource, readSource } from '../../server/formats/read/open-source.ts';
import { SourceProblem } from '../../server/formats/source.ts';
import type { OpenOptions, RawRow, ReadOptions, Upload } from '../../server/formats/source.ts';

/** A directory for files of a test file; `remove` at its end. */
export function uploads() {
  const directory = mkdtempSync(join(tmpdir(), 'gw-upload-'));
  let count = 0;
  return {
    directory,
    /** Writes the bytes under a path of its own; the name is as a person would have given it. */
    file(name: string, content: Uint8Array | string): Upload {
      const path = join(directory, String(++count));
      writeFileSync(path, content);
      return { path, name, bytes: Buffer.byteLength(content) };
    },
    remove: () => rmSync(directory, { recursive: true, force: true }),
  };
}

/** All rows of a layer, by default the first. */
export async function allRows(upload: Upload, options: Partial<ReadOptions> = {}): Promise<RawRow[]> {
  const layer = options.layer ?? (await openSource(upload, options)).layers[0]?.name ?? '';
  const rows: RawRow[] = [];
  for await (const batch of readSource(upload, { ...options, layer })) rows.push(...batch);
  return rows;
}

/** What a file is refused with. */
export async function refusal(upload: Upload, options: OpenOptions = {}): Promise<SourceProblem> {
  try {
    await openSource(upload, options);
  } catch (error) {
    if (error instanceof SourceProblem) return error;
    throw error;
  }
  throw new Error(`${upload.name} was read`);
}
