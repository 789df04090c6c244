/** Planned dates, the monthly plan and the course of the completed investment of each project. */
import type { ProjectTier } from '../vocabulary/project.ts';
import { projectTier } from '../vocabulary/project.ts';
import { amounts, revisedCurve, revisions, spreadPlans, type Plan } from './progress-annual-plan.ts';
import {
  calendarShares,
  cumulated,
  lastMonth,
  monthIn,
  planShares,
  twelve,
  type CurveShape,
} from './progress-calendar.ts';
import { drawCompletion, drawStart } from './progress-dates.ts';
import type { ProgressPlan } from './progress-plan.ts';
import type { Roles } from './progress-roles.ts';
import type { Subject } from './progress-subject.ts';
import type { Random } from './random.ts';

export interface Pace {
  subject: Subject;
  plannedStart: string | null;
  plannedCompletion: string | null;
  /** As listed, and revised in June. */
  original: Plan;
  revised: Plan | null;
  /** The last month with a report. */
  last: number;
  /** Cumulative completed investment by month, 万元, up to `last`. */
  completed: number[];
}

type Drawn = Omit<Pace, 'completed'> & {
  /** Share of the plan in force that is due at `last`, and cumulative weights of the work by month. */
  baseline: number;
  course: number[];
  /** How far ahead or behind before the tier is lifted to its total; `lift` = how much of the lift it takes. */
  ahead: number;
  lift: number;
  cap: number;
};

export function layPaces(
  subjects: readonly Subject[],
  { plan, roles, random }: { plan: ProgressPlan; roles: Roles; random: Random },
): Pace[] {
  const planned = spreadPlans(subjects);
  const deltas = revisions(subjects, planned, roles);
  const drawn = subjects.map((subject) =>
    draw(subject, { total: planned.get(subject) ?? 0, delta: deltas.get(subject) ?? 0, plan, roles, random }),
  );
  const lifts = Object.fromEntries(
    projectTier.codes.map((tier) => [
      tier,
      liftOf(
        drawn.filter(({ subject }) => subject.tier === tier),
        plan.completed[tier],
      ),
    ]),
  ) as Record<ProjectTier, number>;
  return drawn.map((one) => {
    const share = shareOf(one, lifts[one.subject.tier]);
    const inForce = (one.revised ?? one.original).total;
    return {
      ...one,
      completed: twelve((month) => Math.round((one.course[month - 1] ?? 0) * share * inForce)).slice(
        0,
        one.last,
      ),
    };
  });
}

function draw(
  subject: Subject,
  {
    total,
    delta,
    plan,
    roles,
    random,
  }: { total: number; delta: number; plan: ProgressPlan; roles: Roles; random: Random },
): Drawn {
  const plannedStart = drawStart(subject, roles, random);
  const plannedCompletion = drawCompletion(subject, roles, random);
  const isNew = subject.annualClass === 'new';
  const preparatory = subject.annualClass === 'preparatory';
  const startMonth = isNew ? monthIn(plannedStart ?? subject.startedOn ?? '') : 1;
  const actualMonth = isNew && subject.startedOn ? monthIn(subject.startedOn) : startMonth;
  const end = plannedCompletion && subject.completes ? Math.max(startMonth, monthIn(plannedCompletion)) : 12;
  const waits = isNew && !subject.startedOn;
  const moved = isNew && startMonth !== actualMonth;
  const wantsCurve = waits || moved || random.chance(plan.curves);
  const shape: CurveShape = waits
    ? roles(subject, 'startRed')
      ? 's'
      : 'late'
    : random.weighted({ s: 4, spring: 3, uniform: 3 });
  const span = { first: Math.min(startMonth, 12), last: Math.min(end, 12) };
  const curve = planShares(shape, span, plan.season, random);
  const monthly = wantsCurve && !preparatory ? curve : null;
  const original: Plan = { total, monthly: monthly && amounts(monthly, total) };
  const revised: Plan | null =
    delta === 0 ? null : { total: total + delta, monthly: original.monthly && revisedCurve(original, delta) };
  const last = roles(subject, 'silent') ? lastMonth - 1 : lastMonth;
  const inForce = revised ?? original;
  const baseline = inForce.monthly
    ? (inForce.monthly[last - 1] ?? 0) / inForce.total
    : (calendarShares(Math.min(actualMonth, 12), Math.max(actualMonth, span.last), plan.season)[last - 1] ??
      0);
  const course = courseOf(subject, { monthly, last, plan, random });
  const active = course.filter((share, index) => share > (course[index - 1] ?? 0)).length;
  return {
    subject,
    plannedStart,
    plannedCompletion,
    original,
    revised,
    last,
    baseline,
    course,
    ...aim(subject, roles, random),
    // No month takes more than about a quarter of the plan, but of what is finished; the total bounds it as well.
    cap: Math.min(
      random.between(0.98, 1.14),
      subject.completedOn ? 1.1 : 0.27 * (active - 1 + opening(subject)),
      isNew ? (0.99 * subject.total) / inForce.total : (0.9 * subject.total) / inForce.total,
    ),
  };
}

