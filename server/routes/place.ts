import { Hono } from 'hono';
import { z } from 'zod';
import { bbox, date } from '../http/answers.ts';
import { rulesSchema } from '../../data/sources/place.ts';
import { hasIllustrativeRows } from '../queries/place.ts';
import { layers, nouns } from '../queries/revision.ts';
import type { Layer, Noun } from '../queries/revision.ts';
import { route } from '../route.ts';
import type { Env } from '../route.ts';
import type { Services } from '../services.ts';

const place = z.strictObject({
  code: z.string(),
  name: z.string(),
  nameEn: z.string(),
  timeZone: z.string(),
  referenceDate: date.nullable().meta({ description: "The demo's today; null = the real one" }),
  today: date,
  month: z.string().meta({ description: 'The month judged, YYYY-MM: the last closed one' }),
  year: z.number().int().meta({ description: 'Year of the project list that is shown' }),
  years: z
    .array(z.number().int())
    .meta({ description: 'Years that have a project list, the last one first' }),
  mapApprovalNumber: z.string().nullable().meta({ description: '审图号; null = not yet submitted' }),
  organisation: z.string().nullable(),
  attribution: z.string(),
  extent: bbox,
  workingCrs: z
    .array(z.number().int())
    .meta({ description: 'EPSG codes of the systems in which surveys of the place are made' }),
  rules: rulesSchema.meta({ description: 'Thresholds and calendars that projects are judged by' }),
  illustrative: z
    .boolean()
    .meta({ description: 'Illustrative rows are present: every screen bears the mark 示例数据' }),
});

/** The place that this portal is about. */
export function placeRoutes(services: Services) {
  return new Hono<Env>().get(
    '/',
    route(
      { summary: 'The place, its time and its marks', tag: 'place', answer: place },
      async ({ viewer, signal }) => {
        const [known, illustrative] = await Promise.all([
          services.place(),
          hasIllustrativeRows(services.database, viewer, signal),
        ]);
        return { ...known, years: [...known.years], workingCrs: [...known.workingCrs], illustrative };
      },
    ),
  );
}

const each = <Name extends Noun>(names: readonly Name[]) =>
  z.strictObject(Object.fromEntries(names.map((noun) => [noun, z.string()])) as Record<Name, z.ZodString>);
const revisions = z.strictObject({
  layers: each(layers).meta({ description: 'Revision of each map layer, as in the tile addresses' }),
  columns: each(nouns).meta({ description: 'Revision of each column file, for ?v=' }),
});

/** What a client asks now and then to notice that something moved: cheap, no question to the database. */
export function revisionRoutes(services: Services) {
  return new Hono<Env>().get(
    '/',
    route(
      { summary: 'The revisions of all layers and column files', tag: 'place', answer: revisions },
      async () => {
        const { revisions: known } = services;
        if (known.layer('project') === undefined) await known.refresh();
        return {
          layers: Object.fromEntries(layers.map((noun) => [noun, known.layer(noun) ?? ''])) as Record<
            Layer,
            string
          >,
          columns: Object.fromEntries(nouns.map((noun) => [noun, known.answer(noun) ?? ''])) as Record<
            Noun,
            string
          >,
        };
      },
    ),
  );
}
