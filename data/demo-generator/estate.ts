/** Planned land with a street grid at the edge of a town: where blocks, plots, parcels and most projects lie. */
import { ofRing, tidied, union } from './clip.ts';
import type { District, Ground } from './ground.ts';
import type { EstatePlan } from './plan.ts';
import {
  add,
  bearing,
  direction,
  distance,
  rotate,
  towards,
  type Area,
  type Point,
  type Ring,
} from './plane.ts';
import type { Random } from './random.ts';
import { middle, ringArea, within } from './ring.ts';
import type { Town } from './town.ts';

/** A rectangle of the grid in its own axes, m from the anchor. */
export interface Frame {
  x0: number;
  y0: number;
  x1: number;
  y1: number;
}

export interface Cell extends Frame {
  column: number;
  row: number;
  /** Streets to their middle included. */
  ring: Ring;
  built: boolean;
}

export interface Estate {
  plan: EstatePlan;
  district: District;
  town: Town;
  cells: readonly Cell[];
  /** Planned outline and the built-up part. */
  outline: Area;
  builtOutline: Area;
  /** From the grid's axes to metres. */
  place(frame: Frame): Ring;
}

interface Grid {
  anchor: Point;
  angle: number;
  columns: readonly number[];
  rows: readonly number[];
}

const reach = 12;
/** Roads may run through an estate; the plots keep away from them. */
export const passable = ['trunk', 'primary'] as const;

/**
 * Finds the best spot for an estate within its sector: where the grid, turned with the nearest road, has the most
 * cells in one piece that meet no railway, motorway, water or protected area.
 */
export function layEstate(ground: Ground, plan: EstatePlan, towns: readonly Town[], random: Random): Estate {
  const town = towns.find(({ plan: { key } }) => key === plan.town);
  if (!town) throw new Error(`estate ${plan.code}: there is no town ${plan.town}`);
  const columns = lines(plan.block[0], random);
  const rows = lines(plan.block[1], random);
  let best: { score: number; grid: Grid; cells: Cell[]; district: District } | undefined;
  const spread = plan.spread ?? 50;
  for (let turn = -spread; turn <= spread; turn += spread / 4) {
    for (let beyond = 0.8; beyond <= 2; beyond += 0.15) {
      const anchor = towards(town.centre, bearing(plan.bearing + turn), town.plan.radius * beyond);
      const district = ground.districtAt(anchor);
      if (!district || (plan.district && district.code !== plan.district)) continue;
      const grid = { anchor, angle: gridAngle(ground, anchor), columns, rows };
      const cells = growCells(ground, plan, { grid, district, town });
      const size = cells.reduce((sum, { ring }) => sum + ringArea(ring), 0);
      const score = size - Math.max(0, beyond - 1) * 0.35 * plan.size - Math.abs(turn) * 0.002 * plan.size;
      if (!best || score > best.score) best = { score, grid, cells, district };
    }
  }
  if (!best || best.cells.length < 8)
    throw new Error(`estate ${plan.code} ${plan.name}: no room near ${plan.town}`);
  const { grid, district } = best;
  const cells = markBuilt(best.cells, plan, town);
  for (const { ring } of cells) ground.obstacles.addRing('estate', ring, 0);
  return {
    plan,
    district,
    town,
    cells,
    outline: outlineOf(cells, grid),
    builtOutline: outlineOf(
      cells.filter(({ built }) => built),
      grid,
    ),
    place: (frame) => placed(frame, grid),
  };
}

/** Distances of street middles from the anchor, uneven as in real grids. */
function lines(usual: number, random: Random): number[] {
  const steps = Array.from({ length: 2 * reach }, () => usual * random.between(0.78, 1.25));
  const offset = steps.slice(0, reach).reduce((sum, step) => sum + step, 0);
  let at = -offset;
  return [at, ...steps.map((step) => (at += step))];
}

function gridAngle(ground: Ground, anchor: Point): number {
  const road = ground.obstacles.nearest(anchor, ['trunk', 'primary'], 3000);
  return road ? direction(road[0], road[1]) % (Math.PI / 2) : 0.05;
}

function placed({ x0, y0, x1, y1 }: Frame, { anchor, angle }: Grid): Ring {
  const corners: Point[] = [
    [x0, y0],
    [x1, y0],
    [x1, y1],
    [x0, y1],
  ];
  return corners.map((corner) => add(anchor, rotate(corner, angle)));
}

/** Takes cells from the anchor outwards, each joined to the others by a side, until the planned size is reached. */
function growCells(
  ground: Ground,
  plan: EstatePlan,
  { grid, district, town }: { grid: Grid; district: District; town: Town },
): Cell[] {
  const taken: Cell[] = [];
  const seen = new Set<string>();
  const open: (Cell & { far: number })[] = [];
  const offer = (column: number, row: number) => {
    const [x0, x1] = [grid.columns[column], grid.columns[column + 1]];
    const [y0, y1] = [grid.rows[row], grid.rows[row + 1]];
    if (x0 === undefined || x1 === undefined || y0 === undefined || y1 === undefined) return;
    if (seen.has(`${column} ${row}`)) return;
    seen.add(`${column} ${row}`);
    const ring = placed({ x0, y0, x1, y1 }, grid);
    const centre = middle(ring);
    if (distance(centre, town.centre) < town.plan.radius * 0.72 || !within(ring, district.ring)) return;
    if (ground.obstacles.hit(ring, { ignore: passable, margin: 15 })) return;
    // Round around the anchor, but rather along the town's edge than away from it.
    const far = distance(centre, grid.anchor) + 0.6 * distance(centre, town.centre);
    open.push({ column, row, x0, y0, x1, y1, ring, built: false, far });
  };
  offer(reach, reach);
  let size = 0;
  while (open.length > 0 && size < plan.size) {
    open.sort((a, b) => b.far - a.far);
    const cell = open.pop();
    if (!cell) break;
    taken.push(cell);
    size += ringArea(cell.ring);
    offer(cell.column + 1, cell.row);
    offer(cell.column - 1, cell.row);
    offer(cell.column, cell.row + 1);
    offer(cell.column, cell.row - 1);
  }
  return taken;
}

function markBuilt(cells: readonly Cell[], plan: EstatePlan, town: Town): Cell[] {
  const near = [...cells].sort(
    (a, b) => distance(middle(a.ring), town.centre) - distance(middle(b.ring), town.centre),
  );
  const built = new Set(near.slice(0, Math.round(cells.length * plan.built)));
  return cells.map((cell) => ({ ...cell, built: built.has(cell) }));
}

/** The cells' common outline, united along the grid's own axes, where their sides are exactly the same numbers. */
function outlineOf(cells: readonly Cell[], grid: Grid): Area {
  const flat = union(
    ...cells.map(({ x0, y0, x1, y1 }) =>
      ofRing([
        [x0, y0],
        [x1, y0],
        [x1, y1],
        [x0, y1],
      ]),
    ),
  );
  return tidied(flat, 1).map((polygon) =>
    polygon.map((ring) => ring.map((corner) => add(grid.anchor, rotate(corner, grid.angle)))),
  );
}
