import { Hono } from 'hono';
import { z } from 'zod';
import { printFilter } from '../../data/filter.ts';
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
import { bbox, date, geometry, location, member, money, next, revision } from '../answers.ts';
import { printCursor, readCursor } from '../cursor.ts';
import { filterParameters, readFilter } from '../filter-parameters.ts';
import { codeParam, choice, cursor, limit } from '../parameters.ts';
import { notFound } from '../problem.ts';
import { oneProject, projectPage, sortKeys } from '../queries/projects.ts';
import type { SortKey } from '../queries/projects.ts';
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
            next,
            revision,
          }),
        },
        async ({ query, viewer, signal }) => {
          const filter = await readFilter(query, { database, viewer, signal });
          const { year } = await services.place();
          const sorting = query.sort ?? 'name';
          const question = `projects ${sorting} ${printFilter(filter).toString()}`;
          const page = await projectPage<z.input<typeof projectItem>>(database, {
            viewer,
            year,
            filter,
            sort: sorting.replace('-', '') as SortKey,
            descending: sorting.startsWith('-'),
            limit: query.limit ?? 50,
            after: query.cursor === undefined ? undefined : readCursor(secret, question, query.cursor),
            signal,
          });
          return {
            items: [...page.items],
            total: page.total,
            mapped: page.mapped,
            next: page.next ? printCursor(secret, question, page.next) : null,
            revision: page.revision,
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
          answer: projectCard,
        },
        async ({ param: { code }, viewer, signal }) => {
          const { year } = await services.place();
          const project = await oneProject<z.input<typeof projectCard>>(database, {
            viewer,
            year,
            code,
            signal,
          });
          if (!project) throw notFound(noun, code);
          return project;
        },
      ),
    );
}
