import { z } from 'zod';
import { corridorKind, corridorStatus } from '../vocabulary/corridor.ts';
import { common, geometryOf, readFeatures } from './feature-file.ts';

const lines = geometryOf('LineString', 'MultiLineString');
const corridor = z.strictObject({
  ...common,
  kind: z.enum(corridorKind.codes),
  status: z.enum(corridorStatus.codes),
  standard: z.string().min(1).nullable(),
  /** m, geodesic, of the line as it stands in the file */
  length_m: z.number().positive(),
});
export type Corridor = z.infer<typeof corridor> & { geometry: z.infer<typeof lines> };

/** Reads railways, roads, waterways, power lines and pipelines. */
export function readCorridors(file: string, text: string): Corridor[] {
  return readFeatures(file, text, corridor, lines);
}
