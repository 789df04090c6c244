import type { ConstraintKind } from '../vocabulary/constraint.ts';
import type { Degrees } from './plan.ts';

interface Named {
  kind: ConstraintKind;
  name: string;
  nameEn: string;
}

/** A strip along a line, cut to some districts (one row for each) or, without them, to the whole place. */
export interface BandPlan extends Named {
  along: readonly Degrees[] | 'rivers' | 'power_line' | 'pipeline';
  /** m */
  halfWidth: number;
  /** How far the edge swings, m. */
  swing?: number;
  districts?: readonly string[];
}

/** A rough disc; ground conditions are no circles. */
export interface SpotPlan extends Named {
  at: Degrees;
  /** m */
  radius: number;
}

/** A rectangle, turned by an angle in degrees, counter-clockwise from east. */
export interface SquarePlan extends Named {
  at: Degrees;
  width: number;
  depth: number;
  angle: number;
}

export interface ConstraintPlan {
  bands: readonly BandPlan[];
  spots: readonly SpotPlan[];
  squares: readonly SquarePlan[];
  /** Wood of the land-cover file as forest: the largest so many polygons. */
  realForest: number;
  /** Blocks of farmland between the towns. */
  farmland?: { spacing: number; share: number; ordinary: number };
}
