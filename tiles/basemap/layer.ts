/** What a basemap layer is: features by zoom and what is said about them in the archive's metadata. */
import type { Feature, Geometry, Position } from 'geojson';
import type { PyramidPart } from '../pyramid.ts';
import type { Line } from './line.ts';

export interface BasemapLayer {
  readonly id: string;
  /** What it holds and how true it is. */
  readonly description: string;
  /** Attribute → its type as TileJSON writes it: String, Number or Boolean. */
  readonly fields: Readonly<Record<string, 'String' | 'Number' | 'Boolean'>>;
  readonly parts: readonly PyramidPart[];
}

type Properties = Readonly<Record<string, string | number | boolean | null | undefined>>;

/** A feature without the properties that are not known: the style asks `has`. */
export function feature(geometry: Geometry, properties: Properties): Feature {
  const known = Object.entries(properties).filter(([, value]) => value !== null && value !== undefined);
  return { type: 'Feature', geometry, properties: Object.fromEntries(known) };
}

export function lineFeature(line: Line, properties: Properties): Feature {
  return feature({ type: 'LineString', coordinates: [...line] as Position[] }, properties);
}

/** A name if it is written in Chinese characters: transliterations are no name in Chinese. */
export function chineseName(name: string | null | undefined): string | undefined {
  return name && /\p{Script=Han}/u.test(name) ? name : undefined;
}
