/** Hover and selection on drawn things, by feature-state: at most one thing carries each mark. */
import type { Map as MapLibreMap } from 'maplibre-gl';
import type { Hover } from '../state/portal.svelte.ts';
import type { Selection } from '../url.ts';

export class Highlight {
  readonly #map: MapLibreMap;
  readonly #mark: 'hover' | 'selected';
  #on: Hover | undefined;

  constructor(map: MapLibreMap, mark: 'hover' | 'selected') {
    this.#map = map;
    this.#mark = mark;
  }

  /** Moves the mark. */
  set(thing: Hover | undefined): void {
    if (thing?.fid === this.#on?.fid && thing?.noun === this.#on?.noun) return;
    if (this.#on) this.#write(this.#on, false);
    if (thing) this.#write(thing, true);
    this.#on = thing;
  }

  #write({ noun, fid }: Hover, on: boolean): void {
    this.#map.setFeatureState({ source: noun, sourceLayer: noun, id: fid }, { [this.#mark]: on });
  }
}

/**
 * The id of a selected thing among the tiles that are there; a link knows the code only.
 * `undefined` while no tile with it has come.
 */
export function findFid(map: MapLibreMap, { noun, code }: Selection): number | undefined {
  const [feature] = map.querySourceFeatures(noun, {
    sourceLayer: noun,
    filter: ['==', ['get', 'code'], code],
    validate: false,
  });
  return typeof feature?.id === 'number' ? feature.id : undefined;
}
