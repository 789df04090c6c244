/** Where the rows of a sample lie, in the file's coordinates. */
import type { Geometry } from 'geojson';
import type { Placement } from '../../data/import/placement.ts';
import { readPosition } from '../../data/import/read-position.ts';
import type { SampleRow } from '../queries/imports.ts';
import { boxOf } from './shapes.ts';

/** The geometry of a row of the sample; `null` when it gives none. */
export function sampleGeometry({ given, geometry }: SampleRow, placement: Placement): Geometry | null {
  if (placement.kind === 'geometry') return geometry as Geometry | null;
  const read = readPosition(placement, given);
  return 'geometry' in read ? read.geometry : null;
}

/** The middle of each geometry, for guessing their coordinate system. */
export function samplePositions(sample: readonly SampleRow[], placement: Placement): [number, number][] {
  return sample.flatMap((row): [number, number][] => {
    const geometry = sampleGeometry(row, placement);
    const box = geometry ? boxOf(geometry) : undefined;
    return box ? [[(box[0] + box[2]) / 2, (box[1] + box[3]) / 2]] : [];
  });
}
