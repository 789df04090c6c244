import { expect, test } from 'vitest';
import { extentOf, inOrderOfMeaning, isContested } from '../../../web/map/pick.ts';
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
  fid = [...code].reduce((sum, letter) => sum * 31 + letter.charCodeAt(0), 0),
): Candidate => ({ noun, fid, code, geometry, distance, extent: extentOf(geometry) });
const codes = (things: readonly Candidate[]) => inOrderOfMeaning(things).map(({ code }) => code);

test('a point comes before a line, a line before an area, whatever order the map gives', () => {
  const things = [
    candidate('zone', 'zone', square(2)),
    candidate('corridor', 'line', line),
    candidate('project', 'point', point, 4),
  ];
  expect(codes(things)).toEqual(['point', 'line', 'zone']);
});

test('of two points the nearer one is meant, of two lines the one that is hit', () => {
  expect(codes([candidate('project', 'far', point, 5), candidate('facility', 'near', point, 2)])).toEqual([
    'near',
    'far',
  ]);
  expect(codes([candidate('corridor', 'beside', line, 3), candidate('project', 'hit', line)])).toEqual([
    'hit',
    'beside',
  ]);
});

test('of two areas the smaller one is meant, by the extent that is said of the whole', () => {
  const large = candidate('zone', 'large', square(3));
  const small = candidate('parcel', 'small', square(1));
  expect(codes([large, small])).toEqual(['small', 'large']);
  // A tile may hold but a corner of the larger one.
  expect(codes([{ ...small, extent: 5 }, { ...large, extent: 2 }])).toEqual(['large', 'small']); // prettier-ignore
});

test('a district is meant only when nothing else is there, even by its name', () => {
  const district = candidate('district', 'district', point, 0);
  expect(codes([district, candidate('zone', 'zone', square(9))])).toEqual(['zone', 'district']);
  expect(codes([district])).toEqual(['district']);
  expect(codes([])).toEqual([]);
});

test('a thing that is drawn in several parts is one thing', () => {
  const parts = [
    candidate('project', 'a', square(1), 0, 7),
    candidate('project', 'a', point, 2, 7),
    candidate('zone', 'b', square(2), 0, 7),
  ];
  expect(codes(parts)).toEqual(['a', 'b']);
});

test('a click is unclear among things of one rank, and clear on a dot in an area or in a district', () => {
  const dot = candidate('project', 'dot', point);
  const zone = candidate('zone', 'zone', square(2));
  const contested = (...things: Candidate[]) => isContested(inOrderOfMeaning(things));
  expect(contested(dot, candidate('facility', 'other', point, 3), zone)).toBe(true);
  expect(contested(zone, candidate('parcel', 'parcel', square(1)))).toBe(true);
  expect(contested(dot, zone)).toBe(false);
  expect(contested(zone, candidate('district', 'district', square(9)))).toBe(false);
  expect(contested(candidate('district', 'd1', point), candidate('district', 'd2', square(9)))).toBe(false);
  expect(contested()).toBe(false);
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
