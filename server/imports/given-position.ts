/** The geometry that a row gives: its own, or that of its cells. */
import type { Geometry } from 'geojson';
import { readPosition } from '../../data/import/read-position.ts';
import type { Word } from '../../data/vocabulary/word.ts';
import type { ImportSettings, SourceRow } from './import-facts.ts';

export type GivenGeometry =
  | { readonly geometry: Geometry }
  | { readonly refused: Word; readonly value: string }
  | { readonly none: true };

/** In the coordinates of the file, x and y as they stand there. */
export function givenPosition({ position }: ImportSettings, source: SourceRow): GivenGeometry {
  if (position.kind === 'geometry') {
    if (source.geometryProblem) return { refused: source.geometryProblem, value: '' };
    return source.geometry ? { geometry: source.geometry } : { none: true };
  }
  const read = readPosition(position, source.values);
  if ('refused' in read) return { refused: read.refused, value: '' };
  return read.geometry ? { geometry: read.geometry } : { none: true };
}
