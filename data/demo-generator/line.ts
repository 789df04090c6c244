import { add, distance, scale, subtract, type Area, type Point } from './plane.ts';
import { contains, sides } from './ring.ts';

/** m */
export function lineLength(line: readonly Point[]): number {
  return line.slice(1).reduce((sum, point, index) => sum + distance(line[index] as Point, point), 0);
}

/** The parts of a line that lie inside an area (holes count as inside). */
export function clipLine(line: readonly Point[], area: Area): Point[][] {
  const rings = area.flatMap(([outer]) => (outer ? [outer] : []));
  const inside = (point: Point) => rings.some((ring) => contains(ring, point));
  const parts: Point[][] = [];
  let part: Point[] = [];
  const close = () => {
    if (part.length > 1) parts.push(part);
    part = [];
  };
  for (let index = 1; index < line.length; index += 1) {
    const [a, b] = [line[index - 1] as Point, line[index] as Point];
    const cuts = [0, ...cutsOf(a, b, rings), 1];
    for (let cut = 1; cut < cuts.length; cut += 1) {
      const [from, to] = [cuts[cut - 1] ?? 0, cuts[cut] ?? 1];
      if (to - from < 1e-9) continue;
      const at = (share: number): Point => add(a, scale(subtract(b, a), share));
      if (!inside(at((from + to) / 2))) {
        close();
        continue;
      }
      if (part.length === 0) part.push(at(from));
      part.push(at(to));
    }
  }
  close();
  return parts;
}

/** Where, as shares of its length, a segment crosses rings. */
function cutsOf(a: Point, b: Point, rings: readonly (readonly Point[])[]): number[] {
  const cuts: number[] = [];
  const [dx, dy] = subtract(b, a);
  for (const ring of rings) {
    for (const [c, d] of sides(ring)) {
      const [ex, ey] = subtract(d, c);
      const determinant = dx * ey - dy * ex;
      if (determinant === 0) continue;
      const [fx, fy] = subtract(c, a);
      const along = (fx * ey - fy * ex) / determinant;
      const across = (fx * dy - fy * dx) / determinant;
      if (along > 0 && along < 1 && across >= 0 && across <= 1) cuts.push(along);
    }
  }
  return cuts.sort((one, other) => one - other);
}

/** A smooth line through points (Catmull–Rom), with `steps` pieces between two of them. */
export function smooth(points: readonly Point[], steps = 6): Point[] {
  const at = (index: number) => points[Math.max(0, Math.min(points.length - 1, index))] as Point;
  const line: Point[] = [at(0)];
  for (let index = 0; index < points.length - 1; index += 1) {
    const [p0, p1, p2, p3] = [at(index - 1), at(index), at(index + 1), at(index + 2)];
    for (let step = 1; step <= steps; step += 1) {
      const t = step / steps;
      const blend = (k: 0 | 1) =>
        0.5 *
        (2 * p1[k] +
          (p2[k] - p0[k]) * t +
          (2 * p0[k] - 5 * p1[k] + 4 * p2[k] - p3[k]) * t * t +
          (3 * p1[k] - p0[k] - 3 * p2[k] + p3[k]) * t * t * t);
      line.push([blend(0), blend(1)]);
    }
  }
  return line;
}
