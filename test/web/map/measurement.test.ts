import { describe, expect, test } from 'vitest';
import {
  lineLength,
  perimeter,
  printArea,
  printLength,
  ringArea,
} from '../../../web/map/measure/measurement.ts';
import type { Place } from '../../../web/map/measure/measurement.ts';
import { sketchOf } from '../../../web/map/measure/sketch.ts';

/** One hundredth of a degree: 1,111.95 m to the north, and as much times the cosine of the latitude to the east. */
const corner: Place = [115.65, 34.4];
const north: Place = [115.65, 34.41];
const east: Place = [115.66, 34.4];
const both: Place = [115.66, 34.41];
const cosine = Math.cos((34.405 * Math.PI) / 180);

describe('figures', () => {
  test('are geodesic: a degree of longitude is shorter than one of latitude', () => {
    expect(lineLength([corner, north])).toBeCloseTo(1111.95, 1);
    expect(lineLength([corner, east])).toBeCloseTo(1111.95 * Math.cos((34.4 * Math.PI) / 180), 1);
    expect(lineLength([corner, north, both])).toBeGreaterThan(lineLength([corner, both]));
  });

  test('of an area are those of the ground, whichever way it is drawn', () => {
    const expected = 1111.95 ** 2 * cosine;
    expect(ringArea([corner, east, both, north]) / expected).toBeCloseTo(1, 3);
    expect(ringArea([corner, north, both, east])).toBeCloseTo(ringArea([corner, east, both, north]), 3);
  });

  test('need two points for a length and three for an area', () => {
    expect(lineLength([])).toBe(0);
    expect(lineLength([corner])).toBe(0);
    expect(ringArea([corner, north])).toBe(0);
    expect(perimeter([corner, north])).toBe(lineLength([corner, north]));
    expect(perimeter([corner, north, both])).toBeCloseTo(lineLength([corner, north, both, corner]));
  });
});

describe('words', () => {
  test('of a length follow its size', () => {
    const said = [0, 85.34, 512.7, 1234.5, 12_345, 230_123].map((metres) => printLength(metres, 'zh-Hans'));
    expect(said).toEqual(['0 m', '85.3 m', '513 m', '1.235 km', '12.35 km', '230.1 km']);
  });

  test('of an area are 亩 first in Chinese and hectares in English', () => {
    expect(printArea(20_000, 'zh-Hans')).toEqual(['30.0 亩', '2.00 公顷', '20,000 ㎡']);
    expect(printArea(20_000, 'en')).toEqual(['2.00 ha', '20,000 m²']);
    expect(printArea(3_000_000, 'zh-Hans')).toEqual(['3.00 km²', '4,500.0 亩', '300.00 公顷']);
    expect(printArea(3_000_000, 'en')).toEqual(['3.00 km²', '300.00 ha']);
  });
});

describe('the picture', () => {
  const parts = (measured: Parameters<typeof sketchOf>[0]) =>
    sketchOf(measured, 'en').map(({ properties }) => [
      properties?.part,
      properties?.loose ?? properties?.text,
    ]);

  test('of a line: fixed legs with their lengths, and the leg that follows the pointer', () => {
    expect(parts({ mode: 'distance', places: [corner, north], next: both, finished: false })).toEqual([
      ['line', false],
      ['line', true],
      ['corner', undefined],
      ['corner', undefined],
      ['figure', '1.112 km'],
    ]);
  });

  test('of a finished area is closed and has a length on every side', () => {
    const drawn = parts({ mode: 'area', places: [corner, north, both], next: undefined, finished: true });
    expect(drawn.map(([part]) => part)).toEqual([
      'area',
      'line',
      'line',
      'line',
      'corner',
      'corner',
      'corner',
      'figure',
      'figure',
      'figure',
    ]);
    expect(drawn.filter(([, loose]) => loose === true)).toEqual([]);
  });

  test('of nothing is nothing', () => {
    expect(parts({ mode: 'area', places: [], next: corner, finished: true })).toEqual([]);
  });
});
