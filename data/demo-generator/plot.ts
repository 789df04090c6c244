import type { Cell, Estate, Frame } from './estate.ts';
import { passable } from './estate.ts';
import type { Ground } from './ground.ts';
import type { Ring } from './plane.ts';
import type { Random } from './random.ts';
import { cutCorner, ringArea } from './ring.ts';

/** A piece of land between streets that a project or a parcel may take. */
export interface Plot {
  estate: Estate;
  ring: Ring;
  /** m² on the plane */
  size: number;
  built: boolean;
  taken: boolean;
}

/** Half of the street around a block, and the strip between two plots, m. */
const halfStreet = 17;
const strip = 9;
/** m² */
const leastPlot = 10_800;

/** Cuts an estate's cells into blocks and plots of many sizes; plots that a main road touches are cut smaller or left out. */
export function layPlots(ground: Ground, estate: Estate, random: Random): Plot[] {
  const plots: Plot[] = [];
  const done = new Set<Cell>();
  const at = (column: number, row: number) =>
    estate.cells.find((cell) => cell.column === column && cell.row === row && !done.has(cell));
  const keep = (frame: Frame, built: boolean) => {
    const square = estate.place(frame);
    const size = ringArea(square);
    if (size < leastPlot) return;
    if (ground.obstacles.hit(square, { only: passable, margin: 8 })) {
      if (size > 60_000) halves(frame, 0.5).forEach((half) => keep(half, built));
      return;
    }
    const ring = random.chance(0.12)
      ? cutCorner(square, random.integer(0, 3), random.between(40, 90))
      : square;
    plots.push({ estate, ring, size: ringArea(ring), built, taken: false });
  };
  for (const cell of estate.cells) {
    if (done.has(cell)) continue;
    done.add(cell);
    let frame: Frame = cell;
    // Some large plots reach over a street that was never built: two cells, or two by two.
    const right = at(cell.column + 1, cell.row);
    if (right && random.chance(0.13)) {
      const [up, across] = [at(cell.column, cell.row + 1), at(cell.column + 1, cell.row + 1)];
      const merged = up && across && random.chance(0.4) ? [right, up, across] : [right];
      for (const other of merged) done.add(other);
      frame = {
        x0: cell.x0,
        y0: cell.y0,
        x1: right.x1,
        y1: merged.length === 3 ? (across?.y1 ?? cell.y1) : cell.y1,
      };
      keep(inset(frame), cell.built);
      continue;
    }
    subdivide(inset(frame), random).forEach((part) => keep(part, cell.built));
  }
  return plots;
}

function inset({ x0, y0, x1, y1 }: Frame): Frame {
  return { x0: x0 + halfStreet, y0: y0 + halfStreet, x1: x1 - halfStreet, y1: y1 - halfStreet };
}

/** Splits a block again and again along its longer side until its parts are as small as a size drawn at random. */
function subdivide(frame: Frame, random: Random): Frame[] {
  const size = (frame.x1 - frame.x0) * (frame.y1 - frame.y0);
  const wanted = Math.max(16_000, 62_000 * random.lognormal(0.75));
  if (size <= wanted || size < 32_000) return [frame];
  return halves(frame, random.between(0.36, 0.64)).flatMap((half) => subdivide(half, random));
}

function halves({ x0, y0, x1, y1 }: Frame, share: number): Frame[] {
  if (x1 - x0 >= y1 - y0) {
    const cut = x0 + (x1 - x0) * share;
    return [
      { x0, y0, x1: cut - strip / 2, y1 },
      { x0: cut + strip / 2, y0, x1, y1 },
    ];
  }
  const cut = y0 + (y1 - y0) * share;
  return [
    { x0, y0, x1, y1: cut - strip / 2 },
    { x0, y0: cut + strip / 2, x1, y1 },
  ];
}
