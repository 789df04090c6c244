import { open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Readable } from 'node:stream';
import { Hono } from 'hono';
import { z } from 'zod';
import { importRowState } from '../../data/vocabulary/import.ts';
import type { FileStore } from '../files.ts';
import { choice, codes, limit, text } from '../http/parameters.ts';
import { badParameters } from '../http/problem.ts';
import { attachment } from '../imports/file-name.ts';
import { rowAnswer } from '../imports/import-answer.ts';
import { importPreview, importRow } from '../imports/import-answers.ts';
import { noOriginal } from '../imports/import-problems.ts';
import { placePreview } from '../imports/preview.ts';
import { writeRefused } from '../imports/refused-file.ts';
import { withFile } from '../imports/work-file.ts';
import { importRows } from '../queries/imports.ts';
import { fileRoute, route } from '../route.ts';
import type { Env } from '../route.ts';
import type { Services } from '../services.ts';
import { cardReader, idleImports, languageOf, ofOneImport } from './imports.ts';
import type { ImportParts } from './imports.ts';

/** What of an import is looked at and carried away: rows of the dry run, a preview, refused rows, the original. */
export function importRowRoutes(
  services: Services,
  files: FileStore,
  { workDirectory }: ImportParts = idleImports,
) {
  const { database } = services;
  const cardOf = cardReader(services);
  return new Hono<Env>()
    .get(
      '/:id/rows',
      route(
        {
          ...ofOneImport,
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
          ...ofOneImport,
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
      '/:id/refused',
      fileRoute(
        {
          ...ofOneImport,
          summary: 'The refused rows in the format of the file, with a column of reasons',
          contentType: 'application/octet-stream',
        },
        async ({ param: { id }, request, signal }) => {
          const card = await cardOf(id);
          const language = languageOf(request);
          return download(
            await withFile({ files, workDirectory }, card, async (upload) => {
              const directory = dirname(upload.path);
              const asked = { card, upload, directory, language, created: services.clock(), signal };
              const { path, name } = await writeRefused(database, asked);
              // Opened, it outlives its directory until it is sent.
              const file = await open(path);
              const { size } = await file.stat();
              return {
                name,
                bytes: size,
                stream: Readable.toWeb(file.createReadStream()) as ReadableStream<Uint8Array>,
              };
            }),
          );
        },
      ),
    )
    .get(
      '/:id/original',
      fileRoute(
        { ...ofOneImport, summary: 'The file as it came', contentType: 'application/octet-stream' },
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
