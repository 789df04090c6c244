/** Arithmetic of the investment curve: cumulative shares of the annual plan by month, and where its labels stand. */
import { scaleLinear } from 'd3-scale';

/** One month of a year as the API gives it; money in 万元, `calendar` a share. */
export interface CurveMonth {
  /** YYYY-MM */
  readonly month: string;
  readonly planned: number | null;
  readonly calendar: number | null;
  readonly completed: number | null;
  /** How many figures were recorded for the month; more than one = changed after it was reported. */
  readonly revisions: number;
}

export interface CurveInput {
  readonly months: readonly CurveMonth[];
  /** The annual plan, 万元; above 0. */
  readonly total: number;
  /** YYYY-MM */
  readonly judgedMonth: string;
  /** The plan has amounts by month: they are the baseline, else the calendar is. */
  readonly byPlan: boolean;
}

interface Box {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** A place on the drawing, px, with the share that it stands for. */
export interface CurvePoint {
  readonly month: string;
  readonly x: number;
  readonly y: number;
  readonly share: number;
  readonly revised: boolean;
}

/** What is drawn: points, SVG paths and ticks in px. */
export interface Curve {
  readonly baseline: readonly CurvePoint[];
  readonly actual: readonly CurvePoint[];
  readonly baselinePath: string;
  readonly actualPath: string;
  /** Both curves at the judged month, where they are known there. */
  readonly judged: { readonly x: number; readonly baseline?: CurvePoint; readonly actual?: CurvePoint };
  readonly ticks: readonly { readonly share: number; readonly y: number }[];
  readonly months: readonly { readonly number: number; readonly x: number }[];
}

/** The share that a month is held against, 1 = the whole plan; `null` when there is none. */
export function baselineShare({ total, byPlan }: CurveInput, month: CurveMonth): number | null {
  return byPlan ? month.planned && month.planned / total : month.calendar;
}

/**
 * Lays the curve out. Month m stands at its end; the actual curve begins at 0 on 1 January. The actual figure of a month holds
 * until the next one is reported, so its line goes in steps; months after the judged one are not drawn.
 */
export function layCurve(input: CurveInput, box: Box): Curve {
  const { months, total, judgedMonth } = input;
  const shares = months.map((month) => ({
    month: month.month,
    baseline: baselineShare(input, month),
    actual: month.month <= judgedMonth && month.completed !== null ? month.completed / total : null,
    revised: month.revisions > 1,
  }));
  const highest = Math.max(1, ...shares.flatMap(({ baseline, actual }) => [baseline ?? 0, actual ?? 0]));
  const x = scaleLinear([0, 12], [box.left, box.width - box.right]);
  const y = scaleLinear([0, highest], [box.height - box.bottom, box.top]);
  const points = (which: 'baseline' | 'actual'): CurvePoint[] =>
    shares.flatMap(({ month, revised, ...share }) => {
      const value = share[which];
      return value === null ? [] : [{ month, x: x(numberOf(month)), y: y(value), share: value, revised }];
    });
  const baseline = points('baseline');
  const actual = points('actual');
  /** A project that begins in mid-year has its baseline from the month before its first one. */
  const begin = x(Math.max(0, numberOf(baseline[0]?.month ?? judgedMonth) - 1));
  const at = (of: readonly CurvePoint[]) => of.find(({ month }) => month === judgedMonth);
  const there = { baseline: at(baseline), actual: at(actual) };
  return {
    baseline,
    actual,
    baselinePath:
      baseline.length > 0 ? `M${begin} ${y(0)}` + baseline.map((to) => `L${to.x} ${to.y}`).join('') : '',
    actualPath: actual.length > 0 ? `M${x(0)} ${y(0)}` + actual.map((to) => `H${to.x}V${to.y}`).join('') : '',
    judged: {
      x: x(numberOf(judgedMonth)),
      ...(there.baseline && { baseline: there.baseline }),
      ...(there.actual && { actual: there.actual }),
    },
    ticks: y.ticks(highest > 1.5 ? 4 : 2).map((share) => ({ share, y: y(share) })),
    months: [1, 4, 7, 10, 12].map((number) => ({ number, x: x(number) })),
  };
}

/** 1 to 12. */
export function numberOf(month: string): number {
  return Number(month.slice(5, 7));
}
