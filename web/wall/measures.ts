/** Measures of the wall, in units of a screen 1080 px high: everything on it grows with its height. */
import type { Padding } from '../map/camera.ts';

/** Width of the columns beside the map, their distance from the edge, and the foot with the months. */
export const wallMeasures = { column: 760, edge: 64, foot: 96 } as const;

/** Air between a column and the map's subject. */
const air = 24;

/** What the columns and the foot cover of the map, px; `unit` = height ÷ 1080. */
export function wallPadding(unit: number): Padding {
  const side = (wallMeasures.edge + wallMeasures.column + air) * unit;
  return { top: air * unit, right: side, bottom: wallMeasures.foot * unit, left: side };
}
