import { z } from 'zod';
import { commonOfPeople, readRows } from './feature-file.ts';

const company = z.strictObject({
  ...commonOfPeople,
  /** 统一社会信用代码 */
  credit_code: z.string().min(1).nullable(),
  /** 直报企业 */
  reports_directly: z.boolean(),
});
export type Company = z.infer<typeof company>;

/** Reads the owners of projects. */
export function readCompanies(file: string, text: string): Company[] {
  return readRows(file, text, company);
}
