import { Hono } from 'hono';
import { z } from 'zod';
import { monthEnd } from '../../data/rules/month.ts';
import { projectStage } from '../../data/vocabulary/project.ts';
import { date, member, month, next, revision } from '../http/answers.ts';
import { printCursor, readCursor } from '../http/cursor.ts';
import { momentParameters, readMoment } from '../book/moment.ts';
import { choice, code, cursor, limit, year } from '../http/parameters.ts';
import { approvalPage } from '../queries/approvals.ts';
import { knownBy } from '../queries/moment.ts';
import { route } from '../route.ts';
import type { Env } from '../route.ts';
import type { Services } from '../services.ts';

/** An approval item as it stood at the month's end. */
export const approvalFacts = {
  stage: member(projectStage),
  required: z.boolean(),
  doneOn: date.nullable(),
  unit: z.string().nullable(),
  unitEn: z.string().nullable(),
  source: z.string(),
};
const item = z.strictObject({
  project: z.string(),
  projectName: z.string(),
  projectNameEn: z.string().nullable(),
  year: z.number().int(),
  ...approvalFacts,
});
const count = z.number().int();

/** Approval items of the joint review (联审联批): what a year requires, and what is done by a month's end. */
export function approvalRoutes(services: Services) {
  const { database, secret } = services;
  return new Hono<Env>().get(
    '/',
    route(
      {
        summary: 'Approval items of a year as they stood at the end of a month, by project and stage',
        tag: 'joint review',
        query: z.strictObject({
          ...momentParameters,
          year: year('Year of the items; that of the month when left out'),
          project: code('Code of a project'),
          done: choice(['1', '0'], "Only those that are done (1) or not done (0) by the month's end"),
          limit: limit(),
          cursor,
        }),
        answer: z.strictObject({
          month,
          asOf: date.nullable(),
          items: z.array(item),
          total: count,
          required: count.meta({ description: 'Required items of all pages' }),
          done: count.meta({ description: 'Required items of all pages that are done' }),
          next,
          revision,
        }),
      },
      async ({ query, viewer, signal }) => {
        const moment = await readMoment(query, services);
        const { timeZone } = await services.place();
        const { project, done } = query;
        const question = `approvals ${JSON.stringify([moment, project, done])}`;
        const page = await approvalPage<z.input<typeof item>>(database, {
          viewer,
          year: moment.year,
          day: monthEnd(moment.month),
          known: knownBy(moment.asOf, timeZone),
          project,
          done: done === undefined ? undefined : done === '1',
          limit: query.limit ?? 50,
          after: query.cursor === undefined ? undefined : readCursor(secret, question, query.cursor),
          signal,
        });
        const { month, asOf } = moment;
        return { ...page, month, asOf, next: page.next ? printCursor(secret, question, page.next) : null };
      },
    ),
  );
}
