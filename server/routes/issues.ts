import { Hono } from 'hono';
import { z } from 'zod';
import { monthEnd } from '../../data/rules/month.ts';
import { issueKind, issueState } from '../../data/vocabulary/issue.ts';
import { date, instant, member, month as monthText, next, revision } from '../http/answers.ts';
import { printCursor, readCursor } from '../http/cursor.ts';
import { momentParameters, readMoment } from '../book/moment.ts';
import { choice, code, codeParam, codes, cursor, limit, rowCodes } from '../http/parameters.ts';
import { notFound } from '../http/problem.ts';
import { issuePage, oneIssue } from '../queries/issues.ts';
import { knownBy } from '../queries/moment.ts';
import { route } from '../route.ts';
import type { Env } from '../route.ts';
import type { Services } from '../services.ts';

const noun = { zh: '问题', en: 'issue' };

/** An issue as it stood at the month's end. */
export const issueFacts = {
  code: z.string(),
  title: z.string(),
  kind: member(issueKind),
  state: member(issueState),
  stateOn: date,
  unit: z.string().nullable(),
  unitEn: z.string().nullable(),
  dueOn: date.nullable(),
  overdueDays: z
    .number()
    .int()
    .meta({ description: "Days from the due day to the month's end; 0 = settled, or not due yet" }),
  illustrative: z.boolean(),
  source: z.string(),
};
/** One entry of an issue's log. */
export const transition = z.strictObject({
  state: member(issueState),
  on: date,
  note: z.string().nullable(),
  unit: z.string().nullable(),
  unitEn: z.string().nullable(),
  dueOn: date.nullable(),
  recordedAt: instant,
  recordedBy: z.string(),
});

const ofProject = { project: z.string(), projectName: z.string(), projectNameEn: z.string().nullable() };
const item = z.strictObject({ ...issueFacts, ...ofProject });
const moment = { month: monthText, asOf: date.nullable() };

/** Issues of the joint review (联审联批), judged at a month's end by what was known. */
export function issueRoutes(services: Services) {
  const { database, secret } = services;
  const momentOf = async (query: { month?: string | undefined; asOf?: string | undefined }) => {
    const { month, asOf } = await readMoment(query, services);
    const { timeZone } = await services.place();
    return { month, asOf, day: monthEnd(month), known: knownBy(asOf, timeZone), timeZone };
  };
  return new Hono<Env>()
    .get(
      '/',
      route(
        {
          summary: 'Issues as they stood at the end of a month, by due day',
          tag: 'joint review',
          query: z.strictObject({
            ...momentParameters,
            project: code('Code of a project'),
            kind: codes(issueKind, 'What they are about'),
            state: codes(issueState, 'States'),
            district: rowCodes('Codes of districts; an issue passes whose project touches one of them'),
            overdue: choice(['1'], 'Only those that were not settled by their due day'),
            limit: limit(),
            cursor,
          }),
          answer: z.strictObject({
            ...moment,
            items: z.array(item),
            total: z.number().int(),
            next,
            revision,
          }),
        },
        async ({ query, viewer, signal }) => {
          const { limit: size = 50, cursor: after, overdue, month: _, asOf: __, ...filter } = query;
          const { month, asOf, day, known } = await momentOf(query);
          const question = `issues ${JSON.stringify([month, asOf, overdue, filter])}`;
          const page = await issuePage<z.input<typeof item>>(database, {
            ...filter,
            overdue: overdue === '1',
            viewer,
            day,
            known,
            limit: size,
            after: after === undefined ? undefined : readCursor(secret, question, after),
            signal,
          });
          return { ...page, month, asOf, next: page.next ? printCursor(secret, question, page.next) : null };
        },
      ),
    )
    .get(
      '/:code',
      route(
        {
          summary: 'One issue with the log of its transitions',
          tag: 'joint review',
          noun,
          param: codeParam,
          query: z.strictObject(momentParameters),
          answer: z.strictObject({
            ...moment,
            ...item.shape,
            transitions: z.array(transition),
            revision,
          }),
        },
        async ({ param: { code }, query, viewer, signal }) => {
          const { month, asOf, ...moment } = await momentOf(query);
          const issue = await oneIssue<z.input<typeof item> & { transitions: z.input<typeof transition>[] }>(
            database,
            { viewer, ...moment, code, signal },
          );
          if (!issue) throw notFound(noun, code);
          return { ...issue, month, asOf };
        },
      ),
    );
}
