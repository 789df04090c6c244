import { Hono } from 'hono';
import { z } from 'zod';
import { corridorKind, corridorStatus } from '../../data/vocabulary/corridor.ts';
import { geometry, listed, member, pageOf, revision } from '../http/answers.ts';
import { listParameters } from '../http/list-parameters.ts';
import { answerOne, answerPage, pageParameters } from '../http/listed.ts';
import { codeParam } from '../http/parameters.ts';
import { corridors } from '../queries/corridors.ts';
import { facetConditions } from '../queries/facets.ts';
import { route } from '../route.ts';
import type { Env } from '../route.ts';
import type { Services } from '../services.ts';

const noun = { zh: '走廊', en: 'corridor' };

const item = z.strictObject({
  ...listed,
  kind: member(corridorKind),
  status: member(corridorStatus),
  standard: z.string().nullable(),
  lengthM: z.number(),
});
const card = z.strictObject({ ...item.shape, geometry, revision });

/** The list of corridors and one of them with its geometry. */
export function corridorRoutes(services: Services) {
  return new Hono<Env>()
    .get(
      '/',
      route(
        {
          summary: 'Infrastructure corridors in name order',
          tag: 'corridors',
          query: z.strictObject({ ...listParameters.corridor, ...pageParameters }),
          answer: pageOf(item),
        },
        (question) =>
          answerPage<z.input<typeof item>>(
            services,
            corridors,
            question,
            facetConditions('corridor', question),
          ),
      ),
    )
    .get(
      '/:code',
      route(
        { summary: 'One corridor with its geometry', tag: 'corridors', noun, param: codeParam, answer: card },
        (question) => answerOne<z.input<typeof card>>(services, corridors, noun, question),
      ),
    );
}
