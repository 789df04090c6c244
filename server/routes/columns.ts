import { Hono } from 'hono';
import { z } from 'zod';
import { columnFiles } from '../column-files.ts';
import { filterParameters, readFilter } from '../http/filter-parameters.ts';
import { refuseYearWithoutList } from '../book/book-question.ts';
import { readMoment } from '../book/moment.ts';
import { text } from '../http/parameters.ts';
import { badParameters } from '../http/problem.ts';
import { nouns } from '../queries/revision.ts';
import type { Noun } from '../queries/revision.ts';
import { fileRoute } from '../route.ts';
import type { Env } from '../route.ts';
import { send } from '../http/send.ts';
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
        query: z.strictObject({
          v: text({ description: 'Revision of the file, as `/api/revisions` says' }),
          year: filterParameters.year,
          asOf: filterParameters.asOf,
        }),
      },
      async ({ param: { noun }, query: { v, year, asOf }, viewer, request }) => {
        for (const [key, value] of Object.entries({ year, asOf })) {
          if (value !== undefined && noun !== 'project' && noun !== 'progress')
            throw notOfProjects(key, value);
        }
        const asked = await readFilter({ year, asOf }, { database: services.database, viewer });
        const moment = await readMoment(asked, services);
        if (asked.year !== undefined) {
          refuseYearWithoutList(await services.book.open({ viewer, ...moment }), moment, asked);
        }
        const { revision, kept } = await files.file(noun, viewer, moment, v);
        const cache = v === revision ? 'immutable' : 'revalidate';
        return send(kept, { request, viewer, cache, contentType });
      },
    ),
  );
}

function notOfProjects(key: string, value: string) {
  const said = {
    zh: `参数 ${key} 只用于 project 与 progress 列文件。`,
    en: `${key} is for the column files project and progress alone.`,
  };
  return badParameters([{ key, value, said }]);
}
