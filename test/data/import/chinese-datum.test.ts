import gcoord from 'gcoord';
import type { Geometry } from 'geojson';
import { describe, expect, it } from 'vitest';
import { positionToWgs84, swapAxes, toWgs84 } from '../../../data/import/chinese-datum.ts';
import type { ChineseDatum } from '../../../data/import/chinese-datum.ts';

const systems = { 'GCJ-02': gcoord.GCJ02, 'BD-09': gcoord.BD09 } as const;
/** Metres between two positions nearby. */
const metres = (a: readonly number[], b: readonly number[]) =>
  Math.hypot(
    ((a[0] ?? 0) - (b[0] ?? 0)) * 111_320 * Math.cos((34 * Math.PI) / 180),
    ((a[1] ?? 0) - (b[1] ?? 0)) * 110_950,
  );
const places = Array.from({ length: 200 }, (_, at): [number, number] => [
  73.5 + ((at * 37) % 610) / 10,
  18 + ((at * 53) % 350) / 10,
]);

describe.each<ChineseDatum>(['GCJ-02', 'BD-09'])('%s', (datum) => {
  it('comes back to where it was, within a centimetre', () => {
    for (const place of places) {
      const shifted = gcoord.transform(place, gcoord.WGS84, systems[datum]);
      expect(metres(shifted, place)).toBeGreaterThan(10);
      expect(metres(positionToWgs84(shifted, datum), place)).toBeLessThan(0.01);
    }
  });

  it('is taken as it is outside of China, at the bounds of the shift, and where it is no number', () => {
    for (const place of [
      [2.35, 48.85],
      [72.004, 30],
      [137.8347, 30],
      [100, 0.8293],
      [100, 55.8271],
      [Number.NaN, 1],
    ])
      expect(positionToWgs84(place, datum)).toEqual(place);
  });
});

describe('geometries', () => {
  const shifted = gcoord.transform([115.4, 34.2], gcoord.WGS84, gcoord.GCJ02);
  const position = [...shifted, 42];
  it.each<Geometry>([
    { type: 'Point', coordinates: position },
    { type: 'MultiPoint', coordinates: [position, position] },
    { type: 'LineString', coordinates: [position, position] },
    { type: 'MultiLineString', coordinates: [[position, position]] },
    { type: 'Polygon', coordinates: [[position, position, position, position]] },
    { type: 'MultiPolygon', coordinates: [[[position, position]], []] },
    { type: 'GeometryCollection', geometries: [{ type: 'Point', coordinates: position }] },
    { type: 'MultiPolygon', coordinates: [] },
  ])('of any type are moved: $type', (geometry) => {
    const read = JSON.stringify(toWgs84(geometry, 'GCJ-02'), (_, value: unknown) =>
      typeof value === 'number' ? Number(value.toFixed(6)) : value,
    );
    const expected = JSON.stringify(geometry).replaceAll(JSON.stringify(position), '[115.4,34.2]');
    expect(read).toBe(expected);
  });

  it('have their axes exchanged', () =>
    expect(
      swapAxes({
        type: 'LineString',
        coordinates: [
          [1, 2],
          [3, 4],
        ],
      }),
    ).toEqual({
      type: 'LineString',
      coordinates: [
        [2, 1],
        [4, 3],
      ],
    }));
});
