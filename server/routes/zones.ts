import { Hono } from 'hono';
import { z } from 'zod';
import { zoneKind } from '../../data/vocabulary/zone.ts';
import { geometry, listed, member, pageOf, revision } from '../http/answers.ts';
import { listParameters } from '../http/list-parameters.ts';
import { answerOne, answerPage, pageParameters } from '../http/listed.ts';
import { codeParam } from '../http/parameters.ts';
import { zones } from '../queries/zones.ts';
import { facetConditions } from '../queries/facets.ts';
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
          query: z.strictObject({ ...listParameters.zone, ...pageParameters }),
          answer: pageOf(item),
        },
        (question) =>
          answerPage<z.input<typeof item>>(services, zones, question, facetConditions('zone', question)),
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
