import { Hono } from 'hono';
import { z } from 'zod';
import sql from 'sql-template-tag';
import { corridorKind, corridorStatus } from '../../data/vocabulary/corridor.ts';
import { geometry, listed, member, pageOf, revision } from '../http/answers.ts';
import { answerOne, answerPage, pageParameters } from '../http/listed.ts';
import { codeParam, codes } from '../http/parameters.ts';
import { corridors } from '../queries/corridors.ts';
import { anyOf } from '../queries/page.ts';
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
          query: z.strictObject({
            kind: codes(corridorKind, 'Kinds of corridors'),
            status: codes(corridorStatus, 'How far they exist'),
            ...pageParameters,
          }),
          answer: pageOf(item),
        },
        (question) =>
          answerPage<z.input<typeof item>>(
            services,
            corridors,
            question,
            anyOf([
              [sql`p.kind`, question.query.kind],
              [sql`p.status`, question.query.status],
            ]),
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
