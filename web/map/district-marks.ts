/** What of the map the figures of districts are written to, and what they keep clear of. */
import type { Map as MapLibreMap } from 'maplibre-gl';
import { among, districtLabel, projectPoint } from '../../tiles/style/filter.ts';
import type { Portal } from '../state/portal.svelte.ts';
import type { Mark } from './place-labels.ts';

export interface DistrictPoint {
  readonly code: string;
  /** Longitude, latitude. */
  readonly at: readonly [number, number];
}

/** The label points of the districts in the tiles that are there; none without the layer. */
export function districtPoints(map: MapLibreMap): DistrictPoint[] {
  if (!map.getSource('district')) return [];
  const points = new Map<string, DistrictPoint>();
  const options = { sourceLayer: 'district', filter: districtLabel, validate: false };
  for (const { geometry, properties } of map.querySourceFeatures('district', options)) {
    const code: unknown = properties['code'];
    if (geometry.type !== 'Point' || typeof code !== 'string') continue;
    points.set(code, { code, at: geometry.coordinates as [number, number] });
  }
  return [...points.values()].sort((a, b) => (a.code < b.code ? -1 : 1));
}

/** How far around a mark a label keeps clear, px at the scale of a desk, and how bad it is to hide it. */
const clear = {
  red: { radius: 13, weight: 12, sacred: true },
  yellow: { radius: 12, weight: 5, sacred: true },
  project: { radius: 11, weight: 3, sacred: false },
  /** The name of the city or of the selected project, as several marks in a row. */
  town: { radius: 11, weight: 10 },
} as const;

/** The projects that pass, and the names of towns, where they are on the screen. */
export function marksOn(map: MapLibreMap, portal: Portal): Mark[] {
  return [...projectMarks(map, portal), ...townMarks(map, portal.scale), ...selectedName(map, portal)];
}

function projectMarks(map: MapLibreMap, { visibleFids, columns, rowOfFid, scale }: Portal): Mark[] {
  if (!map.getSource('project')) return [];
  const light = columns?.codes.light;
  const marks = new Map<string, Mark>();
  const options = {
    sourceLayer: 'project',
    filter: among(projectPoint, visibleFids),
    validate: false,
  };
  for (const { id, geometry } of map.querySourceFeatures('project', options)) {
    if (geometry.type !== 'Point') continue;
    const [lng = 0, lat = 0] = geometry.coordinates;
    const { x, y } = map.project([lng, lat]);
    const row = rowOfFid.get(Number(id)) ?? -1;
    const judged = light?.dictionary[light.index[row] ?? -1];
    const { radius, ...rest } = clear[judged === 'red' || judged === 'yellow' ? judged : 'project'];
    // Neighbouring tiles hold the points of their edges twice.
    marks.set(`${id} ${Math.round(x)} ${Math.round(y)}`, { ...rest, at: [x, y], radius: radius * scale });
  }
  return [...marks.values()];
}

function townMarks(map: MapLibreMap, scale: number): Mark[] {
  if (!map.getLayer('town-label')) return [];
  return map.queryRenderedFeatures({ layers: ['town-label'] }).flatMap(({ geometry }) => {
    if (geometry.type !== 'Point') return [];
    const [lng = 0, lat = 0] = geometry.coordinates;
    const { x, y } = map.project([lng, lat]);
    return [-1.5, -0.5, 0.5, 1.5].map((at) => ({
      at: [x + at * 16 * scale, y] as const,
      radius: clear.town.radius * scale,
      weight: clear.town.weight,
    }));
  });
}

/** The name under the selected project, two to three lines of some ten letters (tiles/style/project.ts). */
function selectedName(map: MapLibreMap, { selectedRow, columns, scale }: Portal): Mark[] {
  if (selectedRow === undefined || !columns) return [];
  const lng = columns.numbers['lng']?.[selectedRow] ?? Number.NaN;
  const lat = columns.numbers['lat']?.[selectedRow] ?? Number.NaN;
  if (Number.isNaN(lng + lat)) return [];
  const { x, y } = map.project([lng, lat]);
  return [-3, -2, -1, 0, 1, 2, 3].flatMap((across) =>
    [0, 26, 48].map((down) => ({
      at: [x + across * 22 * scale, y + down * scale] as const,
      radius: clear.town.radius * scale,
      weight: clear.town.weight,
    })),
  );
}
