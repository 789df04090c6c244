/** What lies under the pointer: asks the map for drawn things and lets pick.ts put them in order. */
import type { Map as MapLibreMap, MapGeoJSONFeature, Point } from 'maplibre-gl';
import { layer } from '../../data/vocabulary/layer.ts';
import type { Layer } from '../../data/vocabulary/layer.ts';
import { isCode } from '../../data/vocabulary/word.ts';
import { kindProperty, thingLayers } from './drawn.ts';
import { extentOf, inOrderOfMeaning, rank } from './pick.ts';
import type { Candidate } from './pick.ts';
import { wholeExtents } from './whole-extents.ts';

/** How far beside a thing a click still means it, px: a mouse is exact, a finger and the cross of the keyboard are not. */
const tolerance = { mouse: 3, touch: 12 } as const;
export type PointerKind = keyof typeof tolerance;

/** A thing on the map as a list can tell it. */
export interface Thing extends Candidate {
  readonly name: string | undefined;
  readonly nameEn: string | undefined;
  /** Code of its kind: status of a project, kind of a zone, land use of a parcel. */
  readonly kind: string;
}

/**
 * The things at a place of the screen, the one that is meant first; each once. `isVisible` says whether a project passes
 * the filter: the hidden ones are still in the tiles.
 */
export function thingsAt(
  map: MapLibreMap,
  point: Point,
  visible: ReadonlySet<Layer>,
  isVisible: (fid: number) => boolean,
  pointer: PointerKind = 'mouse',
): Thing[] {
  const layers = thingLayers(map, visible);
  const reach = tolerance[pointer];
  const ask = (place: Point | [Point, Point]): MapGeoJSONFeature[] =>
    map.queryRenderedFeatures(place, { layers, validate: false });
  const hit = new Set(ask(point).map(keyOf));
  const around = ask([moved(point, -reach), moved(point, reach)]);
  const things = around
    .map((feature) => thingOf(map, feature, point, hit.has(keyOf(feature)) ? 0 : reach))
    .filter((thing) => thing !== undefined)
    .filter(({ noun, fid }) => noun !== 'project' || isVisible(fid));
  const areas = things.filter((thing) => rank(thing) === 2);
  // Tiles cut an area into pieces: which of two is smaller is asked of the whole, where there are two.
  if (new Set(areas.map(keyOfThing)).size < 2) return inOrderOfMeaning(things);
  const extents = wholeExtents(map, areas);
  return inOrderOfMeaning(
    things.map((thing) => ({ ...thing, extent: extents.get(keyOfThing(thing)) ?? thing.extent })),
  );
}

function moved(point: Point, by: number): Point {
  const other = point.clone();
  other.x += by;
  other.y += by;
  return other;
}

const keyOf = ({ source, id }: MapGeoJSONFeature): string => `${source} ${String(id)}`;
const keyOfThing = ({ noun, fid }: Candidate): string => `${noun} ${fid}`;

function thingOf(
  map: MapLibreMap,
  { source, id, properties, geometry, layer: drawnBy, state }: MapGeoJSONFeature,
  point: Point,
  beside: number,
): Thing | undefined {
  // A badge that does not show is nothing to click on.
  if (drawnBy.id.startsWith('project-badge-') && drawnBy.id !== `project-badge-${String(state.light)}`)
    return undefined;
  // A circle that stands for many parcels has no code: it is none of them.
  if (!isCode(layer, source) || typeof id !== 'number' || typeof properties.code !== 'string')
    return undefined;
  const distance =
    geometry.type === 'Point'
      ? map.project([geometry.coordinates[0] ?? 0, geometry.coordinates[1] ?? 0]).dist(point)
      : beside;
  const text = (value: unknown) => (typeof value === 'string' ? value : undefined);
  return {
    noun: source,
    fid: id,
    code: properties.code,
    name: text(properties.name),
    nameEn: text(properties.name_en),
    kind: text(state[kindProperty[source]] ?? properties[kindProperty[source]]) ?? '',
    geometry,
    distance,
    extent: extentOf(geometry),
  };
}
