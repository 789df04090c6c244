import { Hono } from 'hono';
import { z } from 'zod';
import { bbox } from '../http/answers.ts';
import { archiveName, ArchiveError, type ArchiveStore, type LentArchive } from '../archives/archive-store.ts';
import { readRange } from '../archives/byte-range.ts';
import { isKnown } from '../http/etag.ts';
import { notFound, Problem, tryLater } from '../http/problem.ts';
import { fileRoute, route, type Env } from '../route.ts';
import type { Services } from '../services.ts';

const noun = { zh: '瓦片包', en: 'archive' };

const about = z.strictObject({
  name: z.string(),
  url: z.string().meta({ description: 'Address of the archive with its content in v: may be kept for ever' }),
  revision: z.string().meta({ description: 'Hash of the content' }),
  size: z.number().int().meta({ description: 'bytes' }),
  minzoom: z.number().int(),
  maxzoom: z.number().int(),
  bounds: bbox,
  attribution: z.string().nullable(),
  layers: z.array(z.string()),
});

const file = (ending: string) =>
  z.strictObject({ file: z.string().regex(new RegExp(`${archiveName.source.slice(0, -1)}\\.${ending}$`)) });

/** `/archives/{name}.pmtiles` in byte ranges, and `/archives/{name}.json`: what it is and where; `at` is where they are served. */
export function archiveRoutes(
  services: Pick<Services, 'report'>,
  archives: ArchiveStore,
  { at = '/archives' }: { readonly at?: string } = {},
) {
  async function lend(path: string): Promise<LentArchive> {
    const name = path.replace(/\.[a-z]+$/, '');
    const lent = await archives.lend(name).catch((error: unknown) => refuse(name, error));
    if (!lent) throw notFound(noun, name);
    return lent;
  }

  function refuse(name: string, error: unknown): never {
    if (!(error instanceof ArchiveError)) throw error;
    services.report(error);
    throw tryLater(
      {
        zh: `瓦片包“${name}”已损坏或正被改写，请重新生成（npm run tiles）。`,
        en: `The archive '${name}' is damaged or being written over; build it again (npm run tiles).`,
      },
      { seconds: 60, cause: error },
    );
  }

  return new Hono<Env>()
    .get(
      '/:file{[^/]+\\.json}',
      route(
        {
          summary: 'What an archive holds, and its address',
          tag: 'tiles',
          noun,
          param: file('json'),
          answer: about,
        },
        async ({ param }) => {
          const { archive, release } = await lend(param.file);
          try {
            const { header, metadata, size } = archive;
            const name = param.file.slice(0, -'.json'.length);
            const revision = revisionOf(archive);
            return {
              name,
              url: `${at}/${name}.pmtiles?v=${revision}`,
              revision,
              size,
              minzoom: header.minZoom,
              maxzoom: header.maxZoom,
              bounds: [...header.bounds] as z.input<typeof bbox>,
              attribution: metadata.attribution ?? null,
              layers: metadata.vector_layers?.map(({ id }) => id) ?? [],
            };
          } finally {
            release();
          }
        },
      ),
    )
    .get(
      '/:file{[^/]+\\.pmtiles}',
      fileRoute(
        {
          summary: 'An archive of tiles (PMTiles 3), in byte ranges',
          tag: 'tiles',
          noun,
          contentType: 'application/vnd.pmtiles',
          param: file('pmtiles'),
          query: z.strictObject({
            v: z
              .string()
              .max(64)
              .optional()
              .meta({ description: 'Hash of the content from the description' }),
          }),
        },
        async ({ param, query, request }) => {
          const lent = await lend(param.file);
          return serve(lent, request, query.v).catch((error: unknown) => refuse(param.file, error));
        },
      ),
    );
}

function revisionOf({ hash }: LentArchive['archive']): string {
  return hash.slice(0, 24);
}

/** Bytes that are sent in one piece; longer answers are read as the client takes them. */
const piece = 512 * 1024;

/** Answers out of one opened file: whatever happens to the directory meanwhile, all bytes are of one archive. */
async function serve(lent: LentArchive, request: Request, wanted: string | undefined): Promise<Response> {
  const { archive, release } = lent;
  let streaming = false;
  try {
    const { size } = archive;
    const revision = revisionOf(archive);
    const etag = `"${revision}"`;
    const cache =
      wanted === undefined
        ? 'no-cache'
        : wanted === revision
          ? 'public, max-age=31536000, immutable'
          : 'no-store';
    const headers = new Headers({
      'Accept-Ranges': 'bytes',
      'Cache-Control': `${cache}, no-transform`,
      ETag: etag,
    });
    if (isKnown(etag, request.headers.get('If-None-Match')))
      return new Response(null, { status: 304, headers });
    const range = readRange(request.headers.get('Range'), request.headers.get('If-Range'), { size, etag });
    if (range.kind === 'unsatisfiable') throw pastTheEnd(request.headers.get('Range') ?? '', size);
    const { first, last } = range.kind === 'part' ? range : { first: 0, last: size - 1 };
    headers.set('Content-Type', 'application/vnd.pmtiles');
    headers.set('Content-Length', String(last - first + 1));
    if (range.kind === 'part') headers.set('Content-Range', `bytes ${first}-${last}/${size}`);
    const status = range.kind === 'part' ? 206 : 200;
    if (request.method === 'HEAD') return new Response(null, { status, headers });
    if (last - first < piece)
      return new Response(new Uint8Array(await archive.read(first, last - first + 1)), { status, headers });
    streaming = true;
    return new Response(stream(lent, first, last), { status, headers });
  } finally {
    if (!streaming) release();
  }
}

function stream({ archive, release }: LentArchive, first: number, last: number): ReadableStream<Uint8Array> {
  let next = first;
  return new ReadableStream(
    {
      async pull(controller) {
        try {
          const bytes = await archive.read(next, Math.min(piece, last - next + 1));
          next += bytes.length;
          controller.enqueue(bytes);
          if (next <= last) return;
          release();
          controller.close();
        } catch (error) {
          release();
          controller.error(error); // the connection breaks: better than bytes of two archives
        }
      },
      cancel: release,
    },
    { highWaterMark: 0 },
  );
}

function pastTheEnd(range: string, size: number): Problem {
  return new Problem({
    status: 416,
    kind: 'range-not-satisfiable',
    title: { zh: '范围超出文件', en: 'Range past the end' },
    detail: {
      zh: `Range=${range} 超出文件末尾；文件共 ${size} 字节。`,
      en: `Range=${range} lies past the end; the file has ${size} bytes.`,
    },
    headers: { 'Content-Range': `bytes */${size}` },
  });
}
