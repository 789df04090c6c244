/** The one filter on the map: which projects are drawn. No tile is asked for again when it changes. */
import type { FilterSpecification, Map as MapLibreMap, StyleSpecification } from 'maplibre-gl';
import type { LayerId } from '../../tiles/style/order.ts';
import { projectPoint } from '../../tiles/style/filter.ts';
import { difference } from './difference.ts';

/** Which projects are drawn, by id. */
export interface DrawnProjects {
  /** Those that pass the filter. */
  readonly visible: readonly number[];
  /** The one in the card, drawn by a layer of its own; `undefined` when none is, or when it does not pass. */
  readonly selected: number | undefined;
}

/** Layers that are laid out by collision: what is hidden must not take room in them, so they are filtered by id. */
const symbolLayers: ReadonlySet<LayerId> = new Set(['project-disc', 'project-label']);
const selectedLayer: LayerId = 'project-selected';

/**
 * A filter for the ids of features. `match` looks an id up in a table (`in` would walk the whole list for each
 * feature); it does not take an empty list.
 */
export function idFilter(fids: readonly number[]): FilterSpecification {
  return fids.length === 0
    ? false
    : (['match', ['id'], [...fids], true, false] as unknown as FilterSpecification);
}

/** A style layer's filter for the drawn projects; `undefined` for layers that are told by feature-state. */
function filterFor(
  layer: { id: string; filter?: unknown },
  projects: DrawnProjects,
): FilterSpecification | undefined {
  const id = layer.id as LayerId;
  const base = layer.filter as FilterSpecification;
  if (id === selectedLayer) {
    // The style's own filter of this layer lets nothing through; the points are those of the discs.
    return projects.selected === undefined ? false : onlyPoints(idFilter([projects.selected]));
  }
  if (!symbolLayers.has(id)) return undefined;
  const others = projects.visible.filter((fid) => fid !== projects.selected);
  return ['all', base, idFilter(others)] as FilterSpecification;
}

function onlyPoints(ids: FilterSpecification): FilterSpecification {
  return ['all', projectPoint, ids] as FilterSpecification;
}

/** The style with its symbols bound to the drawn projects. */
export function withProjects(style: StyleSpecification, projects: DrawnProjects): StyleSpecification {
  return {
    ...style,
    layers: style.layers.map((layer) => {
      const filter = filterFor(layer, projects);
      return filter === undefined ? layer : ({ ...layer, filter } as typeof layer);
    }),
  };
}

/** Binds the map's symbols to other projects: the workers lay them out again from the tiles that they have. */
export function filterSymbols(map: MapLibreMap, style: StyleSpecification, projects: DrawnProjects): void {
  for (const layer of style.layers) {
    const filter = filterFor(layer, projects);
    if (filter !== undefined) map.setFilter(layer.id, filter, { validate: false });
  }
}

/** Tells dots, lines and footprints which of them are filtered out; only what changed is touched. */
export class HiddenProjects {
  readonly #map: MapLibreMap;
  #hidden: ReadonlySet<number> = new Set();

  constructor(map: MapLibreMap) {
    this.#map = map;
  }

  /** States are kept by id, so they hold for tiles that come later. */
  set(hidden: ReadonlySet<number>): void {
    const { added, removed } = difference(this.#hidden, hidden);
    for (const fid of added) this.#write(fid, true);
    for (const fid of removed) this.#write(fid, false);
    this.#hidden = hidden;
  }

  #write(id: number, hidden: boolean): void {
    this.#map.setFeatureState({ source: 'project', sourceLayer: 'project', id }, { hidden });
  }
}
