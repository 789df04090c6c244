import { Hono } from 'hono';
import { z } from 'zod';
import { constraintEffect, constraintKind } from '../../data/vocabulary/constraint.ts';
import { geometry, listed, member, pageOf, revision } from '../http/answers.ts';
import { listParameters } from '../http/list-parameters.ts';
import { answerOne, answerPage, pageParameters } from '../http/listed.ts';
import { codeParam } from '../http/parameters.ts';
import { constraints } from '../queries/constraints.ts';
import { facetConditions } from '../queries/facets.ts';
import { route } from '../route.ts';
import type { Env } from '../route.ts';
import type { Services } from '../services.ts';

const noun = { zh: '约束区域', en: 'constraint area' };

const item = z.strictObject({ ...listed, kind: member(constraintKind), effect: member(constraintEffect) });
const card = z.strictObject({ ...item.shape, geometry, revision });

/** The list of constraints and one of them with its geometry. */
export function constraintRoutes(services: Services) {
  return new Hono<Env>()
    .get(
      '/',
      route(
        {
          summary: 'Constraint areas in name order',
          tag: 'constraints',
          query: z.strictObject({ ...listParameters.constraint, ...pageParameters }),
          answer: pageOf(item),
        },
        (question) =>
          answerPage<z.input<typeof item>>(
            services,
            constraints,
            question,
            facetConditions('constraint', question),
          ),
      ),
    )
    .get(
      '/:code',
      route(
        {
          summary: 'One constraint area with its geometry',
          tag: 'constraints',
          noun,
          param: codeParam,
          answer: card,
        },
        (question) => answerOne<z.input<typeof card>>(services, constraints, noun, question),
      ),
    );
}
