import { distance, type Point } from './plane.ts';
import { distanceToSegment } from './ring.ts';

/** Pieces of line that meet at their ends, as a graph: roads and tracks of a map come in hundreds of pieces. */
export class Network {
  readonly #places: Point[] = [];
  readonly #links: { to: number; metres: number }[][] = [];
  readonly #byKey = new Map<string, number>();
  readonly #snap: number;

  /** @param snap metres within which ends count as one place. */
  constructor(lines: readonly (readonly Point[])[], snap: number) {
    this.#snap = snap;
    for (const line of lines) {
      for (let index = 1; index < line.length; index += 1)
        this.#link(line[index - 1] as Point, line[index] as Point);
    }
  }

  #node(point: Point): number {
    const key = `${Math.round(point[0] / this.#snap)} ${Math.round(point[1] / this.#snap)}`;
    const known = this.#byKey.get(key);
    if (known !== undefined) return known;
    this.#places.push(point);
    this.#links.push([]);
    this.#byKey.set(key, this.#places.length - 1);
    return this.#places.length - 1;
  }

  #link(a: Point, b: Point): void {
    const [from, to] = [this.#node(a), this.#node(b)];
    if (from === to) return;
    this.#links[from]?.push({ to, metres: distance(a, b) });
    this.#links[to]?.push({ to: from, metres: distance(a, b) });
  }

  #nearest(point: Point): number {
    let best = 0;
    this.#places.forEach((place, index) => {
      if (distance(place, point) < distance(this.#places[best] as Point, point)) best = index;
    });
    return best;
  }

  /**
   * Joins ends that lie within `metres` of each other and are not linked: gaps of the map.
   */
  bridge(metres: number): this {
    const ends = this.#links.flatMap((links, index) => (links.length <= 1 ? [index] : []));
    for (const end of ends) {
      this.#places.forEach((place, other) => {
        const gap = distance(place, this.#places[end] as Point);
        if (other === end || gap > metres || this.#links[end]?.some(({ to }) => to === other)) return;
        this.#links[end]?.push({ to: other, metres: gap });
        this.#links[other]?.push({ to: end, metres: gap });
      });
    }
    return this;
  }

  /**
   * The shortest way past the places nearest to the given points.
   * @throws Error when two of them are not connected.
   */
  route(via: readonly Point[]): Point[] {
    const stops = via.map((point) => this.#nearest(point));
    const path: number[] = [stops[0] ?? 0];
    for (let index = 1; index < stops.length; index += 1)
      path.push(...this.#shortest(stops[index - 1] ?? 0, stops[index] ?? 0).slice(1));
    return path.map((index) => this.#places[index] as Point);
  }

  /** Dijkstra; the networks have a few thousand places, so a plain scan for the nearest open one does. */
  #shortest(from: number, to: number): number[] {
    const metres = new Map([[from, 0]]);
    const previous = new Map<number, number>();
    const open = new Set([from]);
    while (open.size > 0) {
      let here = -1;
      for (const node of open) if (here < 0 || (metres.get(node) ?? 0) < (metres.get(here) ?? 0)) here = node;
      open.delete(here);
      if (here === to) break;
      for (const link of this.#links[here] ?? []) {
        const sum = (metres.get(here) ?? 0) + link.metres;
        if (sum >= (metres.get(link.to) ?? Infinity)) continue;
        metres.set(link.to, sum);
        previous.set(link.to, here);
        open.add(link.to);
      }
    }
    if (!metres.has(to))
      throw new Error(
        `no way from ${this.#places[from]?.map(Math.round).join(' ')} to ${this.#places[to]?.map(Math.round).join(' ')}`,
      );
    const path = [to];
    for (let node = previous.get(to); node !== undefined; node = previous.get(node)) path.unshift(node);
    return path;
  }
}

/** Douglas–Peucker: the line with fewer points, nowhere further than `tolerance` m from the old one. */
export function simplified(line: readonly Point[], tolerance: number): Point[] {
  const [first, last] = [line[0], line.at(-1)];
  if (!first || !last || line.length < 3) return [...line];
  let furthest = 0;
  let gap = 0;
  for (let index = 1; index < line.length - 1; index += 1) {
    const metres = distanceToSegment(line[index] as Point, first, last);
    if (metres > gap) [furthest, gap] = [index, metres];
  }
  if (gap <= tolerance) return [first, last];
  return [
    ...simplified(line.slice(0, furthest + 1), tolerance).slice(0, -1),
    ...simplified(line.slice(furthest), tolerance),
  ];
}
