/** What is done to lines of a network before they are drawn: joined end to end, and one line kept of two tracks. */
import type { Position } from 'geojson';
import { distance, dot, lengthOf, metresBetween, midpoint, nearestOnSegment, unit } from './geometry.ts';
import type { Vector } from './geometry.ts';

export type Line = readonly Position[];

export const keyOf = (point: Position): string => `${point[0]},${point[1]}`;

/**
 * Joins lines that meet end to end where exactly two of them meet, so that dashes and labels run on. Points are the
 * same when their numbers are. Rings come out closed. The order of the result follows the order of the input.
 */
export function chain(lines: readonly Line[]): Position[][] {
  const ends = new Map<string, number[]>();
  lines.forEach((line, index) => {
    for (const end of [line[0], line.at(-1)]) {
      if (!end) continue;
      const met = ends.get(keyOf(end));
      if (met) met.push(index);
      else ends.set(keyOf(end), [index]);
    }
  });
  const used = new Set<number>();
  const extend = (line: Position[]): void => {
    for (;;) {
      const end = line.at(-1) as Position;
      const met = ends.get(keyOf(end)) ?? [];
      const next = met.length === 2 ? met.find((index) => !used.has(index)) : undefined;
      if (next === undefined) return;
      used.add(next);
      const added = lines[next] as Line;
      const forward = keyOf(added[0] as Position) === keyOf(end);
      line.push(...(forward ? added : added.toReversed()).slice(1));
    }
  };
  return lines.flatMap((line, index) => {
    if (used.has(index) || line.length < 2) return [];
    used.add(index);
    const joined = [...line];
    extend(joined);
    joined.reverse();
    extend(joined);
    joined.reverse();
    return [joined];
  });
}

/** Segments in cells of a grid, to ask for the nearest one within a few hundred metres. */
export class SegmentGrid {
  /** About a kilometre; a segment is listed in every cell that its box touches. */
  private static readonly cell = 0.01;
  private readonly cells = new Map<string, [Position, Position][]>();

  add(line: Line): void {
    for (let index = 1; index < line.length; index++) {
      const [a, b] = [line[index - 1] as Position, line[index] as Position];
      for (const cell of this.touched(a, b, 0)) {
        const list = this.cells.get(cell);
        if (list) list.push([a, b]);
        else this.cells.set(cell, [[a, b]]);
      }
    }
  }

  /** The nearest point of the lines within `metres` of `point`, or undefined. */
  nearest(point: Position, metres: number): Position | undefined {
    let best: { point: Position; distance: number } | undefined;
    for (const [a, b] of this.around(point, metres)) {
      const found = nearestOnSegment(point, a, b);
      if (found.distance <= metres && (!best || found.distance < best.distance)) best = found;
    }
    return best?.point;
  }

  /**
   * Whether a line runs beside `point` within `metres` and in about the same direction (an angle below 35°). What
   * merely ends near the point does not run beside it, and what crosses there does not either.
   */
  runsBeside(point: Position, direction: Vector, metres: number): boolean {
    for (const [a, b] of this.around(point, metres)) {
      const along = unit(metresBetween(a, b));
      const found = nearestOnSegment(point, a, b);
      const aside = metresBetween(point, found.point);
      if (found.distance > metres || Math.abs(dot(direction, along)) < 0.82) continue;
      if (found.distance < 5 || Math.abs(dot(aside, along)) <= 0.5 * found.distance) return true;
    }
    return false;
  }

  /** Segments that may lie within `metres` of a point. */
  private *around(point: Position, metres: number): Generator<[Position, Position]> {
    // A degree of longitude is shorter than one of latitude: 1/60,000 of a degree per metre holds up to 57° north.
    for (const cell of this.touched(point, point, metres / 60_000)) yield* this.cells.get(cell) ?? [];
  }

  private *touched(a: Position, b: Position, margin: number): Generator<string> {
    const index = (value: number) => Math.floor(value / SegmentGrid.cell);
    const range = (axis: 0 | 1): [number, number] => {
      const [from, to] = [a[axis] ?? 0, b[axis] ?? 0];
      return [index(Math.min(from, to) - margin), index(Math.max(from, to) + margin)];
    };
    const [[left, right], [bottom, top]] = [range(0), range(1)];
    for (let column = left; column <= right; column++)
      for (let row = bottom; row <= top; row++) yield `${column}:${row}`;
  }
}

/** A line with what it carries. */
export interface Carrier<Properties> {
  readonly properties: Properties;
  readonly line: Line;
}

/**
 * Keeps one line where several run side by side within `metres` (the tracks of a railway, the carriageways of a
 * motorway): drawn over each other, their dashes would fill each other's gaps. Earlier lines win, so order them by
 * importance. What is left of a later line is bound to the kept one; scraps shorter than half of `metres` are dropped.
 */
export function withoutParallels<Properties>(
  carriers: readonly Carrier<Properties>[],
  metres: number,
): Carrier<Properties>[] {
  const kept = new SegmentGrid();
  const result: Carrier<Properties>[] = [];
  for (const { properties, line } of carriers) {
    const near = (point: Position) => kept.nearest(point, metres);
    const isCovered = (a: Position, b: Position) => {
      const direction = unit(metresBetween(a, b));
      return [a, midpoint(a, b), b].every((point) => kept.runsBeside(point, direction, metres));
    };
    const runs: Position[][] = [];
    let run: Position[] = [];
    for (let index = 1; index < line.length; index++) {
      const [a, b] = [line[index - 1] as Position, line[index] as Position];
      if (isCovered(a, b)) {
        if (run.length) runs.push(run);
        run = [];
      } else if (run.length) run.push(b);
      else run = [a, b];
    }
    if (run.length) runs.push(run);
    const own = runs
      .map((one): Line => {
        const [start, end] = [near(one[0] as Position), near(one.at(-1) as Position)];
        const bound = [...(start ? [start] : []), ...one, ...(end ? [end] : [])];
        return bound.filter((point, index) => !sameAsBefore(bound, point, index));
      })
      .filter((one) => lengthOf(one) >= metres / 2);
    for (const one of own) {
      // Only now: a line must not be measured against itself.
      kept.add(one);
      result.push({ properties, line: one });
    }
  }
  return result;
}

function sameAsBefore(line: Line, point: Position, index: number): boolean {
  const before = line[index - 1];
  return before !== undefined && distance(before, point) < 0.5;
}
