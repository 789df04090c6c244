/**
 * The one filter of projects: type, parse, print (URL and API alike). data/evaluate.ts evaluates it over columns,
 * in the browser and in the server.
 */
import { light } from './vocabulary/light.ts';
import {
  annualClass,
  projectCategory,
  projectStage,
  projectStatus,
  projectTier,
} from './vocabulary/project.ts';
import type { CodeList } from './vocabulary/word.ts';

/** Facets of the filter, each with the code list it draws on; `null` = codes of rows (districts, zones, units, companies). */
export const facetLists = {
  status: projectStatus,
  district: null,
  category: projectCategory,
  tier: projectTier,
  annualClass,
  zone: null,
  light,
  stage: projectStage,
  /** The responsible unit (责任单位). */
  unit: null,
  /** The owner (项目单位). */
  company: null,
} as const satisfies Record<string, CodeList | null>;

export type Facet = keyof typeof facetLists;
export const facets = Object.keys(facetLists) as readonly Facet[];

/** An amount in 万元 from … to …, both included; either end may be open, never both. */
export interface AmountRange {
  readonly from?: number;
  readonly to?: number;
}

/** West, south, east, north in degrees (EPSG:4326). */
export type Box = readonly [west: number, south: number, east: number, north: number];

/**
 * What is asked for. Within a facet the codes mean "or", between facets "and". Without `status` the listed
 * projects are meant (`statusesInTotals`): reserve, deferred and cancelled ones appear only when named.
 */
export type ProjectFilter = Readonly<Partial<Record<Facet, readonly string[]>>> & {
  /** Text that the name, code or national code contains, letter case ignored. */
  readonly q?: string;
  /** Only projects whose extent meets this box; projects without a place do not. */
  readonly bbox?: Box;
  /** Only projects that lag behind their baseline by more than so many percentage points, 0 to 100. */
  readonly lagOver?: number;
  /** Only projects whose total investment lies in this range; projects without one do not. */
  readonly investment?: AmountRange;
  /** Only projects without a place on the map. */
  readonly unmapped?: true;
} & Moment;

/** When a question is about; what is left out has the default that the place's time gives. */
export interface Moment {
  /** The period judged, YYYY-MM; the last closed month of the year, when left out. */
  readonly month?: string;
  /** What was known at the end of this day, YYYY-MM-DD; all that is known now, when left out. */
  readonly asOf?: string;
  /** The year whose list is meant; that of the month, when left out. */
  readonly year?: number;
}

/** One thing in a filter text that could not be read. */
export interface FilterProblem {
  readonly key: string;
  readonly value: string;
  /** The codes that would have been right, or a sentence about the form expected. */
  readonly allowed: readonly string[] | string;
}

/** Codes of the facets that are rows and not vocabulary; a facet left out is not checked. */
export type KnownCodes = Readonly<Partial<Record<Facet, readonly string[]>>>;

const longestText = 200;

/** The form in which `q` and `search_text` are compared: lower-case ASCII, full-width folded, spaces collapsed. */
export function searchForm(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[A-Z]/g, (letter) => letter.toLowerCase())
    .replace(/\s+/g, ' ')
    .trim();
}

/**
 * Reads a filter from query parameters (values comma-separated). Never throws: what cannot be read is left
 * out of `filter` and named in `problems`, so that the API can refuse it and a link can ignore it.
 */
export function parseFilter(
  parameter: (key: string) => string | null | undefined,
  known: KnownCodes = {},
): { filter: ProjectFilter; problems: FilterProblem[] } {
  const problems: FilterProblem[] = [];
  const filter: { -readonly [Key in keyof ProjectFilter]: ProjectFilter[Key] } = {};
  for (const facet of facets) {
    const text = parameter(facet);
    if (text === null || text === undefined || text === '') continue;
    const allowed = facetLists[facet]?.codes ?? known[facet];
    const codes = [...new Set(text.split(',').filter((code) => code !== ''))];
    const right = allowed ? codes.filter((code) => (allowed as readonly string[]).includes(code)) : codes;
    for (const code of codes) {
      if (!right.includes(code)) problems.push({ key: facet, value: code, allowed: allowed ?? [] });
    }
    if (right.length > 0) filter[facet] = right;
  }
  const q = parameter('q');
  if (q) {
    if (q.length > longestText) {
      problems.push({
        key: 'q',
        value: `${q.slice(0, 20)}…`,
        allowed: `at most ${longestText} characters, got ${q.length}`,
      });
    } else if (searchForm(q) !== '') filter.q = q;
  }
  const bbox = parameter('bbox');
  if (bbox) {
    const box = parseBox(bbox);
    if (typeof box === 'string') problems.push({ key: 'bbox', value: bbox.slice(0, 100), allowed: box });
    else filter.bbox = box;
  }
  const read = <Value>(key: string, parse: (text: string) => Value | undefined, allowed: string) => {
    const text = parameter(key);
    if (text === null || text === undefined || text === '') return undefined;
    const value = parse(text);
    if (value === undefined) problems.push({ key, value: text.slice(0, 100), allowed });
    return value;
  };
  const lagOver = read('lagOver', parseLag, 'percentage points, a number from 0 to 100');
  if (lagOver !== undefined) filter.lagOver = lagOver;
  if (read('unmapped', (text) => text === '1' || undefined, '1, or leave it out')) filter.unmapped = true;
  const investment = read('investment', parseRange, rangeForm);
  if (investment !== undefined) filter.investment = investment;
  const month = read('month', (text) => (isMonth(text) ? text : undefined), 'a month, YYYY-MM');
  if (month !== undefined) filter.month = month;
  const asOf = read('asOf', (text) => (isDay(text) ? text : undefined), 'a day, YYYY-MM-DD');
  if (asOf !== undefined) filter.asOf = asOf;
  const year = read('year', parseYear, 'a year, 1990 to 2100');
  if (year !== undefined && month !== undefined && year !== Number(month.slice(0, 4))) {
    problems.push({ key: 'year', value: String(year), allowed: `the year of the month ${month}` });
  } else if (year !== undefined) filter.year = year;
  return { filter, problems };
}

