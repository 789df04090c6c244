/** Which kinds are drawn now, for a legend that shows only what is visible. */
import type { Map as MapLibreMap, PointLike } from 'maplibre-gl';
import { layer } from '../../data/vocabulary/layer.ts';
import type { Layer } from '../../data/vocabulary/layer.ts';
import { isCode } from '../../data/vocabulary/word.ts';
import { layerIds } from '../../tiles/style/style.ts';

/** The property that tells a layer's kinds apart. */
export const kindProperty: Readonly<Record<Layer, string>> = {
  project: 'status',
  zone: 'kind',
  corridor: 'kind',
  parcel: 'land_use',
  facility: 'kind',
  constraint: 'kind',
  district: 'part',
};

/** Layers that mark what somebody points at: wider than the thing, and unseen most of the time. */
const marks = /-(ring|halo|touched)$/;

/** Ids of the style layers in which things are seen themselves. */
export function thingLayers(map: MapLibreMap, visible: ReadonlySet<Layer>): string[] {
  return [...visible].flatMap((noun) => layerIds[noun]).filter((id) => !marks.test(id) && map.getLayer(id));
}

/** Kinds by layer within a box of the screen that no panel covers: of projects statuses, and the lights that speak. */
export function drawnKinds(
  map: MapLibreMap,
  box: [PointLike, PointLike],
  visible: ReadonlySet<Layer>,
  isVisible: (fid: number) => boolean,
): ReadonlyMap<Layer, ReadonlySet<string>> {
  const layers = thingLayers(map, visible);
  const kinds = new Map<Layer, Set<string>>();
  const add = (noun: Layer, kind: string) => kinds.set(noun, (kinds.get(noun) ?? new Set()).add(kind));
  for (const { source, id, properties, state, layer: drawnBy } of map.queryRenderedFeatures(box, {
    layers,
    validate: false,
  })) {
    if (!isCode(layer, source)) continue;
    if (source === 'project' && !isVisible(Number(id))) continue;
    // Badges of all lights are laid out, those that are not the project's unseen. Lights and statuses share no code.
    if (drawnBy.id.startsWith('project-badge-')) {
      if (drawnBy.id === `project-badge-${String(state.light)}`) add(source, String(state.light));
      continue;
    }
    // The web says the status of the month that is shown; the tile knows the present one.
    const kind: unknown = state[kindProperty[source]] ?? properties[kindProperty[source]];
    if (typeof kind !== 'string') continue;
    add(source, kind);
  }
  return kinds;
}

/** Whether two answers say the same. */
export function sameKinds(
  a: ReadonlyMap<Layer, ReadonlySet<string>>,
  b: ReadonlyMap<Layer, ReadonlySet<string>>,
): boolean {
  return layer.codes.every((noun) => {
    const left = a.get(noun) ?? new Set();
    const right = b.get(noun) ?? new Set();
    return left.size === right.size && [...left].every((kind) => right.has(kind));
  });
}
