/**
 * Live tiles beside Hono. A page asks for hundreds of them, most of them kept, and there the way through Request,
 * middleware and Response costs more than the answer: so well-formed addresses of tiles are answered here, by the
 * same permission check, service and answer as in routes/tiles.ts; all others are left to the routes.
 */
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { asProblem, problemResponse, type Problem } from './problem.ts';
import { protectiveHeaders } from './guard.ts';
import type { Services } from './services.ts';
import { tileAnswer, tileOfPath, type TileAnswer, type TileRequest } from './tile-answer.ts';
import type { TileService } from './tile-service.ts';

/** Answers the request if it is one for a tile; returns whether it is. */
export type Shortcut = (request: IncomingMessage, response: ServerResponse) => boolean;

export function tileShortcut(services: Pick<Services, 'viewerOf' | 'report'>, tiles: TileService): Shortcut {
  return (request, response) => {
    const { method, url = '', headers } = request;
    if (method !== 'GET' && method !== 'HEAD') return false;
    if (!url.startsWith('/tiles/')) return false;
    const [path = '', query, ...more] = url.split('?');
    const address = tileOfPath(path);
    const wanted = query === undefined ? undefined : onlyRevision.exec(query)?.[1];
    if (!address || more.length > 0 || (query !== undefined && wanted === undefined)) return false;

    const fail = (error: unknown) => {
      if (response.destroyed || response.headersSent) return;
      const problem = asProblem(error, services.report);
      void replyProblem(
        response,
        problem,
        new Request(`http://server${path}`, { headers: language(headers) }),
      );
    };
    try {
      const viewer = services.viewerOf(headers.authorization);
      const asked: TileRequest = {
        viewer,
        wanted,
        acceptEncoding: headers['accept-encoding'] as string | undefined,
        ifNoneMatch: headers['if-none-match'],
      };
      const question = { address, viewer, wanted };
      const kept = tiles.kept(question);
      if (kept) reply(response, tileAnswer(kept, asked), method);
      else {
        const gone = new AbortController();
        response.once('close', () => gone.abort());
        tiles
          .draw(question, gone.signal)
          .then((drawn) => reply(response, tileAnswer(drawn, asked), method))
          .catch(fail);
      }
    } catch (error) {
      fail(error);
    }
    return true;
  };
}

/** The query of a tile has one key; whatever else comes is told so by the route. */
const onlyRevision = /^v=([\w.-]{1,64})$/;

function reply(response: ServerResponse, { status, headers, body }: TileAnswer, method: string): void {
  if (response.destroyed) return;
  response.writeHead(status, { ...protectiveHeaders, ...headers });
  response.end(method === 'HEAD' ? undefined : (body ?? undefined));
}

function language(headers: IncomingHttpHeaders): Record<string, string> {
  return { 'Accept-Language': headers['accept-language'] ?? '' };
}

async function replyProblem(response: ServerResponse, problem: Problem, asked: Request): Promise<void> {
  const said = problemResponse(problem, asked);
  const body = Buffer.from(await said.arrayBuffer());
  response.writeHead(said.status, { ...protectiveHeaders, ...Object.fromEntries(said.headers) }).end(body);
}
