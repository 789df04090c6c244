import { layer, pluralOf } from '../../data/vocabulary/layer.ts';
import { createHash } from 'node:crypto';
import { Hono } from 'hono';
import { z } from 'zod';
import type { Layer } from '../../data/vocabulary/layer.ts';
import { exportCrsOf, findExportCrs, wgs84 } from '../exports/export-crs.ts';
import { headingLanguages } from '../exports/columns.ts';
import { disposition } from '../exports/file-name.ts';
import { openExport } from '../exports/open-export.ts';
import type { ExportFormat } from '../exports/open-export.ts';
import { byteStream } from '../exports/pages.ts';
import { formatIds, formats } from '../formats/formats.ts';
import type { FormatId } from '../formats/formats.ts';
import { isKnown } from '../http/etag.ts';
import { filterParameters } from '../http/filter-parameters.ts';
import { listParameters } from '../http/list-parameters.ts';
import { box, choice, text } from '../http/parameters.ts';
import { badParameters } from '../http/problem.ts';
import { cacheControl } from '../http/send.ts';
import { fileRoute, route } from '../route.ts';
import type { Env, Question } from '../route.ts';
import type { Services } from '../services.ts';

const written = formatIds.filter((id) => formats[id].write !== undefined);
const endings = new Map(written.map((id) => [formats[id].extensions[0] ?? id, id]));

/** How a file is written, whatever it holds. */
const formParameters = {
  headings: choice(
    headingLanguages,
    'Headings and labels in Chinese or English, or names and codes as the API has them',
    'code',
  ),
  crs: text({
    description: 'Coordinate system, EPSG:…, one of those that /api/exports lists; KML takes EPSG:4326 alone',
    shown: { type: 'string', default: 'EPSG:4326' },
  }),
  encoding: choice(
    ['utf-8', 'gbk'],
    'Encoding of CSV: UTF-8 with its mark, or GBK (GB18030: letters that GBK lacks take four bytes)',
    'utf-8',
  ),
};

const projectQuery = z.strictObject({
  ...filterParameters,
  sites: choice(
    ['true', 'false'],
    'Whether the sites of packages follow them as rows of their own, with `parent`',
    'true',
  ),
  ...formParameters,
});

function queryOf(noun: Layer): z.ZodObject {
  return noun === 'project'
    ? projectQuery
    : z.strictObject({ ...listParameters[noun], bbox: box(), ...formParameters });
}

/** The rows of a noun as a file. */
export function exportFileRoutes(services: Services) {
  const app = new Hono<Env>();
  for (const noun of layer.codes) {
    const plural = pluralOf[noun];
    const name = `${plural}File`;
    const files = [...endings.keys()].map((ending) => `${plural}.${ending}`) as [string, ...string[]];
    const declaration = {
      summary: `The ${plural} that pass a filter, as a file`,
      tag: plural,
      noun: { zh: '此格式的文件', en: 'file of this format' },
      contentType: written.map((id) => formats[id].mediaType),
      param: z.object({ [name]: z.enum(files) }),
      query: queryOf(noun),
    };
    app.get(
      `/:${name}{${plural}\\.[a-z.]+}`,
      fileRoute(declaration, ({ param, ...question }) => {
        const ending = (param[name] ?? '').slice(plural.length + 1);
        return answer(services, noun, endings.get(ending) as FormatId, question);
      }),
    );
  }
  return app;
}

type Asked = Omit<Question<Record<string, unknown>, unknown>, 'param'>;

async function answer(
  services: Services,
  noun: Layer,
  format: FormatId,
  { query, viewer, signal, request }: Asked,
): Promise<Response> {
  const {
    headings = 'code',
    crs: given,
    encoding = 'utf-8',
    ...narrowed
  } = query as z.output<typeof projectQuery>;
  const place = await services.place();
  const crs = findExportCrs(format === 'kml' ? [wgs84] : exportCrsOf(place), given);
  if (encoding === 'gbk' && format !== 'csv')
    throw badParameters([
      {
        key: 'encoding',
        value: encoding,
        allowed: { zh: '只有 CSV 可用 GBK', en: 'GBK is for CSV alone' },
      },
    ]);
  const opened = await openExport(services, {
    noun,
    query: narrowed,
    viewer,
    signal,
    headings,
    crs,
    encoding,
  });
  const tag = createHash('sha256').update(
    JSON.stringify([format, headings, crs.epsg, encoding, viewer.kind, narrowed, opened.basis]),
  );
  const etag = `W/"${tag.digest('base64url').slice(0, 27)}"`;
  const headers = new Headers({
    ETag: etag,
    'Cache-Control': cacheControl('revalidate', viewer),
    Vary: 'Accept-Encoding, Authorization',
  });
  if (isKnown(etag, request.headers.get('If-None-Match')))
    return new Response(null, { status: 304, headers });
  const { mediaType, extensions, write } = formats[format];
  const charset = format === 'csv' ? `; charset=${encoding}` : '';
  headers.set('Content-Type', mediaType + charset);
  headers.set('Groundwork-Rows', String(opened.count));
  headers.set(
    'Content-Disposition',
    disposition({
      noun,
      plural: pluralOf[noun],
      words: opened.words,
      headings,
      day: place.today,
      extension: extensions[0] ?? format,
    }),
  );
  if (request.method === 'HEAD') return new Response(null, { headers });
  const { pieces, bytes } = await opened.make(format as ExportFormat);
  if (bytes !== undefined) headers.set('Content-Length', String(bytes));
  const stream = byteStream(pieces, { signal, report: (error) => services.report(error) });
  const zipped = write === 'text' && /\bgzip\b/.test(request.headers.get('Accept-Encoding') ?? '');
  if (!zipped) return new Response(stream, { headers });
  headers.set('Content-Encoding', 'gzip');
  const gzip = new CompressionStream('gzip') as ReadableWritablePair<Uint8Array, Uint8Array>;
  return new Response(stream.pipeThrough(gzip), { headers });
}

const word = z.strictObject({ zh: z.string(), en: z.string() });

/** In which formats and coordinate systems files are written here. */
export function exportRoutes(services: Services) {
  return new Hono<Env>().get(
    '/',
    route(
      {
        summary: 'The formats and coordinate systems in which files are written',
        tag: 'place',
        answer: z.strictObject({
          formats: z.array(
            z.strictObject({ extension: z.string(), name: z.string(), mediaType: z.string() }),
          ),
          crs: z.array(z.strictObject({ epsg: z.number().int(), name: word })),
        }),
      },
      async () => ({
        formats: written.map((id) => ({
          extension: formats[id].extensions[0] ?? id,
          name: formats[id].label,
          mediaType: formats[id].mediaType,
        })),
        crs: exportCrsOf(await services.place()).map(({ epsg, word }) => ({ epsg, name: word })),
      }),
    ),
  );
}
