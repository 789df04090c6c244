import type { Geometry, LineString, MultiLineString } from 'geojson';
import { feature, linesGeometry, type Row } from './feature.ts';
import { linesOf, type Ground } from './ground.ts';
import { clipLine, smooth } from './line.ts';
import { lengthOf } from './measure.ts';
import type { DrawnCorridorPlan, PlacePlan, RealCorridorPlan } from './plan.ts';
import type { Point } from './plane.ts';
import { Network, simplified } from './route.ts';
import { drawnSource } from './source.ts';

export interface Corridor {
  plan: RealCorridorPlan | DrawnCorridorPlan;
  /** Within the place's boundary, m. */
  lines: Point[][];
}

/** Metres that drawn lines of a kind take on each side. */
const halfWidth: Partial<Record<DrawnCorridorPlan['kind'], number>> = { power_line: 45, pipeline: 25 };

/** Finds the real corridors in the upstream lines, draws the others, and puts the drawn ones in the way. */
export function layCorridors(ground: Ground, plan: PlacePlan): Corridor[] {
  const networks = new Map<string, Network>();
  const real = plan.realCorridors.map((corridor) => {
    const key = JSON.stringify(corridor.from);
    const network = networks.get(key) ?? networkOf(ground, corridor.from);
    networks.set(key, network);
    try {
      const route = simplified(network.route(corridor.via.map(ground.plane.toMetres)), 12);
      return { plan: corridor, lines: clipLine(route, ground.whole) };
    } catch (cause) {
      throw new Error(`corridor ${corridor.code} ${corridor.name}: no line`, { cause });
    }
  });
  const drawn = plan.drawnCorridors.map((corridor) => {
    const points = corridor.through.map(ground.plane.toMetres);
    // Power lines go straight from mast to mast, pipes bend.
    const lines = clipLine(corridor.kind === 'power_line' ? points : smooth(points), ground.whole);
    for (const line of lines) ground.obstacles.addLine(corridor.kind, line, halfWidth[corridor.kind] ?? 30);
    return { plan: corridor, lines };
  });
  return [...real, ...drawn].map((corridor) => {
    if (corridor.lines.length === 0)
      throw new Error(`corridor ${corridor.plan.code}: nothing of it lies within the place`);
    return corridor;
  });
}

/** Pieces of lines that lie within 45 m of each other's ends belong together: the road data stands on a 63 m grid. */
function networkOf(ground: Ground, from: RealCorridorPlan['from']): Network {
  const lines = ground.read(from.file).features.flatMap(({ geometry, properties }) => {
    const named = !from.names || from.names.includes(String(properties['name']));
    const classed = !from.classes || from.classes.includes(String(properties['class']));
    return named && classed ? linesOf(geometry) : [];
  });
  const road = from.classes !== undefined;
  return new Network(
    lines.map((line) => line.map(ground.plane.toMetres)),
    road ? 70 : 4,
  ).bridge(road ? 1500 : 1500);
}

export function corridorRow(ground: Ground, { plan, lines }: Corridor): Row {
  const geometry = linesGeometry(ground.plane, lines);
  const drawn = 'through' in plan;
  return feature(
    {
      code: plan.code,
      name: plan.name,
      name_en: plan.nameEn,
      kind: plan.kind,
      status: drawn ? 'in_use' : plan.status,
      standard: plan.standard,
      length_m: lengthOf(partsOf(geometry)),
      published: true,
      illustrative: drawn || plan.illustrative,
      source: drawn ? drawnSource : plan.source,
      data_as_of: drawn ? '2025-11-30' : plan.dataAsOf,
    },
    geometry,
  );
}

const partsOf = (geometry: LineString | MultiLineString) => linesOf(geometry satisfies Geometry);
