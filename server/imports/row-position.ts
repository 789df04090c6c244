/** The position that the cells of a row give. */
import type { Geometry } from 'geojson';
import type { Placement } from '../../data/import/placement.ts';
import type { SampleRow } from '../queries/imports.ts';

/** A geometry in the coordinates of the file, x first as the columns are named; `undefined` when the cells give none. */
export function positionOf(given: SampleRow['given'], placement: Placement): Geometry | undefined {
  if (placement.kind === 'columns') {
    const [x, y] = [Number(given[placement.lng] ?? NaN), Number(given[placement.lat] ?? NaN)];
    return Number.isFinite(x) && Number.isFinite(y) ? { type: 'Point', coordinates: [x, y] } : undefined;
  }
  return undefined;
}
