/** Constraint areas: what prohibits comes first and is in the way of everything, the rest is drawn around what was laid. */
import { areaOf, disc, intersection, ofRing, strip, tidied, union } from './clip.ts';
import type { BandPlan, ConstraintPlan } from './constraint-plan.ts';
import type { Corridor } from './corridor.ts';
import type { District, Ground } from './ground.ts';
import { smooth } from './line.ts';
import { direction, towards, type Area, type Point } from './plane.ts';
import type { Random } from './random.ts';
import { rectangle } from './ring.ts';
import { constraintKind, type ConstraintKind } from '../vocabulary/constraint.ts';

export interface ConstraintArea {
  kind: ConstraintKind;
  name: string;
  nameEn: string;
  area: Area;
  illustrative: boolean;
  source?: string;
}

/** Bands, spots and squares of the plan, those that keep building away put in the way. */
export function layConstraints(
  ground: Ground,
  plan: ConstraintPlan,
  corridors: readonly Corridor[],
  random: Random,
): ConstraintArea[] {
  const areas: ConstraintArea[] = [
    ...plan.bands.flatMap((band) => layBand(ground, band, corridors, random)),
    ...plan.spots.map(({ at, radius, ...named }) => ({
      ...named,
      area: intersection(ofRing(rough(ground.plane.toMetres(at), radius, random)), ground.whole),
      illustrative: true,
    })),
    ...plan.squares.map(({ at, width, depth, angle, ...named }) => ({
      ...named,
      area: ofRing(rectangle(ground.plane.toMetres(at), width, depth, (angle * Math.PI) / 180)),
      illustrative: true,
    })),
  ];
  for (const { kind, area } of areas) {
    if (!keepsBuildingAway(kind)) continue;
    for (const [outer] of area) if (outer) ground.obstacles.addRing('protected', outer, 25);
  }
  return areas.filter(({ area }) => area.length > 0);
}

/** What prohibits, and two kinds that a planner would go round although they only restrict. */
function keepsBuildingAway(kind: ConstraintKind): boolean {
  return constraintKind.words[kind].effect === 'prohibits' || kind === 'subsidence' || kind === 'heritage';
}

function layBand(
  ground: Ground,
  band: BandPlan,
  corridors: readonly Corridor[],
  random: Random,
): ConstraintArea[] {
  const { kind, name, nameEn } = band;
  const lines = linesOfBand(ground, band, corridors);
  const whole = union(
    ...lines.map((line) => (band.swing ? uneven(line, band, random) : strip(line, band.halfWidth))),
  );
  const within = (district: District): ConstraintArea => ({
    kind,
    name: `${district.name}${name}`,
    nameEn: `${nameEn}, ${district.nameEn}`,
    area: tidied(intersection(whole, ofRing(district.ring)), 20_000),
    illustrative: true,
  });
  if (!band.districts)
    return [{ kind, name, nameEn, area: intersection(whole, ground.whole), illustrative: true }];
  const chosen = ground.districts.filter(({ code }) => band.districts?.includes(code));
  return chosen.map(within).filter(({ area }) => areaOf(area) > 0);
}

function linesOfBand(
  ground: Ground,
  { along }: BandPlan,
  corridors: readonly Corridor[],
): readonly (readonly Point[])[] {
  if (along === 'rivers') return ground.rivers;
  if (typeof along === 'string')
    return corridors.filter(({ plan }) => plan.kind === along).flatMap(({ lines }) => lines);
  return [smooth(along.map(ground.plane.toMetres))];
}

/** A strip whose two edges swing on their own. */
function uneven(line: readonly Point[], { halfWidth, swing = 0 }: BandPlan, random: Random): Area {
  const edge = (side: 1 | -1) => {
    const phase = random.between(0, 6.28);
    return line.map((point, index) => {
      const [before, after] = [
        line[Math.max(0, index - 1)] as Point,
        line[Math.min(line.length - 1, index + 1)] as Point,
      ];
      const metres = halfWidth + swing * Math.sin(index * 0.9 + phase) * random.between(0.4, 1);
      return towards(point, direction(before, after) + (side * Math.PI) / 2, metres);
    });
  };
  return union(ofRing([...edge(1), ...edge(-1).reverse()]));
}

function rough(centre: Point, radius: number, random: Random) {
  const [one, two] = [random.between(0, 6.28), random.between(0, 6.28)];
  return disc(centre, 1, 26).map(([x, y]) => {
    const angle = Math.atan2(y - centre[1], x - centre[0]);
    return towards(
      centre,
      angle,
      radius * (0.9 + 0.14 * Math.sin(2 * angle + one) + 0.08 * Math.sin(5 * angle + two)),
    );
  });
}
