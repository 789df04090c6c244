/** A judgement as the API states it: money in 万元, shares 0 to 1 and above, gaps in percentage points. */
import { z } from 'zod';
import type { Judgement, NoLight, Reason } from '../../data/rules/judgement.ts';
import { hundredYuanPerWan } from '../../data/vocabulary/units.ts';
import { light, liftableRule } from '../../data/vocabulary/light.ts';
import { date, member, money, month } from '../http/answers.ts';

const share = z.number().meta({ description: 'Share, 1 = 100 %' });
const gap = z.number().meta({ description: 'Percentage points of the annual plan; positive = behind' });
const whole = z.number().int();

const noLights = [
  'reserve',
  'preparatory',
  'deferred',
  'cancelled',
  'not_listed',
  'no_plan',
  'not_due',
  'not_reported',
] as const satisfies readonly NoLight[];

/** An approved reason (正当理由). */
export const exception = z.strictObject({
  rule: member(liftableRule),
  reason: z.string(),
  approvedBy: z.string(),
  until: date,
});

const reason = z.discriminatedUnion('rule', [
  z.strictObject({
    rule: z.literal('investment'),
    light: member(light),
    baselineKind: z.enum(['monthly_plan', 'calendar', 'seasonal']),
    baseline: share,
    actual: share,
    gap,
    yellowFrom: z.number(),
    redAbove: z.number(),
  }),
  z.strictObject({
    rule: z.enum(liftableRule.codes),
    light: member(light),
    since: date,
    months: whole,
    yellowAfter: whole,
    redAfter: whole,
    exception: exception.nullable(),
  }),
  z.strictObject({ rule: z.literal('public_money'), light: member(light), required: share, paid: share }),
]);

export const judgementAnswer = z.strictObject({
  light: member(light),
  noLight: z.enum(noLights).nullable().meta({ description: 'Why there is no light' }),
  reasons: z.array(reason).meta({ description: 'All rules that applied, worst first' }),
  month,
  judgedMonth: month.meta({ description: 'The month of the last report' }),
  carried: z.boolean(),
  reportLag: whole.nullable(),
  planned: money,
  due: money,
  completed: money,
  calendar: share.nullable(),
  milestone: z.strictObject({ month: whole, share, gap, source: z.string() }).nullable(),
  perMonthToGreen: money.nullable(),
  perMonthToPlan: money.nullable(),
  unusedPlan: money,
  overTotal: z.boolean(),
  withoutPermit: z.boolean(),
  earlyStart: z.boolean(),
});

/** 百元 as the rules count → 万元. */
export const wan = (hundredYuan: number): number => hundredYuan / hundredYuanPerWan;

/** The judgement with its money in 万元. */
export function answerOfJudgement(judgement: Judgement): z.input<typeof judgementAnswer> {
  const { planned, due, completed, perMonthToGreen, perMonthToPlan, unusedPlan } = judgement;
  return {
    ...judgement,
    reasons: judgement.reasons.map(copy),
    planned: wan(planned),
    due: wan(due),
    completed: wan(completed),
    perMonthToGreen: perMonthToGreen === null ? null : wan(perMonthToGreen),
    perMonthToPlan: perMonthToPlan === null ? null : wan(perMonthToPlan),
    unusedPlan: wan(unusedPlan),
  };
}

const copy = (reason: Reason): z.input<typeof judgementAnswer>['reasons'][number] => ({ ...reason });
