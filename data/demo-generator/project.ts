/** The projects of a place: listed, in reserve, deferred and cancelled, with the sites of packages. */
import { areaGeometry, feature, linesGeometry, pointGeometry, type Row } from './feature.ts';
import { ofRing } from './clip.ts';
import type { Corridor } from './corridor.ts';
import { drawMoney, type Money } from './money.ts';
import type { People } from './people.ts';
import type { PlacePlan } from './plan.ts';
import type { Plane } from './plane.ts';
import type { ProjectPlan, SpecialPlan } from './project-plan.ts';
import type { Random } from './random.ts';
import { drawDeadline, drawEvents, secondBatchAt, type Event } from './schedule.ts';
import {
  findSite,
  layLine,
  placementOf,
  realSite,
  sharesOf,
  type Land,
  type Shape,
  type Site,
} from './site.ts';
import { describe } from './project-text.ts';
import { drawnSource, yearEnd } from './source.ts';
import { listWishes, Namer, rankWishes, type Listed, type Wish } from './wish.ts';
import type { ProjectCategory } from '../vocabulary/project.ts';
import type { Financing, PlanLabel } from '../vocabulary/project.ts';

export interface ProjectContext {
  place: PlacePlan;
  plan: ProjectPlan;
  land: Land;
  corridors: readonly Corridor[];
  people: People;
  random: Random;
}

/** A project as it goes to the file, before its geometry is in degrees. */
interface Draft {
  wish: Wish;
  site: Site;
  sites: Site[];
  properties: Record<string, unknown>;
}

const unlocated: Site = { shape: { form: 'none' }, quality: 'none', zone: null, districts: [], size: 0 };

/** Lays every project; linear works must have been laid before the estates (`layLines`). */
export function layProjects(context: ProjectContext, lines: ReadonlyMap<SpecialPlan, Site>): Row[] {
  const { place, plan, random } = context;
  const namer = new Namer(place, plan);
  const listed = rankWishes(listWishes(place, plan, namer, random), plan, random);
  const money = drawMoney(listed, plan, random);
  // The second batch: new ones that have not gone far yet.
  const second = new Set(
    random
      .shuffled(
        listed.filter(
          (project) =>
            !project.real &&
            !project.special &&
            project.annualClass === 'new' &&
            project.status === 'preparatory',
        ),
      )
      .slice(0, Math.round(listed.length * 0.045)),
  );
  let suspended = 0;
  const order = inOrder(place, listed);
  const drafts = order.map((project): Draft => {
    const reason = plan.suspensions[suspended % plan.suspensions.length] ?? 'dust';
    if (project.status === 'suspended') suspended += 1;
    const cost = money.get(project) ?? { planned: null, total: null };
    const { site, sites } = locate(context, project, cost, lines);
    const batch = second.has(project) ? 2 : 1;
    return {
      wish: project,
      site,
      sites,
      properties: {
        ...common(context, project, site, cost),
        tier: project.tier,
        published: true,
        deadline: project.real ? project.real.deadline : drawDeadline(project, random),
        years: [
          {
            year: plan.year,
            annual_class: project.annualClass,
            completes_this_year: project.completesThisYear,
            batch,
            planned_investment: cost.planned,
          },
        ],
        events: project.real
          ? realEvents(project)
          : drawEvents(project, { reason, second: batch === 2 }, random),
        ...(batch === 2 ? { recorded_at: secondBatchAt } : {}),
      },
    };
  });
  drafts.push(...outside(context, namer));
  return drafts.flatMap((draft, index) =>
    rowsOf(context, draft, `${place.prefix}-P-${String(index + 1).padStart(3, '0')}`),
  );
}

/** The linear works of the plan, laid first so that nothing else comes to stand on them. */
export function layLines(context: Pick<ProjectContext, 'plan' | 'land'>): Map<SpecialPlan, Site> {
  return new Map(
    context.plan.specials.flatMap((special) =>
      special.form === 'line' ? [[special, layLine(context.land.ground, special)] as const] : [],
    ),
  );
}

