import { Hono } from 'hono';
import { z } from 'zod';
import sql from 'sql-template-tag';
import { constraintEffect, constraintKind } from '../../data/vocabulary/constraint.ts';
import { geometry, listed, member, pageOf, revision } from '../http/answers.ts';
import { answerOne, answerPage, pageParameters } from '../http/listed.ts';
import { codeParam, codes } from '../http/parameters.ts';
import { constraintEffectOf } from '../queries/constraint-effect.ts';
import { constraints } from '../queries/constraints.ts';
import { anyOf } from '../queries/page.ts';
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
          query: z.strictObject({
            kind: codes(constraintKind, 'Kinds of constraints'),
            effect: codes(constraintEffect, 'What they do to a site'),
            ...pageParameters,
          }),
          answer: pageOf(item),
        },
        (question) =>
          answerPage<z.input<typeof item>>(
            services,
            constraints,
            question,
            anyOf([
              [sql`p.kind`, question.query.kind],
              [constraintEffectOf(sql`p.kind`), question.query.effect],
            ]),
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
