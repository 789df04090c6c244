/** What each project of the list is, before it has a place, money or dates. */
import type { ProjectCategory, ProjectTier } from '../vocabulary/project.ts';
import { projectCategory } from '../vocabulary/project.ts';
import type { PlacePlan } from './plan.ts';
import type { ProjectPlan, RealPlan, SpecialPlan, Standing, Words } from './project-plan.ts';
import type { Random } from './random.ts';

export interface Wish {
  name: Words;
  area: string;
  category: ProjectCategory;
  special?: SpecialPlan;
  real?: RealPlan;
}

export type Listed = Wish & Omit<Standing, 'count'> & { tier: ProjectTier };

/** Makes names that are not given twice. */
export class Namer {
  readonly #used = new Set<string>();
  readonly #plan: ProjectPlan;
  readonly #areas: ReadonlyMap<string, Words>;

  constructor(place: PlacePlan, plan: ProjectPlan) {
    this.#plan = plan;
    this.#areas = new Map(place.areas.map((area) => [area.code, [area.name, area.nameEn] as const]));
  }

  name(area: string, category: ProjectCategory, random: Random): Words {
    const [zh, en] = this.#areas.get(area) ?? ['', ''];
    for (let attempt = 0; attempt < 200; attempt += 1) {
      const bare =
        category === 'industry' ? this.#industry(area, random) : random.pick(this.#plan.names[category]);
      const name: Words = [bare[0].replace('{}', zh), bare[1].replace('{}', en)];
      const phase = attempt < 12 ? 0 : 2 + Math.floor(attempt / 40);
      const full: Words =
        phase === 0 ? name : [`${name[0]}${'一二三四五六七'[phase - 1]}期`, `${name[1]}, phase ${phase}`];
      if (/二期/.test(name[0]) && phase > 0) continue;
      if (this.#used.has(full[0])) continue;
      this.#used.add(full[0]);
      return full;
    }
    throw new Error(`no more names for ${category} of ${area}`);
  }

  #industry(area: string, random: Random): Words {
    const product = random.pick(this.#plan.products[area] ?? []);
    const work = random.pick(this.#plan.works);
    const phase = random.weighted({ none: 6, two: 3, three: 1 });
    const [zh, en] = { none: ['', ''], two: ['二期', ', phase II'], three: ['三期', ', phase III'] }[
      phase
    ] as [string, string];
    return [`{}${product[0]}${work[0]}${zh}`, `{} ${product[1]} ${work[1]}${en}`];
  }
}

/** The listed projects: real and special ones first, the rest filled up until areas and categories have their numbers. */
export function listWishes(place: PlacePlan, plan: ProjectPlan, namer: Namer, random: Random): Wish[] {
  const fixed: Wish[] = [
    ...plan.real
      .filter(({ listed }) => listed)
      .map((real) => ({ name: real.name, area: real.area ?? '', category: real.category, real })),
    ...plan.specials.map((special) => ({
      name: special.name,
      area: special.area,
      category: special.category,
      special,
    })),
  ];
  const left = (code: string, key: 'area' | 'category', wanted: number) =>
    wanted - fixed.filter((wish) => wish[key] === code).length;
  const areas = place.areas.flatMap(({ code, listed }) => times(code, left(code, 'area', listed)));
  const categories = projectCategory.codes.flatMap((code) =>
    times(code, left(code, 'category', plan.categories[code])),
  );
  if (areas.length !== categories.length)
    throw new Error(`${areas.length} projects by area, but ${categories.length} by category`);
  const shuffled = random.shuffled(categories);
  const drawn = random.shuffled(areas).map((area, index): Wish => {
    const category = shuffled[index] ?? 'industry';
    return { name: namer.name(area, category, random), area, category };
  });
  return [...fixed, ...drawn];
}

function times<T>(value: T, count: number): T[] {
  if (count < 0) throw new Error(`too many special projects of ${String(value)}: ${-count} more than listed`);
  return Array.from({ length: count }, () => value);
}

/** Gives each wish a class, a status and a tier, so that all numbers of the plan are met exactly. */
export function rankWishes(wishes: readonly Wish[], plan: ProjectPlan, random: Random): Listed[] {
  const standings = random.shuffled(
    plan.standings.flatMap(({ count, ...standing }) => times(standing, count)),
  );
  const take = (fits: (standing: Omit<Standing, 'count'>) => boolean) => {
    const index = standings.findIndex(fits);
    if (index < 0) throw new Error('no class and status is left that fits');
    return standings.splice(index, 1)[0] as Omit<Standing, 'count'>;
  };
  const standingOf = (wish: Wish) => {
    if (wish.real)
      return take(
        (s) => s.annualClass === 'continuing' && s.status === 'under_construction' && !s.completesThisYear,
      );
    // Without a site nothing is built yet; lines and packages are under way.
    if (wish.special?.form === 'unlocated') return take((s) => s.status === 'preparatory');
    if (wish.special) return take((s) => s.status === 'under_construction');
    return take(() => true);
  };
  const order = [...wishes].sort((a, b) => rank(a) - rank(b));
  const standing = new Map(order.map((wish) => [wish, standingOf(wish)]));
  const tier = tiersOf(wishes, plan, random);
  return wishes.map((wish) => ({
    ...wish,
    ...(standing.get(wish) as Omit<Standing, 'count'>),
    tier: tier.get(wish) ?? 'city',
  }));
}

const rank = (wish: Wish) => (wish.real ? 0 : wish.special ? 1 : 2);

/** A and B are mostly industry and big lines; for real projects no source names a province tier. */
function tiersOf(wishes: readonly Wish[], plan: ProjectPlan, random: Random): Map<Wish, ProjectTier> {
  const weight = (wish: Wish) =>
    (
      ({ industry: 1, energy: 0.9, transport: 0.8, innovation: 0.6 }) as Partial<
        Record<ProjectCategory, number>
      >
    )[wish.category] ?? 0.35;
  const order = wishes
    .filter(({ real, special }) => !real && special?.form !== 'unlocated')
    .map((wish) => ({ wish, place: random.next() ** (1 / weight(wish)) }))
    .sort((a, b) => b.place - a.place)
    .map(({ wish }) => wish);
  const a = plan.tiers.province_a.count;
  return new Map(
    order
      .slice(0, a + plan.tiers.province_b.count)
      .map((wish, index) => [wish, index < a ? 'province_a' : 'province_b']),
  );
}
