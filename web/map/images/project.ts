/** Project symbols: the dot that is always there, and the disc with the category where there is room (design.md, 4). */
import type { ProjectCategory, ProjectStatus } from '../../../data/vocabulary/project.ts';
import { categoryGlyph } from '../../ui/glyphs.ts';
import { circle } from './canvas.ts';
import type { Drawing, Sheet } from './canvas.ts';

/** Status is shape too: these are rings on paper, all others are filled. */
const hollow: ReadonlySet<ProjectStatus> = new Set(['reserve', 'preparatory', 'deferred', 'cancelled']);

/** 19 px across at full size. */
const discRadius = 9.5;
const dotRadius = 4;

/** The disc: halo, ring or fill by status, category sign, badge for what stands still. */
export function projectDisc(status: ProjectStatus, category: ProjectCategory): Drawing {
  // No wider than its strokes: the map keeps as much room free as the image takes. A badge sticks out.
  const size = status === 'suspended' || status === 'deferred' ? 30 : status === 'in_production' ? 26 : 24;
  return {
    width: size,
    height: size,
    draw({ context, colour }) {
      const centre = size / 2;
      const ink = colour(`st-${status}`);
      const doubled = status === 'in_production';
      context.fillStyle = colour('m-land');
      circle(context, centre, centre, discRadius + (doubled ? 2.8 : 1.6));
      context.fill();
      if (doubled) {
        context.strokeStyle = ink;
        context.lineWidth = 1.2;
        circle(context, centre, centre, discRadius + 1);
        context.stroke();
      }
      context.fillStyle = hollow.has(status) ? colour('surface') : ink;
      circle(context, centre, centre, doubled ? discRadius - 0.8 : discRadius);
      context.fill();
      if (hollow.has(status)) {
        context.strokeStyle = ink;
        context.lineWidth = status === 'preparatory' ? 2 : 1.5;
        if (status === 'reserve') context.setLineDash([2.6, 2]);
        circle(context, centre, centre, discRadius - 0.9);
        context.stroke();
        context.setLineDash([]);
      }
      drawCategory(context, category, centre, hollow.has(status) ? ink : colour('st-on'));
      if (status === 'cancelled') strike(context, centre, ink);
      if (status === 'suspended') standstill({ context, colour }, centre, ink, 'pause');
      if (status === 'deferred') standstill({ context, colour }, centre, ink, 'bar');
    },
  };
}

/** The dot: 8 px across with a halo of a pixel. */
export function projectDot(status: ProjectStatus): Drawing {
  const size = 14;
  return {
    width: size,
    height: size,
    draw({ context, colour }) {
      const centre = size / 2;
      const ink = colour(`st-${status}`);
      context.fillStyle = colour('m-land');
      circle(context, centre, centre, dotRadius + (status === 'in_production' ? 2 : 1.1));
      context.fill();
      if (status === 'in_production') {
        context.strokeStyle = ink;
        context.lineWidth = 1.1;
        circle(context, centre, centre, dotRadius + 0.8);
        context.stroke();
        context.fillStyle = ink;
        circle(context, centre, centre, dotRadius - 1.2);
        context.fill();
        return;
      }
      context.fillStyle = hollow.has(status) ? colour('surface') : ink;
      circle(context, centre, centre, dotRadius);
      context.fill();
      if (!hollow.has(status)) {
        if (status === 'suspended') pause(context, centre, centre, 0.9, 1.7, 1, colour('st-on'));
        return;
      }
      context.strokeStyle = ink;
      context.lineWidth = status === 'preparatory' ? 1.7 : 1.3;
      if (status === 'reserve') context.setLineDash([2, 1.35]);
      circle(context, centre, centre, dotRadius - 0.8);
      context.stroke();
      context.setLineDash([]);
      if (status === 'cancelled' || status === 'deferred') {
        const rise = status === 'cancelled' ? 2.6 : 0;
        const run = status === 'cancelled' ? 2.6 : 1.8;
        line(context, centre - run, centre + rise, centre + run, centre - rise);
        context.stroke();
      }
    },
  };
}

function drawCategory(
  context: CanvasRenderingContext2D,
  category: ProjectCategory,
  centre: number,
  fill: string,
): void {
  const scale = 11.5 / 16;
  context.save();
  context.translate(centre - 8 * scale, centre - 8 * scale);
  context.scale(scale, scale);
  context.fillStyle = fill;
  context.fill(new Path2D(categoryGlyph[category]), 'evenodd');
  context.restore();
}

function strike(context: CanvasRenderingContext2D, centre: number, ink: string): void {
  context.strokeStyle = ink;
  context.lineWidth = 1.6;
  line(context, centre - 7, centre + 7, centre + 7, centre - 7);
  context.stroke();
}

/** The badge at the lower left: paused for a suspended site, a bar for one that is put off. */
function standstill({ context, colour }: Sheet, centre: number, ink: string, sign: 'pause' | 'bar'): void {
  const x = centre - 8;
  const y = centre + 8;
  context.fillStyle = colour('m-land');
  circle(context, x, y, 5.2);
  context.fill();
  context.fillStyle = ink;
  circle(context, x, y, 4.2);
  context.fill();
  if (sign === 'pause') return pause(context, x, y, 1.2, 2, 1.2, colour('st-on'));
  context.strokeStyle = colour('st-on');
  context.lineWidth = 1.3;
  line(context, x - 2, y, x + 2, y);
  context.stroke();
}

function pause(
  context: CanvasRenderingContext2D,
  x: number,
  y: number,
  apart: number,
  reach: number,
  width: number,
  ink: string,
): void {
  context.strokeStyle = ink;
  context.lineWidth = width;
  for (const side of [-apart, apart]) {
    line(context, x + side, y - reach, x + side, y + reach);
    context.stroke();
  }
}

function line(context: CanvasRenderingContext2D, x1: number, y1: number, x2: number, y2: number): void {
  context.beginPath();
  context.moveTo(x1, y1);
  context.lineTo(x2, y2);
}
