import { difference, grown, intersection, ofRing, opened, strip, tidied } from './clip.ts';
import type { ConstraintArea } from './constraint.ts';
import type { ConstraintPlan } from './constraint-plan.ts';
import type { Ground } from './ground.ts';
import { add, rotate, type Area, type Point, type Ring } from './plane.ts';
import type { Random } from './random.ts';
import { middle } from './ring.ts';

/** Turn of the lattice against north, radians, and how far its corners swing, as a share of the spacing. */
const turn = 0.09;
const swing = 0.2;
/** m² that a piece has at least. */
const leastPiece = 350_000;

/**
 * Farmland in large blocks between the towns, on a lattice whose corners swing: each block cut to its district, and
 * what is built, roads, railways and water taken off. Blocks near a town are ordinary cropland, the others basic
 * farmland.
 * @param taken areas that no farmland covers. @param townDistance m from the edge of the nearest town.
 */
export function layFarmland(
  ground: Ground,
  plan: NonNullable<ConstraintPlan['farmland']>,
  { taken, townDistance }: { taken: readonly Area[]; townDistance: (point: Point) => number },
  random: Random,
): ConstraintArea[] {
  const areas: ConstraintArea[] = [];
  const numbers = new Map<string, number>();
  const corner = swingingLattice(plan.spacing, random);
  const count = Math.ceil(110_000 / plan.spacing);
  for (let row = -count; row < count; row += 1) {
    for (let column = -count; column < count; column += 1) {
      const block = [
        corner(column, row),
        corner(column + 1, row),
        corner(column + 1, row + 1),
        corner(column, row + 1),
      ];
      const at = middle(block);
      const [chosen, track] = [random.chance(plan.share), random.between(60, 190)];
      const district = ground.districtAt(at);
      const away = townDistance(at);
      if (!district || !chosen || away < 0) continue;
      const within = intersection(grown(ofRing(block), -track), ofRing(district.ring));
      const free = difference(within, ...taken, ...inTheWay(ground, block));
      // Narrow necks would become crossings when coordinates are rounded.
      const area = tidied(opened(tidied(free, leastPiece), 3), leastPiece);
      if (area.length === 0) continue;
      const kind = away < plan.ordinary ? 'cropland' : 'basic_farmland';
      const number = (numbers.get(district.code + kind) ?? 0) + 1;
      numbers.set(district.code + kind, number);
      const [zh, en] =
        kind === 'cropland' ? ['一般耕地', 'Ordinary cropland'] : ['永久基本农田', 'Basic farmland'];
      areas.push({
        kind,
        name: `${district.name}${zh}${number}号片`,
        nameEn: `${en} ${number}, ${district.nameEn}`,
        area,
        illustrative: true,
      });
    }
  }
  return areas;
}

/** Corners of a lattice, each moved once and for all, so that neighbouring blocks share them. */
function swingingLattice(spacing: number, random: Random): (column: number, row: number) => Point {
  const moved = new Map<string, Point>();
  return (column, row) => {
    const key = `${column} ${row}`;
    const known = moved.get(key);
    if (known) return known;
    const drift: Point = [
      random.between(-swing, swing) * spacing,
      random.between(-swing, swing) * spacing * 0.8,
    ];
    const point = add(rotate([(column + (row % 2) * 0.35) * spacing, row * spacing * 0.8], turn), drift);
    moved.set(key, point);
    return point;
  };
}

/** Sites, protected areas and water near a block, and strips of the roads, railways and rivers that cross it. */
function inTheWay(ground: Ground, block: Ring): Area[] {
  const { obstacles } = ground;
  return [
    ...obstacles.ringsNear(block, ['site', 'protected', 'water']).map(ofRing),
    ...obstacles
      .linesNear(block, ['motorway', 'trunk', 'primary', 'rail', 'river'])
      .map(({ segment, clearance }) => strip(segment, clearance + 12)),
  ];
}
