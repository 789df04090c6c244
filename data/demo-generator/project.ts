/** The projects of a place: listed, in reserve, deferred and cancelled, with the sites of packages. */
import { areaGeometry, feature, linesGeometry, pointGeometry, type Row } from './feature.ts';
import { ofRing } from './clip.ts';
import { drawMoney } from './money.ts';
import type { PlacePlan } from './plan.ts';
import type { Plane } from './plane.ts';
import type { Draft, ProjectContext } from './project-context.ts';
import { locate } from './project-locate.ts';
import { layOutside } from './project-outside.ts';
import type { SpecialPlan } from './project-plan.ts';
import { propertiesOf, realEvents } from './project-properties.ts';
import { drawDeadline, drawEvents, secondBatchAt } from './schedule.ts';
import { layLine, type Shape, type Site } from './site.ts';
import { listWishes, Namer, rankWishes, type Listed } from './wish.ts';

/**
 * Lays every project; linear works must have been laid before the estates (`layLines`).
 * @returns rows, and the plan of the year that was drawn for each listed illustrative one, 万元 by code.
 */
export function layProjects(
  context: ProjectContext,
  lines: ReadonlyMap<SpecialPlan, Site>,
): { rows: Row[]; planned: Map<string, number> } {
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
        ...propertiesOf(context, project, site, cost),
        tier: project.tier,
        published: true,
        deadline: project.real ? project.real.deadline : drawDeadline(project, random),
        years: [
          {
            year: plan.year,
            annual_class: project.annualClass,
            completes_this_year: project.completesThisYear,
            batch,
          },
        ],
        events: project.real
          ? realEvents(project)
          : drawEvents(project, { reason, second: batch === 2 }, random),
        ...(batch === 2 ? { recorded_at: secondBatchAt } : {}),
      },
    };
  });
  drafts.push(...layOutside(context, namer));
  const code = (index: number) => `${place.prefix}-P-${String(index + 1).padStart(3, '0')}`;
  return {
    rows: drafts.flatMap((draft, index) => rowsOf(context, draft, code(index))),
    planned: new Map(
      order.flatMap((project, index) => {
        const planned = money.get(project)?.planned ?? null;
        return planned === null ? [] : [[code(index), planned] as const];
      }),
    ),
  };
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
