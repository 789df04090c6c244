import { z } from 'zod';
import { geometryOf, readFeatures, SourceError } from './feature-file.ts';
import type { Place } from './place.ts';

const county = z.object({
  code: z.string().regex(/^\d{6}$/, 'six digits of GB/T 2260'),
  name: z.string().min(1),
  pop_2010: z.int().nonnegative().nullish(),
  pop_2018: z.int().nonnegative().nullish(),
});

/**
 * Reads the counties (OpenStreetMap through mapchina); keeps those that place.json lists, in its order.
 * @throws SourceError also when one of them is not in the file.
 */
export function readDistricts(file: string, text: string, place: Place['districts']) {
  const counties = new Map(
    readFeatures(file, text, county, geometryOf('Polygon', 'MultiPolygon')).map((row) => [row.code, row]),
  );
  return place.list.map(({ code, name_en, level }) => {
    const row = counties.get(code);
    if (!row) throw new SourceError(`${file}: the district ${code} that place.json lists is not in the file`);
    const population = row.pop_2018 ?? row.pop_2010 ?? null;
    return {
      code,
      code_edition: place.code_edition,
      level,
      name: row.name,
      name_en,
      population,
      population_year: population === null ? null : row.pop_2018 ? 2018 : 2010,
      source: place.source,
      data_as_of: place.data_as_of,
      geometry: row.geometry,
    };
  });
}
