import { Hono } from 'hono';
import { z } from 'zod';
import { vocabulary } from '../../data/vocabulary/index.ts';
import type { CodeList, Word } from '../../data/vocabulary/word.ts';
import { route } from '../route.ts';
import type { Env } from '../route.ts';

const entry = z
  .object({ code: z.string(), zh: z.string(), en: z.string() })
  .catchall(z.union([z.string(), z.boolean()]));
const lists = z.record(z.string(), z.array(entry));

const answer: z.input<typeof lists> = Object.fromEntries(
  Object.entries<CodeList>(vocabulary).map(([name, { codes, words }]) => [
    name,
    codes.map((code) => ({ code, ...(words[code] as Word) })),
  ]),
);

/** Every code list: codes in the order of screens and exports, with their words. */
export function vocabularyRoutes() {
  return new Hono<Env>().get(
    '/',
    route({ summary: 'The code lists with their words', tag: 'place', answer: lists }, async () => answer),
  );
}
