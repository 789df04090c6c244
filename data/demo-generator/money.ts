/** Plans and total investments in 万元 whose sums are exactly those of the plan. */
import { projectTier } from '../vocabulary/project.ts';
import type { ProjectPlan } from './project-plan.ts';
import type { Random } from './random.ts';
import type { Listed } from './wish.ts';

export interface Money {
  planned: number | null;
  total: number | null;
}

/** Amounts stand in whole 500 万元, as plans do. */
const step = 500;

/** Real projects keep what a source gives; nothing is invented for them. */
export function drawMoney(listed: readonly Listed[], plan: ProjectPlan, random: Random): Map<Listed, Money> {
  const money = new Map<Listed, Money>();
  const planned = new Map<Listed, number>();
  for (const tier of projectTier.codes) {
    const members = listed.filter((project) => project.tier === tier && !project.real);
    const amounts = shares(
      members.map((project) => weightOf(project) * random.lognormal(tier === 'city' ? 0.55 : 0.45)),
      plan.planTotal * plan.tiers[tier].planShare,
    );
    members.forEach((project, index) => planned.set(project, amounts[index] ?? 0));
  }
  const real = listed.filter((project) => project.real);
  for (const project of real)
    money.set(project, { planned: null, total: project.real?.totalInvestment ?? null });
  const sourced = real.reduce((sum, project) => sum + (project.real?.totalInvestment ?? 0), 0);

  const others = listed.filter((project) => !project.real);
  const fixed = new Map(
    others
      .filter(({ completesThisYear }) => completesThisYear)
      .map((project) => {
        const year = planned.get(project) ?? 0;
        const ratio = project.annualClass === 'new' ? random.between(1, 1.15) : random.between(1.5, 2.6);
        return [project, Math.round((year * ratio) / step) * step] as const;
      }),
  );
  const rest = others.filter((project) => !fixed.has(project));
  const toShare =
    plan.investmentTotal - sourced - [...fixed.values()].reduce((sum, amount) => sum + amount, 0);
  // Each keeps at least what it plans for the year; what is left is shared by plan and by how early it stands.
  const base = rest.reduce((sum, project) => sum + (planned.get(project) ?? 0), 0) * 1.3;
  const extra = shares(
    rest.map(
      (project) =>
        (planned.get(project) ?? 0) *
        (project.annualClass === 'preparatory' ? 5 : 1) *
        random.between(0.6, 1.5),
    ),
    toShare - Math.round(base / step) * step,
  );
  const least = shares(
    rest.map((project) => planned.get(project) ?? 0),
    Math.round(base / step) * step,
  );
  rest.forEach((project, index) => fixed.set(project, (least[index] ?? 0) + (extra[index] ?? 0)));
  for (const project of others)
    money.set(project, {
      planned: planned.get(project) ?? 0,
      total: Math.max(fixed.get(project) ?? 0, planned.get(project) ?? 0),
    });
  return money;
}

function weightOf({ annualClass, category, special }: Listed): number {
  const line = special?.form === 'line' && category === 'transport' ? 3 : 1;
  const ofCategory = { industry: 1.25, energy: 1.1, transport: 0.55, urban: 0.75, social: 0.5 } as Record<
    string,
    number
  >;
  const ofClass = { preparatory: 0.3, new: 0.9, continuing: 1.15 };
  return (
    (ofCategory[category] ?? 0.6) * line * ofClass[annualClass] * (special?.form === 'unlocated' ? 0.6 : 1)
  );
}

/** Splits a sum in whole steps by weights; what rounding leaves goes to the largest. */
export function shares(weights: readonly number[], sum: number): number[] {
  const total = weights.reduce((all, weight) => all + weight, 0);
  const amounts = weights.map((weight) => Math.max(step, Math.round((sum * weight) / total / step) * step));
  const largest = amounts.indexOf(Math.max(...amounts));
  const left = sum - amounts.reduce((all, amount) => all + amount, 0);
  return amounts.map((amount, index) => (index === largest ? amount + left : amount));
}
