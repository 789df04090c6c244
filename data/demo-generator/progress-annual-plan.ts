/** Plans of the year: as listed, by month, and revised in June. */
import { projectTier } from '../vocabulary/project.ts';
import type { Roles } from './progress-roles.ts';
import type { Subject } from './progress-subject.ts';

/** A plan as it was approved: 万元, and cumulative amounts by month where there is a monthly plan. */
export interface Plan {
  total: number;
  monthly: number[] | null;
}

/**
 * A start late in the year plans little for it: what the list drew for starts that have not come goes to the others of
 * the tier, whose sum stays.
 */
export function spreadPlans(subjects: readonly Subject[]): Map<Subject, number> {
  const step = 500;
  const planned = new Map<Subject, number>();
  for (const tier of projectTier.codes) {
    const members = subjects.filter((subject) => subject.tier === tier);
    const waiting = members.filter((s) => s.annualClass === 'new' && !s.startedOn);
    let free = 0;
    for (const subject of members) planned.set(subject, subject.planned);
    for (const subject of waiting) {
      const less = Math.max(step, Math.round((subject.planned * 0.4) / step) * step);
      planned.set(subject, less);
      free += subject.planned - less;
    }
    const roomy = members.filter((s) => s.startedOn && !s.completedOn && s.total >= 1.45 * s.planned);
    const base = roomy.reduce((sum, subject) => sum + subject.planned, 0);
    let left = free;
    for (const subject of roomy) {
      const more = Math.min(left, Math.floor((free * subject.planned) / base / step) * step);
      planned.set(subject, subject.planned + more);
      left -= more;
    }
    const [largest] = [...roomy].sort((a, b) => b.planned - a.planned);
    if (largest) planned.set(largest, (planned.get(largest) ?? 0) + left);
    else for (const subject of waiting) planned.set(subject, subject.planned);
  }
  return planned;
}

/** Pairs of revisions in June that leave the sum of the plans as it is. */
export function revisions(
  subjects: readonly Subject[],
  planned: ReadonlyMap<Subject, number>,
  roles: Roles,
): Map<Subject, number> {
  const chosen = subjects.filter((subject) => roles(subject, 'revisedPairs'));
  const amount = (subject: Subject) => planned.get(subject) ?? 0;
  // The roomiest take more.
  chosen.sort((a, b) => b.total / amount(b) - a.total / amount(a));
  const deltas = new Map<Subject, number>();
  for (let index = 0; index < chosen.length / 2; index += 1) {
    const [more, less] = [chosen[index] as Subject, chosen[chosen.length - 1 - index] as Subject];
    const delta = Math.max(500, Math.round((0.16 * Math.min(amount(more), amount(less))) / 500) * 500);
    deltas.set(more, delta);
    deltas.set(less, -delta);
  }
  return deltas;
}

/** Whole 万元 by month; December is the total. */
export function amounts(shares: readonly number[], total: number): number[] {
  return shares.map((share) => Math.round(share * total));
}

/** From June on the rest of the year is planned anew. */
export function revisedCurve({ total, monthly }: Plan, delta: number): number[] {
  const done = monthly?.[4] ?? 0;
  const factor = (total + delta - done) / Math.max(1, total - done);
  return (monthly ?? []).map((amount, index) =>
    index < 5 ? amount : Math.round(done + (amount - done) * factor),
  );
}
