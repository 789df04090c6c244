import { Hono } from 'hono';
import { z } from 'zod';
import { monthEnd } from '../../data/rules/month.ts';
import { figure } from '../../data/vocabulary/figure.ts';
import { projectStage } from '../../data/vocabulary/project.ts';
import { date, instant, member, month, next, revision } from '../http/answers.ts';
import { printCursor, readCursor } from '../http/cursor.ts';
import { momentParameters, readMoment } from '../book/moment.ts';
import { codeParam, cursor, limit } from '../http/parameters.ts';
import { notFound } from '../http/problem.ts';
import { knownBy } from '../queries/moment.ts';
import { historyPage } from '../queries/project-history.ts';
import { projectStages } from '../queries/project-progress.ts';
import { route } from '../route.ts';
import type { Env } from '../route.ts';
import type { Services } from '../services.ts';

const noun = { zh: '项目', en: 'project' };

const stage = z.strictObject({
  stage: member(projectStage),
  plannedOn: date.nullable(),
  actualOn: date.nullable(),
  standard: z.string().nullable(),
  unit: z.string().nullable(),
  unitEn: z.string().nullable(),
  lateDays: z.number().int().nullable().meta({
    description:
      "Days from the planned to the actual date (negative = early), or to the month's end while there is none; null = not due yet, or not planned",
  }),
});

const value = z.union([z.string(), z.number(), z.boolean(), z.array(z.union([z.string(), z.number()]))]);
const revisedFigure = z.strictObject({
  what: member(figure),
  subject: z.string().nullable().meta({
    description: 'What the figure is of: month, year, stage, rule, or the day a status took effect',
  }),
  month: month.nullable(),
  value: value.nullable(),
  before: value.nullable().meta({ description: 'What was known before; null = nothing' }),
  unit: z.enum(['万元', '%']).nullable(),
  recordedAt: instant,
  recordedBy: z.string(),
  source: z.string().nullable(),
  reason: z.string().nullable(),
});

/** The dated records of one project: its stages, and the revisions of all its figures. */
export function projectHistoryRoutes(services: Services) {
  const { database, secret } = services;
  return new Hono<Env>()
    .get(
      '/:code/stages',
      route(
        {
          summary: 'The stages of a project, planned and actual, at the end of a month',
          tag: 'progress',
          noun,
          param: codeParam,
          query: z.strictObject(momentParameters),
          answer: z.strictObject({ month, asOf: date.nullable(), items: z.array(stage), revision }),
        },
        async ({ param: { code }, query, viewer, signal }) => {
          const { month, asOf, year } = await readMoment(query, services);
          const { timeZone } = await services.place();
          const found = await projectStages<z.input<typeof stage>>(database, {
            viewer,
            code,
            year,
            day: monthEnd(month),
            known: knownBy(asOf, timeZone),
            timeZone,
            signal,
          });
          if (!found) throw notFound(noun, code);
          return { month, asOf, ...found };
        },
      ),
    )
    .get(
      '/:code/history',
      route(
        {
          summary: 'Every revision of every figure of a project, newest first',
          tag: 'progress',
          noun,
          param: codeParam,
          query: z.strictObject({ asOf: momentParameters.asOf, limit: limit(), cursor }),
          answer: z.strictObject({
            asOf: date.nullable(),
            items: z.array(revisedFigure),
            total: z.number().int(),
            next,
            revision,
          }),
        },
        async ({ param: { code }, query, viewer, signal }) => {
          const { asOf } = await readMoment({ asOf: query.asOf }, services);
          const { timeZone } = await services.place();
          const question = `history ${JSON.stringify([code, asOf])}`;
          const page = await historyPage<z.input<typeof revisedFigure>>(database, {
            viewer,
            code,
            known: knownBy(asOf, timeZone),
            timeZone,
            limit: query.limit ?? 50,
            after: query.cursor === undefined ? undefined : readCursor(secret, question, query.cursor),
            signal,
          });
          if (!page) throw notFound(noun, code);
          return { ...page, asOf, next: page.next ? printCursor(secret, question, page.next) : null };
        },
      ),
    );
}
