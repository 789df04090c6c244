import { z } from 'zod';
import { codeText, readRows } from './feature-file.ts';

const reportingArea = z.strictObject({
  code: codeText,
  name: z.string().min(1),
  name_en: z.string().min(1).nullable(),
  /** Code of the district; null for a functional zone that spans districts. */
  district: codeText.nullable(),
  counted: z.boolean(),
  position: z.int().positive(),
});
export type ReportingArea = z.infer<typeof reportingArea>;

/** Reads who reports: districts and functional zones. */
export function readReportingAreas(file: string, text: string): ReportingArea[] {
  return readRows(file, text, reportingArea);
}
