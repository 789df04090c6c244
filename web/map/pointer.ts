/** What lies under the pointer: asks the map for drawn things and lets pick.ts choose. */
import type { Map as MapLibreMap, MapGeoJSONFeature, Point } from 'maplibre-gl';
import { layer } from '../../data/vocabulary/layer.ts';
import type { Layer } from '../../data/vocabulary/layer.ts';
import { isCode } from '../../data/vocabulary/word.ts';
import { layerIds } from '../../tiles/style/style.ts';
import { pick } from './pick.ts';
import type { Candidate } from './pick.ts';

/** How far beside a thing a click still means it, px: a mouse is exact, a finger is not. */
const tolerance = { mouse: 3, touch: 12 } as const;

/**
 * The thing at a place of the screen, or `undefined`. What lies exactly there comes before what is near.
 * `isVisible` says whether a project passes the filter: the hidden ones are still in the tiles.
 */
export function thingAt(
  map: MapLibreMap,
  point: Point,
  visible: ReadonlySet<Layer>,
  isVisible: (fid: number) => boolean,
  pointer: keyof typeof tolerance = 'mouse',
): Candidate | undefined {
  const layers = [...visible].flatMap((noun) => layerIds[noun]).filter((id) => map.getLayer(id));
  const ask = (reach: number): Candidate | undefined => {
    const around: [Point, Point] = [point.sub(corner(point, reach)), point.add(corner(point, reach))];
    const found = map.queryRenderedFeatures(reach === 0 ? point : around, { layers, validate: false });
    return pick(
      found
        .map((feature) => candidateOf(map, feature, point))
        .filter((candidate) => candidate !== undefined)
        .filter(({ noun, fid }) => noun !== 'project' || isVisible(fid)),
    );
  };
  const exact = ask(0);
  if (exact && exact.noun !== 'district') return exact;
  return ask(tolerance[pointer]) ?? exact;
}

function corner(point: Point, reach: number): Point {
  const corner = point.clone();
  corner.x = reach;
  corner.y = reach;
  return corner;
}

function candidateOf(
  map: MapLibreMap,
  { source, id, properties, geometry, layer: drawnBy, state }: MapGeoJSONFeature,
  point: Point,
): Candidate | undefined {
  // A badge that does not show is nothing to click on.
  if (drawnBy.id.startsWith('project-badge-') && drawnBy.id !== `project-badge-${String(state.light)}`)
    return undefined;
  // A circle that stands for many parcels has no code: it is none of them.
  if (!isCode(layer, source) || typeof id !== 'number' || typeof properties.code !== 'string')
    return undefined;
  const distance =
    geometry.type === 'Point'
      ? map.project([geometry.coordinates[0] ?? 0, geometry.coordinates[1] ?? 0]).dist(point)
      : 0;
  return { noun: source, fid: id, code: properties.code, geometry, distance };
}
