/** Arithmetic of the stage timeline: from dates to bars, on a scale of days. */
import { scaleUtc } from 'd3-scale';
import type { Day, Month } from '../../data/rules/facts.ts';
import { addMonthsToDay, monthEnd, yearOf } from '../../data/rules/month.ts';
import type { ProjectStage } from '../../data/vocabulary/project.ts';

export interface StageDates {
  readonly stage: ProjectStage;
  readonly plannedOn: Day | null;
  readonly actualOn: Day | null;
}

/** px from the left edge. */
export interface Bar {
  readonly from: number;
  readonly to: number;
}

export interface StageBars {
  readonly stage: ProjectStage;
  readonly plan: Bar | null;
  readonly actual: Bar | null;
  /** The actual bar goes on: begun, not done by the end of the data month. */
  readonly running: boolean;
  /** Days behind the planned day: of what was done, or so far. Negative = early; `null` = not due, or no plan. */
  readonly late: number | null;
}

export interface Timeline {
  readonly bars: readonly StageBars[];
  readonly years: readonly { readonly year: number; readonly x: number }[];
  /** The end of the data month. */
  readonly now: number;
}

/** Works follow one another: their bar begins with the day of the stage before. Approvals run in parallel. */
const works: Partial<Record<ProjectStage, ProjectStage>> = {
  structure: 'start',
  completion: 'structure',
  acceptance: 'completion',
  in_use: 'acceptance',
  full_capacity: 'in_use',
};

const dayNumber = (day: Day): number => Date.parse(`${day}T00:00:00Z`) / 86_400_000;

/**
 * Lays the stages out between `left` and `right` px. A stage has a day and no beginning: works begin with the stage
 * before them, everything else is drawn as the month that ends with its day.
 */
export function layTimeline(
  stages: readonly StageDates[],
  { month, left, right }: { readonly month: Month; readonly left: number; readonly right: number },
): Timeline {
  const end = monthEnd(month);
  const known = (day: Day | null) => (day !== null && day <= end ? day : null);
  const find = (stage: ProjectStage | undefined) => stages.find((other) => other.stage === stage);
  const spans = stages.map(({ stage, plannedOn, actualOn: recorded }) => {
    const before = find(works[stage]);
    const actualOn = known(recorded);
    const begun = before ? known(before.actualOn) : null;
    const running = actualOn === null && begun !== null;
    const until = actualOn ?? (running ? end : null);
    return {
      stage,
      running,
      plan: plannedOn && { from: earlier(before?.plannedOn, plannedOn), to: plannedOn },
      actual: until && { from: earlier(begun, until), to: until },
      late: lateness(plannedOn, actualOn, end),
    };
  });
  const days = spans.flatMap(({ plan, actual }) => [plan, actual].flatMap((span) => (span ? [span] : [])));
  const first = [...days.map(({ from }) => from), addMonthsToDay(end, -2)].sort()[0] ?? end;
  const last = [...days.map(({ to }) => to), addMonthsToDay(end, 2)].sort().at(-1) ?? end;
  const scale = scaleUtc([new Date(first), new Date(last)], [left, right]);
  const x = (day: Day) => scale(new Date(day));
  const bar = (span: { from: Day; to: Day } | null | ''): Bar | null =>
    span ? { from: x(span.from), to: Math.max(x(span.to), x(span.from) + 3) } : null;
  const years = Array.from({ length: yearOf(last) - yearOf(first) + 1 }, (_, index) => yearOf(first) + index);
  return {
    bars: spans.map(({ plan, actual, ...rest }) => ({ ...rest, plan: bar(plan), actual: bar(actual) })),
    years: years.map((year) => ({ year, x: Math.max(left, x(`${year}-01-01`)) })),
    now: x(end),
  };
}

/** The beginning of a bar: the stage before when it lies before, else a month before the end. */
function earlier(before: Day | null | undefined, end: Day): Day {
  return before && before < end ? before : addMonthsToDay(end, -1);
}

function lateness(plannedOn: Day | null, actualOn: Day | null, end: Day): number | null {
  if (plannedOn === null || (actualOn === null && plannedOn >= end)) return null;
  return dayNumber(actualOn ?? end) - dayNumber(plannedOn);
}

/** Between a bar and its words, px. */
const wordGap = 5;

/**
 * Where words stand that tell of a bar, px: right of it, left of it where only there is room for `words` (their width),
 * else over its end at the right edge of the drawing.
 */
export function placeWords(
  bar: { readonly from: number; readonly to: number },
  { words, width }: { readonly words: number; readonly width: number },
): { readonly x: number; readonly anchor: 'start' | 'end' } {
  if (bar.to + wordGap + words <= width) return { x: bar.to + wordGap, anchor: 'start' };
  if (bar.from - wordGap - words >= 0) return { x: bar.from - wordGap, anchor: 'end' };
  return { x: width, anchor: 'end' };
}

/** About how wide words are in letters of 11 px: Chinese ones are square, others about half as wide. */
export const widthOfWords = (words: string): number =>
  [...words].reduce((sum, letter) => sum + (letter > '\u2e7f' ? 11 : 6), 0);
