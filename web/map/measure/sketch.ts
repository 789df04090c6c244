/** The picture of a measurement: line, area, corners and the length of each leg, as features of the source `sketch`. */
import type { Feature, Geometry } from 'geojson';
import type { SketchPart } from '../../../tiles/style/sketch.ts';
import type { Language } from '../../text/texts.ts';
import { lineLength, printLength } from './measurement.ts';
import type { MeasureMode, Place } from './measurement.ts';

export interface Measured {
  readonly mode: MeasureMode;
  readonly places: readonly Place[];
  /** Where the next point would be; `undefined` when nothing follows the pointer. */
  readonly next: Place | undefined;
  readonly finished: boolean;
}

/** Legs with their lengths; what is not fixed yet is marked as loose. */
export function sketchOf({ mode, places, next, finished }: Measured, language: Language): Feature[] {
  const all = next && !finished ? [...places, next] : [...places];
  const [first] = all;
  if (!first) return [];
  const legs = all.slice(1).map((place, index) => ({
    from: all[index] ?? first,
    to: place,
    loose: index + 1 >= places.length,
  }));
  const last = all.at(-1) ?? first;
  // An area is closed from its last point to the first.
  if (mode === 'area' && all.length > 2) legs.push({ from: last, to: first, loose: !finished });
  const area =
    mode === 'area' && all.length > 2
      ? [feature('area', { type: 'Polygon', coordinates: [[...all, first].map(position)] })]
      : [];
  return [
    ...area,
    ...legs.map(({ from, to, loose }) =>
      feature('line', { type: 'LineString', coordinates: [position(from), position(to)] }, { loose }),
    ),
    ...places.map((place) => feature('corner', { type: 'Point', coordinates: position(place) })),
    ...legs
      .filter(({ loose }) => !loose || finished)
      .map(({ from, to }) =>
        feature(
          'figure',
          { type: 'Point', coordinates: [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2] },
          { text: printLength(lineLength([from, to]), language) },
        ),
      ),
  ];
}

const position = ([lng, lat]: Place): [number, number] => [lng, lat];

function feature(part: SketchPart, geometry: Geometry, properties: object = {}): Feature {
  return { type: 'Feature', properties: { part, ...properties }, geometry };
}
