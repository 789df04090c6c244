/**
 * The project book: for a kind of viewer, a year and a day until which facts are known, the project columns with the
 * assessment of every project in every month. Summary, list and league evaluate the one filter over it. Each question
 * looks at the revisions first, so that no answer is older than what was committed before it was asked.
 */
import sql from 'sql-template-tag';
import { decodeColumns, encodeColumns } from '../../data/columns.ts';
import type { Database } from '../../data/db.ts';
import type { Month, ProjectFacts, Rules } from '../../data/rules/facts.ts';
import { judge } from '../../data/rules/judge.ts';
import type { Judgement } from '../../data/rules/judgement.ts';
import { yearOf } from '../../data/rules/month.ts';
import { factsAt } from './progress-facts.ts';
import { progressStore } from './progress-store.ts';
import { columnSource } from '../queries/columns.ts';
import { knownBy } from '../queries/moment.ts';
import { bookRows } from '../queries/project-book.ts';
import type { Revisions } from '../revision.ts';
import type { Services } from '../services.ts';
import type { Viewer } from '../viewer.ts';
import { yearBook } from './year-book.ts';
import type { BookProjects, YearBook } from './year-book.ts';

/** For whom, for the list of which year, and known until the end of which day (`null` = now). */
export interface BookQuestion {
  readonly viewer: Viewer;
  readonly year: number;
  readonly asOf: string | null;
}

export interface ProjectBook {
  /** The book at the present revision. @throws DatabaseUnavailable */
  open(asked: BookQuestion): Promise<YearBook>;
  /** The judgement on one project with the facts that it stands on; `undefined` when the viewer knows of none. */
  judgementOf(
    code: string,
    asked: { readonly viewer: Viewer; readonly month: Month; readonly asOf: string | null },
  ): Promise<
    { readonly facts: ProjectFacts; readonly judgement: Judgement; readonly rules: Rules } | undefined
  >;
}

interface Kept {
  readonly projects: BookProjects;
  book: YearBook | undefined;
}

/** Books that are kept: both kinds of viewer, now and as of a few days that are being compared. */
const mostBooks = 8;

export function projectBook({
  database,
  revisions,
  place,
}: Pick<Services, 'database' | 'revisions' | 'place'>): ProjectBook {
  const store = progressStore(database);
  const kept = new Map<string, Kept>();
  const making = new Map<string, Promise<Kept>>();

  async function make(asked: BookQuestion, key: string): Promise<Kept> {
    const { timeZone } = await place();
    const made: Kept = { projects: await readProjects(database, asked, timeZone), book: undefined };
    kept.delete(key);
    kept.set(key, made); // the last one in the map is the one used last
    for (const oldest of kept.keys()) {
      if (kept.size <= mostBooks) break;
      kept.delete(oldest);
    }
    return made;
  }

  /** Equal questions in flight share one making. */
  function shared(asked: BookQuestion, key: string): Promise<Kept> {
    let made = making.get(key);
    if (!made) making.set(key, (made = make(asked, key).finally(() => making.delete(key))));
    return made;
  }

  async function open(asked: BookQuestion): Promise<YearBook> {
    await look(revisions, database);
    const key = `${asked.viewer.kind} ${asked.year} ${asked.asOf ?? ''}`;
    const present = revisions.answer('project');
    let found = kept.get(key);
    if (found?.projects.revision === present) {
      kept.delete(key);
      kept.set(key, found as Kept);
    } else found = await shared(asked, key);
    const entry = found as Kept;
    const progress = await store.at(revisions.layer('progress'));
    if (entry.book?.progress.n !== progress.n || entry.book.progress.epoch !== progress.epoch) {
      entry.book = yearBook(entry.projects, progress, entry.book);
    }
    return entry.book;
  }

  return {
    open,
    async judgementOf(code, { viewer, month, asOf }) {
      const book = await open({ viewer, year: yearOf(month), asOf });
      const row = book.rowOf(code);
      if (row === undefined) return undefined;
      const { rules } = book.projects;
      const facts = factsAt(book.known[row] as (typeof book.known)[number], month);
      return { facts, judgement: judge(facts, { month, rules }), rules };
    },
  };
}

/** Looks at the revisions. A database that is away fails here, with its own error. */
async function look(revisions: Revisions, database: Database): Promise<void> {
  await revisions.refresh();
  if (revisions.available) return;
  await database.query(sql`select 1`);
  await revisions.refresh();
}

/** Where statements are asked: the database, or a transaction on it. */
type Asked = Parameters<typeof bookRows>[0];

/** Columns and rows of one revision: two statements, asked again when something was written between them. */
async function readProjects(
  database: Database,
  { viewer, year, asOf }: BookQuestion,
  timeZone: string,
): Promise<BookProjects> {
  const scope = { viewer, year, known: asOf === null ? undefined : knownBy(asOf, timeZone) };
  const read = async (from: Asked) => ({
    source: await columnSource(from, 'project', scope),
    rows: await bookRows(from, scope),
  });
  for (let tries = 0; ; tries += 1) {
    const { source, rows: found } = await (asOf === null ? read(database) : inThePast(database, read));
    if (found.revision !== source.revision && tries < 5) continue;
    const { until, ...rows } = found;
    const file = encodeColumns(source);
    // A copy of its own: the file may lie anywhere in a larger buffer.
    const columns = decodeColumns(file.slice().buffer as ArrayBuffer);
    return { ...rows, until: until ?? undefined, year, file, columns };
  }
}

/**
 * Rows out of the change table have no statistics: the planner takes thousands for one and joins them row by row
 * (over 30 s for 5,000 projects). It is told not to.
 */
function inThePast<Result>(database: Database, read: (from: Asked) => Promise<Result>): Promise<Result> {
  return database.transaction({ actor: 'server' }, async (tx) => {
    await tx.query(sql`set local enable_nestloop = off`);
    return read(tx);
  });
}
