/** What a judgement says: the light with every reason that was weighed, its arithmetic and its threshold. */
import type { LiftableRule, Light } from '../vocabulary/light.ts';
import type { LightException, Month } from './facts.ts';

/** Which baseline the investment was held against. */
export type BaselineKind = 'monthly_plan' | 'calendar' | 'seasonal';

/** Investment against the plan. Money in integers of 百元, shares 0 to 1 and above, gap in percentage points. */
export interface InvestmentReason {
  readonly rule: 'investment';
  readonly light: Light;
  readonly baselineKind: BaselineKind;
  /** Share of the annual plan due by the end of the judged month, and the share completed. */
  readonly baseline: number;
  readonly actual: number;
  /** baseline − actual; positive = behind. Rounded to 0.0001 points, so that the bounds are exact. */
  readonly gap: number;
  readonly yellowFrom: number;
  readonly redAbove: number;
}

/** Months that ended without the planned start, or months since the start without an entry in the register. */
export interface DelayReason {
  readonly rule: LiftableRule;
  readonly light: Light;
  /** The planned start or the actual one, YYYY-MM-DD. */
  readonly since: string;
  readonly months: number;
  readonly yellowAfter: number;
  readonly redAfter: number;
  /** The approved reason that lifts this light (which is then green). */
  readonly exception: LightException | null;
}

/** Public money paid of what was allotted, shares 0 to 1. */
export interface PublicMoneyReason {
  readonly rule: 'public_money';
  readonly light: Light;
  readonly required: number;
  readonly paid: number;
}

export type Reason = InvestmentReason | DelayReason | PublicMoneyReason;

/** Why there is no light. */
export type NoLight =
  | 'reserve'
  | 'preparatory'
  | 'deferred'
  | 'cancelled'
  | 'not_listed'
  | 'no_plan'
  | 'not_due'
  | 'not_reported';

export interface Judgement {
  readonly light: Light;
  /** Set exactly when `light` is `none`. */
  readonly noLight: NoLight | null;
  /** All rules that applied, worst first. */
  readonly reasons: readonly Reason[];
  /** The month asked for, and the one judged: earlier when the last report is. */
  readonly month: Month;
  readonly judgedMonth: Month;
  /** The figure was carried forward from an earlier month. */
  readonly carried: boolean;
  /** Months by which the report lags behind the month asked for; `null` = no report this year. */
  readonly reportLag: number | null;
  /** Annual plan, amount due by the judged month, and amount completed, 百元. */
  readonly planned: number;
  readonly due: number;
  readonly completed: number;
  /** Own calendar baseline beside the monthly plan, share 0 to 1; `null` before it begins. */
  readonly calendar: number | null;
  /** A target that the place set for this month, with the gap to it in percentage points. */
  readonly milestone: {
    readonly month: number;
    readonly share: number;
    readonly gap: number;
    readonly source: string;
  } | null;
  /** What is left a month, in 百元, until December: to be green then, and to fulfil the plan. `null` in December or without plan. */
  readonly perMonthToGreen: number | null;
  readonly perMonthToPlan: number | null;
  /** 未用计划: the plan less the completion of a finished project, 百元; else 0. */
  readonly unusedPlan: number;
  /** 超概: completion since the start above the total investment. */
  readonly overTotal: boolean;
  /** 未批先建: started before the construction permit. */
  readonly withoutPermit: boolean;
  /** 储备转化: a project in reserve that has started. */
  readonly earlyStart: boolean;
}
