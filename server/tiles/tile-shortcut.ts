/**
 * Live tiles beside Hono. A page asks for hundreds of them, most of them kept, and there the way through Request,
 * middleware and Response costs more than the answer: so well-formed addresses of tiles are answered here, by the
 * same permission check, service and answer as in routes/tiles.ts; all others are left to the routes.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { LiveTile } from '../../tiles/live.ts';
import { recentAnswers } from './recent-answers.ts';
import { protectiveHeaders } from '../http/guard.ts';
import { asProblem, problemResponse } from '../http/problem.ts';
import type { Services } from '../services.ts';
import { takesGzip, tileAnswer, tileOfPath, type TileAnswer, type TileRequest } from './tile-answer.ts';
import type { TileQuestion, TileService } from './tile-service.ts';

/** Answers the request if it is one for a tile; returns whether it is. */
export type Shortcut = (request: IncomingMessage, response: ServerResponse) => boolean;

export function tileShortcut(
  services: Pick<Services, 'viewerOf' | 'report' | 'revisions'>,
  tiles: TileService,
): Shortcut {
  const recent = recentAnswers();
  return (request, response) => {
    const { method, url = '', headers } = request;
    if ((method !== 'GET' && method !== 'HEAD') || !url.startsWith('/tiles/')) return false;
    const again = recent.get(url);
    if (again && isPlain(request) && again.tile.revision === services.revisions.layer(again.layer)) {
      send(response, again.tile, again.headers);
      return true;
    }
    const mark = url.indexOf('?');
    const address = tileOfPath(mark < 0 ? url : url.slice(0, mark));
    const wanted = mark < 0 ? undefined : onlyRevision.exec(url.slice(mark))?.[1];
    if (!address || (mark >= 0 && wanted === undefined)) return false;
    try {
      const asked: Asked = {
        viewer: services.viewerOf(headers.authorization),
        address,
        wanted,
        acceptEncoding: headers['accept-encoding'] as string | undefined,
        ifNoneMatch: headers['if-none-match'],
      };
      const kept = tiles.kept(asked);
      if (!kept) void draw(services, tiles, request, response, asked);
      else if (isUsual(request, kept, asked))
        recent.put(url, { layer: address.layer, tile: kept, headers: replyUsual(response, kept, asked) });
      else reply(request, response, kept, asked);
    } catch (error) {
      void fail(services, request, response, error);
    }
    return true;
  };
}

type Asked = TileRequest & TileQuestion;

/** The query of a tile has one key; whatever else comes is told so by the route. */
const onlyRevision = /^\?v=([\w.-]{1,64})$/;

async function draw(
  services: Pick<Services, 'report'>,
  tiles: TileService,
  request: IncomingMessage,
  response: ServerResponse,
  asked: Asked,
): Promise<void> {
  const { result, leave } = tiles.draw(asked);
  response.once('close', leave);
  try {
    reply(request, response, await result, asked);
  } catch (error) {
    await fail(services, request, response, error);
  }
}

/** Of the protective headers those that mean something for bytes; the others protect pages, and are larger than a tile. */
const protection = ['X-Content-Type-Options', 'Cross-Origin-Resource-Policy'].flatMap((name) => [
  name,
  protectiveHeaders[name] ?? '',
]);
/** Anonymous, without a copy of its own, and taking gzip: then the address alone decides. */
function isPlain({ method, headers }: IncomingMessage): boolean {
  return (
    method === 'GET' &&
    headers.authorization === undefined &&
    headers['if-none-match'] === undefined &&
    takesGzip(headers['accept-encoding'] as string | undefined)
  );
}

/** Whether nothing but the tile and whether its revision is in the address decides about the answer. */
function isUsual(request: IncomingMessage, tile: LiveTile, asked: Asked): boolean {
  return (
    (asked.wanted === undefined || asked.wanted === tile.revision) &&
    asked.viewer.kind === 'anonymous' &&
    asked.ifNoneMatch === undefined &&
    request.method === 'GET' &&
    (!tile.packed || takesGzip(asked.acceptEncoding))
  );
}

/** Answers, and returns the headers that it answered with. */
function replyUsual(response: ServerResponse, tile: LiveTile, asked: Asked): string[] {
  const headers = allHeaders(tileAnswer(tile, asked));
  send(response, tile, headers);
  return headers;
}

function send(response: ServerResponse, tile: LiveTile, headers: string[]): void {
  if (tile.bytes.length === 0) {
    response.writeHead(204, headers);
    response.end();
  } else {
    response.writeHead(200, headers);
    response.end(tile.bytes);
  }
}

function reply(request: IncomingMessage, response: ServerResponse, tile: LiveTile, asked: Asked): void {
  if (response.destroyed) return;
  const answer = tileAnswer(tile, asked);
  response.writeHead(answer.status, allHeaders(answer));
  response.end(request.method === 'HEAD' ? undefined : (answer.body ?? undefined));
}

function allHeaders({ headers }: TileAnswer): string[] {
  const all = protection.slice();
  for (const name in headers) all.push(name, headers[name] as string);
  return all;
}

async function fail(
  { report }: Pick<Services, 'report'>,
  request: IncomingMessage,
  response: ServerResponse,
  error: unknown,
): Promise<void> {
  if (response.destroyed || response.headersSent) return; // nobody waits any more
  const language = request.headers['accept-language'] ?? '';
  const asked = new Request(new URL(request.url ?? '/', 'http://localhost'), {
    headers: { 'Accept-Language': language },
  });
  const said = problemResponse(asProblem(error, report), asked);
  const body = Buffer.from(await said.arrayBuffer());
  response.writeHead(said.status, { ...protectiveHeaders, ...Object.fromEntries(said.headers) }).end(body);
}
