import { Hono } from 'hono';
import { z } from 'zod';
import { calendarBaseline, workingSpan } from '../../data/rules/baseline.ts';
import type { Month, ProjectFacts, Rules } from '../../data/rules/facts.ts';
import { judge } from '../../data/rules/judge.ts';
import type { Judgement } from '../../data/rules/judgement.ts';
import { monthEnd, monthFrom, monthNumber } from '../../data/rules/month.ts';
import { light } from '../../data/vocabulary/light.ts';
import { date, member, money, month, revision } from '../http/answers.ts';
import { answerOfJudgement, exception, judgementAnswer, wan } from '../book/judgement-answer.ts';
import { momentParameters, readMoment } from '../book/moment.ts';
import { codeParam } from '../http/parameters.ts';
import { notFound } from '../http/problem.ts';
import { factsAt } from '../book/progress-facts.ts';
import { knownBy } from '../queries/moment.ts';
import { progressDetails } from '../queries/project-progress.ts';
import type { MonthReport } from '../queries/project-progress.ts';
import { route } from '../route.ts';
import type { Env } from '../route.ts';
import type { Services } from '../services.ts';
import { approvalFacts } from './approvals.ts';
import { issueFacts, transition } from './issues.ts';

const noun = { zh: '项目', en: 'project' };
const count = z.number().int();

const monthOfYear = z.strictObject({
  month,
  planned: money
    .nullable()
    .meta({ description: 'Cumulative amount of the approved monthly plan; null = none' }),
  calendar: z.number().nullable().meta({
    description: 'Share of the annual plan due by the calendar of the project; null before it begins',
  }),
  calendarAmount: money.nullable(),
  completed: money.nullable().meta({ description: 'As known; null = not reported' }),
  sinceStart: money.nullable(),
  physicalPercent: z.number().nullable(),
  physicalProgress: z.string().nullable(),
  light: member(light).meta({ description: 'none after the judged month' }),
  gap: z.number().nullable(),
  reportedOn: date.nullable(),
  late: z.boolean(),
  reason: z.string().nullable(),
  revisions: count,
});
const issue = z.strictObject({ ...issueFacts, transitions: z.array(transition) });
const approval = z.strictObject(approvalFacts);
const photo = z.strictObject({
  file: z.string(),
  thumbnail: z.string(),
  takenOn: date,
  caption: z.string().nullable(),
  width: count,
  height: count,
});

const progress = z.strictObject({
  code: z.string(),
  month,
  asOf: date.nullable(),
  judgement: judgementAnswer,
  source: z.string().meta({ description: 'Source of the thresholds' }),
  calendarSource: z.string(),
  plan: z
    .strictObject({
      total: money,
      original: money.meta({ description: 'The first plan of the year' }),
      monthly: z.array(money).length(12).nullable(),
      revisedOn: date.nullable(),
    })
    .nullable(),
  months: z.array(monthOfYear).length(12),
  exceptions: z.array(exception),
  issues: z.array(issue),
  approvals: z.array(approval),
  photos: z.array(photo),
  freshness: z.strictObject({
    dataMonth: month.nullable(),
    lag: count.nullable().meta({ description: 'Months by which the last report lags behind' }),
    late: z.boolean().meta({ description: 'The last report came after its window (报送迟)' }),
  }),
  revision,
});

/** One project read against time, with everything that its light stands on. */
export function projectProgressRoutes(services: Services) {
  return new Hono<Env>().get(
    '/:code/progress',
    route(
      {
        summary:
          'The progress of a project: judgement with its reasons, plan, reports, issues, approvals, photos',
        tag: 'progress',
        noun,
        param: codeParam,
        query: z.strictObject(momentParameters),
        answer: progress,
      },
      async ({ param: { code }, query, viewer, signal }) => {
        const { month, asOf, year } = await readMoment(query, services);
        const { timeZone } = await services.place();
        const day = monthEnd(month);
        const [book, details] = await Promise.all([
          services.book.open({ viewer, year, asOf }),
          progressDetails<z.input<typeof issue>, z.input<typeof approval>, z.input<typeof photo>>(
            services.database,
            {
              viewer,
              code,
              year,
              day,
              known: knownBy(asOf, timeZone),
              timeZone,
              photosUntil: query.month === undefined ? null : day,
              signal,
            },
          ),
        ]);
        const row = book.rowOf(code);
        const known = row === undefined ? undefined : book.known[row];
        if (!known || !details) throw notFound(noun, code);
        const { rules } = book.projects;
        const judgements = Array.from({ length: monthNumber(month) }, (_, at) => {
          const judged = monthFrom(year, at + 1);
          return judge(factsAt(known, judged), { month: judged, rules });
        });
        const facts = factsAt(known, month);
        const judgement = judge(facts, { month, rules });
        const { plan, report } = facts;
        return {
          code,
          month,
          asOf,
          judgement: answerOfJudgement(judgement),
          source: rules.source,
          calendarSource: rules.calendar.source,
          plan: plan && {
            total: wan(plan.total),
            original: details.plan?.original ?? wan(plan.total),
            monthly: plan.monthly?.map(wan) ?? null,
            revisedOn: details.plan?.revisedOn ?? null,
          },
          months: monthsOf({ facts, month, rules, judgements, reports: details.reports }),
          exceptions: [...facts.exceptions],
          issues: [...details.issues],
          approvals: [...details.approvals],
          photos: [...details.photos],
          freshness: {
            dataMonth: report?.month ?? null,
            lag: judgement.reportLag,
            late: report?.late ?? false,
          },
          revision: details.revision,
        };
      },
    ),
  );
}

/** The twelve months of the year: plan and calendar of all, reports and lights up to the judged one. */
function monthsOf(of: {
  readonly facts: ProjectFacts;
  readonly month: Month;
  readonly rules: Rules;
  readonly judgements: readonly Judgement[];
  readonly reports: readonly MonthReport[];
}): z.input<typeof monthOfYear>[] {
  const { facts, month, rules, judgements, reports } = of;
  const { plan } = facts;
  const span = workingSpan(facts, month);
  return Array.from({ length: 12 }, (_, at) => {
    const here = monthFrom(Number(month.slice(0, 4)), at + 1);
    const report = reports.find((one) => one.month === here);
    const judgement = judgements[at];
    const investment = judgement?.reasons.find((reason) => reason.rule === 'investment');
    const calendar = calendarBaseline(at + 1, span, rules);
    const planned = plan?.monthly?.[at];
    return {
      month: here,
      planned: planned === undefined ? null : wan(planned),
      calendar,
      calendarAmount: calendar === null || !plan ? null : wan(Math.round(calendar * plan.total)),
      completed: report?.completed ?? null,
      sinceStart: report?.sinceStart ?? null,
      physicalPercent: report?.physicalPercent ?? null,
      physicalProgress: report?.physicalProgress ?? null,
      light: judgement?.light ?? 'none',
      gap: investment?.gap ?? null,
      reportedOn: report?.reportedOn ?? null,
      late: report?.late ?? false,
      reason: report?.reason ?? null,
      revisions: report?.revisions ?? 0,
    };
  });
}
