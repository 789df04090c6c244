/**
 * The one filter on the map, and the month that it shows: which projects are drawn, in which status. No tile is asked
 * for again when either changes.
 */
import type {
  ExpressionSpecification,
  FilterSpecification,
  LayerSpecification,
  Map as MapLibreMap,
  StyleSpecification,
} from 'maplibre-gl';
import type { ProjectStatus } from '../../data/vocabulary/project.ts';
import { projectPoint } from '../../tiles/style/filter.ts';
import type { LayerId } from '../../tiles/style/order.ts';
import {
  badges,
  discImage,
  dotImage,
  ghostOpacity,
  importance,
  tileStatus,
} from '../../tiles/style/project.ts';
import type { Signs } from '../../tiles/style/project-signs.ts';

/** The month that is shown, of all projects by id, whether they pass or not: it stands while the filter changes. */
export interface DrawnMonth {
  /** Those whose status in it is another one than their tile says. */
  readonly statuses: ReadonlyMap<ProjectStatus, readonly number[]>;
  /** Those with a light that speaks: they come before all others. */
  readonly lights: Readonly<Record<(typeof badges)[number], readonly number[]>>;
}

/** Which projects are drawn, by id, and how. A part that is the same object as before is not told to the map again. */
export interface DrawnProjects {
  /** Those that pass the filter. */
  readonly visible: readonly number[];
  /** The one in the card, drawn by a layer of its own. */
  readonly selected: number | undefined;
  /** Whether that one does not pass: it is drawn all the same, pale. */
  readonly ghost: boolean;
  readonly month: DrawnMonth;
  /** Their sizes, by how many there are. */
  readonly signs: Signs;
}

/** Layers that are laid out by collision: what is hidden must not take room in them, so they are filtered by id. */
const symbolLayers: ReadonlySet<LayerId> = new Set(['project-disc', 'project-label']);
const selectedLayer: LayerId = 'project-selected';
const discLayer: LayerId = 'project-disc';
/** A layer without a highest zoom: what MapLibre takes for it. */
const mostZoom = 24;

/**
 * A filter for the ids of features. `match` looks an id up in a table (`in` would walk the whole list for each
 * feature); it does not take an empty list.
 */
export function idFilter(fids: readonly number[]): FilterSpecification {
  return fids.length === 0
    ? false
    : (['match', ['id'], [...fids], true, false] as unknown as FilterSpecification);
}

/** The code of a feature by its id; `otherwise` for those that no code names. */
function byId(
  codes: Iterable<readonly [code: string | number, fids: readonly number[]]>,
  otherwise: ExpressionSpecification | number,
): ExpressionSpecification {
  const cases = [...codes].filter(([, fids]) => fids.length > 0).flatMap(([code, fids]) => [[...fids], code]);
  const match = cases.length > 0 ? ['match', ['id'], ...cases, otherwise] : otherwise;
  return match as unknown as ExpressionSpecification;
}

const isOfProjects = (layer: LayerSpecification) => 'source' in layer && layer.source === 'project';

type Layout = Record<string, ExpressionSpecification>;

/** What is laid out by status and light; empty for layers that are told by feature-state. */
function monthLayout(id: LayerId, { statuses, lights }: DrawnMonth): Layout {
  const status = byId(statuses, tileStatus);
  // Whole bands apart: no investment outweighs a light.
  const bands = badges.map((light, band) => [-1e9 * (band + 1), lights[light]] as const);
  const queue = byId(bands, 0);
  const order = ['+', importance, queue] as unknown as ExpressionSpecification;
  switch (id) {
    case 'project-dot':
      // Drawn in ascending order: the most important last, on top.
      return { 'icon-image': dotImage(status), 'symbol-sort-key': ['-', 0, order] };
    case 'project-disc':
      return { 'icon-image': discImage(status), 'symbol-sort-key': order };
    case 'project-label':
      return { 'symbol-sort-key': order };
    case 'project-selected':
      return { 'icon-image': discImage(status) };
    default:
      return {};
  }
}

/** How large the signs of a layer are; empty for layers that have none. */
function signLayout(id: LayerId, { sizes }: Signs): Layout {
  return id in sizes ? { 'icon-size': sizes[id as keyof typeof sizes] } : {};
}

/** How the selected project is seen: pale when the filter takes it out. */
function paintFor(id: LayerId, { ghost }: DrawnProjects): Record<string, number> | undefined {
  if (id !== selectedLayer) return undefined;
  const opacity = ghost ? ghostOpacity : 1;
  return { 'icon-opacity': opacity, 'text-opacity': ghost ? 0.7 : 1 };
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
  const { month, signs } = projects;
  return {
    ...style,
    layers: style.layers.map((layer) => {
      if (!isOfProjects(layer)) return layer;
      const id = layer.id as LayerId;
      const filter = filterFor(layer, projects);
      const layout = { ...monthLayout(id, month), ...signLayout(id, signs) };
      const paint = paintFor(id, projects);
      if (filter === undefined && Object.keys(layout).length === 0) return layer;
      return {
        ...layer,
        ...(id === discLayer ? { minzoom: signs.discsFrom } : {}),
        ...(filter === undefined ? {} : { filter }),
        layout: { ...layer.layout, ...layout },
        ...(paint === undefined ? {} : { paint: { ...layer.paint, ...paint } }),
      } as typeof layer;
    }),
  };
}

/**
 * Binds the map's symbols to other projects: the workers lay them out again from the tiles that they have.
 * @param before what they are bound to now: its parts that stay are not told again
 */
export function bindProjects(
  map: MapLibreMap,
  style: StyleSpecification,
  projects: DrawnProjects,
  before: DrawnProjects,
): void {
  const isNew = (...parts: (keyof DrawnProjects)[]) => parts.some((part) => projects[part] !== before[part]);
  for (const layer of style.layers) {
    const id = layer.id as LayerId;
    if (!isOfProjects(layer)) continue;
    const filter = isNew('visible', 'selected') ? filterFor(layer, projects) : undefined;
    if (filter !== undefined) map.setFilter(id, filter, { validate: false });
    const layout = {
      ...(isNew('month') ? monthLayout(id, projects.month) : {}),
      ...(isNew('signs') ? signLayout(id, projects.signs) : {}),
    };
    for (const [name, value] of Object.entries(layout)) {
      map.setLayoutProperty(id, name as 'icon-image', value, { validate: false });
    }
    for (const [name, value] of Object.entries((isNew('ghost') && paintFor(id, projects)) || {})) {
      map.setPaintProperty(id, name as 'icon-opacity', value, { validate: false });
    }
  }
  if (isNew('signs')) map.setLayerZoomRange(discLayer, projects.signs.discsFrom, mostZoom);
}
