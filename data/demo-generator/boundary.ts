import { difference, grown, tidied, union } from './clip.ts';
import type { ConstraintArea } from './constraint.ts';
import type { Estate } from './estate.ts';
import type { Area } from './plane.ts';
import type { Town } from './town.ts';

/** Metres that the boundary stays outside of planned land. */
const margin = 180;

/** The urban development boundary: each town with its estates, off the red lines; towns that grow together have one. */
export function urbanBoundaries(
  towns: readonly Town[],
  estates: readonly Estate[],
  constraints: readonly ConstraintArea[],
  groups: ReadonlyMap<string, { name: string; nameEn: string }>,
): ConstraintArea[] {
  const prohibited = constraints
    .filter(({ kind }) => kind === 'ecological_redline' || kind === 'nature_reserve')
    .map(({ area }) => area);
  const areas = new Map<string, Area[]>();
  for (const town of towns) {
    const own = estates.filter((estate) => estate.town === town).map(({ outline }) => grown(outline, margin));
    const key = groups.has(town.plan.key) ? (groups.get(town.plan.key)?.name ?? '') : town.plan.name;
    areas.set(key, [...(areas.get(key) ?? []), town.area, ...own]);
  }
  return [...areas].map(([name, parts]) => ({
    kind: 'urban_boundary',
    name: `${name}城镇开发边界`,
    nameEn: `Urban development boundary, ${nameEn(name, towns, groups)}`,
    area: tidied(difference(tidied(union(...parts), 100_000), ...prohibited), 100_000),
    illustrative: true,
  }));
}

function nameEn(
  name: string,
  towns: readonly Town[],
  groups: ReadonlyMap<string, { name: string; nameEn: string }>,
): string {
  const town = towns.find(({ plan }) => plan.name === name);
  return town?.plan.nameEn ?? [...groups.values()].find((group) => group.name === name)?.nameEn ?? name;
}
