/** What a judgement stands on: a place's thresholds, and what was known of a project at the end of a month. */
import type { LiftableRule } from '../vocabulary/light.ts';
import type { AnnualClass, ProjectStage, ProjectStatus } from '../vocabulary/project.ts';

/** A month as it stands in links and reports, `YYYY-MM`. */
export type Month = string;
/** A day, `YYYY-MM-DD`. */
export type Day = string;

/**
 * Thresholds and calendars of a place with their sources, as `place.rules` holds them. Gaps are percentage points of
 * the annual plan; curves have twelve cumulative shares, 0 to 1, January first.
 */
export interface Rules {
  /** Where the thresholds come from, as the screen names it. */
  readonly source: string;
  /** gap < `yellow_from_gap` green, up to and with `red_above_gap` yellow, above it red. */
  readonly investment: { readonly yellow_from_gap: number; readonly red_above_gap: number };
  /** Number of months ended without the planned start. */
  readonly start: { readonly yellow_after_months: number; readonly red_after_months: number };
  /** Months after the start without an entry in the statistics register (入库); more than these. */
  readonly statistics_register: { readonly yellow_after_months: number; readonly red_after_months: number };
  /** Least share of allotted public money that is to be paid by the end of each month; absent = no such rule. */
  readonly public_money?: { readonly required: readonly number[]; readonly source: string } | undefined;
  /** Days of the monthly window: opens on a day of the month itself, closes on a day of the next one. */
  readonly report_window: { readonly opens_day: number; readonly closes_day: number };
  /** Share of a total by which a figure may jump over last month's without a reason. */
  readonly report_jump_share: number;
  readonly calendar: {
    readonly kind: 'calendar' | 'seasonal';
    readonly cumulative: readonly number[];
    readonly source: string;
  };
  /** Targets that a place sets for a month, such as 0.8 by September. */
  readonly milestones: readonly { readonly month: number; readonly share: number; readonly source: string }[];
  /** Totals of the place for the two shares (两个比重), 万元 by month; absent = not entered. */
  readonly fixed_asset_investment?: Readonly<Record<Month, number>> | undefined;
}

/** An approved reason (正当理由), which lifts a start or register light until a day. */
export interface LightException {
  readonly rule: LiftableRule;
  readonly reason: string;
  readonly approvedBy: string;
  readonly until: Day;
}

/** A monthly report as it was known; money in integers of 百元. */
export interface Report {
  readonly month: Month;
  /** From January to the end of the month. */
  readonly completed: number;
  readonly completedSinceStart: number | null;
  readonly publicAllotted: number | null;
  readonly publicPaid: number | null;
  readonly late: boolean;
}

/** What was known (`asOf`) of one project at the end of the month that is judged. Money in integers of 百元. */
export interface ProjectFacts {
  readonly status: ProjectStatus;
  /** `null` = not in the list of the year. */
  readonly annualClass: AnnualClass | null;
  readonly completesThisYear: boolean;
  /** The plan of the year; `monthly` = twelve cumulative amounts. `null` = no plan known. */
  readonly plan: { readonly total: number; readonly monthly: readonly number[] | null } | null;
  /** 总投资; `null` = no figure known. */
  readonly totalInvestment: number | null;
  /** Planned and actual dates of stages; an actual date after the judged month is not known yet. */
  readonly stages: Partial<
    Readonly<Record<ProjectStage, { readonly planned: Day | null; readonly actual: Day | null }>>
  >;
  /** First day on which the project was under construction, from its dated events or its `start` stage. */
  readonly startedOn: Day | null;
  readonly completedOn: Day | null;
  /** 入库 */
  readonly registeredOn: Day | null;
  /** The last report of the judged year, not after the judged month. */
  readonly report: Report | null;
  readonly exceptions: readonly LightException[];
}
