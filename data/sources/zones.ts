import { z } from 'zod';
import { zoneKind } from '../vocabulary/zone.ts';
import { codeText, common, geometryOf, readFeatures } from './feature-file.ts';

const areas = geometryOf('Polygon', 'MultiPolygon');
const zone = z.strictObject({
  ...common,
  kind: z.enum(zoneKind.codes),
  district: codeText,
  leading_industries: z.array(z.string().min(1)),
  /** m², geodesic */
  planned_area_m2: z.number().positive().nullable(),
  built_area_m2: z.number().nonnegative().nullable(),
  water_capacity_m3_day: z.int().nonnegative().nullable(),
  sewage_capacity_m3_day: z.int().nonnegative().nullable(),
  power_capacity_mva: z.int().nonnegative().nullable(),
  committee: codeText.nullable(),
  /** Outline of the built-up part. */
  built: areas.nullable(),
});
export type Zone = z.infer<typeof zone> & { geometry: z.infer<typeof areas> };

/** Reads industrial cluster zones and functional zones. */
export function readZones(file: string, text: string): Zone[] {
  return readFeatures(file, text, zone, areas);
}
