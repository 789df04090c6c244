/** The judgement on one project in one month (domain.md, Rules): the worst light of all rules that apply. */
import { light as lights } from '../vocabulary/light.ts';
import { perMonth } from './catch-up.ts';
import { calendarBaseline, countingBaseline, percentagePoints, workingSpan } from './baseline.ts';
import type { Baseline } from './baseline.ts';
import { registerReason, startReason } from './delay.ts';
import type { Month, ProjectFacts, Rules } from './facts.ts';
import type { InvestmentReason, Judgement, NoLight, PublicMoneyReason, Reason } from './judgement.ts';
import { monthEnd, monthNumber, monthsBetween } from './month.ts';

/** What a judgement is asked for. */
export interface Asked {
  readonly month: Month;
  readonly rules: Rules;
}

/**
 * Judges a project at a month by what was known of it. Investment is judged at the last reported month of the year
 * (≤ the month asked for), start and register at the month asked for.
 */
export function judge(facts: ProjectFacts, { month, rules }: Asked): Judgement {
  const { plan, report } = facts;
  const judgedMonth = report?.month ?? month;
  const number = monthNumber(judgedMonth);
  const span = workingSpan(facts, month);
  const calendar = calendarBaseline(number, span, rules);
  const baseline = countingBaseline(facts, number, calendar, rules);
  const planned = plan?.total ?? 0;
  const completed = report?.completed ?? 0;
  const exempt = withoutLight(facts, monthNumber(month) < span.first);
  const reasons = exempt ? [] : weigh(facts, { month, rules }, baseline);
  const noLight = exempt ?? (reasons.length === 0 ? 'not_reported' : null);
  const finished = isFinished(facts);
  const startedOn = facts.startedOn !== null && facts.startedOn <= monthEnd(month) ? facts.startedOn : null;
  const permit = facts.stages.construction_permit;
  const unjudged = exempt !== null && exempt !== 'not_due';
  // Without a light, but with a plan in the totals: the baseline of a set counts it as the sums do.
  const inTotals = !unjudged || exempt === 'preparatory';
  return {
    light: reasons[0]?.light ?? 'none',
    noLight,
    reasons,
    month,
    judgedMonth,
    carried: report !== null && judgedMonth !== month,
    reportLag: report && monthsBetween(report.month, month),
    planned,
    due: inTotals && baseline ? baseline.due : 0,
    completed,
    calendar: unjudged ? null : calendar,
    milestone: unjudged ? null : milestoneOf(facts, number, rules),
    ...perMonth({ planned, completed, number, finished, rules, applies: !unjudged }),
    unusedPlan: finished && report ? Math.max(0, planned - completed) : 0,
    overTotal:
      report !== null &&
      report.completedSinceStart !== null &&
      facts.totalInvestment !== null &&
      report.completedSinceStart > facts.totalInvestment,
    withoutPermit:
      startedOn !== null && permit !== undefined && (permit.actual === null || startedOn < permit.actual),
    earlyStart: facts.status === 'reserve' && startedOn !== null,
  };
}

/** A finished project is green below its plan: what is left of the plan is unused, not late. */
function isFinished({ status }: ProjectFacts): boolean {
  return status === 'completed' || status === 'in_production';
}

function withoutLight(facts: ProjectFacts, beforeStart: boolean): NoLight | null {
  const { status } = facts;
  if (status === 'reserve' || status === 'deferred' || status === 'cancelled') return status;
  if (facts.annualClass === null) return 'not_listed';
  if (facts.annualClass === 'preparatory') return 'preparatory';
  if (!facts.plan || facts.plan.total === 0) return 'no_plan';
  return beforeStart ? 'not_due' : null;
}

function weigh(facts: ProjectFacts, { month, rules }: Asked, baseline: Baseline | null): Reason[] {
  const reasons: (Reason | null)[] = [
    investmentReason(facts, baseline, rules),
    startReason(facts, month, rules),
    registerReason(facts, month, rules),
    publicMoneyReason(facts, rules),
  ];
  return reasons
    .filter((reason) => reason !== null)
    .sort((a, b) => lights.codes.indexOf(a.light) - lights.codes.indexOf(b.light));
}

function investmentReason(
  facts: ProjectFacts,
  baseline: Baseline | null,
  rules: Rules,
): InvestmentReason | null {
  const { report, plan } = facts;
  if (!report || !plan || !baseline) return null;
  const { yellow_from_gap: yellowFrom, red_above_gap: redAbove } = rules.investment;
  const actual = report.completed / plan.total;
  const gap = percentagePoints(baseline.share - actual);
  const behind = gap < yellowFrom ? 'green' : gap <= redAbove ? 'yellow' : 'red';
  return {
    rule: 'investment',
    light: isFinished(facts) ? 'green' : behind,
    baselineKind: baseline.kind,
    baseline: baseline.share,
    actual,
    gap,
    yellowFrom,
    redAbove,
  };
}

function publicMoneyReason({ report }: ProjectFacts, rules: Rules): PublicMoneyReason | null {
  if (!rules.public_money || !report?.publicAllotted || report.publicPaid === null) return null;
  const required = rules.public_money.required[monthNumber(report.month) - 1] ?? 0;
  const paid = report.publicPaid / report.publicAllotted;
  const light = percentagePoints(required - paid) > 0 ? 'red' : 'green';
  return { rule: 'public_money', light, required, paid };
}

function milestoneOf({ report, plan }: ProjectFacts, number: number, rules: Rules): Judgement['milestone'] {
  const target = rules.milestones.find(({ month }) => month === number);
  if (!target || !report || !plan || plan.total === 0) return null;
  return { ...target, gap: percentagePoints(target.share - report.completed / plan.total) };
}