/** How far ahead of the baseline a project aims, as a share of its plan, and how much it takes of the tier's lift. */
function aim(subject: Subject, roles: Roles, random: Random): { ahead: number; lift: number } {
  if (roles(subject, 'investmentRed')) return { ahead: -random.between(0.33, 0.42), lift: 0 };
  if (roles(subject, 'investmentYellow')) return { ahead: -random.between(0.115, 0.27), lift: 0 };
  if (roles(subject, 'completionLate')) return { ahead: -random.between(0.04, 0.16), lift: 0 };
  if (subject.status === 'suspended') return { ahead: random.between(-0.05, 0.08), lift: 0 };
  return { ahead: random.between(-0.06, 0.12), lift: random.between(0.25, 1) };
}

function shareOf({ subject, baseline, ahead, lift, cap, course }: Drawn, tierLift: number): number {
  if (course.every((share) => share === 0)) return 0;
  if (subject.completedOn) return Math.min(cap, ahead < -0.01 ? 0.95 + ahead : 0.97 + ahead / 3);
  return Math.min(cap, Math.max(0.04, baseline + ahead + lift * tierLift));
}

/** The lift with which a tier comes to its share of the plan, by halving. */
function liftOf(members: readonly Drawn[], wanted: number): number {
  const plans = members.reduce((sum, one) => sum + (one.revised ?? one.original).total, 0);
  const rate = (lift: number) =>
    members.reduce(
      (sum, one) =>
        sum + shareOf(one, lift) * (one.course[one.last - 1] ?? 0) * (one.revised ?? one.original).total,
      0,
    ) / plans;
  let [low, high] = [-0.3, 1.5];
  for (let round = 0; round < 50; round += 1) {
    const middle = (low + high) / 2;
    if (rate(middle) < wanted) low = middle;
    else high = middle;
  }
  return high;
}

/** Cumulative weights of the work by month: none before the start, while it stands still, and after the completion. */
function courseOf(
  subject: Subject,
  {
    monthly,
    last,
    plan,
    random,
  }: { monthly: readonly number[] | null; last: number; plan: ProgressPlan; random: Random },
): number[] {
  const { startedOn, completedOn } = subject;
  if (!startedOn) return twelve(() => 0);
  const first = Math.max(1, monthIn(startedOn));
  const end = completedOn ? Math.min(last, monthIn(completedOn)) : last;
  const usual = calendarShares(1, 12, plan.season);
  const weights = twelve((month) => {
    const noise = random.lognormal(0.22);
    if (month < first || month > end) return 0;
    const of = monthly ?? usual;
    const due = (of[month - 1] ?? 0) - (of[month - 2] ?? 0);
    const least = 0.025 * (of[11] ?? 1);
    const part = month === monthIn(startedOn) ? opening(subject) : 1;
    return Math.max(due, plan.season ? 0.02 * least : least) * noise * part;
  });
  const going = cumulated(weights);
  // What would have been done while it stood still is not.
  let missed = 0;
  return twelve((month) => {
    if (subject.pauses.some(({ from, to }) => month >= monthIn(from) && (!to || month < monthIn(to))))
      missed += (going[month - 1] ?? 0) - (going[month - 2] ?? 0);
    return Math.max(0, (going[month - 1] ?? 0) - missed);
  });
}

/** Share of the month of the start that is left for work; 1 for a start before the year. */
function opening({ startedOn }: Subject): number {
  return startedOn && monthIn(startedOn) > 0 ? 1.05 - Number(startedOn.slice(8)) / 31 : 1;
}
