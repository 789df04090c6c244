import { z } from 'zod';
import type { Rules } from '../rules/facts.ts';
import { districtLevel } from '../vocabulary/layer.ts';
import { codeText, dateText, momentText, readObject } from './feature-file.ts';

const share = z.number().min(0).max(1);
const points = z.number().min(0).max(100);

/** Thresholds of the place with the source of each rule; gaps in percentage points of the annual plan (domain.md, Rules). */
export const rulesSchema = z.strictObject({
  source: z.string().min(1),
  investment: z.strictObject({ yellow_from_gap: points, red_above_gap: points }),
  start: z.strictObject({ yellow_after_months: z.int().min(0), red_after_months: z.int().min(0) }),
  statistics_register: z.strictObject({
    yellow_after_months: z.int().min(0),
    red_after_months: z.int().min(0),
  }),
  /** Least share of allotted public money paid by the end of each month. */
  public_money: z.strictObject({ required: z.array(share).length(12), source: z.string().min(1) }).optional(),
  /** Opens on a day of the month itself, closes on a day of the next one. */
  report_window: z.strictObject({
    opens_day: z.int().min(1).max(28),
    closes_day: z.int().min(1).max(28),
  }),
  report_jump_share: share,
  /** Cumulative share of the annual plan due at the end of each month. */
  calendar: z.strictObject({
    kind: z.enum(['calendar', 'seasonal']),
    cumulative: z.array(share).length(12),
    source: z.string().min(1),
  }),
  milestones: z.array(z.strictObject({ month: z.int().min(1).max(12), share, source: z.string().min(1) })),
  /** 万元 by month. */
  fixed_asset_investment: z
    .record(z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'a month YYYY-MM'), z.number().nonnegative())
    .optional(),
}) satisfies z.ZodType<Rules>;
const placeSchema = z.strictObject({
  code: codeText,
  name: z.string().min(1),
  name_en: z.string().min(1),
  time_zone: z.string().min(1),
  reference_date: dateText.nullable(),
  map_approval_number: z.string().min(1).nullable(),
  organisation: z.string().min(1).nullable(),
  attribution: z.string().min(1),
  /** West, south, east, north in degrees. */
  extent: z.tuple([z.number(), z.number(), z.number(), z.number()]),
  working_crs: z.array(z.int()).min(1),
  rules: rulesSchema,
  limits: z.record(z.string(), z.number().positive()),
  /** When the place's first rows were recorded. */
  recorded_at: momentText,
  districts: z.strictObject({
    file: z.string().min(1),
    code_edition: z.string().min(1),
    source: z.string().min(1),
    data_as_of: dateText,
    list: z
      .array(
        z.strictObject({ code: codeText, name_en: z.string().min(1), level: z.enum(districtLevel.codes) }),
      )
      .min(1),
  }),
  place_names: z.strictObject({
    file: z.string().min(1),
    source: z.string().min(1),
    data_as_of: dateText,
  }),
});
export type Place = z.infer<typeof placeSchema>;

/** Reads place.json: the place itself, its rules, and which upstream files its districts and place names come from. */
export function readPlace(file: string, text: string): Place {
  return readObject(file, text, placeSchema);
}
