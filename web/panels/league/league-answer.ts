import type { Indicators } from '../../../data/rules/assessment.ts';

/** Groups that a league can be made by. */
export const leagueGroups = ['district', 'area', 'tier', 'category', 'unit'] as const;
export type LeagueGroup = (typeof leagueGroups)[number];

/** Money of the indicators in 万元. */
export interface LeagueRow {
  readonly code: string | null;
  readonly name: string;
  readonly nameEn: string | null;
  /** `null` without the figure that ranks. */
  readonly rank: number | null;
  readonly indicators: Indicators;
}

export interface LeagueAnswer {
  readonly by: LeagueGroup;
  readonly month: string;
  readonly asOf: string | null;
  readonly crossing: number;
  readonly total: Indicators;
  readonly rows: readonly LeagueRow[];
}
