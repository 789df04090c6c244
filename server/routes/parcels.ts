import { Hono } from 'hono';
import { z } from 'zod';
import { delivery, industrialGrade, landCodeSystem, landUse, supply } from '../../data/vocabulary/parcel.ts';
import { geometry, listed, member, pageOf, revision, money } from '../http/answers.ts';
import { listParameters } from '../http/list-parameters.ts';
import { answerOne, answerPage, pageParameters } from '../http/listed.ts';
import { codeParam } from '../http/parameters.ts';
import { parcels } from '../queries/parcels.ts';
import { facetConditions } from '../queries/facets.ts';
import { route } from '../route.ts';
import type { Env } from '../route.ts';
import type { Services } from '../services.ts';

const noun = { zh: '地块', en: 'parcel' };

const item = z.strictObject({
  ...listed,
  district: z.string().nullable(),
  zone: z.string().nullable(),
  landUse: member(landUse),
  industrialGrade: member(industrialGrade).nullable(),
  delivery: member(delivery),
  supply: member(supply),
  areaM2: z.number(),
  startPrice: money.nullable(),
  floorAreaRatio: z.number().nullable(),
});
const card = z.strictObject({
  ...item.shape,
  landCode: z.string().nullable(),
  landCodeSystem: member(landCodeSystem).nullable(),
  contact: z
    .strictObject({
      name: z.string(),
      nameEn: z.string().nullable(),
      position: z.string().nullable(),
      phone: z.string().nullable(),
      unit: z.string().nullable(),
      unitEn: z.string().nullable(),
    })
    .nullable(),
  geometry,
  revision,
});

/** The list of parcels and one of them with its geometry. */
export function parcelRoutes(services: Services) {
  return new Hono<Env>()
    .get(
      '/',
      route(
        {
          summary: 'Parcels of land in name order',
          tag: 'parcels',
          query: z.strictObject({ ...listParameters.parcel, ...pageParameters }),
          answer: pageOf(item),
        },
        (question) =>
          answerPage<z.input<typeof item>>(services, parcels, question, facetConditions('parcel', question)),
      ),
    )
    .get(
      '/:code',
      route(
        { summary: 'One parcel with its geometry', tag: 'parcels', noun, param: codeParam, answer: card },
        (question) => answerOne<z.input<typeof card>>(services, parcels, noun, question),
      ),
    );
}
