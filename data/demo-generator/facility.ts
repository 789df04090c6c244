import type { Position } from 'geojson';
import { feature, pointGeometry, type Row } from './feature.ts';
import type { FacilityPlan } from './facility-plan.ts';
import type { Ground } from './ground.ts';
import { distance, type Point } from './plane.ts';
import type { Plot } from './plot.ts';
import type { Random } from './random.ts';
import type { Estate } from './estate.ts';
import { middle } from './ring.ts';
import { drawnSource, yearEnd } from './source.ts';
import type { FacilityKind } from '../vocabulary/facility.ts';

interface Facility {
  kind: FacilityKind;
  name: string;
  nameEn: string | null;
  point: Point;
  detail: string | null;
  illustrative: boolean;
  source: string;
  dataAsOf: string;
}

/** Real stations, plants and airports; interchanges where a motorway meets a main road; works on plots of the zones. */
export function layFacilities(
  {
    ground,
    plan,
    estates,
    plots,
    prefix,
  }: {
    ground: Ground;
    plan: FacilityPlan;
    estates: readonly Estate[];
    plots: readonly Plot[];
    prefix: string;
  },
  random: Random,
): Row[] {
  const facilities: Facility[] = [
    ...stations(ground),
    ...plan.airports.map(({ at, ...airport }): Facility => ({
      ...airport,
      kind: 'airport',
      point: ground.plane.toMetres(at),
      illustrative: false,
    })),
    ...plants(ground, plan),
    ...interchanges(ground),
    ...plan.drawn.map(({ at, ...one }) => drawn({ ...one, point: ground.plane.toMetres(at) })),
    ...works(estates, plots, random),
  ];
  return facilities.map((facility, index) =>
    feature(
      {
        code: `${prefix}-F-${String(index + 1).padStart(3, '0')}`,
        name: facility.name,
        name_en: facility.nameEn,
        kind: facility.kind,
        detail: facility.detail,
        published: true,
        illustrative: facility.illustrative,
        source: facility.source,
        data_as_of: facility.dataAsOf,
      },
      pointGeometry(ground.plane, facility.point),
    ),
  );
}

const drawn = (one: Pick<Facility, 'kind' | 'name' | 'nameEn' | 'point' | 'detail'>): Facility => ({
  ...one,
  illustrative: true,
  source: drawnSource,
  dataAsOf: yearEnd.dataAsOf,
});

/** Points of an upstream file that lie in the place. */
function pointsOf(ground: Ground, file: string) {
  return ground.read(file).features.flatMap(({ geometry, properties }) => {
    const point = ground.plane.toMetres((geometry as { coordinates: Position }).coordinates);
    return ground.districtAt(point) ? [{ point, properties }] : [];
  });
}

function stations(ground: Ground): Facility[] {
  return pointsOf(ground, 'rail_stations_osm.geojson').flatMap(({ point, properties }) =>
    properties['name']
      ? [
          {
            kind: 'rail_station' as const,
            name: `${String(properties['name'])}站`,
            nameEn: null,
            point,
            detail: properties['passenger'] ? '客运' : '货运或会让',
            illustrative: false,
            source: 'OpenStreetMap（OpenQGIS/OMap-GeoDB）',
            dataAsOf: '2026-07-31',
          },
        ]
      : [],
  );
}

function plants(ground: Ground, plan: FacilityPlan): Facility[] {
  return pointsOf(ground, 'power_plants_wri.geojson').flatMap(({ point, properties }) => {
    const named = plan.plants[String(properties['gppd_id'])];
    return named
      ? [
          {
            kind: 'power_plant' as const,
            ...named,
            point,
            detail: `${String(properties['capacity_mw'])} MW`,
            illustrative: false,
            source: 'WRI Global Power Plant Database（CC BY 4.0）',
            dataAsOf: '2021-06-02',
          },
        ]
      : [];
  });
}

/** m between two interchanges, at least */
const apart = 7_000;

function interchanges(ground: Ground): Facility[] {
  const segments = (wanted: readonly string[]) =>
    ground.roads.flatMap(({ kind, line }) =>
      wanted.includes(kind) ? line.slice(1).map((to, index) => [line[index] as Point, to] as const) : [],
    );
  const found: Point[] = [];
  const counts = new Map<string, number>();
  const facilities: Facility[] = [];
  const main = segments(['trunk', 'primary']);
  for (const [a, b] of segments(['motorway'])) {
    for (const [c, d] of main) {
      const point = crossing(a, b, c, d);
      const district = point && ground.districtAt(point);
      if (!point || !district || found.some((other) => distance(other, point) < apart)) continue;
      found.push(point);
      const number = (counts.get(district.code) ?? 0) + 1;
      counts.set(district.code, number);
      facilities.push(
        drawn({
          kind: 'interchange',
          name: `${district.name}${number}号互通（示意）`,
          nameEn: `${district.nameEn} interchange ${number} (illustrative)`,
          point,
          detail: null,
        }),
      );
    }
  }
  return facilities;
}

function crossing(a: Point, b: Point, c: Point, d: Point): Point | undefined {
  const [rx, ry] = [b[0] - a[0], b[1] - a[1]];
  const [sx, sy] = [d[0] - c[0], d[1] - c[1]];
  const determinant = rx * sy - ry * sx;
  if (determinant === 0) return undefined;
  const t = ((c[0] - a[0]) * sy - (c[1] - a[1]) * sx) / determinant;
  const u = ((c[0] - a[0]) * ry - (c[1] - a[1]) * rx) / determinant;
  return t >= 0 && t <= 1 && u >= 0 && u <= 1 ? [a[0] + t * rx, a[1] + t * ry] : undefined;
}

/** A substation, a waterworks and a sewage plant for each zone, on plots of their own. */
function works(estates: readonly Estate[], plots: readonly Plot[], random: Random): Facility[] {
  const kinds = [
    ['substation', '示例变电站', 'sample substation', ['220 kV', '110 kV']],
    ['water_plant', '示例水厂', 'sample waterworks', ['5 万 m³/日', '3 万 m³/日', '8 万 m³/日']],
    ['sewage_plant', '示例污水厂', 'sample sewage plant', ['3 万 m³/日', '5 万 m³/日']],
  ] as const;
  return estates
    .filter(({ plan }) => plan.kind)
    .flatMap((estate) => {
      const free = random.shuffled(
        plots.filter((plot) => plot.estate === estate && !plot.taken && plot.size < 60_000),
      );
      return kinds.flatMap(([kind, zh, en, details], index) => {
        const plot = free[index];
        if (!plot) return [];
        plot.taken = true;
        return [
          drawn({
            kind,
            name: `${estate.plan.name.replace(/（.*）/, '')}${zh}`,
            nameEn: `${estate.plan.nameEn}, ${en}`,
            point: middle(plot.ring),
            detail: random.pick(details),
          }),
        ];
      });
    });
}
