import { Hono } from 'hono';
import { z } from 'zod';
import { date, revision } from '../http/answers.ts';
import { askBook } from '../book/book-question.ts';
import { filterParameters, readFilter } from '../http/filter-parameters.ts';
import { indicatorsAnswer, printIndicators } from '../book/indicators-answer.ts';
import { leagueGroups, leagueOf, rankings } from '../book/league.ts';
import { choice } from '../http/parameters.ts';
import { route } from '../route.ts';
import type { Env } from '../route.ts';
import type { Services } from '../services.ts';

const league = z.strictObject({
  by: z.enum(leagueGroups),
  month: z.string().meta({ description: 'The month judged, YYYY-MM' }),
  asOf: date.nullable().meta({ description: 'What was known at the end of this day; null = now' }),
  crossing: z.number().int().meta({ description: 'Projects that touch several districts' }),
  total: indicatorsAnswer,
  rows: z.array(
    z.strictObject({
      code: z.string().nullable().meta({ description: 'null = what belongs to none' }),
      name: z.string(),
      nameEn: z.string().nullable(),
      rank: z
        .number()
        .int()
        .nullable()
        .meta({ description: '1 = best; equal figures share a place; null without the figure' }),
      indicators: indicatorsAnswer,
    }),
  ),
  revision,
  progressRevision: revision,
});

/** What passes a filter, grouped and ranked. */
export function leagueRoutes(services: Services) {
  return new Hono<Env>().get(
    '/',
    route(
      {
        summary:
          'Indicators by group, ranked; by district money counts by its share, projects in the reporting area’s district',
        tag: 'projects',
        query: z.strictObject({
          ...filterParameters,
          by: choice(leagueGroups, 'What the rows are', 'district'),
          sort: choice(rankings, 'The indicator that ranks; best first', 'investmentRate'),
          counted: choice(['1'], '1 = only reporting areas that count in the totals of the city'),
        }),
        answer: league,
      },
      async ({ query, viewer, signal }) => {
        const { by = 'district', sort = 'investmentRate', counted, ...filterQuery } = query;
        const filter = await readFilter(filterQuery, { database: services.database, viewer, signal });
        const answer = await askBook(services, viewer, filter);
        const { total, crossing, rows } = leagueOf(answer, { by, sort, counted: counted === '1' });
        return {
          by,
          month: answer.moment.month,
          asOf: answer.moment.asOf,
          crossing,
          total: printIndicators(total),
          rows: rows.map(({ indicators, ...row }) => ({ ...row, indicators: printIndicators(indicators) })),
          revision: answer.book.projects.revision,
          progressRevision: answer.book.revision,
        };
      },
    ),
  );
}
