import type { District, Ground } from './ground.ts';
import { direction, distance, towards, type Point, type Ring } from './plane.ts';
import type { Random } from './random.ts';
import { cutCorner, rectangle, within } from './ring.ts';

export interface RoadsideWish {
  district: District;
  /** Middle of the town that it should be near to, and how near, m. */
  near: Point;
  nearest: number;
  furthest: number;
  /** m² */
  size: number;
}

/**
 * Finds a site beside a trunk or primary road, turned with it and a little away from it, clear of everything else,
 * and puts it in the way of later ones.
 * @throws Error when no road of the district has room.
 */
export function layRoadside(ground: Ground, wish: RoadsideWish, random: Random): Ring {
  const { district, near } = wish;
  const candidates = ground.roads.flatMap(({ kind, line }) =>
    kind === 'motorway'
      ? []
      : line.slice(1).map((to, index) => ({
          from: line[index] as Point,
          to,
          length: distance(line[index] as Point, to),
        })),
  );
  const fits = candidates.filter(({ from, length }) => {
    const far = distance(from, near);
    return length > 80 && far >= wish.nearest && far <= wish.furthest;
  });
  if (fits.length === 0) throw new Error(`no road near ${district.name}`);
  for (let attempt = 0; attempt < 600; attempt += 1) {
    const road = random.pick(fits);
    const angle = direction(road.from, road.to);
    const width = Math.sqrt(wish.size * random.between(0.8, 2));
    const depth = wish.size / width;
    const side = random.chance(0.5) ? 1 : -1;
    const foot = towards(road.from, angle, road.length * random.next());
    const centre = towards(foot, angle + (side * Math.PI) / 2, depth / 2 + random.between(45, 130));
    const square = rectangle(centre, width, depth, angle + random.between(-0.02, 0.02));
    if (!within(square, district.ring) || ground.obstacles.hit(square, { margin: 12 })) continue;
    const ring = random.chance(0.35)
      ? cutCorner(square, random.integer(0, 3), random.between(30, 80))
      : square;
    ground.obstacles.addRing('site', ring, 30);
    return ring;
  }
  throw new Error(`no room beside the roads of ${district.name} for ${Math.round(wish.size / 10_000)} ha`);
}
