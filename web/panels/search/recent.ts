/** What was found and chosen last, kept in the browser; a browser that keeps nothing is no error. */
import type { SearchNoun } from '../../../data/vocabulary/search.ts';
import { searchNoun } from '../../../data/vocabulary/search.ts';
import { isCode } from '../../../data/vocabulary/word.ts';
import { load, save } from '../../state/store.ts';
import type { SearchItem } from './search-api.ts';

/** A thing that was chosen, with what is needed to show it and to go there again. */
export interface Recent {
  readonly noun: SearchNoun;
  readonly item: SearchItem;
}

const key = 'search.recent';
const most = 6;

export function readRecent(): Recent[] {
  const all = (kept: unknown) =>
    Array.isArray(kept) ? kept.flatMap((one: unknown) => parse(one) ?? []) : [];
  return load(key, all)?.slice(0, most) ?? [];
}

/** Puts one in front; returns all. */
export function addRecent(recent: readonly Recent[], { noun, item }: Recent): Recent[] {
  const others = recent.filter((one) => one.noun !== noun || one.item.code !== item.code);
  const plain = { ...item, similar: false, site: null, matched: [], matchedEn: [] };
  const all = [{ noun, item: plain }, ...others].slice(0, most);
  save(key, all); // full or private storage: kept for this page only
  return all;
}

export function forgetRecent(): Recent[] {
  save(key, undefined);
  return [];
}

/** What was kept may be of another version, or of another hand. */
function parse(value: unknown): Recent | undefined {
  const { noun, item } = (value ?? {}) as {
    noun?: unknown;
    item?: Partial<Record<keyof SearchItem, unknown>>;
  };
  if (typeof noun !== 'string' || !isCode(searchNoun, noun) || typeof item !== 'object' || item === null)
    return undefined;
  const { code, name, nameEn, kind, district, extent } = item;
  if (typeof code !== 'string' || typeof name !== 'string') return undefined;
  const text = (one: unknown) => (typeof one === 'string' ? one : null);
  const corners = Array.isArray(extent) && extent.length === 4 && extent.every(Number.isFinite);
  return {
    noun,
    item: {
      code,
      name,
      nameEn: text(nameEn),
      kind: text(kind),
      district: text(district),
      extent: corners ? (extent as [number, number, number, number]) : null,
      site: null,
      similar: false,
      matched: [],
      matchedEn: [],
    },
  };
}
