import type { Polygon, Position } from 'geojson';
import { describe, expect, it } from 'vitest';
import { areaLayers, boundaryLayer } from '../../tiles/basemap/district.ts';
import { contains, distance, labelPoint, nearestOnSegment } from '../../tiles/basemap/geometry.ts';
import { chain, withoutParallels } from '../../tiles/basemap/line.ts';
import type { Upstream } from '../../tiles/basemap/upstream.ts';

/** A square of one degree with its lower left corner at x, y; `hole` cuts out its middle. */
const square = (x: number, y: number): Position[] => [
  [x, y],
  [x + 1, y],
  [x + 1, y + 1],
  [x, y + 1],
  [x, y],
];
const area = (...coordinates: Position[][]): Polygon => ({ type: 'Polygon', coordinates });
const district = (code: string, geometry: Polygon, province = '河南省', city = '411400') => ({
  geometry,
  properties: { code, name: code, city_code: city, province },
});
const upstreamOf = (some: Partial<Upstream>): Upstream =>
  ({
    ...Object.fromEntries(
      ['neighbours', 'prefectures', 'provinces', 'boundaries'].map((name) => [name, []] as const),
    ),
    ...some,
  }) as Upstream;

describe('lines', () => {
  it('are joined end to end, whichever way they run', () => {
    expect(
      chain([
        [
          [1, 0],
          [2, 0],
        ],
        [
          [1, 0],
          [0, 0],
        ],
        [
          [2, 0],
          [3, 1],
        ],
      ]),
    ).toEqual([
      [
        [0, 0],
        [1, 0],
        [2, 0],
        [3, 1],
      ],
    ]);
  });

  it('end at a fork', () => {
    const fork: Position[][] = [
      [
        [0, 0],
        [1, 0],
      ],
      [
        [1, 0],
        [2, 1],
      ],
      [
        [1, 0],
        [2, -1],
      ],
    ];
    expect(chain(fork)).toHaveLength(3);
  });

  it('come out closed when they are a ring', () => {
    const ring = square(0, 0);
    const pieces = ring.slice(1).map((point, index) => [ring[index] as Position, point]);
    expect(chain(pieces)).toEqual([ring]);
  });
});

describe('two tracks of a railway', () => {
  /** East–west, about 9.2 km long, in five pieces; `metres` north of 34.4°. */
  const track = (metres: number): Position[] =>
    Array.from({ length: 6 }, (_, index) => [115 + index * 0.02, 34.4 + metres / 111_195]);
  const keep = (...lines: Position[][]) =>
    withoutParallels(
      lines.map((line, index) => ({ properties: index, line })),
      90,
    );

  it('become one', () => {
    expect(keep(track(0), track(30)).map(({ properties }) => properties)).toEqual([0]);
  });

  it('stay two when they lie farther off', () => {
    expect(keep(track(0), track(150)).map(({ properties }) => properties)).toEqual([0, 1]);
  });

  it('keep what leaves the first, bound to it', () => {
    const branch: Position[] = [...track(20).slice(0, 3), [115.06, 34.45], [115.08, 34.5]];
    const [, left] = keep(track(0), branch);
    expect(left?.line).toHaveLength(4);
    const [start = [], leaving] = left?.line ?? [];
    expect(start[1]).toBeCloseTo(34.4, 9);
    expect(leaving).toEqual(track(20)[2]);
  });

  it('keep a line that crosses', () => {
    const crossing: Position[] = [
      [115.05, 34.3995],
      [115.05, 34.4005],
      [115.05, 34.41],
    ];
    const [, kept] = keep(track(0), crossing);
    expect(kept?.line).toEqual(expect.arrayContaining(crossing));
  });

  it('keep the short piece between two longer ones', () => {
    const gap: Position[] = [
      [115.1, 34.4],
      [115.101, 34.4],
    ];
    const after: Position[] = [
      [115.101, 34.4],
      [115.15, 34.4],
    ];
    expect(keep(track(0), after, gap).map(({ properties }) => properties)).toEqual([0, 1, 2]);
  });
});

