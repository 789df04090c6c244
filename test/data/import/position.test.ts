import { describe, expect, it } from 'vitest';
import { readCoordinate, readPair } from '../../../data/import/coordinate.ts';
import { readPosition } from '../../../data/import/read-position.ts';
import type { Given } from '../../../data/import/value.ts';
import { readWkt } from '../../../data/import/wkt.ts';

describe('a coordinate', () => {
  it.each<[Given, number | null]>([
    [115.65, 115.65],
    ['115.65', 115.65],
    ['１１５．６５', 115.65],
    ['115.65°', 115.65],
    ['115.65E', 115.65],
    ['E115.65', 115.65],
    ['-0.5', -0.5],
    ['0.5W', -0.5],
    ['115°39′00″', 115.65],
    ['115°39\'0"E', 115.65],
    ["115°39'0''", 115.65],
    ['115º39’0”', 115.65],
    ['115度39分0秒', 115.65],
    ['东经115°39′', 115.65],
    ['北纬34°24′36″', 34.41],
    ['115:39:00', 115.65],
    ['38,412,345.678', 38_412_345.678],
    ['3812345.6 米', 3_812_345.6],
    ['115°60′', null],
    ['200°1′', null],
    ['东', null],
    ['', null],
    [null, null],
    [true, null],
    [Number.NaN, null],
    ['115,65', null],
  ])('%s is %s', (given, degrees) => {
    const read = readCoordinate(given);
    if (degrees === null) expect(read).toBeNull();
    else expect(read).toBeCloseTo(degrees, 9);
  });
});

describe('a pair', () => {
  it.each<[Given, [number, number] | null]>([
    ['115.65,34.41', [115.65, 34.41]],
    ['115.65，34.41', [115.65, 34.41]],
    ['(115.65 34.41)', [115.65, 34.41]],
    ['34.41, 115.65', [34.41, 115.65]],
    ['N34°24′36″, E115°39′', [115.65, 34.41]],
    ['E115°39′00″N34°24′36″', [115.65, 34.41]],
    ['115.65', null],
    ['1,2,3', null],
    ['x'.repeat(200), null],
  ])('%s', (given, position) => {
    const read = readPair(given);
    if (position === null) expect(read).toBeNull();
    else position.forEach((value, at) => expect(read?.[at]).toBeCloseTo(value, 9));
  });
});

describe('WKT', () => {
  it.each([
    ['POINT (1 2)', { type: 'Point', coordinates: [1, 2] }],
    ['SRID=4326;point z(1 2 3)', { type: 'Point', coordinates: [1, 2] }],
    [
      'LINESTRING(1 2,3 4)',
      {
        type: 'LineString',
        coordinates: [
          [1, 2],
          [3, 4],
        ],
      },
    ],
    [
      'MULTIPOINT((1 2),(3 4))',
      {
        type: 'MultiPoint',
        coordinates: [
          [1, 2],
          [3, 4],
        ],
      },
    ],
    [
      'MULTIPOINT(1 2,3 4)',
      {
        type: 'MultiPoint',
        coordinates: [
          [1, 2],
          [3, 4],
        ],
      },
    ],
    [
      ' Polygon ((0 0, 1 0, 1e0 1.0, -.5 0, 0 0)) ',
      {
        type: 'Polygon',
        coordinates: [
          [
            [0, 0],
            [1, 0],
            [1, 1],
            [-0.5, 0],
            [0, 0],
          ],
        ],
      },
    ],
    [
      'MULTIPOLYGON(((0 0,1 0,1 1,0 0)),((2 2,3 2,3 3,2 2)))',
      {
        type: 'MultiPolygon',
        coordinates: [
          [
            [
              [0, 0],
              [1, 0],
              [1, 1],
              [0, 0],
            ],
          ],
          [
            [
              [2, 2],
              [3, 2],
              [3, 3],
              [2, 2],
            ],
          ],
        ],
      },
    ],
    ['POLYGON EMPTY', null],
  ])('%s', (text, geometry) => expect(readWkt(text)).toEqual(geometry));
  it.each([
    '',
    'POINT',
    'POINT(1)',
    'POINT(1 2',
    'POINT(1 2))',
    'POINT(1 x)',
    'POLYGON(0 0,1 1)',
    'POINT(1 1e999)',
    'CIRCLE(1 2)',
    '('.repeat(5000),
  ])('is not %s', (text) => expect(readWkt(text)).toBeUndefined());
});

describe('where a row lies', () => {
  it.each([
    [{ kind: 'columns', lng: 'x', lat: 'y' }, { x: '115.65', y: 34.41 }, [115.65, 34.41]],
    [{ kind: 'columns', lng: 'x', lat: 'y' }, { x: '', y: '-' }, null],
    [{ kind: 'columns', lng: 'x', lat: 'y' }, { x: 0, y: 0 }, null],
    [{ kind: 'columns', lng: 'x', lat: 'y' }, {}, null],
    [{ kind: 'pair', column: 'p' }, { p: '115.65,34.41' }, [115.65, 34.41]],
    [{ kind: 'wkt', column: 'w' }, { w: 'POINT(115.65 34.41)' }, [115.65, 34.41]],
    [{ kind: 'wkt', column: 'w' }, { w: null }, null],
    [{ kind: 'none' }, { x: 1 }, null],
  ] as const)('%j of %j', (placement, values, position) =>
    expect(readPosition(placement, values)).toEqual({
      geometry: position && { type: 'Point', coordinates: position },
    }),
  );
  it('names a cell that is no coordinate', () => {
    const refused = readPosition({ kind: 'columns', lng: 'x', lat: 'y' }, { x: 115.65, y: '待测' });
    expect(refused).toMatchObject({ refused: { zh: expect.stringContaining('“待测”') as string } });
    expect(readPosition({ kind: 'wkt', column: 'w' }, { w: 'POINT(' })).toHaveProperty('refused');
    expect(readPosition({ kind: 'pair', column: 'w' }, { w: '115' })).toHaveProperty('refused');
  });
});
