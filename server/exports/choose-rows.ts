/** Which rows an export holds: of projects those that pass the filter, of plain nouns those that their facets leave. */
import type { Box, ProjectFilter } from '../../data/filter.ts';
import { askBook } from '../book/book-question.ts';
import { readFilter } from '../http/filter-parameters.ts';
import { chosenRows, withSites } from '../queries/exports.ts';
import type { Chosen } from '../queries/exports.ts';
import { facetConditions } from '../queries/facets.ts';
import { knownBy } from '../queries/moment.ts';
import type { FieldScope } from '../queries/fields/fields.ts';
import type { Layer } from '../../data/vocabulary/layer.ts';
import type { Sql } from 'sql-template-tag';
import type { Services } from '../services.ts';
import type { Viewer } from '../viewer.ts';

export interface ExportChoice {
  readonly chosen: Chosen;
  readonly scope: FieldScope & { readonly known?: Sql };
  /** Of projects. */
  readonly filter: ProjectFilter | undefined;
  /** What the choice depends on beside the rows: the month judged and the writing of progress. */
  readonly basis: string;
}

export interface ChoiceQuestion {
  /** Facets and box of a plain noun; for projects the filter's parameters and `sites`. */
  readonly query: Readonly<Record<string, unknown>>;
  readonly viewer: Viewer;
  readonly signal: AbortSignal;
}

/** @throws Problem 400 for a filter that cannot be read. */
export async function chooseRows(
  services: Services,
  noun: Layer,
  question: ChoiceQuestion,
): Promise<ExportChoice> {
  if (noun === 'project') return chooseProjects(services, question);
  const { query, viewer, signal } = question;
  const { year } = await services.place();
  const scope = { viewer, year };
  const where = facetConditions(noun, question);
  const bbox = query.bbox as Box | undefined;
  const chosen = await chosenRows(services.database, noun, { scope, where, bbox, signal });
  return { chosen, scope, filter: undefined, basis: '' };
}

/** The filter is evaluated over the book and nowhere else; the sites of a package follow it as rows of their own. */
async function chooseProjects(
  services: Services,
  { query, viewer, signal }: ChoiceQuestion,
): Promise<ExportChoice> {
  const { database } = services;
  const { sites, ...asked } = query;
  const filter = await readFilter(asked as Parameters<typeof readFilter>[0], { database, viewer, signal });
  const { book, evaluation, moment } = await askBook(services, viewer, filter);
  const { timeZone } = await services.place();
  const scope = {
    viewer,
    year: moment.year,
    ...(moment.asOf === null ? {} : { known: knownBy(moment.asOf, timeZone) }),
  };
  const parents = Array.from(evaluation.rows, (row) => book.projects.rows[row]?.fid ?? 0);
  const chosen =
    sites === 'false'
      ? { revision: book.projects.revision, fids: parents }
      : await withSites(database, parents, { scope, signal });
  return { chosen, scope, filter, basis: `${moment.month} ${moment.asOf ?? ''} ${book.revision}` };
}
