/** Where labels stand that must not hide marks: on their point, beside it, or further away with a leader. */

/** A point of the screen, px. */
export type Point = readonly [x: number, y: number];

export interface Label {
  readonly at: Point;
  readonly width: number;
  readonly height: number;
}

/** What a label is to keep clear of: a disc of the screen, and how bad it is to lie on it. */
export interface Mark {
  readonly at: Point;
  readonly radius: number;
  readonly weight: number;
  /** Nothing is drawn over it, a leader either. */
  readonly sacred?: boolean;
}

export interface Placing {
  readonly labels: readonly Label[];
  readonly marks: readonly Mark[];
  /** Where labels may stand: left, top, right, bottom. */
  readonly room: readonly [number, number, number, number];
  /** One step away from the point, px: about a line of text. */
  readonly step: number;
}

interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** How bad it is to lie on another label, beyond the room, or one step away from the point; a mark says its own. */
const price = { label: 60, outside: 200, step: 0.7 } as const;

/** Directions tried on each ring, and rings. */
const directions = 16;
const rings = 9;

/** Labels are placed again this often, each against where the others stand by then. */
const rounds = 3;

/**
 * The middle of each label, px, in the order of `labels`. Each stands where it hides the least, the nearer to its point
 * the better; the most beset are placed first, and all again against the others. The same labels and marks always give
 * the same places.
 */
export function placeLabels({ labels, marks, room, step }: Placing): readonly Point[] {
  const places: Point[] = labels.map(({ at }) => at);
  const hidden = labels.map((label) => costOfMarks(boxAt(label, label.at), marks));
  const order = labels.map((_, at) => at).sort((a, b) => (hidden[b] ?? 0) - (hidden[a] ?? 0) || a - b);
  for (let round = 0; round < rounds; round++) {
    const placed = round === 0 ? new Set<number>() : new Set(order);
    for (const at of order) {
      const label = labels[at] as Label;
      const others = labels.flatMap((other, index) =>
        index !== at && placed.has(index) ? [boxAt(other, places[index] as Point)] : [],
      );
      places[at] = best(label, { marks, others, room, step });
      placed.add(at);
    }
  }
  return places;
}

interface Surroundings extends Pick<Placing, 'marks' | 'room' | 'step'> {
  readonly others: readonly Box[];
}

function best(label: Label, { marks, others, room, step }: Surroundings): Point {
  let found: Point = label.at;
  let least = Infinity;
  for (const [place, steps] of candidates(label, step)) {
    let cost = steps * price.step;
    if (cost >= least) continue;
    const box = boxAt(label, place);
    const [left, top, right, bottom] = room;
    if (box.left < left || box.top < top || box.right > right || box.bottom > bottom) cost += price.outside;
    for (const other of others) {
      if (touches(box, other)) cost += price.label;
    }
    cost += costOfMarks(box, marks);
    if (cost < least) {
      least = cost;
      found = place;
    }
  }
  return found;
}

/** The point itself, then rings around it, wider than high as the label is. */
function* candidates({ at: [x, y], width, height }: Label, step: number): Generator<[Point, number]> {
  yield [[x, y], 0];
  for (let ring = 1; ring <= rings; ring++) {
    for (let direction = 0; direction < directions; direction++) {
      const angle = (direction * 2 * Math.PI) / directions;
      const reach = ring * step;
      yield [
        [
          x + Math.cos(angle) * (reach + ((width - height) / 2) * Math.min(1, ring / 3)),
          y + Math.sin(angle) * reach,
        ],
        ring,
      ];
    }
  }
}

function costOfMarks(box: Box, marks: readonly Mark[]): number {
  let cost = 0;
  for (const { at, radius, weight } of marks) {
    if (distance(nearest(box, at), at) < radius) cost += weight;
  }
  return cost;
}

function boxAt({ width, height }: Label, [x, y]: Point): Box {
  return { left: x - width / 2, top: y - height / 2, right: x + width / 2, bottom: y + height / 2 };
}

const touches = (a: Box, b: Box): boolean =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

/** The point of a box nearest to a point. */
function nearest({ left, top, right, bottom }: Box, [x, y]: Point): Point {
  return [Math.min(Math.max(x, left), right), Math.min(Math.max(y, top), bottom)];
}

/** How finely a leader is walked. */
const leaderSteps = 64;

/**
 * The line from a label's point to the label that stands away from it, px; `undefined` where they are together or less
 * than `least` would be drawn. It begins beyond the sacred marks.
 */
export function leaderOf(
  label: Label,
  place: Point,
  { least, marks }: { readonly least: number; readonly marks: readonly Mark[] },
): readonly [Point, Point] | undefined {
  const end = nearest(boxAt(label, place), label.at);
  const along = (share: number): Point => [
    label.at[0] + (end[0] - label.at[0]) * share,
    label.at[1] + (end[1] - label.at[1]) * share,
  ];
  const sacred = marks.filter((mark) => mark.sacred);
  let begin = 0;
  for (let step = 0; step <= leaderSteps; step++) {
    const at = along(step / leaderSteps);
    if (sacred.some((mark) => distance(mark.at, at) < mark.radius)) begin = (step + 1) / leaderSteps;
  }
  const start = along(begin);
  return begin > 1 || distance(start, end) < least ? undefined : [start, end];
}

const distance = (a: Point, b: Point): number => Math.hypot(a[0] - b[0], a[1] - b[1]);
