/** What lies inside a zone or district, along a corridor and around a facility, with the projects judged at the month. */
import { Hono } from 'hono';
import { z } from 'zod';
import { evaluate } from '../../data/evaluate.ts';
import { corridorKind } from '../../data/vocabulary/corridor.ts';
import { facilityKind } from '../../data/vocabulary/facility.ts';
import { light } from '../../data/vocabulary/light.ts';
import { delivery, landUse, supply } from '../../data/vocabulary/parcel.ts';
import { projectStatus, statusesInTotals } from '../../data/vocabulary/project.ts';
import type { CodeList, Word } from '../../data/vocabulary/word.ts';
import { zoneKind } from '../../data/vocabulary/zone.ts';
import { askBook } from '../book/book-question.ts';
import type { BookAnswer } from '../book/book-question.ts';
import { inWan } from '../book/indicators-answer.ts';
import { momentParameters } from '../book/moment.ts';
import { bbox, date, location, member, money, month, revision } from '../http/answers.ts';
import { codeParam, distance } from '../http/parameters.ts';
import { notFound } from '../http/problem.ts';
import { mostListed, surroundings } from '../queries/surroundings.ts';
import type { Surrounded } from '../queries/surroundings.ts';
import { route } from '../route.ts';
import type { Env, Question } from '../route.ts';
import type { Services } from '../services.ts';

const count = z.number().int();
const metres = z.number().meta({ description: 'Metres on the ellipsoid to its nearest point; 0 = inside' });
const named = { code: z.string(), name: z.string(), nameEn: z.string().nullable() };
const near = { fid: count, ...named, bbox, metres };
const kindOf = <Code extends string>(list: CodeList<Code>) =>
  z.strictObject({ total: count, items: z.array(z.strictObject({ ...near, kind: member(list) })) });

const projectNear = z.strictObject({
  fid: count,
  ...named,
  status: member(projectStatus),
  light: member(light),
  totalInvestment: money.nullable(),
  location: location.nullable(),
  metres,
  recorded: z.boolean().meta({ description: 'Recorded in the zone or district that was asked about' }),
});

const answer = z.strictObject({
  month,
  asOf: date.nullable(),
  within: count.meta({ description: 'Metres around it that were searched; 0 = inside its outline' }),
  projects: z
    .strictObject({
      total: count,
      investment: money,
      lights: z.strictObject({ green: count, yellow: count, red: count, none: count }),
      outside: count.meta({ description: 'Reserve and the like: found here, in no total' }),
      items: z.array(projectNear),
    })
    .meta({ description: `The nearest first, then red, yellow and by investment; at most ${mostListed}` }),
  parcels: z.strictObject({
    total: count,
    areaM2: z.number(),
    items: z.array(
      z.strictObject({
        ...near,
        landUse: member(landUse),
        supply: member(supply),
        delivery: member(delivery),
        areaM2: z.number(),
      }),
    ),
  }),
  facilities: kindOf(facilityKind),
  zones: kindOf(zoneKind),
  corridors: kindOf(corridorKind),
  districts: z.array(
    z.strictObject({
      ...named,
      lengthM: z.number().nullable().meta({ description: 'Metres of a line within it; null for others' }),
    }),
  ),
  revision,
  progressRevision: revision,
});
type Answer = z.input<typeof answer>;

/** Distances that may be asked for, in metres. */
const farthest = 10_000;
const within = (standard: number) => ({
  within: distance('Metres around it to search', { standard, most: farthest }),
});
const standardWithin = { corridor: 2_000, facility: 5_000 } as const;

type Asked = Pick<
  Question<
    { month?: string | undefined; asOf?: string | undefined; within?: number | undefined },
    { code: string }
  >,
  'query' | 'param' | 'viewer' | 'signal'
>;

/** `/api/zones/{code}/contents` */
export function zoneContentsRoutes(services: Services) {
  const noun = { zh: '开发区', en: 'zone' };
  return new Hono<Env>().get(
    '/:code/contents',
    route(
      {
        summary: 'What lies inside a zone: projects judged at the month, parcels, facilities, corridors',
        tag: 'zones',
        noun,
        param: codeParam,
        query: z.strictObject(momentParameters),
        answer,
      },
      (question) => around(services, 'zone', noun, question),
    ),
  );
}

