import type { ProjectCategory } from '../vocabulary/project.ts';
import type { Money } from './money.ts';
import { unlocated, type ProjectContext } from './project-context.ts';
import type { SpecialPlan } from './project-plan.ts';
import { findSite, placementOf, realSite, sharesOf, type Land, type Site } from './site.ts';
import type { Listed, Wish } from './wish.ts';

/** Where a project is, by its form; the sites of a package beside it. */
export function locate(
  { land, corridors, random }: ProjectContext,
  wish: Wish & Partial<Listed>,
  cost: Money,
  lines: ReadonlyMap<SpecialPlan, Site>,
): { site: Site; sites: Site[] } {
  if (wish.real) return { site: realSite(land.ground, wish.real, corridors), sites: [] };
  const { special } = wish;
  if (special?.form === 'line') return { site: lines.get(special) ?? unlocated, sites: [] };
  if (special?.form === 'unlocated') {
    const district = land.ground.districts.find(({ code }) => code === wish.area) ?? homeOf(land, wish.area);
    return { site: { ...unlocated, districts: [{ code: district.code, share: 1 }] }, sites: [] };
  }
  if (special?.form === 'package') {
    const sites = special.areas.map((area) =>
      findSite(
        land,
        {
          area,
          placement: special.placement,
          size: special.hectares * 10_000 * random.between(0.8, 1.3),
          built: false,
          asPoint: false,
        },
        random,
      ),
    );
    const counts = new Map<string, number>();
    for (const { districts } of sites) {
      const code = districts[0]?.code ?? '';
      counts.set(code, (counts.get(code) ?? 0) + 1);
    }
    return { site: { ...unlocated, quality: 'drawn', districts: sharesOf([...counts]) }, sites };
  }
  const placement = placementOf(wish.category, random);
  const hectares = sizeOf(wish.category, cost.total ?? 40_000) * random.lognormal(0.3);
  return {
    site: findSite(
      land,
      {
        area: wish.area,
        placement,
        size: Math.max(22_000, Math.min(560_000, hectares * 10_000)),
        built: wish.annualClass === 'continuing' ? random.chance(0.6) : random.chance(0.15),
        asPoint: placement === 'roadside' && random.chance(0.3),
      },
      random,
    ),
    sites: [],
  };
}

export function homeOf({ ground, towns }: Land, area: string) {
  const town = towns.find(({ plan }) => plan.area === area);
  const district = town && ground.districtAt(town.centre);
  if (!district) throw new Error(`no district for ${area}`);
  return district;
}

/** Hectares that a project of so many 万元 takes: about 2 ha per 亿元 in industry, less where buildings are high. */
function sizeOf(category: ProjectCategory, total: number): number {
  const perYi = {
    industry: 2.1,
    transport: 2.5,
    agriculture_water: 5,
    energy: 2.5,
    ecology: 2.2,
    tourism: 3,
  } as Record<string, number>;
  return 1.5 + (perYi[category] ?? 1.1) * (total / 10_000) ** 0.92;
}
