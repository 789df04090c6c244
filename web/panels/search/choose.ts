/** What choosing a found thing does: it is selected, its layer is on, and the map goes there. */
import { facets } from '../../../data/filter.ts';
import type { Facet } from '../../../data/filter.ts';
import type { SearchNoun } from '../../../data/vocabulary/search.ts';
import { searchNoun } from '../../../data/vocabulary/search.ts';
import type { Portal } from '../../state/portal.svelte.ts';
import type { SearchItem } from './search-api.ts';

/** Companies are shown by the filter, where it knows them. */
const byCompany = (facets as readonly string[]).includes('company');

/** Whether something can be done with things of a noun. */
export function leadsSomewhere(noun: SearchNoun): boolean {
  return noun !== 'company' || byCompany;
}

/** Degrees around something small, so that roads and towns beside it are seen: about 1 km; around a town 2 km. */
const around = { thing: 0.01, town: 0.02 };

export function choose(portal: Portal, noun: SearchNoun, { code, extent }: SearchItem): void {
  if (noun === 'company') portal.setFacet('company' as Facet, [code]);
  else if (noun !== 'place_name') {
    if (!portal.layers.has(noun)) portal.toggleLayer(noun);
    portal.select({ noun, code });
    portal.attention.wantsCard = true;
  }
  if (extent) portal.zoomTo(widened(extent, noun === 'place_name' ? around.town : around.thing));
}

type Extent = readonly [number, number, number, number];

function widened([west, south, east, north]: Extent, least: number): Extent {
  const more = { x: Math.max(0, least - (east - west) / 2), y: Math.max(0, least - (north - south) / 2) };
  return [west - more.x, south - more.y, east + more.x, north + more.y];
}

/** The words for the noun of a group. */
export const groupWords = searchNoun.words;
