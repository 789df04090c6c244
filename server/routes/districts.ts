import { Hono } from 'hono';
import { z } from 'zod';
import { districtLevel } from '../../data/vocabulary/layer.ts';
import { date, geometry, listed, member, pageOf, revision } from '../http/answers.ts';
import { listParameters } from '../http/list-parameters.ts';
import { answerOne, answerPage, pageParameters } from '../http/listed.ts';
import { codeParam } from '../http/parameters.ts';
import { districts, reportingAreas } from '../queries/districts.ts';
import { facetConditions } from '../queries/facets.ts';
import { route } from '../route.ts';
import type { Env } from '../route.ts';
import type { Services } from '../services.ts';

const noun = { zh: '区县', en: 'district' };

const item = z.strictObject({
  ...listed,
  level: member(districtLevel),
  codeEdition: z.string(),
  validFrom: date.nullable(),
  validTo: date.nullable(),
  population: z.number().int().nullable(),
  populationYear: z.number().int().nullable(),
});
const card = z.strictObject({ ...item.shape, geometry, revision });

/** The list of districts and one of them with its geometry. */
export function districtRoutes(services: Services) {
  return new Hono<Env>()
    .get(
      '/',
      route(
        {
          summary: 'Districts in name order',
          tag: 'districts',
          query: z.strictObject({ ...listParameters.district, ...pageParameters }),
          answer: pageOf(item),
        },
        (question) =>
          answerPage<z.input<typeof item>>(
            services,
            districts,
            question,
            facetConditions('district', question),
          ),
      ),
    )
    .get(
      '/:code',
      route(
        { summary: 'One district with its geometry', tag: 'districts', noun, param: codeParam, answer: card },
        (question) => answerOne<z.input<typeof card>>(services, districts, noun, question),
      ),
    );
}

const reportingArea = z.strictObject({
  code: z.string(),
  name: z.string(),
  nameEn: z.string().nullable(),
  /** Whether the area stands in the city's totals (含/不含). */
  counted: z.boolean(),
  district: z.string().nullable(),
});

/** Who reports: mostly districts, and zones that report by themselves. */
export function reportingAreaRoutes(services: Services) {
  return new Hono<Env>().get(
    '/',
    route(
      {
        summary: 'Reporting areas in the order of reports',
        tag: 'districts',
        answer: z.strictObject({ items: z.array(reportingArea), revision }),
      },
      ({ viewer, signal }) =>
        reportingAreas<z.input<typeof reportingArea>>(services.database, { viewer, signal }),
    ),
  );
}
