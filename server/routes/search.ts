import { Hono } from 'hono';
import { z } from 'zod';
import { writeSpellings } from '../../data/search/write-spellings.ts';
import { searchNoun } from '../../data/vocabulary/search.ts';
import { bbox, member } from '../http/answers.ts';
import { limit, shortText } from '../http/parameters.ts';
import { route } from '../route.ts';
import type { Env } from '../route.ts';
import type { Services } from '../services.ts';
import { search } from '../search/search.ts';

const parts = z
  .array(z.tuple([z.number().int(), z.number().int()]))
  .meta({ description: 'What was found of the name: first UTF-16 unit and length of each part' });

const item = z.strictObject({
  code: z.string(),
  name: z.string(),
  nameEn: z.string().nullable(),
  kind: z.string().nullable().meta({
    description: 'Status of a project, level of a district, land use of a parcel, else the kind',
  }),
  district: z.string().nullable(),
  extent: bbox.nullable(),
  site: z
    .strictObject({ name: z.string(), nameEn: z.string().nullable() })
    .nullable()
    .meta({ description: 'The site of a package that was found instead of its own name' }),
  similar: z.boolean().meta({ description: 'Only like what was asked for' }),
  matched: parts,
  matchedEn: parts,
});

const answer = z.strictObject({
  groups: z.array(
    z.strictObject({ noun: member(searchNoun), total: z.number().int(), items: z.array(item) }),
  ),
});

/** Search by name, pinyin, initials, English name or code. */
export function searchRoutes(services: Services) {
  // Names written by whatever wrote them are spelled before the next question, once for each move of the revisions.
  let unspelled = true;
  services.revisions.onMove(() => (unspelled = true));
  async function spellNew(): Promise<void> {
    if (!unspelled) return;
    unspelled = false;
    await writeSpellings(services.database).catch((error: unknown) => {
      unspelled = true; // a database that takes no writes now: names are found as they are written
      services.report(error);
    });
  }
  return new Hono<Env>().get(
    '/',
    route(
      {
        summary: 'Things by name, pinyin, initials, English name or code, grouped by noun, the best first',
        tag: 'search',
        query: z.strictObject({
          q: shortText('Words, each of which must be found in a name or code', 100),
          limit: limit(5, 20, 'Largest number of items of each noun'),
        }),
        answer,
      },
      async ({ query, viewer, signal }) => {
        await spellNew();
        return search(services.database, { text: query.q ?? '', viewer, limit: query.limit ?? 5, signal });
      },
    ),
  );
}

/** The answer as the routes give it. */
export type SearchAnswer = z.input<typeof answer>;
