/** What a row of points measures, on the sphere; pure. Loaded with the measuring tool. */
import { area } from '@turf/area';
import { length } from '@turf/length';
import { squareMetresPerHectare, squareMetresPerMu } from '../../../data/vocabulary/units.ts';
import type { Language } from '../../text/texts.ts';
import { chineseUnits, decimal } from '../../ui/format.ts';

/** Longitude and latitude in degrees. */
export type Place = readonly [lng: number, lat: number];
export type MeasureMode = 'distance' | 'area';

/** Length of the line through the places, m, along great circles of a sphere of 6,371 km (0.5 % of the ellipsoid at most). */
export function lineLength(places: readonly Place[]): number {
  if (places.length < 2) return 0;
  return length(line(places), { units: 'meters' });
}

/** Area inside of the places, m² on the same sphere; 0 for fewer than three. */
export function ringArea(places: readonly Place[]): number {
  if (places.length < 3) return 0;
  return area({ type: 'Polygon', coordinates: [closed(places)] });
}

/** Length around the places, back to the first, m. */
export function perimeter(places: readonly Place[]): number {
  const [first] = places;
  return first === undefined || places.length < 3 ? lineLength(places) : lineLength([...places, first]);
}

function closed(places: readonly Place[]): [number, number][] {
  return [...places, ...places.slice(0, 1)].map(([lng, lat]) => [lng, lat]);
}

function line(places: readonly Place[]) {
  const coordinates = places.map(([lng, lat]) => [lng, lat]);
  return { type: 'Feature', properties: {}, geometry: { type: 'LineString', coordinates } } as const;
}

/** `85.3 m`, `1.234 km`, `56.7 km`: as exact as a map that is clicked on can be. */
export function printLength(metres: number, language: Language): string {
  if (metres < 1000) return `${decimal(metres, language, metres > 0 && metres < 100 ? 1 : 0)} m`;
  return `${decimal(metres / 1000, language, metres < 10_000 ? 3 : metres < 100_000 ? 2 : 1)} km`;
}

/**
 * An area in the units that people use for its size, the main one first: ㎡, 亩 and 公顷, km² in Chinese; m², ha, km² in
 * English.
 */
export function printArea(squareMetres: number, language: Language): readonly [string, ...string[]] {
  const square = language === 'en' ? 'm²' : '㎡';
  const metres = `${decimal(squareMetres, language, 0)} ${square}`;
  const hectares = `${decimal(squareMetres / squareMetresPerHectare, language, 2)} ${language === 'en' ? 'ha' : chineseUnits(language).hectare}`;
  const kilometres = `${decimal(squareMetres / 1e6, language, 2)} km²`;
  const isLarge = squareMetres >= 1e6;
  if (language === 'en') return isLarge ? [kilometres, hectares] : [hectares, metres];
  const mu = `${decimal(squareMetres / squareMetresPerMu, language, 1)} ${chineseUnits(language).mu}`;
  return isLarge ? [kilometres, mu, hectares] : [mu, hectares, metres];
}
