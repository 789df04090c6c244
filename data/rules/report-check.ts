/**
 * Checks of figures as people enter them, in 万元 with at most two decimals: what cannot be, and what is kept only with a
 * reason. Browser and server run the same checks; the server has the last word.
 */
import type { Month, Rules } from './facts.ts';
import { yearOf } from './month.ts';
import { reportField } from '../vocabulary/report.ts';
import type { ReportField } from '../vocabulary/report.ts';

/** Figures that were kept for a month; money in 万元. */
export type ReportFigures = Readonly<Record<ReportField, number | null>>;

/** `error`: cannot be. `needs_reason`: unusual, kept with a reason. */
export type ReportProblemCode =
  | 'missing'
  | 'not_a_number'
  | 'negative'
  | 'too_precise'
  | 'too_large'
  | 'above_hundred'
  | 'lower'
  | 'above_total'
  | 'jump';

export interface ReportProblem {
  readonly field: ReportField;
  readonly kind: 'error' | 'needs_reason';
  readonly code: ReportProblemCode;
  /** What was entered. */
  readonly value: unknown;
  /** The bound that it passes: 万元, or % for physical progress. */
  readonly limit: number | null;
}

/** Beyond this the database's numeric(14,2) ends; 10¹² 万元 is more than the country invests in a century. */
const largest = 999_999_999_999.99;
/** Figures that begin anew each January. */
const yearly: readonly ReportField[] = ['completed', 'publicAllotted', 'publicPaid'];

/**
 * Checks one entry. A figure that is absent or `null` is "not reported"; only `completed` is required.
 * @param known `previous`: the last report before `month`; `plan`: of the month's year; both 万元, `null` = none known.
 */
export function checkReport(
  entry: Readonly<Partial<Record<ReportField, unknown>>>,
  known: {
    readonly month: Month;
    readonly previous: (ReportFigures & { readonly month: Month }) | null;
    readonly plan: number | null;
    readonly totalInvestment: number | null;
    readonly rules: Pick<Rules, 'report_jump_share'>;
  },
): ReportProblem[] {
  return reportField.codes.flatMap((field) => {
    const value = entry[field] ?? null;
    const code = wrong(field, value);
    if (code) return [{ field, kind: 'error' as const, code, value, limit: bound(code) }];
    return value === null ? [] : unusual(field, value as number, known);
  });
}

function wrong(field: ReportField, value: unknown): ReportProblemCode | null {
  if (value === null) return field === 'completed' ? 'missing' : null;
  if (typeof value !== 'number' || !Number.isFinite(value)) return 'not_a_number';
  if (value < 0) return 'negative';
  if (field === 'physicalPercent' && value > 100) return 'above_hundred';
  if (value > largest) return 'too_large';
  return hasTwoDecimals(value) ? null : 'too_precise';
}

function bound(code: ReportProblemCode): number | null {
  if (code === 'negative') return 0;
  if (code === 'above_hundred') return 100;
  return code === 'too_large' ? largest : null;
}

function hasTwoDecimals(value: number): boolean {
  return Number(value.toFixed(2)) === value;
}

function unusual(
  field: ReportField,
  value: number,
  { month, previous, plan, totalInvestment, rules }: Parameters<typeof checkReport>[1],
): ReportProblem[] {
  const problems: ReportProblem[] = [];
  const ask = (code: ReportProblemCode, limit: number) =>
    problems.push({ field, kind: 'needs_reason', code, value, limit });
  const anew = yearly.includes(field) && (previous === null || yearOf(previous.month) !== yearOf(month));
  const before = anew ? 0 : (previous?.[field] ?? null);
  if (before !== null && value < before) ask('lower', before);
  if (field === 'completed' || field === 'completedSinceStart') {
    if (totalInvestment !== null && value > totalInvestment) ask('above_total', totalInvestment);
  }
  if (field === 'completed' && plan !== null && plan > 0) {
    const most = cents((before ?? 0) + plan * rules.report_jump_share);
    if (cents(value) > most) ask('jump', most);
  }
  return problems;
}

const cents = (wan: number) => Math.round(wan * 100) / 100;

/** What is wrong with a plan of a year; `month` 1 to 12, `null` = the curve or the total as a whole. */
export interface PlanProblem {
  readonly month: number | null;
  readonly code:
    'not_a_number' | 'negative' | 'too_precise' | 'too_large' | 'not_twelve' | 'falls' | 'not_total';
  readonly value: unknown;
  /** What was expected: twelve months, the month before, or the total. */
  readonly limit: number | null;
}

/** Checks a year's plan, 万元: twelve cumulative amounts that never fall and end at the total; no curve is right too. */
export function checkPlan({ total, monthly }: { total: unknown; monthly: unknown }): PlanProblem[] {
  const wrongTotal = wrong('completed', total ?? Number.NaN);
  if (wrongTotal) return [planProblem(null, wrongTotal, total)];
  if (monthly === null || monthly === undefined) return [];
  if (!Array.isArray(monthly) || monthly.length !== 12) {
    return [
      {
        month: null,
        code: 'not_twelve',
        value: Array.isArray(monthly) ? monthly.length : monthly,
        limit: 12,
      },
    ];
  }
  const amounts = monthly as unknown[];
  const bad = amounts.flatMap((amount, index) => {
    const code = wrong('completed', amount ?? Number.NaN);
    return code ? [planProblem(index + 1, code, amount)] : [];
  });
  if (bad.length > 0) return bad;
  const curve = amounts as number[];
  const falls = curve.flatMap((amount, index): PlanProblem[] => {
    const before = curve[index - 1];
    return before !== undefined && amount < before
      ? [{ month: index + 1, code: 'falls', value: amount, limit: before }]
      : [];
  });
  if (falls.length > 0) return falls;
  return curve[11] === total
    ? []
    : [{ month: 12, code: 'not_total', value: curve[11], limit: total as number }];
}

function planProblem(month: number | null, code: ReportProblemCode, value: unknown): PlanProblem {
  return { month, code: code as PlanProblem['code'], value: value ?? null, limit: bound(code) };
}
