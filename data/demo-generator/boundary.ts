import { difference, grown, tidied, union } from './clip.ts';
import type { ConstraintArea } from './constraint.ts';
import type { Estate } from './estate.ts';
import type { PlacePlan } from './plan.ts';
import type { Area } from './plane.ts';
import type { Town } from './town.ts';

/** Metres that the boundary stays outside of planned land. */
const margin = 180;

/** The urban development boundary: each town with its estates, off the red lines; towns that grow together have one. */
export function urbanBoundaries(
  towns: readonly Town[],
  estates: readonly Estate[],
  constraints: readonly ConstraintArea[],
  city: PlacePlan['city'],
): ConstraintArea[] {
  const prohibited = constraints
    .filter(({ kind }) => kind === 'ecological_redline' || kind === 'nature_reserve')
    .map(({ area }) => area);
  const areas = new Map<{ name: string; nameEn: string }, Area[]>();
  for (const town of towns) {
    const own = estates.filter((estate) => estate.town === town).map(({ outline }) => grown(outline, margin));
    const key = city?.towns.includes(town.plan.key) ? city : town.plan;
    areas.set(key, [...(areas.get(key) ?? []), town.area, ...own]);
  }
  return [...areas].map(([{ name, nameEn }, parts]) => ({
    kind: 'urban_boundary',
    name: `${name}城镇开发边界`,
    nameEn: `Urban development boundary, ${nameEn}`,
    area: tidied(difference(tidied(union(...parts), 100_000), ...prohibited), 100_000),
    illustrative: true,
  }));
}
