/** Column files, encoded once per revision and kind of viewer, with their compressed forms. */
import { encodeColumns } from '../data/columns.ts';
import { columnSource } from './queries/columns.ts';
import type { Noun } from './queries/revision.ts';
import { keep } from './send.ts';
import type { Kept } from './send.ts';
import type { Services } from './services.ts';
import type { Viewer } from './viewer.ts';

export interface ColumnFile {
  readonly revision: string;
  readonly kept: Kept;
}

export interface ColumnFiles {
  /**
   * The column file of a noun. `wanted` is the revision in the address: if it is the one kept, that file is the
   * answer for good; otherwise the database is asked which revision is the present one.
   */
  file(noun: Noun, viewer: Viewer, wanted?: string): Promise<ColumnFile>;
}

/** Equal questions in flight share one query, so a crowd that reloads costs one. */
export function columnFiles(services: Pick<Services, 'database' | 'revisions' | 'place'>): ColumnFiles {
  const { database, revisions } = services;
  const kept = new Map<string, ColumnFile>();
  const making = new Map<string, Promise<ColumnFile>>();

  async function make(noun: Noun, viewer: Viewer, key: string): Promise<ColumnFile> {
    const { year } = await services.place();
    const source = await columnSource(database, noun, { viewer, year });
    const file = { revision: source.revision, kept: keep(encodeColumns(source)) };
    kept.set(key, file);
    return file;
  }

  return {
    async file(noun, viewer, wanted) {
      const { year } = await services.place();
      const key = `${noun} ${viewer.kind} ${year}`;
      const known = kept.get(key);
      if (known && known.revision === wanted) return known;
      // Another server may have written since the last look.
      await revisions.refresh();
      const present = kept.get(key);
      if (present && present.revision === revisions.answer(noun) && revisions.available) return present;
      let made = making.get(key);
      if (!made) {
        made = make(noun, viewer, key).finally(() => making.delete(key));
        making.set(key, made);
      }
      return made;
    },
  };
}
