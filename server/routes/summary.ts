import { Hono } from 'hono';
import { z } from 'zod';
import { facets } from '../../data/filter.ts';
import type { Facet } from '../../data/filter.ts';
import { money, revision } from '../answers.ts';
import { filterParameters, readFilter } from '../filter-parameters.ts';
import { summarise } from '../queries/summary.ts';
import { route } from '../route.ts';
import type { Env } from '../route.ts';
import type { Services } from '../services.ts';

const count = z.number().int();
const facetCounts = z.array(z.strictObject({ code: z.string(), count }));

const summary = z.strictObject({
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
  facets: z
    .strictObject(
      Object.fromEntries(facets.map((facet) => [facet, facetCounts])) as Record<Facet, typeof facetCounts>,
    )
    .meta({ description: 'Counts of each facet, its own choice ignored, in the order of its dictionary' }),
  revision,
});

/** Totals of what passes the filter, how they reconcile, and the counts beside each choice. */
export function summaryRoutes(services: Services) {
  return new Hono<Env>().get(
    '/',
    route(
      {
        summary: 'Totals, reconciliation and facet counts of a filter',
        tag: 'projects',
        query: z.strictObject(filterParameters),
        answer: summary,
      },
      async ({ query, viewer, signal }) => {
        const { database } = services;
        const filter = await readFilter(query, { database, viewer, signal });
        const { year } = await services.place();
        const { facets, ...rest } = await summarise(database, { viewer, year, filter, signal });
        return {
          ...rest,
          mappedShare: rest.investment === 0 ? null : rest.mappedInvestment / rest.investment,
          facets: facets as z.input<typeof summary>['facets'],
        };
      },
    ),
  );
}
