import { Hono } from 'hono';
import { z } from 'zod';
import sql from 'sql-template-tag';
import { zoneKind } from '../../data/vocabulary/zone.ts';
import { geometry, listed, member, pageOf, revision } from '../http/answers.ts';
import { answerOne, answerPage, pageParameters } from '../http/listed.ts';
import { codeParam, codes, rowCodes } from '../http/parameters.ts';
import { codeOf } from '../queries/page.ts';
import { zones } from '../queries/zones.ts';
import { anyOf } from '../queries/page.ts';
import { route } from '../route.ts';
import type { Env } from '../route.ts';
import type { Services } from '../services.ts';

const noun = { zh: '开发区', en: 'zone' };

const item = z.strictObject({
  ...listed,
  kind: member(zoneKind),
  district: z.string().nullable(),
  leadingIndustries: z.array(z.string()),
  plannedAreaM2: z.number().nullable(),
  builtAreaM2: z.number().nullable(),
});
const card = z.strictObject({
  ...item.shape,
  waterCapacityM3Day: z.number().int().nullable(),
  sewageCapacityM3Day: z.number().int().nullable(),
  powerCapacityMva: z.number().int().nullable(),
  committee: z.strictObject({ code: z.string(), name: z.string(), nameEn: z.string().nullable() }).nullable(),
  builtGeometry: geometry.nullable(),
  geometry,
  revision,
});

/** The list of zones and one of them with its geometry. */
export function zoneRoutes(services: Services) {
  return new Hono<Env>()
    .get(
      '/',
      route(
        {
          summary: 'Industrial cluster zones in name order',
          tag: 'zones',
          query: z.strictObject({
            kind: codes(zoneKind, 'Kinds of zones'),
            district: rowCodes('Codes of districts'),
            ...pageParameters,
          }),
          answer: pageOf(item),
        },
        (question) =>
          answerPage<z.input<typeof item>>(
            services,
            zones,
            question,
            anyOf([
              [sql`p.kind`, question.query.kind],
              [codeOf('district', question.viewer), question.query.district],
            ]),
          ),
      ),
    )
    .get(
      '/:code',
      route(
        { summary: 'One zone with its geometry', tag: 'zones', noun, param: codeParam, answer: card },
        (question) => answerOne<z.input<typeof card>>(services, zones, noun, question),
      ),
    );
}
