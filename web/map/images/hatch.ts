/** Hatches: what is planned (zones) and what restrains (constraints). Two leans, so that two of them can lie on each other. */
import type { ConstraintKind } from '../../../data/vocabulary/constraint.ts';
import type { Drawing, Token } from './canvas.ts';

interface Hatch {
  readonly token: Token;
  /** Side of the repeated square, px. */
  readonly gap: number;
  readonly width: number;
  readonly lean: 'right' | 'left';
  readonly opacity: number;
}

/** The 45° hatch of a zone's planned area: 6 px (design.md, 4). */
export const zoneHatch: Drawing = hatch({ token: 'm-zone', gap: 6, width: 0.6, lean: 'right', opacity: 0.5 });

/** Side of the hatch by kind; forest and flood lean left, all others right. What prohibits is denser. */
const gaps: Readonly<Record<ConstraintKind, number>> = {
  ecological_redline: 5,
  basic_farmland: 9,
  nature_reserve: 6,
  water_source: 6,
  forest: 6,
  cropland: 12,
  heritage: 5,
  flood: 9,
  subsidence: 8,
  mineral: 10,
  safety_corridor: 7,
  airport_clearance: 7,
  urban_boundary: 14,
};

export function constraintHatch(kind: ConstraintKind): Drawing {
  const lean = kind === 'forest' || kind === 'flood' ? 'left' : 'right';
  // Fields cover half of the land: at full strength they would drown everything else.
  const opacity = kind === 'basic_farmland' || kind === 'cropland' ? 0.35 : 0.55;
  return hatch({ token: `k-${kind}`, gap: gaps[kind], width: 0.9, lean, opacity });
}

function hatch({ token, gap, width, lean, opacity }: Hatch): Drawing {
  return {
    width: gap,
    height: gap,
    draw({ context, colour }) {
      context.strokeStyle = colour(token);
      context.globalAlpha = opacity;
      context.lineWidth = width;
      context.beginPath();
      // The neighbours' lines pass through the corners: without them the seams show.
      for (const offset of [-gap, 0, gap]) {
        context.moveTo(offset - 1, lean === 'right' ? gap + 1 : -1);
        context.lineTo(offset + gap + 1, lean === 'right' ? -1 : gap + 1);
      }
      context.stroke();
    },
  };
}
