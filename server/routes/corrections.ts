import { Hono } from 'hono';
import { z } from 'zod';
import { checkPlan } from '../../data/rules/report-check.ts';
import { projectStage } from '../../data/vocabulary/project.ts';
import { date, member, money } from '../http/answers.ts';
import { codeParam, isDay } from '../http/parameters.ts';
import { badParameters, notFound, refusedBody } from '../http/problem.ts';
import type { Refusal } from '../http/problem.ts';
import {
  hasUnit,
  insertPlan,
  insertStage,
  knownStage,
  lockProgress,
  sheetRows,
} from '../queries/reporting.ts';
import type { SheetRow } from '../queries/reporting.ts';
import { planRefusal } from '../reporting/report-problems.ts';
import { route } from '../route.ts';
import type { Env } from '../route.ts';
import type { Services } from '../services.ts';
import type { Transaction } from '../../data/db.ts';
import type { Viewer } from '../viewer.ts';
import type { Word } from '../../data/vocabulary/word.ts';

const noun = { zh: '项目', en: 'project' };
const day = z.string().refine(isDay, 'a day like 2026-07-31');
const source = z.string().min(1).max(500).meta({ description: 'The document that says so' });
const amount = z.unknown().meta({ type: 'number', description: '万元, at most two decimals' });

const givenPlan = z.strictObject({
  year: z.int().min(1990).max(2099),
  total: amount,
  monthly: z
    .unknown()
    .optional()
    .meta({ description: 'Twelve cumulative amounts, 万元, January first; null = no monthly plan' }),
  source,
});

const givenStage = z.strictObject({
  stage: member(projectStage),
  plannedOn: day.nullish().meta({ description: 'Left out = as it was; null = none' }),
  actualOn: day.nullish().meta({ description: 'Left out = as it was; null = none' }),
  standard: z.string().max(500).nullish(),
  unit: z.string().max(64).nullish().meta({ description: 'Code of the responsible unit' }),
  source,
});

/** Revisions of a project's plan and stages: what was known before stays known. */
export function correctionRoutes(services: Services) {
  const { database } = services;

  /** @throws Problem 404 for a project that is not there. */
  async function projectOf(tx: Transaction, viewer: Viewer, code: string, month: string): Promise<SheetRow> {
    const [project] = await sheetRows(tx, { viewer, month, codes: [code] });
    if (!project) throw notFound(noun, code);
    return project;
  }

  return new Hono<Env>()
    .post(
      '/:code/plan',
      route(
        {
          summary: "Adds a revision of a year's plan",
          tag: 'reporting',
          access: 'operator',
          noun,
          param: codeParam,
          body: givenPlan,
          answer: z.strictObject({
            code: z.string(),
            year: z.number().int(),
            total: money,
            monthly: z.array(money).nullable(),
          }),
        },
        async ({ param: { code }, body, viewer }) => {
          const { year } = body;
          const problems = checkPlan({ total: body.total, monthly: body.monthly });
          if (problems.length > 0) throw refused(problems.map(planRefusal));
          const total = body.total as number;
          const monthly = (body.monthly ?? null) as number[] | null;
          await database.transaction({ actor: viewer.kind }, async (tx) => {
            await lockProgress(tx);
            const project = await projectOf(tx, viewer, code, `${year}-01`);
            if (project.annualClass === null) {
              throw refused([
                said('year', String(year), 'not_listed', {
                  zh: `项目“${code}”不在 ${year} 年项目清单中。`,
                  en: `The project '${code}' is not in the list of ${year}.`,
                }),
              ]);
            }
            await insertPlan(tx, { projectFid: project.fid, year, total, monthly, source: body.source });
          });
          await services.revisions.refresh();
          return { code, year, total, monthly };
        },
      ),
    )
    .post(
      '/:code/stages',
      route(
        {
          summary: 'Adds a revision of a stage: planned or reached on a day',
          tag: 'reporting',
          access: 'operator',
          noun,
          param: codeParam,
          body: givenStage,
          answer: z.strictObject({
            code: z.string(),
            stage: member(projectStage),
            plannedOn: date.nullable(),
            actualOn: date.nullable(),
            standard: z.string().nullable(),
            unit: z.string().nullable(),
          }),
        },
        async ({ param: { code }, body, viewer }) => {
          const { today, month } = await services.place();
          const { stage, actualOn, unit } = body;
          if (actualOn && actualOn > today) {
            throw refused([
              said('actualOn', actualOn, 'future', {
                zh: `实际日期 ${actualOn} 晚于今天 ${today}。`,
                en: `The actual date ${actualOn} is later than today, ${today}.`,
              }),
            ]);
          }
          const now = await database.transaction({ actor: viewer.kind }, async (tx) => {
            await lockProgress(tx);
            const { fid: projectFid } = await projectOf(tx, viewer, code, month);
            if (unit && !(await hasUnit(tx, unit))) {
              throw badParameters([
                { key: 'unit', value: unit, allowed: { zh: '单位的代码', en: 'the code of a unit' } },
              ]);
            }
            const known = await knownStage(tx, { projectFid, stage });
            const left = (given: string | null | undefined, before: string | null | undefined) =>
              given === undefined ? before : given;
            if (!left(body.plannedOn, known?.plannedOn) && !left(actualOn, known?.actualOn)) {
              throw refused([
                said('plannedOn', '', 'no_date', {
                  zh: '计划日期与实际日期至少填写一个。',
                  en: 'A stage has a planned date or an actual one.',
                }),
              ]);
            }
            return insertStage(tx, { ...body, projectFid });
          });
          await services.revisions.refresh();
          return { code, stage, ...now };
        },
      ),
    );
}

type Said = Refusal & { readonly said: Word };
const said = (key: string, value: string, code: string, text: Word): Said => ({
  key,
  value,
  code,
  said: text,
});

function refused(refusals: readonly Said[]) {
  return refusedBody({
    status: 422,
    kind: 'correction-refused',
    title: { zh: '更正有误，未写入任何数据', en: 'The correction has errors; nothing was written' },
    refusals,
  });
}
