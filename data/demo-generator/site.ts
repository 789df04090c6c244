/** Gives projects their places: plots of estates, sites along roads, lines, several sites, or none. */
import type { ProjectCategory, LocationQuality } from '../vocabulary/project.ts';
import type { Corridor } from './corridor.ts';
import type { District, Ground } from './ground.ts';
import { clipLine, lineLength, smooth } from './line.ts';
import type { Point, Ring } from './plane.ts';
import type { Plot } from './plot.ts';
import type { RealPlan, SpecialPlan } from './project-plan.ts';
import type { Random } from './random.ts';
import { middle } from './ring.ts';
import { layRoadside } from './roadside.ts';
import { Network, simplified } from './route.ts';
import { ofRing } from './clip.ts';
import type { Town } from './town.ts';

export type Shape =
  | { form: 'area'; ring: Ring }
  | { form: 'line'; lines: Point[][] }
  | { form: 'point'; point: Point }
  | { form: 'none' };

export interface Site {
  shape: Shape;
  quality: LocationQuality;
  /** Code of the zone that it lies in. */
  zone: string | null;
  districts: { code: string; share: number }[];
  /** m², of areas */
  size: number;
}

/** Where a category's sites are. */
type Placement = 'zone' | 'town' | 'roadside';

export interface Land {
  ground: Ground;
  towns: readonly Town[];
  plots: readonly Plot[];
}

/** One place for an ordinary project. */
export function findSite(
  { ground, towns, plots }: Land,
  wish: { area: string; placement: Placement; size: number; built: boolean; asPoint: boolean },
  random: Random,
): Site {
  const plot = wish.placement === 'roadside' ? undefined : takePlot(plots, wish, random);
  if (plot) {
    const zone = plot.estate.plan.kind ? plot.estate.plan.code : null;
    return areaSite(plot.ring, plot.estate.district, zone, random);
  }
  const town = random.pick(towns.filter(({ plan }) => plan.area === wish.area));
  const district = districtOf(ground, town, random);
  const size = Math.min(wish.size, 300_000);
  for (const furthest of [9_000, 13_000, 18_000, 26_000]) {
    try {
      const ring = layRoadside(
        ground,
        { district, near: town.centre, nearest: town.plan.radius * 1.15, furthest, size },
        random,
      );
      const site = areaSite(ring, district, null, random);
      return wish.asPoint
        ? { ...site, shape: { form: 'point', point: middle(ring) }, quality: 'approximate' }
        : site;
    } catch (error) {
      if (furthest === 26_000) throw error;
    }
  }
  throw new Error('unreachable');
}

/** A zone that spans districts has projects in any of them; the others in their own. */
function districtOf(ground: Ground, town: Town, random: Random): District {
  const own = ground.districts.find(({ code }) => code === town.plan.area) ?? ground.districtAt(town.centre);
  if (!own) throw new Error(`${town.plan.name} lies in no district`);
  void random;
  return own;
}

function areaSite(ring: Ring, district: District, zone: string | null, random: Random): Site {
  return {
    shape: { form: 'area', ring },
    quality: random.chance(0.45) ? 'surveyed' : 'drawn',
    zone,
    districts: [{ code: district.code, share: 1 }],
    size: 0,
  };
}

/** The free plot whose size fits best, among a few at random so that neighbours are not all alike. */
function takePlot(
  plots: readonly Plot[],
  wish: { area: string; placement: Placement; size: number; built: boolean },
  random: Random,
): Plot | undefined {
  const fits = plots.filter(
    ({ taken, estate, size }) =>
      !taken &&
      size >= 20_500 &&
      size <= 595_000 &&
      estate.plan.areas.includes(wish.area) &&
      (wish.placement === 'zone') === (estate.plan.kind !== undefined),
  );
  const misfit = (plot: Plot) =>
    Math.abs(Math.log(plot.size / wish.size)) + (plot.built === wish.built ? 0 : 0.35);
  const best = random
    .shuffled(fits)
    .slice(0, Math.max(12, fits.length / 2))
    .sort((a, b) => misfit(a) - misfit(b))[0];
  if (best) best.taken = true;
  return best;
}

