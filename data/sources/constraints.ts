import { z } from 'zod';
import { constraintKind } from '../vocabulary/constraint.ts';
import { common, geometryOf, readFeatures } from './feature-file.ts';

const areas = geometryOf('Polygon', 'MultiPolygon');
const constraint = z.strictObject({ ...common, kind: z.enum(constraintKind.codes) });
export type Constraint = z.infer<typeof constraint> & { geometry: z.infer<typeof areas> };

/** Reads constraint areas: red lines, farmland, clearances and the urban boundary. */
export function readConstraints(file: string, text: string): Constraint[] {
  return readFeatures(file, text, constraint, areas);
}
