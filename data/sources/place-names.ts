import { z } from 'zod';
import { geometryOf, readFeatures } from './feature-file.ts';
import type { Place } from './place.ts';

const geoName = z.object({
  geonameid: z.int().positive(),
  name: z.string().min(1),
  name_en: z.string().min(1),
  fcode: z.string().min(1),
  pop: z.int().nonnegative().nullish(),
});

/** Reads towns and villages from the GeoNames file. */
export function readPlaceNames(file: string, text: string, place: Place['place_names']) {
  return readFeatures(file, text, geoName, geometryOf('Point')).map((row) => ({
    code: `GN-${row.geonameid}`,
    name: row.name,
    name_en: row.name_en,
    kind: row.fcode,
    population: row.pop ?? null,
    source: place.source,
    data_as_of: place.data_as_of,
    geometry: row.geometry,
  }));
}
