/** Arcs as lines. */
import type { Position } from 'geojson';

/** The angle between two positions, as GDAL and PostGIS take it: an arc lies within 0.06 % of its radius. */
const step = (4 * Math.PI) / 180;

/** A string of arcs: each three positions are its begin, a place on it, its end, which is the next one's begin. */
export function arcPositions(given: readonly Position[]): Position[] {
  const [first] = given;
  if (!first || given.length < 3) return [...given];
  const positions: Position[] = [first];
  for (let at = 0; at + 2 < given.length; at += 2) {
    positions.push(...arc(given[at] as Position, given[at + 1] as Position, given[at + 2] as Position));
  }
  return positions;
}

/** From after its begin to its end. */
function arc(begin: Position, middle: Position, end: Position): Position[] {
  const [ax = 0, ay = 0] = begin;
  const [bx = 0, by = 0] = middle;
  const [cx = 0, cy = 0] = end;
  // A whole circle is given by its begin, the place opposite, and its begin again.
  const whole = ax === cx && ay === cy;
  const turn = 2 * ((bx - ax) * (cy - ay) - (by - ay) * (cx - ax));
  if (!whole && Math.abs(turn) < 1e-12 * ((cx - ax) ** 2 + (cy - ay) ** 2)) return [middle, end];
  const b2 = (bx - ax) ** 2 + (by - ay) ** 2;
  const c2 = (cx - ax) ** 2 + (cy - ay) ** 2;
  const x = whole ? (ax + bx) / 2 : ax + ((cy - ay) * b2 - (by - ay) * c2) / turn;
  const y = whole ? (ay + by) / 2 : ay + ((bx - ax) * c2 - (cx - ax) * b2) / turn;
  const radius = Math.hypot(ax - x, ay - y);
  const from = Math.atan2(ay - y, ax - x);
  const full = 2 * Math.PI;
  const anticlockwise = whole || turn > 0;
  const swept = (to: number) => ((anticlockwise ? to - from : from - to) + 2 * full) % full;
  const angle = whole ? full : swept(Math.atan2(cy - y, cx - x));
  const count = Math.max(2, Math.ceil(angle / step));
  return Array.from({ length: count }, (_, at) => {
    if (at === count - 1) return end;
    const direction = from + ((anticlockwise ? 1 : -1) * angle * (at + 1)) / count;
    return [x + radius * Math.cos(direction), y + radius * Math.sin(direction)];
  });
}
