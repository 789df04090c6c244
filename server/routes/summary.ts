import { Hono } from 'hono';
import { z } from 'zod';
import { facetColumn } from '../../data/evaluate.ts';
import { facets } from '../../data/filter.ts';
import type { Facet } from '../../data/filter.ts';
import { date, money, revision } from '../http/answers.ts';
import { askBook, indicatorsOf } from '../book/book-question.ts';
import type { BookAnswer } from '../book/book-question.ts';
import { filterParameters, readFilter } from '../http/filter-parameters.ts';
import { indicatorsAnswer, inWan, printIndicators } from '../book/indicators-answer.ts';
import { route } from '../route.ts';
import type { Env } from '../route.ts';
import type { Services } from '../services.ts';

const count = z.number().int();
const facetCounts = z.array(z.strictObject({ code: z.string(), count }));

const summary = z.strictObject({
  month: z.string().meta({ description: 'The month judged, YYYY-MM' }),
  asOf: date.nullable().meta({ description: 'What was known at the end of this day; null = now' }),
  total: count,
  mapped: count,
  sites: count,
  investment: money,
  mappedInvestment: money,
  plannedInvestment: money,
  mappedShare: z
    .number()
    .nullable()
    .meta({ description: 'Share of the investment that is on the map, 0 to 1' }),
  reconciliation: z
    .strictObject({ listed: count, mapped: count, unmapped: count, screenedOut: count, outside: count })
    .meta({ description: 'mapped + unmapped + screenedOut = listed; outside passes but stands in no total' }),
  indicators: indicatorsAnswer,
  facets: z
    .strictObject(
      Object.fromEntries(facets.map((facet) => [facet, facetCounts])) as Record<Facet, typeof facetCounts>,
    )
    .meta({
      description:
        'Counts of each facet, its own choice ignored, in the order of its dictionary; of owners those that have a project',
    }),
  revision,
  progressRevision: revision,
});

/** Totals of what passes the filter, how they reconcile, its indicators, and the counts beside each choice. */
export function summaryRoutes(services: Services) {
  return new Hono<Env>().get(
    '/',
    route(
      {
        summary: 'Totals, reconciliation, indicators and facet counts of a filter',
        tag: 'projects',
        query: z.strictObject(filterParameters),
        answer: summary,
      },
      async ({ query, viewer, signal }) => {
        const filter = await readFilter(query, { database: services.database, viewer, signal });
        const answer = await askBook(services, viewer, filter);
        const { moment, book, evaluation } = answer;
        const { totals } = evaluation;
        return {
          month: moment.month,
          asOf: moment.asOf,
          ...totals,
          investment: inWan(totals.investment),
          mappedInvestment: inWan(totals.mappedInvestment),
          plannedInvestment: inWan(totals.plannedInvestment),
          mappedShare: totals.investment === 0 ? null : totals.mappedInvestment / totals.investment,
          reconciliation: { ...evaluation.reconciliation },
          indicators: printIndicators(indicatorsOf(answer, evaluation.rows)),
          facets: facetAnswer(answer),
          revision: book.projects.revision,
          progressRevision: book.revision,
        };
      },
    ),
  );
}

function facetAnswer({ month, evaluation }: BookAnswer) {
  const { codes, lists } = month.columns;
  return Object.fromEntries(
    facets.map((facet) => {
      const { dictionary = [] } = codes[facetColumn[facet]] ?? lists[facetColumn[facet]] ?? {};
      const all = dictionary.map((code, at) => ({ code, count: evaluation.counts[facet][at] ?? 0 }));
      // Owners are as many as projects: only those with one.
      return [facet, facet === 'company' ? all.filter(({ count }) => count > 0) : all];
    }),
  ) as Record<Facet, { code: string; count: number }[]>;
}
