import { Hono } from 'hono';
import { z } from 'zod';
import { printFilter } from '../../data/filter.ts';
import { light } from '../../data/vocabulary/light.ts';
import {
  annualClass,
  financing,
  locationQuality,
  personRole,
  planLabel,
  projectCategory,
  projectPhase,
  projectStatus,
  projectTier,
  suspensionReason,
  unitRole,
} from '../../data/vocabulary/project.ts';
import { unitKind } from '../../data/vocabulary/unit.ts';
import { bbox, date, geometry, location, member, money, next, revision } from '../http/answers.ts';
import { askBook } from '../book/book-question.ts';
import type { BookAnswer } from '../book/book-question.ts';
import { printCursor, readCursor } from '../http/cursor.ts';
import { filterParameters, readFilter } from '../http/filter-parameters.ts';
import { inWan } from '../book/indicators-answer.ts';
import { codeParam, choice, cursor, limit } from '../http/parameters.ts';
import { notFound } from '../http/problem.ts';
import { momentParameters } from '../book/moment.ts';
import { pageOfRows, sortKeys } from '../book/project-order.ts';
import type { SortKey } from '../book/project-order.ts';
import { knownBy } from '../queries/moment.ts';
import { oneProject } from '../queries/projects.ts';
import { route } from '../route.ts';
import type { Env } from '../route.ts';
import type { Services } from '../services.ts';

const noun = { zh: '项目', en: 'project' };
const sortings = sortKeys.flatMap((key) => [key, `-${key}`] as const);

const item = {
  code: z.string(),
  nationalCode: z.string().nullable(),
  name: z.string(),
  nameEn: z.string().nullable(),
  status: member(projectStatus),
  category: member(projectCategory),
  tier: member(projectTier).nullable(),
  annualClass: member(annualClass).nullable(),
  districts: z.array(z.string()),
  reportingArea: z.string().nullable(),
  zone: z.string().nullable(),
  totalInvestment: money.nullable(),
  plannedInvestment: money.nullable(),
  deadline: date.nullable(),
  mapped: z.boolean(),
  sites: z.number().int(),
  illustrative: z.boolean(),
  location: location.nullable(),
  dataAsOf: date,
  light: member(light),
  gap: z
    .number()
    .nullable()
    .meta({ description: 'Percentage points behind the baseline, negative = ahead; null without one' }),
  completed: money.meta({ description: 'Completed from January to the end of the month, 万元' }),
};
const projectItem = z.strictObject(item);

const named = { code: z.string(), name: z.string(), nameEn: z.string().nullable() };
const projectCard = z.strictObject({
  ...item,
  content: z.string().nullable(),
  planLabels: z.array(member(planLabel)),
  financing: z.array(member(financing)),
  linear: z.boolean(),
  investmentEstimate: money.nullable(),
  investmentBudget: money.nullable(),
  investmentFinal: money.nullable(),
  completionStandard: z.string().nullable(),
  locationQuality: member(locationQuality),
  source: z.string(),
  bbox: bbox.nullable(),
  geometry: geometry.nullable(),
  company: z.strictObject({ ...named, illustrative: z.boolean() }).nullable(),
  districtShares: z.array(z.strictObject({ ...named, share: z.number() })),
  units: z.array(
    z.strictObject({
      role: member(unitRole),
      phase: member(projectPhase).nullable(),
      ...named,
      kind: member(unitKind),
    }),
  ),
  persons: z.array(
    z.strictObject({
      role: member(personRole),
      name: z.string(),
      nameEn: z.string().nullable(),
      position: z.string().nullable(),
      unit: z.string().nullable(),
      unitEn: z.string().nullable(),
      phone: z.string().nullable(),
    }),
  ),
  years: z.array(
    z.strictObject({
      year: z.number().int(),
      annualClass: member(annualClass),
      completesThisYear: z.boolean(),
      batch: z.number().int(),
      plannedInvestment: money,
    }),
  ),
  events: z.array(
    z.strictObject({
      status: member(projectStatus),
      effectiveOn: date,
      reason: member(suspensionReason).nullable(),
      note: z.string().nullable(),
      source: z.string(),
      recordedOn: date,
    }),
  ),
  siteList: z.array(
    z.strictObject({
      ...named,
      status: member(projectStatus),
      totalInvestment: money.nullable(),
      locationQuality: member(locationQuality),
      illustrative: z.boolean(),
      geometry: geometry.nullable(),
    }),
  ),
  revision,
});

