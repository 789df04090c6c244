/** The two rules on dates, start and statistics register, which an approved reason (正当理由) lifts. */
import type { LiftableRule } from '../vocabulary/light.ts';
import type { Month, ProjectFacts, Rules } from './facts.ts';
import type { DelayReason } from './judgement.ts';
import { addMonthsToDay, monthEnd, monthOf, monthsBetween, yearOf } from './month.ts';

/** A planned start that did not come: the planned month's end counts 1. `null` when started, or still green. */
export function startReason(facts: ProjectFacts, month: Month, rules: Rules): DelayReason | null {
  const since = facts.stages.start?.planned;
  if (facts.annualClass !== 'new' || !since) return null;
  if (facts.startedOn !== null && facts.startedOn <= monthEnd(month)) return null;
  const months = monthsBetween(monthOf(since), month) + 1;
  const { yellow_after_months: yellowAfter, red_after_months: redAfter } = rules.start;
  if (months < Math.max(1, yellowAfter)) return null;
  const light = months >= redAfter ? 'red' : 'yellow';
  return lift(facts, month, { rule: 'start', light, since, months, yellowAfter, redAfter, exception: null });
}

/** A start of the year that the statistics bureau does not have on its register (入库). `null` when registered or in time. */
export function registerReason(facts: ProjectFacts, month: Month, rules: Rules): DelayReason | null {
  const { startedOn: since, registeredOn } = facts;
  const end = monthEnd(month);
  if (facts.annualClass !== 'new' || !since || since > end || yearOf(since) !== yearOf(month)) return null;
  if (registeredOn !== null && registeredOn <= end) return null;
  const { yellow_after_months: yellowAfter, red_after_months: redAfter } = rules.statistics_register;
  if (addMonthsToDay(since, yellowAfter) >= end) return null;
  const light = addMonthsToDay(since, redAfter) < end ? 'red' : 'yellow';
  const whole = monthsBetween(monthOf(since), month);
  const months = addMonthsToDay(since, whole) <= end ? whole : whole - 1;
  return lift(facts, month, {
    rule: 'register',
    light,
    since,
    months,
    yellowAfter,
    redAfter,
    exception: null,
  });
}

function lift(
  { exceptions }: ProjectFacts,
  month: Month,
  reason: DelayReason & { rule: LiftableRule },
): DelayReason {
  const exception = exceptions.find(({ rule, until }) => rule === reason.rule && until >= monthEnd(month));
  return exception ? { ...reason, light: 'green', exception } : reason;
}