describe('geometry', () => {
  it('measures in metres', () => {
    // Vincenty on WGS 84: 92,056 m for a degree of longitude at 34.4° north; the sphere is within 0.4 %.
    expect(distance([115, 34.4], [116, 34.4]) / 92_056).toBeCloseTo(1, 2);
    expect(nearestOnSegment([115.5, 35], [115, 34], [116, 34]).point).toEqual([115.5, 34]);
    expect(nearestOnSegment([114, 34], [115, 34], [116, 34]).point).toEqual([115, 34]);
  });

  it('puts a label where there is room, not in a hole', () => {
    const ring = area(square(0, 0), [
      [0.1, 0.1],
      [0.1, 0.6],
      [0.6, 0.6],
      [0.6, 0.1],
      [0.1, 0.1],
    ]);
    const [x = 0, y = 0] = labelPoint(ring);
    expect(contains(ring, [x, y])).toBe(true);
    expect(x).toBeGreaterThan(0.6);
    expect(y).toBeGreaterThan(0.6);
  });
});

describe('the outline of a place', () => {
  const upstream = upstreamOf({
    districts: [district('a', area(square(115, 34))), district('b', area(square(116, 34)))],
    neighbours: [
      district('b', area(square(116, 34))),
      district('c', area(square(115, 35))),
      district('d', area(square(116, 35)), '山东省', '371700'),
    ],
  });
  const boundary = boundaryLayer(upstream).parts.flatMap(({ features }) => features);
  const ofLevel = (level: string) => boundary.filter(({ properties }) => properties?.['level'] === level);

  it('is one line that runs clockwise, with the place to its right', () => {
    const [outline, ...more] = ofLevel('city');
    expect(more).toEqual([]);
    const ring = outline?.geometry.type === 'LineString' ? outline.geometry.coordinates : [];
    expect(ring).toHaveLength(7);
    expect(ring[0]).toEqual(ring.at(-1));
    const north = ring.findIndex(([x, y]) => x === 115 && y === 35);
    const next = ring[(north + 1) % 6] ?? [];
    expect(next).toEqual([116, 35]);
  });

  it('parts its districts by a county line and its neighbours by the level between them', () => {
    expect(ofLevel('county').map(({ geometry }) => geometry)).toEqual([
      {
        type: 'LineString',
        coordinates: [
          [116, 34],
          [116, 35],
        ],
      },
    ]);
    expect(ofLevel('province').map(({ geometry }) => geometry)).toEqual([
      {
        type: 'LineString',
        coordinates: [
          [116, 35],
          [116, 36],
        ],
      },
    ]);
  });

  it('is the hole of the veil; what is cut out of the place is veiled', () => {
    const hole = square(115.25, 34.25).map(([x = 0, y = 0]) => [
      115.25 + (x - 115.25) / 2,
      34.25 + (y - 34.25) / 2,
    ]);
    const ringed = upstreamOf({ districts: [district('a', area(square(115, 34), hole.toReversed()))] });
    const mask = areaLayers(ringed).find(({ id }) => id === 'mask')?.parts[0]?.features[0]?.geometry;
    const veil = mask?.type === 'MultiPolygon' ? mask : undefined;
    const veils = (point: Position) =>
      veil?.coordinates.some((rings) => contains({ type: 'Polygon', coordinates: rings }, point));
    expect(veils([100, 30])).toBe(true);
    expect(veils([115.1, 34.1])).toBe(false);
    expect(veils([115.5, 34.5])).toBe(true);
    expect(veil?.coordinates.map((rings) => rings.length)).toEqual([2, 1]);
  });

  it('is a line of the country where one is known to run', () => {
    const border = {
      geometry: {
        type: 'LineString' as const,
        coordinates: [
          [114.9, 34.002],
          [116.1, 34.002],
        ],
      },
      properties: { admin_level: 2 },
    };
    const lines = boundaryLayer({ ...upstream, boundaries: [border] }).parts.flatMap(
      ({ features }) => features,
    );
    const country = lines.filter(({ properties }) => properties?.['level'] === 'country');
    expect(country.map(({ geometry }) => geometry)).toEqual([
      {
        type: 'LineString',
        coordinates: [
          [115, 34],
          [116, 34],
        ],
      },
    ]);
  });
});
