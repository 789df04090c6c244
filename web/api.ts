/** The door to the server: answers typed by the server's own routes, one error, one notion of being away. */
import { hc } from 'hono/client';
import type { InferResponseType } from 'hono/client';
import { printFilter } from '../data/filter.ts';
import type { ProjectFilter } from '../data/filter.ts';
import { columnFileSize, decodeColumns } from '../data/columns.ts';
import type { Columns } from '../data/columns.ts';
import type { Layer } from '../data/vocabulary/layer.ts';
import type { Api } from '../server/app.ts';
import { readBytes } from './read-bytes.ts';
import type { Names } from './state/names.ts';

const client = hc<Api>('/');

/** Where all layers and column files stand; what moved is read anew. */
export type Revisions = InferResponseType<typeof client.api.revisions.$get, 200>;
export type Place = InferResponseType<typeof client.api.place.$get, 200>;

/** What a card is made from, by noun. */
export interface Details {
  readonly project: InferResponseType<(typeof client.api.projects)[':code']['$get'], 200>;
  readonly zone: InferResponseType<(typeof client.api.zones)[':code']['$get'], 200>;
  readonly corridor: InferResponseType<(typeof client.api.corridors)[':code']['$get'], 200>;
  readonly parcel: InferResponseType<(typeof client.api.parcels)[':code']['$get'], 200>;
  readonly facility: InferResponseType<(typeof client.api.facilities)[':code']['$get'], 200>;
  readonly constraint: InferResponseType<(typeof client.api.constraints)[':code']['$get'], 200>;
  readonly district: InferResponseType<(typeof client.api.districts)[':code']['$get'], 200>;
}

type OfProject = (typeof client.api.projects)[':code'];
/** A project read against time: judgement, plan, reports, issues, approvals, photos. Money in 万元. */
export type ProjectProgress = InferResponseType<OfProject['progress']['$get'], 200>;
export type ProjectStages = InferResponseType<OfProject['stages']['$get'], 200>;
/** Recorded figures of a project, newest first, page by page. */
export type ProjectHistory = InferResponseType<OfProject['history']['$get'], 200>;

/** What lies inside a zone or district, along a corridor or around a facility. Money in 万元. */
export type Surroundings = InferResponseType<(typeof client.api.zones)[':code']['contents']['$get'], 200>;
/** Things that are asked what lies in or around them. */
export type Surrounded = 'zone' | 'corridor' | 'facility' | 'district';

/** The basemaps that can be chosen beside the own one. */
export type Basemaps = InferResponseType<typeof client.api.basemaps.$get, 200>;

/** Groups ranked by how they are on plan. Money in 万元. */
export type LeagueAnswer = InferResponseType<typeof client.api.league.$get, 200>;

/** The server answered, but not with what was asked for; `detail` is its own sentence. */
export class ApiError extends Error {
  override name = 'ApiError';
  readonly status: number;
  constructor(status: number, detail: string) {
    super(detail);
    this.status = status;
  }
}

/** The place that the server serves. Throws ApiError, or TypeError when the server cannot be reached. */
export async function fetchPlace(): Promise<Place> {
  return answer<Place>(await client.api.place.$get({ query: {} }));
}

/** The present revisions. Throws like `fetchPlace`. */
export async function fetchRevisions(): Promise<Revisions> {
  return answer<Revisions>(await client.api.revisions.$get({ query: {} }));
}

/** What the owner of the portal offers as basemaps. Throws like `fetchPlace`. */
export async function fetchBasemaps(): Promise<Basemaps> {
  return answer<Basemaps>(await client.api.basemaps.$get({ query: {} }));
}

/** In which formats and coordinate systems files are taken out. */
export type Exports = InferResponseType<typeof client.api.exports.$get, 200>;

/** Throws like `fetchPlace`. */
export async function fetchExports(): Promise<Exports> {
  return answer<Exports>(await client.api.exports.$get({ query: {} }));
}

/** Names of the reporting areas by code. */
export async function fetchAreas(): Promise<Names> {
  type Areas = InferResponseType<(typeof client.api)['reporting-areas']['$get'], 200>;
  const { items } = await answer<Areas>(await client.api['reporting-areas'].$get({ query: {} }));
  return new Map(items.map(({ code, name, nameEn }) => [code, { zh: name, en: nameEn ?? '' }]));
}

/** Names of the responsible units or of the owners of the projects, by code and in the order of names. */
export async function fetchNames(noun: 'unit' | 'company'): Promise<Names> {
  type Named = InferResponseType<typeof client.api.units.$get, 200>;
  const { units, companies } = client.api;
  const { items } = await answer<Named>(await (noun === 'unit' ? units : companies).$get({ query: {} }));
  return new Map(items.map(({ code, name, nameEn }) => [code, { zh: name, en: nameEn ?? '' }]));
}

/** In which language an answer is wanted, and what ends the question. */
export interface Asking {
  readonly language: string;
  readonly signal?: AbortSignal;
}

function optionsOf({ language, signal }: Asking) {
  return { headers: { 'Accept-Language': language }, ...(signal ? { init: { signal } } : {}) };
}

/**
 * One thing for its card. Throws ApiError 404 when it is not there or not published, an AbortError when it is stopped.
 */
