import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Hono } from 'hono';
import { z } from 'zod';
import { defaultUploadLimit } from '../../data/config.ts';
import { layer } from '../../data/vocabulary/layer.ts';
import type { FileStore } from '../files.ts';
import { choice, limit, text } from '../http/parameters.ts';
import { badParameters, notFound, problemLanguage } from '../http/problem.ts';
import type { ProblemLanguage } from '../http/problem.ts';
import { cardAnswer, itemAnswer } from '../imports/import-answer.ts';
import { importCard, importItem, importSettings } from '../imports/import-answers.ts';
import { importNoun } from '../imports/import-problems.ts';
import { receiveFile } from '../imports/receive.ts';
import { checkSettings } from '../imports/settings.ts';
import { askAction, stopImport } from '../imports/steps.ts';
import type { JobRunner } from '../jobs.ts';
import { importPage, oneImport } from '../queries/imports.ts';
import type { ImportCard } from '../queries/imports.ts';
import { route } from '../route.ts';
import type { Env } from '../route.ts';
import type { Services } from '../services.ts';

/** What imports are taken with. */
export interface ImportParts {
  /** Bytes. */
  readonly uploadLimit: number;
  /** Where files are laid while they are read or written. */
  readonly workDirectory: string;
  readonly jobs: Pick<JobRunner, 'wake' | 'stop'>;
}

const declared = { tag: 'imports', access: 'operator', cache: 'never' } as const;
export const ofOneImport = {
  ...declared,
  noun: importNoun,
  param: z.object({ id: z.string().regex(/^[a-z0-9]{12}$/) }),
} as const;
/** Nothing to say: an empty JSON object. */
const nothing = z.strictObject({});
export const idleImports: ImportParts = {
  uploadLimit: defaultUploadLimit,
  workDirectory: join(tmpdir(), 'groundwork-work'),
  jobs: { wake: () => undefined, stop: () => undefined },
};

/** Reads one import. @throws Problem 404. */
export function cardReader({ database, place }: Services): (id: string) => Promise<ImportCard> {
  return async (id) => {
    const { timeZone } = await place();
    const card = await oneImport(database, { id, timeZone });
    if (!card) throw notFound(importNoun, id, { key: 'id' });
    return card;
  };
}

export const languageOf = (request: Request): ProblemLanguage =>
  problemLanguage(request.headers.get('Accept-Language'));

/** Files taken in: received, read, checked, written, undone. */
export function importRoutes(services: Services, files: FileStore, parts: ImportParts = idleImports) {
  const { database } = services;
  const { jobs, uploadLimit } = parts;
  const cardOf = cardReader(services);
  const answerOf = async (id: string, request: Request) => cardAnswer(await cardOf(id), languageOf(request));

  return new Hono<Env>()
    .post(
      '/',
      route(
        {
          ...declared,
          summary:
            'Takes a file; it is then read, and nothing of it written before it was checked and applied',
          query: z.strictObject({
            noun: choice(layer.codes, 'What its rows are'),
            fileName: text({ description: 'Name of the file, to be shown; its ending helps to read it' }),
          }),
          upload: { types: ['application/octet-stream'], largestBytes: uploadLimit, streamed: true },
          answer: importCard,
        },
        async ({ query: { noun, fileName }, chunks, viewer, request }) => {
          if (!noun) throw badParameters([{ key: 'noun', value: '', allowed: layer.codes }]);
          if (!fileName?.trim())
            throw badParameters([
              { key: 'fileName', value: '', allowed: { zh: '文件名', en: 'the name of the file' } },
            ]);
          const given = { noun, fileName, chunks, actor: viewer.kind };
          const { subject: id } = await receiveFile({ database, files }, given);
          jobs.wake();
          return answerOf(id, request);
        },
      ),
    )
    .get(
      '/',
      route(
        {
          ...declared,
          summary: 'Imports, the newest first',
          query: z.strictObject({
            limit: limit(50, 200),
            before: text({ description: 'Only imports older than the one of this id' }),
          }),
          answer: z.strictObject({ items: z.array(importItem) }),
        },
        async ({ query, request }) => {
          const { timeZone } = await services.place();
          const { limit: size = 50, before } = query;
          const items = await importPage(database, { limit: size, before, timeZone });
          return { items: items.map((item) => itemAnswer(item, languageOf(request))) };
        },
      ),
    )
    .get(
      '/:id',
      route(
        { ...ofOneImport, summary: 'One import with what was read and chosen', answer: importCard },
        ({ param: { id }, request }) => answerOf(id, request),
      ),
    )
    .post(
      '/:id/read',
      route(
        {
          ...ofOneImport,
          summary: 'Reads the file again: another layer, or in the encoding that is given',
          body: z.strictObject({
            layer: z.string().max(1000).optional(),
            encoding: z.string().max(40).optional(),
          }),
          answer: importCard,
        },
        async ({ param: { id }, body, viewer, request }) => {
          await askAction(database, await cardOf(id), 'read', {
            actor: viewer.kind,
            patch: { reading: { asked: body }, settings: null, summary: null },
          });
          jobs.wake();
          return answerOf(id, request);
        },
      ),
    )
    .post(
      '/:id/settings',
      route(
        {
          ...ofOneImport,
          summary: 'Says how the file is to be read, and checks every row of it without writing any',
          body: importSettings,
          answer: importCard,
        },
        async ({ param: { id }, body, viewer, request }) => {
          const card = await cardOf(id);
          const settings = checkSettings(card, body);
          await askAction(database, card, 'settings', {
            actor: viewer.kind,
            patch: { settings, summary: null },
          });
          jobs.wake();
          return answerOf(id, request);
        },
      ),
    )
    .post(
      '/:id/apply',
      route(
        {
          ...ofOneImport,
          summary: 'Writes the new and changed rows of the dry run, all or none',
          body: nothing,
          answer: importCard,
        },
        async ({ param: { id }, viewer, request }) => {
          await askAction(database, await cardOf(id), 'apply', { actor: viewer.kind });
          jobs.wake();
          return answerOf(id, request);
        },
      ),
    )
    .post(
      '/:id/undo',
      route(
        {
          ...ofOneImport,
          summary: 'Takes back what the import wrote, unless it was changed since',
          body: nothing,
          answer: importCard,
        },
        async ({ param: { id }, viewer, request }) => {
          await askAction(database, await cardOf(id), 'undo', { actor: viewer.kind });
          jobs.wake();
          return answerOf(id, request);
        },
      ),
    )
    .post(
      '/:id/cancel',
      route(
        {
          ...ofOneImport,
          summary: 'Stops what runs, so that everything is as before it, or gives the import up',
          body: nothing,
          answer: importCard,
        },
        async ({ param: { id }, viewer, request }) => {
          await stopImport(database, await cardOf(id), { actor: viewer.kind });
          jobs.stop(id);
          return answerOf(id, request);
        },
      ),
    );
}
