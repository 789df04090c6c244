import { Hono } from 'hono';
import { z } from 'zod';
import { columnFiles } from '../column-files.ts';
import { text } from '../parameters.ts';
import { nouns } from '../queries/revision.ts';
import type { Noun } from '../queries/revision.ts';
import { fileRoute } from '../route.ts';
import type { Env } from '../route.ts';
import { send } from '../send.ts';
import type { Services } from '../services.ts';

const contentType = 'application/octet-stream';

/** What the browser filters on, for all rows of a noun in one file (data/columns.ts). */
export function columnRoutes(services: Services) {
  const files = columnFiles(services);
  return new Hono<Env>().get(
    '/:noun',
    fileRoute(
      {
        summary:
          'All rows of a noun as typed arrays; with the present revision in ?v= the answer may be kept for good',
        tag: 'columns',
        noun: { zh: '列文件', en: 'column file' },
        contentType,
        param: z.object({ noun: z.enum(nouns as readonly [Noun, ...Noun[]]) }),
        query: z.strictObject({ v: text({ description: 'Revision of the file, as `/api/revisions` says' }) }),
      },
      async ({ param: { noun }, query: { v }, viewer, request }) => {
        const { revision, kept } = await files.file(noun, viewer, v);
        const cache = v === revision ? 'immutable' : 'revalidate';
        return send(kept, { request, viewer, cache, contentType });
      },
    ),
  );
}