/** `/api/districts/{code}/contents` */
export function districtContentsRoutes(services: Services) {
  const noun = { zh: '区县', en: 'district' };
  return new Hono<Env>().get(
    '/:code/contents',
    route(
      {
        summary:
          'What is recorded or lies inside a district: projects judged at the month, parcels, zones, facilities',
        tag: 'districts',
        noun,
        param: codeParam,
        query: z.strictObject(momentParameters),
        answer,
      },
      (question) => around(services, 'district', noun, question),
    ),
  );
}

/** `/api/corridors/{code}/along` */
export function corridorAlongRoutes(services: Services) {
  const noun = { zh: '走廊', en: 'corridor' };
  return new Hono<Env>().get(
    '/:code/along',
    route(
      {
        summary: 'What lies along a corridor, and the districts that it crosses',
        tag: 'corridors',
        noun,
        param: codeParam,
        query: z.strictObject({ ...momentParameters, ...within(standardWithin.corridor) }),
        answer,
      },
      (question) => around(services, 'corridor', noun, question),
    ),
  );
}

/** `/api/facilities/{code}/nearby` */
export function facilityNearbyRoutes(services: Services) {
  const noun = { zh: '设施', en: 'facility' };
  return new Hono<Env>().get(
    '/:code/nearby',
    route(
      {
        summary: 'What lies around a facility',
        tag: 'facilities',
        noun,
        param: codeParam,
        query: z.strictObject({ ...momentParameters, ...within(standardWithin.facility) }),
        answer,
      },
      (question) => around(services, 'facility', noun, question),
    ),
  );
}

async function around(services: Services, of: Surrounded, noun: Word, asked: Asked): Promise<Answer> {
  const { query, param, viewer, signal } = asked;
  const { within: wanted, ...moment } = query;
  const reach = of === 'zone' || of === 'district' ? 0 : (wanted ?? standardWithin[of]);
  const book = await askBook(services, viewer, moment);
  const found = await surroundings(services.database, {
    viewer,
    of,
    code: param.code,
    metres: reach,
    signal,
  });
  if (!found) throw notFound(noun, param.code);
  const { projects, revision: seen, ...rest } = found;
  return {
    month: book.moment.month,
    asOf: book.moment.asOf,
    within: reach,
    projects: projectsAnswer(book, projects),
    ...rest,
    revision: seen,
    progressRevision: book.book.revision,
  };
}

type Placed = readonly [fid: number, metres: number, recorded: boolean];

/** The projects of the book among those found, in their order, with the sums of the listed ones. */
function projectsAnswer({ book, month: judged }: BookAnswer, placed: readonly Placed[]): Answer['projects'] {
  const byFid = new Map(placed.map((each) => [each[0], each]));
  const { totals, rows } = evaluate({}, judged.columns, byFid);
  const lights = { green: 0, yellow: 0, red: 0, none: 0 };
  for (const row of rows) lights[judged.members[row]?.assessment.light ?? 'none'] += 1;
  const items = book.projects.rows.flatMap(({ fid, item }, row) => {
    const found = byFid.get(fid);
    const assessment = judged.members[row]?.assessment;
    if (!found || !assessment) return [];
    const {
      code,
      name,
      nameEn,
      totalInvestment,
      location: place,
    } = JSON.parse(item) as Answer['projects']['items'][number];
    const { status, light: of } = assessment;
    return [
      {
        fid,
        code,
        name,
        nameEn,
        status,
        light: of,
        totalInvestment,
        location: place,
        metres: found[1],
        recorded: found[2],
      },
    ];
  });
  const listed = (each: (typeof items)[number]) => statusesInTotals.includes(each.status);
  items.sort(
    (a, b) =>
      Number(listed(b)) - Number(listed(a)) ||
      a.metres - b.metres ||
      urgency[a.light] - urgency[b.light] ||
      (b.totalInvestment ?? 0) - (a.totalInvestment ?? 0),
  );
  return {
    total: totals.total,
    investment: inWan(totals.investment),
    lights,
    outside: items.length - totals.total,
    items: items.slice(0, mostListed),
  };
}

const urgency = { red: 0, yellow: 1, green: 2, none: 2 } as const;