/** The list of projects and the one behind a card. */
export function projectRoutes(services: Services) {
  const { database, secret } = services;
  return new Hono<Env>()
    .get(
      '/',
      route(
        {
          summary: 'The projects that pass a filter, page by page',
          tag: 'projects',
          query: z.strictObject({
            ...filterParameters,
            sort: choice(
              sortings,
              'Order; with - in front descending. Rows without a value come last',
              'name',
            ),
            limit: limit(),
            cursor,
          }),
          answer: z.strictObject({
            items: z.array(projectItem),
            total: z.number().int(),
            mapped: z.number().int(),
            month: z.string().meta({ description: 'The month judged, YYYY-MM' }),
            asOf: date.nullable().meta({ description: 'What was known at the end of this day; null = now' }),
            next,
            revision,
            progressRevision: revision,
          }),
        },
        async ({ query, viewer, signal }) => {
          const filter = await readFilter(query, { database, viewer, signal });
          const sorting = query.sort ?? 'name';
          const question = `list of projects ${sorting} ${printFilter(filter).toString()}`;
          const after = query.cursor === undefined ? undefined : readCursor(secret, question, query.cursor);
          const answer = await askBook(services, viewer, filter);
          const { book, month, evaluation, moment } = answer;
          const page = pageOfRows(book, month, evaluation.rows, {
            sort: sorting.replace('-', '') as SortKey,
            descending: sorting.startsWith('-'),
            limit: query.limit ?? 50,
            after,
          });
          return {
            items: page.rows.map((row) => itemOf(answer, row)),
            total: evaluation.totals.total,
            mapped: evaluation.totals.mapped,
            month: moment.month,
            asOf: moment.asOf,
            next: page.next ? printCursor(secret, question, page.next) : null,
            revision: book.projects.revision,
            progressRevision: book.revision,
          };
        },
      ),
    )
    .get(
      '/:code',
      route(
        {
          summary: 'One project with its geometry, sites, districts, units, persons, years and events',
          tag: 'projects',
          noun,
          param: codeParam,
          query: z.strictObject(momentParameters),
          answer: projectCard,
        },
        async ({ param: { code }, query, viewer, signal }) => {
          const answer = await askBook(services, viewer, query);
          const { year, asOf } = answer.moment;
          const { timeZone } = await services.place();
          const known = asOf === null ? undefined : knownBy(asOf, timeZone);
          const project = await oneProject<z.input<typeof projectCard>>(database, {
            viewer,
            year,
            known,
            code,
            signal,
          });
          const row = answer.book.rowOf(code);
          if (!project || row === undefined) throw notFound(noun, code);
          return { ...project, ...judged(answer, row) };
        },
      ),
    );
}

/** A project as the list shows it. */
function itemOf(answer: BookAnswer, row: number): z.input<typeof projectItem> {
  const { item } = answer.book.projects.rows[row] as BookAnswer['book']['projects']['rows'][number];
  return { ...(JSON.parse(item) as z.input<typeof projectItem>), ...judged(answer, row) };
}

/** What the month says of a project. */
function judged({ month }: BookAnswer, row: number) {
  const { assessment } = month.members[row] as BookAnswer['month']['members'][number];
  const { status, light, gap, completed } = assessment;
  return { status, light, gap: Number.isNaN(gap) ? null : gap, completed: inWan(completed) };
}