/** A linear work of the plan, with the share of its length in each district; put in the way of sites. */
export function layLine(ground: Ground, special: Extract<SpecialPlan, { form: 'line' }>): Site {
  const river = 'river' in special.through ? special.through.river : undefined;
  const line = river
    ? new Network(ground.rivers, 5).bridge(900).route(river.map(ground.plane.toMetres))
    : smooth((special.through as [number, number][]).map(ground.plane.toMetres));
  const site = lineSite(ground, clipLine(line, ground.whole));
  if (site.shape.form === 'line')
    for (const part of site.shape.lines) ground.obstacles.addLine('work', part, 35);
  return site;
}

export function lineSite(ground: Ground, lines: Point[][]): Site {
  const thin = lines.map((line) => simplified(line, 10));
  const lengths = ground.districts.flatMap(({ code, ring }) => {
    const metres = thin
      .flatMap((line) => clipLine(line, ofRing(ring)))
      .reduce((sum, part) => sum + lineLength(part), 0);
    return metres > 50 ? [[code, metres] as const] : [];
  });
  return {
    shape: { form: 'line', lines: thin },
    quality: 'drawn',
    zone: null,
    districts: sharesOf(lengths),
    size: 0,
  };
}

/** Shares with 5 decimals that sum to exactly 1. */
export function sharesOf(
  amounts: readonly (readonly [code: string, amount: number])[],
): { code: string; share: number }[] {
  const total = amounts.reduce((sum, [, amount]) => sum + amount, 0);
  const rounded = amounts.map(([code, amount]) => ({
    code,
    share: Math.round((amount / total) * 1e5) / 1e5,
  }));
  const left = 1 - rounded.reduce((sum, { share }) => sum + share, 0);
  const last = rounded.reduce(
    (most, one) => (one.share > most.share ? one : most),
    rounded[0] ?? { code: '', share: 0 },
  );
  last.share = Math.round((last.share + left) * 1e5) / 1e5;
  return rounded;
}

/** The place of a real project: a corridor's line, a point, or none. */
export function realSite(ground: Ground, real: RealPlan, corridors: readonly Corridor[]): Site {
  const { geometry, kilometres } = real;
  if (geometry && 'corridor' in geometry) {
    const corridor = corridors.find(({ plan }) => plan.code === geometry.corridor);
    if (!corridor) throw new Error(`${real.name[0]}: no corridor ${geometry.corridor}`);
    return lineSite(ground, corridor.lines);
  }
  if (geometry) {
    const point = ground.plane.toMetres(geometry.point);
    const district = ground.districtAt(point);
    return {
      shape: { form: 'point', point },
      quality: 'approximate',
      zone: null,
      districts: district ? [{ code: district.code, share: 1 }] : [],
      size: 0,
    };
  }
  return {
    shape: { form: 'none' },
    quality: 'none',
    zone: null,
    districts: kilometres ? sharesOf(Object.entries(kilometres)) : [],
    size: 0,
  };
}

const placements: Record<ProjectCategory, readonly (readonly [Placement, number])[]> = {
  industry: [
    ['zone', 0.93],
    ['roadside', 0.07],
  ],
  innovation: [['zone', 1]],
  urban: [
    ['town', 0.9],
    ['roadside', 0.1],
  ],
  social: [
    ['town', 0.9],
    ['roadside', 0.1],
  ],
  energy: [['roadside', 1]],
  transport: [['roadside', 1]],
  agriculture_water: [['roadside', 1]],
  ecology: [['roadside', 1]],
  tourism: [['roadside', 1]],
};

export function placementOf(category: ProjectCategory, random: Random): Placement {
  return random.weighted(Object.fromEntries(placements[category]) as Record<Placement, number>);
}
