import { Hono } from 'hono';
import { z } from 'zod';
import { facilityKind } from '../../data/vocabulary/facility.ts';
import { geometry, listed, member, pageOf, revision } from '../http/answers.ts';
import { listParameters } from '../http/list-parameters.ts';
import { answerOne, answerPage, pageParameters } from '../http/listed.ts';
import { codeParam } from '../http/parameters.ts';
import { facilities } from '../queries/facilities.ts';
import { facetConditions } from '../queries/facets.ts';
import { route } from '../route.ts';
import type { Env } from '../route.ts';
import type { Services } from '../services.ts';

const noun = { zh: '设施', en: 'facility' };

const item = z.strictObject({ ...listed, kind: member(facilityKind), detail: z.string().nullable() });
const card = z.strictObject({ ...item.shape, geometry, revision });

/** The list of facilities and one of them with its geometry. */
export function facilityRoutes(services: Services) {
  return new Hono<Env>()
    .get(
      '/',
      route(
        {
          summary: 'Facilities that sites are measured to, in name order',
          tag: 'facilities',
          query: z.strictObject({ ...listParameters.facility, ...pageParameters }),
          answer: pageOf(item),
        },
        (question) =>
          answerPage<z.input<typeof item>>(
            services,
            facilities,
            question,
            facetConditions('facility', question),
          ),
      ),
    )
    .get(
      '/:code',
      route(
        {
          summary: 'One facility with its geometry',
          tag: 'facilities',
          noun,
          param: codeParam,
          answer: card,
        },
        (question) => answerOne<z.input<typeof card>>(services, facilities, noun, question),
      ),
    );
}
