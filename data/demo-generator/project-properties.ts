import type { Financing, PlanLabel, ProjectCategory } from '../vocabulary/project.ts';
import type { Money } from './money.ts';
import type { ProjectContext } from './project-context.ts';
import { describe } from './project-text.ts';
import type { Random } from './random.ts';
import type { Event } from './schedule.ts';
import type { Site } from './site.ts';
import { drawnSource, yearEnd } from './source.ts';
import type { Listed, Wish } from './wish.ts';

/** What listed projects and those outside the list have in common. */
export function propertiesOf(context: ProjectContext, wish: Wish & Partial<Listed>, site: Site, cost: Money) {
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

/** Only what the source says. */
export function realEvents({ real }: Wish): Event[] {
  return (real?.events ?? []).map(({ status, on, note }) => ({
    status,
    effective_on: on,
    reason: null,
    note,
    source: real?.source ?? '',
    recorded_at: yearEnd.recordedAt,
  }));
}
