import RBush from 'rbush';
import type { Point, Ring } from './plane.ts';
import { boundsOf, contains, ringToSegment, sides, type Bounds } from './ring.ts';

type Segment = readonly [Point, Point];

interface Obstacle extends Bounds {
  kind: string;
  /** Metres to keep from it. */
  clearance: number;
  /** A piece of a line or one side of a polygon; or else, with `ring`, what lies inside the polygon. */
  segment?: Segment;
  ring?: Ring;
}

interface HitOptions {
  /** Kinds that do not count. */
  ignore?: readonly string[];
  /** The only kinds that count. */
  only?: readonly string[];
  /** More metres to keep. */
  margin?: number;
}

/** What is on the ground already, and how far new things keep from it. */
export class Obstacles {
  readonly #tree = new RBush<Obstacle>();

  /** A line of the given half-width in m. */
  addLine(kind: string, line: readonly Point[], halfWidth: number): void {
    this.#addSegments(
      kind,
      line.slice(1).map((to, index): Segment => [line[index] as Point, to]),
      halfWidth,
    );
  }

  /** A polygon; its sides are indexed one by one, since a long one spans half the place. */
  addRing(kind: string, ring: Ring, clearance: number): void {
    this.#addSegments(kind, sides(ring), clearance);
    this.#tree.insert({ kind, clearance, ring, ...boundsOf(ring) });
  }

  #addSegments(kind: string, segments: readonly Segment[], clearance: number): void {
    this.#tree.load(
      segments.map((segment) => ({ kind, clearance, segment, ...boundsOf(segment, clearance) })),
    );
  }

  /** The kind of the first thing that a polygon comes too near to. */
  hit(ring: Ring, { ignore = [], only, margin = 0 }: HitOptions = {}): string | undefined {
    for (const item of this.#tree.search(boundsOf(ring, margin))) {
      if (ignore.includes(item.kind) || (only && !only.includes(item.kind))) continue;
      if (item.segment) {
        if (ringToSegment(ring, item.segment[0], item.segment[1]) <= item.clearance + margin)
          return item.kind;
      } else if (contains(item.ring as Ring, ring[0] as Point)) return item.kind;
    }
    return undefined;
  }

  /** The nearest segment of the given kinds within a radius. */
  nearest(point: Point, kinds: readonly string[], radius: number): Segment | undefined {
    let best: { segment: Segment; gap: number } | undefined;
    for (const { segment, kind } of this.#tree.search(boundsOf([point], radius))) {
      if (!segment || !kinds.includes(kind)) continue;
      const gap = ringToSegment([point], segment[0], segment[1]);
      if (gap <= radius && (!best || gap < best.gap)) best = { segment, gap };
    }
    return best?.segment;
  }

  /** Segments of the given kinds that come too near to a polygon, with what each takes on its sides. */
  linesNear(ring: Ring, kinds: readonly string[]): { segment: Segment; clearance: number }[] {
    return this.#tree
      .search(boundsOf(ring))
      .flatMap(({ segment, clearance, kind }) =>
        segment && kinds.includes(kind) && ringToSegment(ring, segment[0], segment[1]) <= clearance
          ? [{ segment, clearance }]
          : [],
      );
  }

  /** Polygons of the given kinds whose extent meets that of a polygon. */
  ringsNear(ring: Ring, kinds: readonly string[]): Ring[] {
    return this.#tree
      .search(boundsOf(ring))
      .flatMap((item) => (item.ring && kinds.includes(item.kind) ? [item.ring] : []));
  }
}