/** By reporting area, as lists are printed. */
function inOrder(place: PlacePlan, listed: readonly Listed[]): Listed[] {
  const position = new Map(place.areas.map(({ code }, index) => [code, index]));
  return [...listed].sort((a, b) => (position.get(a.area) ?? 0) - (position.get(b.area) ?? 0));
}

function locate(
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

function homeOf({ ground, towns }: Land, area: string) {
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

function common(context: ProjectContext, wish: Wish & Partial<Listed>, site: Site, cost: Money) {
  const { people, plan, random } = context;
  const { real, special } = wish;
  const text = describe(wish.category, cost.total, random);
  const started = wish.status !== undefined && wish.status !== 'preparatory';
  const rounded = (factor: number) =>
    cost.total === null ? null : Math.round((cost.total * factor) / 100) * 100;
  return {
    name: wish.name[0],
    name_en: wish.name[1],
    national_code: null as string | null,
    parent: null,
    content: real?.content ?? (special ? special.content : text.content),
    company: real ? null : people.company(random),
    category: wish.category,
    plan_labels: real ? [] : labels(wish, random),
    financing: real ? [] : financing(wish.category, random),
    reporting_area: wish.area || null,
    zone: site.zone,
    linear: site.shape.form === 'line' || special?.form === 'line' || real?.kilometres !== undefined,
    total_investment: cost.total,
    investment_estimate: real ? null : rounded(random.between(0.93, 1.06)),
    investment_budget: real || !started ? null : rounded(random.between(0.97, 1.02)),
    investment_final: real || wish.status !== 'in_production' ? null : rounded(random.between(0.95, 1)),
    completion_standard: real ? null : text.standard,
    location_quality: site.quality,
    illustrative: !real,
    source: real?.source ?? drawnSource,
    data_as_of: real
      ? (real.events.at(-1)?.on ?? yearEnd.dataAsOf)
      : random.chance(0.03)
        ? '2026-05-31'
        : '2026-06-30',
    districts: site.districts,
    units: real ? [] : units(context, wish, site),
    persons: real
      ? []
      : [
          { person: people.personOfArea(wish.area, random), role: 'responsible' },
          { person: people.personOfArea(wish.area, random), role: 'contact' },
          ...(plan.year && random.chance(0.8)
            ? [{ person: people.official(random), role: 'leading_official' }]
            : []),
        ],
  };
}

/** A lead unit per phase: preparation lies with planning, building with the zone or the area. */
function units({ people, place }: ProjectContext, wish: Wish, site: Site) {
  const estate = place.estates.find(({ code }) => code === site.zone);
  const builder = estate ? people.committeeOf(estate) : people.unitOfArea(wish.area);
  return [
    { unit: people.authorityOf[wish.category], role: 'authority', phase: null },
    { unit: people.unitOfArea(wish.area), role: 'responsible', phase: null },
    { unit: people.planningUnit, role: 'lead', phase: 'preparation' },
    { unit: builder, role: 'lead', phase: 'construction' },
  ];
}

function labels({ category }: Wish, random: Random): PlanLabel[] {
  const chosen: PlanLabel[] = [];
  if (random.chance(0.14)) chosen.push('8511');
  if (random.chance(0.1)) chosen.push('1816');
  if (category !== 'industry' && random.chance(0.25)) chosen.push('central_budget');
  if (category !== 'industry' && random.chance(0.1)) chosen.push('special_fund');
  return chosen;
}

function financing(category: ProjectCategory, random: Random): Financing[] {
  if (category === 'industry' || category === 'innovation')
    return random.chance(0.5) ? ['own', 'loan'] : ['own'];
  if (category === 'energy' || category === 'tourism') return ['own', 'loan'];
  return random.pick<Financing[]>([
    ['fiscal', 'special_bond'],
    ['special_bond'],
    ['fiscal'],
    ['policy_bank', 'fiscal'],
    ['ppp'],
    ['central_budget', 'fiscal'],
  ]);
}

function realEvents({ real }: Wish): Event[] {
  return (real?.events ?? []).map(({ status, on, note }) => ({
    status,
    effective_on: on,
    reason: null,
    note,
    source: real?.source ?? '',
    recorded_at: yearEnd.recordedAt,
  }));
}

/** Reserve, deferred and cancelled projects: outside the list and its totals. */
function outside(context: ProjectContext, namer: Namer): Draft[] {
  const { place, plan, land, random } = context;
  const drafts: Draft[] = [];
  const one = (wish: Wish, status: 'reserve' | 'deferred' | 'cancelled', published: boolean) => {
    const total = wish.real ? wish.real.totalInvestment : Math.round(random.lognormal(0.7) * 80) * 500;
    const cost: Money = { planned: null, total };
    const somewhere = wish.real || random.chance(0.92);
    const { site } = somewhere
      ? locate(context, wish, cost, new Map())
      : {
          site: {
            ...unlocated,
            districts: [
              {
                code: (
                  land.ground.districts.find(({ code }) => code === wish.area) ?? homeOf(land, wish.area)
                ).code,
                share: 1,
              },
            ],
          },
        };
    const entry: Event = {
      status: status === 'reserve' ? 'reserve' : 'preparatory',
      effective_on: '2025-12-20',
      reason: null,
      note: null,
      source: drawnSource,
      recorded_at: yearEnd.recordedAt,
    };
    const after: Event = {
      ...entry,
      status,
      effective_on: random.pick(['2026-03-18', '2026-04-22', '2026-05-15']),
      note: status === 'deferred' ? '当年不再实施' : '经研究不再建设',
    };
    after.recorded_at = `2026-0${Number(after.effective_on.slice(5, 7)) + 1}-05T09:00:00+08:00`;
    drafts.push({
      wish,
      site,
      sites: [],
      properties: {
        ...common(context, wish, site, cost),
        tier: null,
        published,
        deadline: null,
        years: [],
        events: wish.real ? realEvents(wish) : status === 'reserve' ? [entry] : [entry, after],
      },
    });
  };
  const real = plan.real.filter(({ listed }) => !listed);
  for (const item of real) {
    const status = item.events.at(-1)?.status as 'reserve' | 'deferred' | 'cancelled';
    one({ name: item.name, area: item.area ?? '', category: item.category, real: item }, status, true);
  }
  const count = (status: string) => real.filter((item) => item.events.at(-1)?.status === status).length;
  const drawn = (): Wish => {
    const area = random.pick(place.areas).code;
    const category = random.weighted(plan.categories);
    return { name: namer.name(area, category, random), area, category };
  };
  for (let index = count('reserve'); index < plan.reserve.count; index += 1)
    one(drawn(), 'reserve', index < plan.reserve.published);
  for (let index = count('deferred'); index < plan.deferred; index += 1) one(drawn(), 'deferred', true);
  for (let index = count('cancelled'); index < plan.cancelled; index += 1) one(drawn(), 'cancelled', true);
  return drafts;
}

function rowsOf({ land }: ProjectContext, { site, sites, properties, wish }: Draft, code: string): Row[] {
  const { plane } = land.ground;
  const nationalCode =
    wish.real || Number(code.slice(-3)) % 5 === 0
      ? null
      : `2511-${site.districts[0]?.code ?? '000000'}-04-01-000${code.slice(-3)}`;
  const parent = feature({ code, ...properties, national_code: nationalCode }, geometryOf(plane, site.shape));
  const children = sites.map((one, index) =>
    feature(
      {
        code: `${code}-${index + 1}`,
        ...properties,
        name: `${wish.name[0].replace('（打包）', '')}${'一二三四五'[index]}号子项`,
        name_en: `${wish.name[1]}, site ${index + 1}`,
        national_code: null,
        parent: code,
        content: null,
        total_investment: null,
        investment_estimate: null,
        investment_budget: null,
        investment_final: null,
        location_quality: one.quality,
        zone: one.zone,
        districts: one.districts,
        units: [],
        persons: [],
        years: [],
      },
      geometryOf(plane, one.shape),
    ),
  );
  return [parent, ...children];
}

function geometryOf(plane: Plane, shape: Shape) {
  switch (shape.form) {
    case 'area':
      return areaGeometry(plane, ofRing(shape.ring));
    case 'line':
      return linesGeometry(plane, shape.lines);
    case 'point':
      return pointGeometry(plane, shape.point);
    case 'none':
      return null;
  }
}
