import { z } from 'zod';
import { codeText, commonOfPeople, readRows } from './feature-file.ts';

const person = z.strictObject({
  ...commonOfPeople,
  unit: codeText.nullable(),
  position: z.string().min(1).nullable(),
  phone: z.string().min(1).nullable(),
});
export type Person = z.infer<typeof person>;

/** Reads responsible persons, officials and contacts. */
export function readPersons(file: string, text: string): Person[] {
  return readRows(file, text, person);
}
