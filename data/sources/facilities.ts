import { z } from 'zod';
import { facilityKind } from '../vocabulary/facility.ts';
import { common, geometryOf, readFeatures } from './feature-file.ts';

const facility = z.strictObject({
  ...common,
  kind: z.enum(facilityKind.codes),
  /** Voltage, MW, class … */
  detail: z.string().min(1).nullable(),
});
const point = geometryOf('Point');
export type Facility = z.infer<typeof facility> & { geometry: z.infer<typeof point> };

/** Reads stations, interchanges, plants and the like. */
export function readFacilities(file: string, text: string): Facility[] {
  return readFeatures(file, text, facility, point);
}
