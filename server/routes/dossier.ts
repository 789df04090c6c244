import { Hono } from 'hono';
import { z } from 'zod';
import { light } from '../../data/vocabulary/light.ts';
import { annualClass, projectCategory, projectStatus, projectTier } from '../../data/vocabulary/project.ts';
import { bbox, date, member, money, month } from '../http/answers.ts';
import type { Dossier } from '../dossier/dossier-data.ts';
import { dossierPage } from '../formats/dossier-page.ts';
import { readDossier } from '../dossier/dossier.ts';
import { dossierLanguages, dossierWords } from '../dossier/dossier-words.ts';
import type { DossierLanguage } from '../dossier/dossier-words.ts';
import { scopeText } from '../dossier/dossier-scope.ts';
import { filterParameters, readFilter } from '../http/filter-parameters.ts';
import { dossierWorkbook } from '../formats/dossier-workbook.ts';
import { indicatorsAnswer } from '../book/indicators-answer.ts';
import { writeXlsx, xlsxType } from '../formats/xlsx.ts';
import { choice, code } from '../http/parameters.ts';
import { problemLanguage } from '../http/problem.ts';
import { fileRoute, route } from '../route.ts';
import type { Env, Question } from '../route.ts';
import { cacheControl } from '../http/send.ts';
import type { Services } from '../services.ts';

const count = z.number().int();
const query = z.strictObject({
  ...filterParameters,
  project: code('Only the project of this code, in any status'),
  corridor: code('Only projects whose place, or a site’s, lies within 1 km of the corridor of this code'),
  lang: choice(dossierLanguages, 'Language of headings and sentences; that of Accept-Language when left out'),
});

/** The dossier as a page: names and sentences in the language asked for, figures as numbers. */
const page = z.strictObject({
  title: z.string(),
  scope: z.string(),
  month,
  asOf: date.nullable(),
  madeOn: date,
  illustrative: z.boolean(),
  rules: z.array(z.strictObject({ rule: z.string(), source: z.string() })),
  calendar: z.enum(['calendar', 'seasonal']),
  extent: bbox.nullable(),
  sums: z.strictObject({
    total: count,
    mapped: count,
    sites: count,
    investment: money,
    mappedInvestment: money,
    plannedInvestment: money,
    reconciliation: z.strictObject({
      listed: count,
      mapped: count,
      unmapped: count,
      screenedOut: count,
      outside: count,
    }),
    indicators: indicatorsAnswer,
  }),
  projects: z.array(
    z.strictObject({
      fid: count,
      code: z.string(),
      name: z.string(),
      districts: z.string(),
      area: z.string(),
      tier: member(projectTier).nullable(),
      category: member(projectCategory),
      annualClass: member(annualClass).nullable(),
      status: member(projectStatus),
      light: member(light),
      reason: z.string(),
      total: money.nullable(),
      planned: money.nullable(),
      due: money.nullable(),
      completed: money.nullable(),
      rate: z.number().nullable(),
      baseline: z.number().nullable(),
      gap: z.number().nullable(),
      perMonthToGreen: money.nullable(),
      perMonthToPlan: money.nullable(),
      unit: z.string(),
      person: z.string(),
      deadline: date.nullable(),
      dataMonth: month.nullable(),
      mapped: z.boolean(),
      sites: count,
      illustrative: z.boolean(),
    }),
  ),
  lag: z.array(z.string()).meta({ description: 'Codes of yellow and red projects, worst first' }),
  meanings: z.array(z.strictObject({ figure: z.string(), meaning: z.string() })),
});

/** The dossier of a filter, a project or a corridor: one click, one file or one page. */
export function dossierRoutes(services: Services) {
  return new Hono<Env>().get(
    '/',
    route(
      { summary: 'Dossier of a filter as the print page shows it', tag: 'projects', query, answer: page },
      async (question) => {
        const language = languageOf(question);
        return dossierPage(await dossierOf(services, question), language);
      },
    ),
  );
}

/** The dossier as a workbook. */
export function dossierFileRoutes(services: Services) {
  return new Hono<Env>().get(
    '/',
    fileRoute(
      {
        summary: 'Dossier of a filter as a workbook: sums, list, what lags, what each figure means',
        tag: 'projects',
        cache: 'never',
        contentType: xlsxType,
        query,
      },
      async (question) => {
        const language = languageOf(question);
        const dossier = await dossierOf(services, question);
        return new Response(writeXlsx(dossierWorkbook(dossier, language, services.clock())), {
          headers: {
            'Content-Type': xlsxType,
            'Content-Disposition': `attachment; filename="dossier-${dossier.month}.xlsx"; filename*=UTF-8''${encodeURIComponent(fileName(dossier, language))}`,
            'Cache-Control': cacheControl('never', question.viewer),
            Vary: 'Accept-Language, Authorization',
          },
        });
      },
    ),
  );
}

/** Only letters, digits and spaces of the scope: the name goes through many systems. */
function fileName({ scope, month }: Dossier, language: DossierLanguage): string {
  const said = scopeText(scope, language)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  return `${dossierWords[language].file} ${[...said].slice(0, 40).join('')} ${month}.xlsx`;
}

type Asked = Question<z.output<typeof query>, unknown>;

async function dossierOf(services: Services, { query, viewer, signal }: Asked) {
  const { project, corridor, lang: _, ...asked } = query;
  const filter = await readFilter(asked, { database: services.database, viewer, signal });
  return readDossier(services, { viewer, filter, project, corridor, signal });
}

/** The language asked for, else the one that the browser prefers, else Chinese: the language of the reports. */
function languageOf({ query, request }: Asked): DossierLanguage {
  const accepted = request.headers.get('Accept-Language');
  return query.lang ?? (accepted ? problemLanguage(accepted) : 'zh');
}
