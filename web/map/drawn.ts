/** Which kinds are drawn now, for a legend that shows only what is visible. */
import type { Map as MapLibreMap, PointLike } from 'maplibre-gl';
import { layer } from '../../data/vocabulary/layer.ts';
import type { Layer } from '../../data/vocabulary/layer.ts';
import { isCode } from '../../data/vocabulary/word.ts';
import { layerIds } from '../../tiles/style/style.ts';

/** The property that tells a layer's kinds apart. */
const kindProperty: Readonly<Record<Layer, string>> = {
  project: 'status',
  zone: 'kind',
  corridor: 'kind',
  parcel: 'land_use',
  facility: 'kind',
  constraint: 'kind',
  district: 'part',
};

/** Kinds by layer within a box of the screen (the part that no panel covers). */
export function drawnKinds(
  map: MapLibreMap,
  box: [PointLike, PointLike],
  visible: ReadonlySet<Layer>,
  isVisible: (fid: number) => boolean,
): ReadonlyMap<Layer, ReadonlySet<string>> {
  const layers = [...visible].flatMap((noun) => layerIds[noun]).filter((id) => map.getLayer(id));
  const kinds = new Map<Layer, Set<string>>();
  for (const { source, id, properties, state } of map.queryRenderedFeatures(box, {
    layers,
    validate: false,
  })) {
    if (!isCode(layer, source)) continue;
    if (source === 'project' && !isVisible(Number(id))) continue;
    // The web says the status of the month that is shown; the tile knows the present one.
    const kind: unknown = state[kindProperty[source]] ?? properties[kindProperty[source]];
    if (typeof kind !== 'string') continue;
    const known = kinds.get(source) ?? new Set();
    kinds.set(source, known.add(kind));
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
