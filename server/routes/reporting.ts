import { Hono } from 'hono';
import { z } from 'zod';
import { reportedMonth, reportWindow } from '../../data/rules/report-window.ts';
import { annualClass, projectStatus } from '../../data/vocabulary/project.ts';
import { windowState } from '../../data/vocabulary/report.ts';
import { date, member, money, month as monthAnswer } from '../http/answers.ts';
import { code, isDay, month, monthPattern } from '../http/parameters.ts';
import { badParameters } from '../http/problem.ts';
import { hasReportingArea, reportCounts, sheetRows } from '../queries/reporting.ts';
import { route } from '../route.ts';
import type { Env } from '../route.ts';
import type { Services } from '../services.ts';
import { takeReports } from '../reporting/take-reports.ts';

const windowAnswer = {
  month: monthAnswer,
  opensOn: date,
  closesOn: date,
  state: member(windowState),
  daysLeft: z
    .number()
    .int()
    .nullable()
    .meta({ description: 'Days after today, 0 on the last one; null when not open' }),
};

const report = z.strictObject({
  month: monthAnswer,
  completed: money,
  completedSinceStart: money.nullable(),
  physicalPercent: z.number().nullable(),
  physicalProgress: z.string().nullable(),
  publicAllotted: money.nullable(),
  publicPaid: money.nullable(),
  reason: z.string().nullable(),
  late: z.boolean(),
});
const sheetItem = z.strictObject({
  code: z.string(),
  name: z.string(),
  nameEn: z.string().nullable(),
  status: member(projectStatus),
  annualClass: member(annualClass).nullable(),
  reportingArea: z.string().nullable(),
  plan: money.nullable(),
  totalInvestment: money.nullable(),
  startedOn: date.nullable(),
  completedOn: date.nullable(),
  previous: report.nullable().meta({ description: 'The last report before the month' }),
  current: report.nullable().meta({ description: 'The report of the month, when it is there' }),
});

/** A day in a body. */
const givenDay = z.string().refine(isDay, 'a day like 2026-07-31');
/** Why, or where from, in words. */
const words = z.string().max(500);
/** Figures come as they are: what is wrong with one is said by row and column. */
const figure = z
  .unknown()
  .optional()
  .meta({ type: ['number', 'null'], description: '万元, or % for physicalPercent; at most two decimals' });
const givenReports = z.strictObject({
  month: z.string().regex(monthPattern),
  rows: z
    .array(
      z.strictObject({
        project: z.string().min(1).max(64).meta({ description: 'Code of the project' }),
        completed: figure,
        completedSinceStart: figure,
        physicalPercent: figure,
        publicAllotted: figure,
        publicPaid: figure,
        physicalProgress: words.nullish(),
        startedOn: givenDay.nullish(),
        completedOn: givenDay.nullish(),
        reason: words.nullish().meta({ description: 'Why an unusual figure is right' }),
      }),
    )
    .min(1)
    .max(500),
  reason: words.nullish().meta({ description: 'Needed after the window has closed' }),
  source: words.min(1).optional(),
});

/** Monthly reporting: the window, the sheet, and what it takes. */
export function reportingRoutes(services: Services) {
  const { database } = services;

  /** The window of a month, by default of the one that is reported now. */
  async function windowOf(asked: string | undefined) {
    const { rules, today } = await services.place();
    return { rules, today, window: reportWindow(asked ?? reportedMonth(today, rules), today, rules) };
  }

  return new Hono<Env>()
    .get(
      '/window',
      route(
        {
          summary: 'The window in which a month is reported, and how many have reported',
          tag: 'reporting',
          query: z.strictObject({ month: month('The month; by default the one that is reported now') }),
          answer: z.strictObject({
            ...windowAnswer,
            expected: z.number().int(),
            reported: z.number().int(),
          }),
        },
        async ({ query, viewer }) => {
          const { window } = await windowOf(query.month);
          return { ...window, ...(await reportCounts(database, { viewer, month: window.month })) };
        },
      ),
    )
    .get(
      '/sheet',
      route(
        {
          summary: 'The listed projects with the figures of the last report and of the month itself',
          tag: 'reporting',
          query: z.strictObject({
            month: month('The month; by default the one that is reported now'),
            area: code('Only the projects of this reporting area'),
          }),
          answer: z.strictObject({ ...windowAnswer, rows: z.array(sheetItem) }),
        },
        async ({ query, viewer }) => {
          const { window } = await windowOf(query.month);
          const { area } = query;
          if (area !== undefined && !(await hasReportingArea(database, area))) {
            throw badParameters([
              {
                key: 'area',
                value: area,
                allowed: { zh: '填报区域的代码', en: 'the code of a reporting area' },
              },
            ]);
          }
          const rows = await sheetRows(database, { viewer, month: window.month, area });
          return { ...window, rows: rows.map(({ fid: _, ...row }) => row) };
        },
      ),
    )
    .post(
      '/reports',
      route(
        {
          summary: 'Takes the reports of a month: all rows or none',
          tag: 'reporting',
          access: 'operator',
          body: givenReports,
          answer: z.strictObject({
            month: monthAnswer,
            late: z.boolean().meta({ description: 'Entered after the window had closed' }),
            written: z.number().int(),
          }),
        },
        async ({ body, viewer }) => {
          const { rules, today, window } = await windowOf(body.month);
          const taken = await takeReports(
            database,
            { window, today, rules, viewer },
            { ...body, source: body.source ?? '月度报送' },
          );
          await services.revisions.refresh();
          return { month: body.month, ...taken };
        },
      ),
    );
}