const rangeForm = 'an amount in 万元, MIN..MAX with MIN ≤ MAX; either end may be left out';

/** Reads `20000..`, `..50000` or `20000..50000`: at most ten digits before and two behind the point, both bounds included. */
export function parseRange(text: string): AmountRange | undefined {
  const parts = /^(\d{1,10}(?:\.\d{1,2})?)?\.\.(\d{1,10}(?:\.\d{1,2})?)?$/.exec(text);
  if (!parts) return undefined;
  const [from, to] = [parts[1], parts[2]].map((part) => (part === undefined ? undefined : Number(part)));
  if (from === undefined && to === undefined) return undefined;
  if (from !== undefined && to !== undefined && from > to) return undefined;
  return { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
}

/** The range as `parseRange` reads it. */
export function printRange({ from, to }: AmountRange): string {
  return `${from ?? ''}..${to ?? ''}`;
}

function parseLag(text: string): number | undefined {
  const points = /^\d{1,3}(\.\d{1,4})?$/.test(text) ? Number(text) : Number.NaN;
  return points <= 100 ? points : undefined;
}

function parseYear(text: string): number | undefined {
  const year = /^\d{4}$/.test(text) ? Number(text) : 0;
  return year >= 1990 && year <= 2100 ? year : undefined;
}

/** Whether a text is a month, `YYYY-MM`, of 1990 to 2100. */
export function isMonth(text: string): boolean {
  return /^\d{4}-(0[1-9]|1[0-2])$/.test(text) && parseYear(text.slice(0, 4)) !== undefined;
}

/** Whether a text is a day of the calendar, `YYYY-MM-DD`, of 1990 to 2100. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || !isMonth(text.slice(0, 7))) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().slice(0, 10) === text;
}

/** Reads `west,south,east,north`; a sentence says what is wrong. */
export function parseBox(text: string): Box | string {
  const numbers = text.split(',').map((part) => (part.trim() === '' ? Number.NaN : Number(part)));
  const [west, south, east, north] = numbers;
  if (
    numbers.length !== 4 ||
    !numbers.every(Number.isFinite) ||
    west === undefined ||
    south === undefined ||
    east === undefined ||
    north === undefined
  ) {
    return 'four numbers west,south,east,north in degrees';
  }
  if (west < -180 || east > 180 || south < -90 || north > 90) {
    return 'longitudes within -180…180 and latitudes within -90…90';
  }
  if (west > east || south > north) return 'west ≤ east and south ≤ north (the box is reversed)';
  return [west, south, east, north];
}

/** The filter as query parameters, in a fixed order, so that equal filters give equal links. */
export function printFilter(filter: ProjectFilter): URLSearchParams {
  const parameters = new URLSearchParams();
  for (const facet of facets) {
    const codes = filter[facet];
    if (codes && codes.length > 0) parameters.set(facet, codes.join(','));
  }
  if (filter.q) parameters.set('q', filter.q);
  if (filter.bbox) parameters.set('bbox', filter.bbox.join(','));
  if (filter.lagOver !== undefined) parameters.set('lagOver', String(filter.lagOver));
  if (filter.investment) parameters.set('investment', printRange(filter.investment));
  if (filter.unmapped) parameters.set('unmapped', '1');
  if (filter.month !== undefined) parameters.set('month', filter.month);
  if (filter.asOf !== undefined) parameters.set('asOf', filter.asOf);
  if (filter.year !== undefined) parameters.set('year', String(filter.year));
  return parameters;
}
