/** Plane geometry for a place of some hundred kilometres: degrees in, metres out, accurate to a few per mille. */
import type { MultiPolygon, Polygon, Position } from 'geojson';

export type Area = Polygon | MultiPolygon;

/** Metres in a degree of latitude (mean, WGS 84). */
const metresPerDegree = 111_195;

/** East and north. */
export type Vector = readonly [number, number];

/** The vector of length 1 in the same direction; that of a point on itself is 0. */
export function unit([x, y]: Vector): Vector {
  const length = Math.hypot(x, y) || 1;
  return [x / length, y / length];
}

/** Scalar product. */
export function dot(a: Vector, b: Vector): number {
  return a[0] * b[0] + a[1] * b[1];
}

/** Metres of `b` seen from `a`; the cosine is that of `a`. */
export function metresBetween(a: Position, b: Position): Vector {
  const [x = 0, y = 0] = a;
  const [x2 = 0, y2 = 0] = b;
  return [(x2 - x) * metresPerDegree * Math.cos((y * Math.PI) / 180), (y2 - y) * metresPerDegree];
}

/** Distance in metres. */
export function distance(a: Position, b: Position): number {
  return Math.hypot(...metresBetween(a, b));
}

/** Length of a line in metres. */
export function lengthOf(line: readonly Position[]): number {
  let sum = 0;
  for (let index = 1; index < line.length; index++)
    sum += distance(line[index - 1] as Position, line[index] as Position);
  return sum;
}

/** The point of the segment a–b that is nearest to `point`, and how far it is in metres. */
export function nearestOnSegment(
  point: Position,
  a: Position,
  b: Position,
): { point: Position; distance: number } {
  const [ax, ay] = metresBetween(point, a);
  const [bx, by] = metresBetween(point, b);
  const squared = (bx - ax) ** 2 + (by - ay) ** 2;
  const share = squared === 0 ? 0 : Math.max(0, Math.min(1, -(ax * (bx - ax) + ay * (by - ay)) / squared));
  const [x = 0, y = 0] = a;
  const [x2 = 0, y2 = 0] = b;
  return {
    point: [x + share * (x2 - x), y + share * (y2 - y)],
    distance: Math.hypot(ax + share * (bx - ax), ay + share * (by - ay)),
  };
}

/** Middle of a segment. */
export function midpoint(a: Position, b: Position): Position {
  return [((a[0] ?? 0) + (b[0] ?? 0)) / 2, ((a[1] ?? 0) + (b[1] ?? 0)) / 2];
}

/** All rings of an area, outer and inner. */
export function ringsOf(area: Area): Position[][] {
  return area.type === 'Polygon' ? area.coordinates : area.coordinates.flat();
}

/** Whether a point lies in an area (even-odd rule; on the edge is either). */
export function contains(area: Area, point: Position): boolean {
  const [x = 0, y = 0] = point;
  let inside = false;
  for (const ring of ringsOf(area))
    for (let index = 0, last = ring.length - 1; index < ring.length; last = index++) {
      const [x1 = 0, y1 = 0] = ring[index] as Position;
      const [x2 = 0, y2 = 0] = ring[last] as Position;
      if (y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1) inside = !inside;
    }
  return inside;
}

/** West, south, east, north of points. Throws when there is none. */
export function boundsOf(points: Iterable<Position>): [number, number, number, number] {
  const bounds: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x = 0, y = 0] of points) {
    bounds[0] = Math.min(bounds[0], x);
    bounds[1] = Math.min(bounds[1], y);
    bounds[2] = Math.max(bounds[2], x);
    bounds[3] = Math.max(bounds[3], y);
  }
  if (!Number.isFinite(bounds[0])) throw new Error('There are no points to take bounds of.');
  return bounds;
}

/** Twice the signed area of a ring in square degrees: positive when it runs counter-clockwise, north up. */
export function signedArea(ring: readonly Position[]): number {
  let sum = 0;
  for (let index = 1; index < ring.length; index++) {
    const [x1 = 0, y1 = 0] = ring[index - 1] as Position;
    const [x2 = 0, y2 = 0] = ring[index] as Position;
    sum += x1 * y2 - x2 * y1;
  }
  return sum;
}

/**
 * The point of an area that is farthest from its edge: where a label has most room. A grid that is refined around its
 * best cells, after mapbox/polylabel; within 1/500 of the area's width.
 */
export function labelPoint(area: Area): Position {
  const rings = ringsOf(area);
  const [west, south, east, north] = boundsOf(rings.flat());
  /** Distance to the edge in metres; as soon as it is known not to pass `least`, any number that does not. */
  const room = (point: Position, least: number): number => {
    if (!contains(area, point)) return -Infinity;
    let nearest = Infinity;
    for (const ring of rings)
      for (let index = 1; index < ring.length && nearest > least; index++) {
        const edge = nearestOnSegment(point, ring[index - 1] as Position, ring[index] as Position);
        nearest = Math.min(nearest, edge.distance);
      }
    return nearest;
  };
  let best: { point: Position; room: number } = {
    point: midpoint([west, south], [east, north]),
    room: -Infinity,
  };
  let [centre, width, height] = [best.point, east - west, north - south];
  // Each round looks at 12 × 12 points around the best one so far, in a window a quarter as wide.
  for (let round = 0; round < 4; round++) {
    for (let column = 0; column < 12; column++)
      for (let row = 0; row < 12; row++) {
        const point: Position = [
          (centre[0] ?? 0) + ((column + 0.5) / 12 - 0.5) * width,
          (centre[1] ?? 0) + ((row + 0.5) / 12 - 0.5) * height,
        ];
        const found = room(point, best.room);
        if (found > best.room) best = { point, room: found };
      }
    [centre, width, height] = [best.point, width / 4, height / 4];
  }
  return best.point;
}
