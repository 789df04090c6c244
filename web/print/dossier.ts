/** What the print page is made from: one answer for figures and lists, one for the ranking. */
import type { hc, InferResponseType } from 'hono/client';
import type { Api } from '../../server/app.ts';
import { ApiError, fetchPlace } from '../api.ts';
import type { Place } from '../api.ts';
import type { Amount } from '../state/work.svelte.ts';
import { parseLanguage } from '../text/texts.ts';
import type { Language } from '../text/texts.ts';

type Client = ReturnType<typeof hc<Api>>;
export type Dossier = InferResponseType<Client['api']['dossier']['$get'], 200>;
export type DossierProject = Dossier['projects'][number];
export type Ranking = InferResponseType<Client['api']['league']['$get'], 200>;

export interface Printed {
  readonly place: Place;
  readonly dossier: Dossier;
  /** `undefined` where a ranking says nothing: one project, one district, a corridor. */
  readonly ranking: Ranking | undefined;
}

/** The language of a link, else simplified Chinese. */
export function languageOf(address: URL): Language {
  return parseLanguage(address.searchParams.get('lang')) ?? 'zh-Hans';
}

/**
 * The `lang` of the server's sentences where it is not the page's: the server knows no traditional Chinese, and glyphs are
 * to be right.
 */
export function servedLanguage(language: Language): 'zh-Hans' | undefined {
  return language === 'zh-Hant' ? 'zh-Hans' : undefined;
}

/** The parameters of the dossier in a link; those of the screen (camera, selection, theme …) are not among them. */
export function dossierQuery(address: URL): URLSearchParams {
  const query = new URLSearchParams(address.search);
  for (const key of ['select', 'map', 'layers', 'sort', 'theme', 'lang', 'panel', 'embed']) query.delete(key);
  return query;
}

/**
 * Reads everything that the page shows; `tell` hears how many of its parts are there.
 * @throws ApiError with the server's sentence, TypeError when it is away, AbortError when it is stopped
 */
export async function readPrinted(
  address: URL,
  signal: AbortSignal,
  tell: (amount: Amount) => void,
): Promise<Printed> {
  const query = dossierQuery(address);
  const lang = languageOf(address) === 'en' ? 'en' : 'zh';
  const ask = async <Answer>(path: string, parameters: URLSearchParams): Promise<Answer> => {
    const response = await fetch(`${path}?${parameters}`, { headers: { 'Accept-Language': lang }, signal });
    if (response.ok) return (await response.json()) as Answer;
    const problem = (await response.json().catch(() => ({}))) as { detail?: string };
    throw new ApiError(response.status, problem.detail ?? `HTTP ${response.status}`);
  };
  const asked = new URLSearchParams(query);
  asked.set('lang', lang);
  const ranked = !query.has('project') && !query.has('corridor');
  const total = ranked ? 3 : 2;
  let done = 0;
  const count = async <Answer>(part: Promise<Answer>): Promise<Answer> => {
    const answer = await part;
    tell({ done: ++done, total });
    return answer;
  };
  tell({ done, total });
  const [place, dossier, ranking] = await Promise.all([
    count(fetchPlace()),
    count(ask<Dossier>('/api/dossier', asked)),
    ranked ? count(ask<Ranking>('/api/league', withRanking(query))) : undefined,
  ]);
  return { place, dossier, ranking: ranking && ranking.rows.length > 1 ? ranking : undefined };
}

function withRanking(query: URLSearchParams): URLSearchParams {
  const ranking = new URLSearchParams(query);
  ranking.set('by', 'area');
  return ranking;
}
