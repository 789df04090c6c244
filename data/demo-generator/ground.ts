import type { FeatureCollection, Geometry, Position } from 'geojson';
import { union } from './clip.ts';
import { Obstacles } from './obstacles.ts';
import type { PlacePlan } from './plan.ts';
import { createPlane, type Area, type Plane, type Point, type Ring } from './plane.ts';
import { contains } from './ring.ts';

/** Gives an upstream file by its name. */
export type ReadUpstream = (file: string) => FeatureCollection<Geometry, Record<string, unknown>>;

export interface District {
  code: string;
  name: string;
  nameEn: string;
  ring: Ring;
}

/** The place as it is, in metres: what the generator lays its things on. */
export interface Ground {
  plane: Plane;
  read: ReadUpstream;
  districts: readonly District[];
  /** All districts together. */
  whole: Area;
  roads: readonly { kind: RoadKind; line: Point[] }[];
  rivers: readonly Point[][];
  lakes: readonly Ring[];
  obstacles: Obstacles;
  districtAt(point: Point): District | undefined;
}

export const roadKinds = ['motorway', 'trunk', 'primary'] as const;
export type RoadKind = (typeof roadKinds)[number];

/** Half of the land that a line takes, m. Roads of the data stand on a 63 m grid, so a little more than the real width. */
const halfWidth = { motorway: 50, trunk: 32, primary: 26, rail: 30, river: 60 };

/** Reads the upstream files of a place into metres and puts roads, railways and water in the way. */
export function readGround(plan: PlacePlan, read: ReadUpstream): Ground {
  const plane = createPlane(...plan.origin);
  const toLine = (positions: readonly Position[]) => positions.map(plane.toMetres);
  const obstacles = new Obstacles();

  const counties = read(plan.districtFile).features;
  const districts = plan.districts.map((district) => {
    const county = counties.find(({ properties }) => properties['code'] === district.code);
    if (county?.geometry.type !== 'Polygon')
      throw new Error(`${plan.districtFile}: no polygon of ${district.code}`);
    return { ...district, ring: toLine(county.geometry.coordinates[0] ?? []).slice(0, -1) };
  });

  const roads = read('roads_omt_z7.geojson').features.flatMap(({ geometry, properties }) =>
    linesOf(geometry).map((line) => ({ kind: properties['class'] as RoadKind, line: toLine(line) })),
  );
  for (const { kind, line } of roads) obstacles.addLine(kind, line, halfWidth[kind]);
  for (const file of plan.railFiles)
    for (const { geometry } of read(file).features)
      for (const line of linesOf(geometry)) obstacles.addLine('rail', toLine(line), halfWidth.rail);
  const rivers = read('rivers_gshhg.geojson').features.flatMap(({ geometry }) =>
    linesOf(geometry).map(toLine),
  );
  for (const river of rivers) obstacles.addLine('river', river, halfWidth.river);
  const lakes = read('water_omt_z7.geojson').features.flatMap(({ geometry }) =>
    ringsOf(geometry).map((ring) => toLine(ring).slice(0, -1)),
  );
  for (const lake of lakes) obstacles.addRing('water', lake, 80);

  return {
    plane,
    read,
    districts,
    whole: union(...districts.map(({ ring }) => [[ring]])),
    roads,
    rivers,
    lakes,
    obstacles,
    districtAt: (point) => districts.find(({ ring }) => contains(ring, point)),
  };
}

/** The lines of a geometry, whatever its type. */
export function linesOf(geometry: Geometry): Position[][] {
  if (geometry.type === 'LineString') return [geometry.coordinates];
  return geometry.type === 'MultiLineString' ? geometry.coordinates : [];
}

function ringsOf(geometry: Geometry): Position[][] {
  if (geometry.type === 'Polygon') return geometry.coordinates.slice(0, 1);
  return geometry.type === 'MultiPolygon' ? geometry.coordinates.flatMap((rings) => rings.slice(0, 1)) : [];
}
