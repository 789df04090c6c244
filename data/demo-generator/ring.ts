import { add, distance, rotate, type Point, type Ring } from './plane.ts';

export interface Bounds {
  minX: number;
  minY: number;
  maxX: number;
  maxY: number;
}

export function boundsOf(points: readonly Point[], margin = 0): Bounds {
  const bounds = { minX: Infinity, minY: Infinity, maxX: -Infinity, maxY: -Infinity };
  for (const [x, y] of points) {
    bounds.minX = Math.min(bounds.minX, x - margin);
    bounds.minY = Math.min(bounds.minY, y - margin);
    bounds.maxX = Math.max(bounds.maxX, x + margin);
    bounds.maxY = Math.max(bounds.maxY, y + margin);
  }
  return bounds;
}

/** Sides of a ring, the closing one included. */
export function sides(ring: Ring): [Point, Point][] {
  return ring.map((point, index) => [point, ring[(index + 1) % ring.length] as Point]);
}

/** m², always positive. */
export function ringArea(ring: Ring): number {
  return Math.abs(sides(ring).reduce((sum, [a, b]) => sum + a[0] * b[1] - b[0] * a[1], 0)) / 2;
}

/** Mean of the corners: inside for the convex shapes that are laid out here. */
export function middle(ring: Ring): Point {
  const sum = ring.reduce<Point>((total, point) => add(total, point), [0, 0]);
  return [sum[0] / ring.length, sum[1] / ring.length];
}

export function contains(ring: Ring, [x, y]: Point): boolean {
  let inside = false;
  for (const [a, b] of sides(ring)) {
    if (a[1] > y !== b[1] > y && x < ((b[0] - a[0]) * (y - a[1])) / (b[1] - a[1]) + a[0]) inside = !inside;
  }
  return inside;
}

/** Rectangle around a centre; `angle` is the direction of its width, in radians. */
export function rectangle(centre: Point, width: number, depth: number, angle: number): Ring {
  const [w, d] = [width / 2, depth / 2];
  const corners: Point[] = [
    [-w, -d],
    [w, -d],
    [w, d],
    [-w, d],
  ];
  return corners.map((corner) => add(centre, rotate(corner, angle)));
}

/** Takes one corner off, as a street junction or a railway curve does. */
export function cutCorner(ring: Ring, index: number, metres: number): Ring {
  const corner = ring[index % ring.length] as Point;
  const before = ring[(index + ring.length - 1) % ring.length] as Point;
  const after = ring[(index + 1) % ring.length] as Point;
  const along = (to: Point): Point => {
    const share = Math.min(0.45, metres / distance(corner, to));
    return [corner[0] + (to[0] - corner[0]) * share, corner[1] + (to[1] - corner[1]) * share];
  };
  return ring.flatMap((point) => (point === corner ? [along(before), along(after)] : [point]));
}

/** Whether two sides cross or touch. */
export function cross(a: Point, b: Point, c: Point, d: Point): boolean {
  const side = (p: Point, q: Point, r: Point) =>
    (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0]);
  return side(a, b, c) * side(a, b, d) <= 0 && side(c, d, a) * side(c, d, b) <= 0;
}

export function distanceToSegment(point: Point, a: Point, b: Point): number {
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
  const length = dx * dx + dy * dy;
  const share = length === 0 ? 0 : ((point[0] - a[0]) * dx + (point[1] - a[1]) * dy) / length;
  const t = Math.max(0, Math.min(1, share));
  return Math.hypot(point[0] - a[0] - t * dx, point[1] - a[1] - t * dy);
}

/** Least distance from a polygon to a segment; 0 when they meet. */
export function ringToSegment(ring: Ring, a: Point, b: Point): number {
  if (contains(ring, a) || contains(ring, b)) return 0;
  let least = Infinity;
  for (const [c, d] of sides(ring)) {
    if (cross(a, b, c, d)) return 0;
    least = Math.min(
      least,
      distanceToSegment(a, c, d),
      distanceToSegment(b, c, d),
      distanceToSegment(c, a, b),
      distanceToSegment(d, a, b),
    );
  }
  return least;
}

/** Whether the first polygon lies wholly inside the second. */
export function within(inner: Ring, outer: Ring): boolean {
  const outerSides = sides(outer);
  return (
    inner.every((point) => contains(outer, point)) &&
    !sides(inner).some(([a, b]) => outerSides.some(([c, d]) => cross(a, b, c, d)))
  );
}
