/** How the routes of plain lists answer: a page with its cursor, and one by its code. */
import type { Sql } from 'sql-template-tag';
import type { Box } from '../../data/filter.ts';
import type { Word } from '../../data/vocabulary/word.ts';
import { printCursor, readCursor } from './cursor.ts';
import { box, cursor, limit } from './parameters.ts';
import { notFound } from './problem.ts';
import { one, page } from '../queries/page.ts';
import type { Listed } from '../queries/page.ts';
import type { Services } from '../services.ts';
import type { Viewer } from '../viewer.ts';

/** The parameters that every plain list takes beside its facets. */
export const pageParameters = { bbox: box(), limit: limit(), cursor };

interface PageQuery {
  readonly bbox?: Box | undefined;
  readonly limit?: number | undefined;
  readonly cursor?: string | undefined;
}

/** One page; the cursor is bound to everything else in the query. */
export async function answerPage<Item>(
  { database, secret }: Services,
  listed: Listed,
  {
    query,
    viewer,
    signal,
  }: { readonly query: PageQuery; readonly viewer: Viewer; readonly signal: AbortSignal },
  where: readonly Sql[] = [],
): Promise<{ items: Item[]; total: number; next: string | null; revision: string }> {
  const { limit = 50, cursor: after, ...rest } = query;
  const question = `${listed.noun} ${JSON.stringify(rest, Object.keys(rest).sort())}`;
  const { items, total, next, revision } = await page<Item>(database, listed, {
    viewer,
    where,
    bbox: query.bbox,
    limit,
    after: after === undefined ? undefined : readCursor(secret, question, after),
    signal,
  });
  return { items: [...items], total, next: next ? printCursor(secret, question, next) : null, revision };
}

/** One by its code. @throws Problem 404 that names the code. */
export async function answerOne<Card>(
  { database }: Services,
  listed: Listed,
  noun: Word,
  {
    param,
    viewer,
    signal,
  }: { readonly param: { code: string }; readonly viewer: Viewer; readonly signal: AbortSignal },
): Promise<Card & { revision: string }> {
  const found = await one<Card>(database, listed, { viewer, code: param.code, signal });
  if (!found) throw notFound(noun, param.code);
  return found;
}
