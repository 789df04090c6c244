/** Indicators as answers state them: money in 万元, rates as shares, gaps in percentage points. */
import { z } from 'zod';
import type { Indicators } from '../../data/rules/assessment.ts';
import { light } from '../../data/vocabulary/light.ts';
import type { Light } from '../../data/vocabulary/light.ts';
import { money } from '../http/answers.ts';

const count = z.number().int();
const rate = z.number().nullable();
const points = z.number().nullable();

export const indicatorsAnswer = z
  .strictObject({
    projects: count,
    planned: money,
    completed: money,
    investmentRate: rate,
    calendar: z.number(),
    baseline: rate,
    aheadOfCalendar: points,
    aheadOfBaseline: points,
    newStarts: count,
    startsDue: count,
    started: count,
    startRateDue: rate,
    startRateYear: rate,
    completions: count,
    completionsDue: count,
    completedProjects: count,
    completionRateDue: rate,
    completionRateYear: rate,
    approvalsRequired: count,
    approvalsDone: count,
    approvalRate: rate,
    issuesDue: count,
    issuesClosed: count,
    issuesOpen: count,
    settlementRate: rate,
    lights: z.strictObject(
      Object.fromEntries(light.codes.map((code) => [code, count])) as Record<Light, typeof count>,
    ),
    behind: count,
    carried: count,
    suspended: count,
    unusedPlan: money,
    overTotal: count,
    withoutPermit: count,
    industryCompleted: money,
    industryShare: rate,
    fixedAssetShare: rate,
  } satisfies Record<keyof Indicators, z.ZodType>)
  .meta({
    description: 'Rates are shares (1 = 100 %); null without a denominator; ahead… in percentage points',
  });

/** 万元 from integers of 百元. */
export const inWan = (hundredYuan: number): number => hundredYuan / 100;

/** The answer for indicators that `data/rules` summed. */
export function printIndicators(of: Indicators): z.input<typeof indicatorsAnswer> {
  return {
    ...of,
    lights: { ...of.lights },
    planned: inWan(of.planned),
    completed: inWan(of.completed),
    unusedPlan: inWan(of.unusedPlan),
    industryCompleted: inWan(of.industryCompleted),
  };
}
