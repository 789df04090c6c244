import { z } from 'zod';
import { unitKind } from '../vocabulary/unit.ts';
import { codeText, commonOfPeople, readRows } from './feature-file.ts';

const unit = z.strictObject({
  ...commonOfPeople,
  kind: z.enum(unitKind.codes),
  district: codeText.nullable(),
});
export type Unit = z.infer<typeof unit>;

/** Reads departments, governments, zone committees and platform companies. */
export function readUnits(file: string, text: string): Unit[] {
  return readRows(file, text, unit);
}
