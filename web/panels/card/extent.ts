import type { Details } from '../../api.ts';

type Geometry = NonNullable<Details['project']['siteList'][number]['geometry']>;

/** Degrees around a single point, so that there is something to fit: about 600 m. */
const around = 0.003;

/** West, south, east, north of a geometry in degrees (EPSG:4326), never without an area. */
export function extentOf(geometry: Geometry): readonly [number, number, number, number] {
  const numbers = ('coordinates' in geometry ? geometry.coordinates : []) as readonly unknown[];
  const flat = numbers.flat(4) as number[];
  const longitudes = flat.filter((_, at) => at % 2 === 0);
  const latitudes = flat.filter((_, at) => at % 2 === 1);
  const west = Math.min(...longitudes);
  const south = Math.min(...latitudes);
  const east = Math.max(...longitudes);
  const north = Math.max(...latitudes);
  return [
    Math.min(west, east - around),
    Math.min(south, north - around),
    Math.max(east, west + around),
    Math.max(north, south + around),
  ];
}
