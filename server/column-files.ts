/** Column files, encoded once per revision and kind of viewer, with their compressed forms. */
import { encodeColumns } from '../data/columns.ts';
import { monthNumber, yearOf } from '../data/rules/month.ts';
import type { ReadMoment } from './book/moment.ts';
import { columnSource } from './queries/columns.ts';
import type { Noun } from './queries/revision.ts';
import { keep } from './http/send.ts';
import type { Kept } from './http/send.ts';
import type { Services } from './services.ts';
import type { Viewer } from './viewer.ts';

export interface ColumnFile {
  readonly revision: string;
  readonly kept: Kept;
}

/** Which list, and what was known: of projects and their progress. */
export type FileMoment = Pick<ReadMoment, 'year' | 'asOf'>;

export interface ColumnFiles {
  /**
   * The column file of a noun. `wanted` is the revision in the address: if it is the one kept, that file is the
   * answer for good; otherwise the database is asked which revision is the present one.
   */
  file(noun: Noun, viewer: Viewer, moment: FileMoment, wanted?: string): Promise<ColumnFile>;
}

/** Files that are kept: every noun for both kinds of viewer, and the projects of a few other years and days. */
const mostFiles = 32;

/** Equal questions in flight share one query, so a crowd that reloads costs one. */
export function columnFiles(
  services: Pick<Services, 'database' | 'revisions' | 'place' | 'book'>,
): ColumnFiles {
  const { database, revisions, book } = services;
  const kept = new Map<string, ColumnFile>();
  const making = new Map<string, Promise<ColumnFile>>();

  async function encode(noun: Noun, viewer: Viewer, { year, asOf }: FileMoment) {
    if (noun !== 'project' && noun !== 'progress') {
      const source = await columnSource(database, noun, { viewer, year });
      return { revision: source.revision, bytes: encodeColumns(source) };
    }
    const opened = await book.open({ viewer, year, asOf });
    if (noun === 'project') return { revision: opened.projects.revision, bytes: opened.projects.file };
    const { month } = await services.place();
    const last = year < yearOf(month) ? 12 : monthNumber(month);
    return { revision: opened.revision, bytes: await opened.file(last) };
  }

  async function make(noun: Noun, viewer: Viewer, moment: FileMoment, key: string): Promise<ColumnFile> {
    const { revision, bytes } = await encode(noun, viewer, moment);
    const file = { revision, kept: keep(bytes) };
    kept.delete(key);
    kept.set(key, file);
    for (const oldest of kept.keys()) {
      if (kept.size <= mostFiles) break;
      kept.delete(oldest);
    }
    return file;
  }

  return {
    async file(noun, viewer, moment, wanted) {
      // The last month that is judged closes by the clock, without any write.
      const { month } = await services.place();
      const key = `${noun} ${viewer.kind} ${moment.year} ${moment.asOf ?? ''} ${month}`;
      const known = kept.get(key);
      if (known && known.revision === wanted) return known;
      // Another server may have written since the last look.
      await revisions.refresh();
      const present = kept.get(key);
      if (present && present.revision === revisions.answer(noun) && revisions.available) return present;
      let made = making.get(key);
      if (!made) {
        made = make(noun, viewer, moment, key).finally(() => making.delete(key));
        making.set(key, made);
      }
      return made;
    },
  };
}
