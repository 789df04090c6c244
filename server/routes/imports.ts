import { Hono } from 'hono';
import { z } from 'zod';
import { defaultUploadLimit } from '../../data/config.ts';
import { importRowState } from '../../data/vocabulary/import.ts';
import { layer } from '../../data/vocabulary/layer.ts';
import type { FileStore } from '../files.ts';
import { choice, codes, limit, text } from '../http/parameters.ts';
import { badParameters, notFound, problemLanguage } from '../http/problem.ts';
import { cardAnswer, itemAnswer, rowAnswer } from '../imports/import-answer.ts';
import {
  importCard,
  importItem,
  importPreview,
  importRow,
  importSettings,
} from '../imports/import-answers.ts';
import { importNoun, noOriginal } from '../imports/import-problems.ts';
import { placePreview } from '../imports/preview.ts';
import { receiveFile } from '../imports/receive.ts';
import { attachment } from '../imports/file-name.ts';
import { checkSettings } from '../imports/settings.ts';
import { askAction, stopImport } from '../imports/steps.ts';
import type { JobRunner } from '../jobs.ts';
import { importPage, importRows, oneImport } from '../queries/imports.ts';
import type { ImportCard } from '../queries/imports.ts';
import { fileRoute, route } from '../route.ts';
import type { Env } from '../route.ts';
import type { Services } from '../services.ts';

/** What imports are taken with. */
export interface ImportParts {
  /** Bytes. */
  readonly uploadLimit: number;
  readonly jobs: Pick<JobRunner, 'wake' | 'stop'>;
}

const declared = { tag: 'imports', access: 'operator', cache: 'never' } as const;
const ofOne = {
  ...declared,
  noun: importNoun,
  param: z.object({ id: z.string().regex(/^[a-z0-9]{12}$/) }),
} as const;
/** Nothing to say: an empty JSON object. */
const nothing = z.strictObject({});
const idle: ImportParts = {
  uploadLimit: defaultUploadLimit,
  jobs: { wake: () => undefined, stop: () => undefined },
};

/** Files taken in: received, read, checked, written, undone. */
export function importRoutes(services: Services, files: FileStore, parts: ImportParts = idle) {
  const { database } = services;
  const { jobs, uploadLimit } = parts;
  const cardOf = async (id: string): Promise<ImportCard> => {
    const { timeZone } = await services.place();
    const card = await oneImport(database, { id, timeZone });
    if (!card) throw notFound(importNoun, id, { key: 'id' });
    return card;
  };
  const languageOf = (request: Request) => problemLanguage(request.headers.get('Accept-Language'));
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
        { ...ofOne, summary: 'One import with what was read and chosen', answer: importCard },
        ({ param: { id }, request }) => answerOf(id, request),
      ),
    )
    .post(
      '/:id/read',
      route(
        {
          ...ofOne,
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
          ...ofOne,
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
          ...ofOne,
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
          ...ofOne,
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
          ...ofOne,
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
    )
    .get(
      '/:id/rows',
      route(
        {
          ...ofOne,
          summary: 'What the dry run made of the rows, in the order of the file',
          query: z.strictObject({
            state: codes(importRowState, 'What becomes of them'),
            after: text({ description: 'Only rows after this one: `next` of the page before' }),
            limit: limit(100, 500),
          }),
          answer: z.strictObject({
            items: z.array(importRow),
            next: z.number().int().nullable().meta({ description: '`after` of the next page' }),
          }),
        },
        async ({ param: { id }, query, request }) => {
          await cardOf(id);
          const { state: states = [], limit: size = 100 } = query;
          const after = rowNumber(query.after);
          const rows = await importRows(database, { id, states, after, limit: size + 1 });
          const items = rows.slice(0, size);
          return {
            items: items.map((row) => rowAnswer(row, languageOf(request))),
            next: rows.length > size ? (items.at(-1)?.row ?? null) : null,
          };
        },
      ),
    )
    .get(
      '/:id/preview',
      route(
        {
          ...ofOne,
          summary: 'Some rows of the file, placed as one would choose: where would they lie?',
          query: z.strictObject({
            crs: text({ description: 'EPSG:4528, GCJ-02 or BD-09; by default the first proposal' }),
            swapped: choice(['0', '1'], 'The file gives latitude, or northing, first', '0'),
            lng: text({ description: 'Column of the longitudes or eastings' }),
            lat: text({ description: 'Column of the latitudes or northings' }),
            pair: text({ description: 'Column with both in one cell' }),
            wkt: text({ description: 'Column of geometries as WKT' }),
          }),
          answer: importPreview,
        },
        async ({ param: { id }, query, signal }) => {
          const { extent } = await services.place();
          return placePreview(database, { card: await cardOf(id), extent, asked: query, signal });
        },
      ),
    )
    .get(
      '/:id/original',
      fileRoute(
        { ...ofOne, summary: 'The file as it came', contentType: 'application/octet-stream' },
        async ({ param: { id } }) => {
          const { fileHash, fileName } = await cardOf(id);
          const file = await files.open(fileHash);
          if (!file) throw noOriginal(fileName);
          return download({ name: fileName, bytes: file.bytes, stream: file.stream() });
        },
      ),
    );
}

/** Bytes to be kept as a file and never shown as a page. */
function download(file: {
  readonly name: string;
  readonly bytes?: number;
  readonly stream: ReadableStream<Uint8Array>;
}): Response {
  return new Response(file.stream, {
    headers: {
      'Content-Type': 'application/octet-stream',
      'Content-Disposition': attachment(file.name),
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'no-store',
      ...(file.bytes === undefined ? {} : { 'Content-Length': String(file.bytes) }),
    },
  });
}

function rowNumber(given: string | undefined): number {
  if (given === undefined) return 0;
  if (/^\d{1,9}$/.test(given)) return Number(given);
  throw badParameters([
    { key: 'after', value: given, allowed: { zh: '行号（next）', en: 'the number of a row (next)' } },
  ]);
}
