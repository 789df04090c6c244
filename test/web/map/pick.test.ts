import { expect, test } from 'vitest';
import { extentOf, pick } from '../../../web/map/pick.ts';
import type { Candidate } from '../../../web/map/pick.ts';

const square = (side: number): Candidate['geometry'] => ({
  type: 'Polygon',
  coordinates: [
    [
      [0, 0],
      [side, 0],
      [side, side],
      [0, side],
      [0, 0],
    ],
  ],
});
const point: Candidate['geometry'] = { type: 'Point', coordinates: [0, 0] };
const line: Candidate['geometry'] = {
  type: 'LineString',
  coordinates: [
    [0, 0],
    [1, 1],
  ],
};
const candidate = (
  noun: Candidate['noun'],
  code: string,
  geometry: Candidate['geometry'],
  distance = 0,
): Candidate => ({ noun, fid: 1, code, geometry, distance });

test('a point comes before a line, a line before an area, whatever order the map gives', () => {
  const things = [
    candidate('zone', 'zone', square(2)),
    candidate('corridor', 'line', line),
    candidate('project', 'point', point, 4),
  ];
  expect(pick(things)?.code).toBe('point');
  expect(pick(things.slice(0, 2))?.code).toBe('line');
});

test('of two points the nearer one is meant', () => {
  expect(pick([candidate('project', 'far', point, 5), candidate('facility', 'near', point, 2)])?.code).toBe(
    'near',
  );
});

test('of two areas the smaller one is meant', () => {
  expect(pick([candidate('zone', 'large', square(3)), candidate('parcel', 'small', square(1))])?.code).toBe(
    'small',
  );
});

test('a district is meant only when nothing else is there, even by its name', () => {
  const district = candidate('district', 'district', point, 0);
  expect(pick([district, candidate('zone', 'zone', square(9))])?.code).toBe('zone');
  expect(pick([district])?.code).toBe('district');
  expect(pick([])).toBeUndefined();
});

test('the extent of an area counts its parts and not its direction', () => {
  expect(extentOf(square(2))).toBe(4);
  expect(
    extentOf({
      type: 'MultiPolygon',
      coordinates: [
        [
          [
            [0, 0],
            [0, 1],
            [1, 1],
            [1, 0],
            [0, 0],
          ],
        ],
        [
          [
            [5, 5],
            [7, 5],
            [7, 6],
            [5, 6],
            [5, 5],
          ],
        ],
      ],
    }),
  ).toBe(3);
  expect(extentOf(line)).toBe(0);
});