export async function fetchDetails<Noun extends Layer>(
  noun: Noun,
  code: string,
  asking: Asking,
): Promise<Details[Noun]> {
  const routes = {
    project: client.api.projects,
    zone: client.api.zones,
    corridor: client.api.corridors,
    parcel: client.api.parcels,
    facility: client.api.facilities,
    constraint: client.api.constraints,
    district: client.api.districts,
  };
  const question = { query: {}, param: { code } };
  return answer<Details[Noun]>(await routes[noun][':code'].$get(question, optionsOf(asking)));
}

/** When a question about a project is: the month judged and the day of knowledge; left out = the server's defaults. */
export interface Asked {
  readonly month?: string | undefined;
  readonly asOf?: string | undefined;
}

/** The progress of a project and its stages at a month. Throws like `fetchDetails`. */
export async function fetchProjectProgress(
  code: string,
  asked: Asked,
  asking: Asking,
): Promise<{ readonly progress: ProjectProgress; readonly stages: ProjectStages }> {
  const { progress, stages } = client.api.projects[':code'];
  const question = { query: momentQuery(asked), param: { code } };
  const options = optionsOf(asking);
  const answers = await Promise.all([progress.$get(question, options), stages.$get(question, options)]);
  return {
    progress: await answer<ProjectProgress>(answers[0]),
    stages: await answer<ProjectStages>(answers[1]),
  };
}

/**
 * What lies within so many metres of a corridor or facility, or inside a zone or district (`within` means nothing there), with the
 * projects judged at a month. Throws like `fetchDetails`.
 */
export async function fetchSurroundings(
  { noun, code, within }: { readonly noun: Surrounded; readonly code: string; readonly within: number },
  asked: Asked,
  asking: Asking,
): Promise<Surroundings> {
  const { zones, districts, corridors, facilities } = client.api;
  const param = { code };
  const [query, options] = [momentQuery(asked), optionsOf(asking)];
  const around = { query: { ...query, within: String(within) }, param };
  if (noun === 'zone' || noun === 'district') {
    const areas = noun === 'zone' ? zones : districts;
    return answer<Surroundings>(await areas[':code'].contents.$get({ query, param }, options));
  }
  return answer<Surroundings>(
    noun === 'corridor'
      ? await corridors[':code'].along.$get(around, options)
      : await facilities[':code'].nearby.$get(around, options),
  );
}

/** A page of the recorded figures of a project; `cursor` is the `next` of the page before. Throws like `fetchDetails`. */
export async function fetchProjectHistory(
  code: string,
  { asOf, cursor }: { readonly asOf?: string | undefined; readonly cursor?: string | undefined },
  asking: Asking,
): Promise<ProjectHistory> {
  const query = { ...momentQuery({ asOf }), ...(cursor === undefined ? {} : { cursor }) };
  return answer<ProjectHistory>(
    await client.api.projects[':code'].history.$get({ query, param: { code } }, optionsOf(asking)),
  );
}

/** The league of what passes a filter. `counted` = only areas that count in the totals of the city. Throws like `fetchDetails`. */
export async function fetchLeague(
  filter: ProjectFilter,
  { by, counted }: { readonly by: LeagueAnswer['by']; readonly counted: boolean },
  asking: Asking,
): Promise<LeagueAnswer> {
  const query = printFilter(filter);
  query.set('by', by);
  if (counted) query.set('counted', '1');
  return answer<LeagueAnswer>(
    await client.api.league.$get({ query: Object.fromEntries(query) }, optionsOf(asking)),
  );
}

function momentQuery({ month, asOf }: Asked): { month?: string; asOf?: string } {
  return { ...(month === undefined ? {} : { month }), ...(asOf === undefined ? {} : { asOf }) };
}

/** Who hears how many bytes are read, of how many once that is known, and may stop the reading. */
export interface Hearing {
  readonly signal?: AbortSignal;
  readonly tell?: (done: number, total: number | undefined) => void;
}

/**
 * All rows of a noun as columns; `progress` = the judged months of the year (data/progress-columns.ts). Projects and
 * progress are those of a year's list, as they were known at the end of `asOf`. With the revision in the address the
 * browser keeps the answer for good. Throws ApiError 400 for a year or day that the server knows nothing of, an
 * AbortError when it is stopped.
 */
export async function fetchColumns(
  noun: Layer | 'progress',
  revision: string,
  { year, asOf }: { readonly year?: number | undefined; readonly asOf?: string | undefined } = {},
  { signal, tell = () => undefined }: Hearing = {},
): Promise<Columns> {
  const query = new URLSearchParams();
  if (year !== undefined) query.set('year', String(year));
  if (asOf !== undefined) query.set('asOf', asOf);
  query.set('v', revision);
  const response = await fetch(`/api/columns/${noun}?${query.toString()}`, signal ? { signal } : {});
  if (!response.ok) throw await problemOf(response);
  return decodeColumns(await readBytes(response, tell, columnFileSize));
}

/** What an answer of the client has in common with a Response. */
interface Answer {
  readonly ok: boolean;
  readonly status: number;
  json(): Promise<unknown>;
}

async function answer<Value>(response: Answer): Promise<Value> {
  if (!response.ok) throw await problemOf(response);
  return (await response.json()) as Value;
}

/** The error of an answer that is none. */
export async function problemOf(response: Pick<Answer, 'status' | 'json'>): Promise<ApiError> {
  // A proxy in front may answer with a page of its own; then the status is all there is.
  const body: unknown = await response.json().catch(() => undefined);
  const detail = typeof body === 'object' && body !== null && 'detail' in body ? String(body.detail) : '';
  return new ApiError(response.status, detail || `HTTP ${response.status}`);
}
