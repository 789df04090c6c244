/** Badges of lights: a shape each, so that they can be told apart without colour (design.md, 2 and 7). */
import type { Light } from '../../../data/vocabulary/light.ts';
import { circle } from './canvas.ts';
import type { Drawing } from './canvas.ts';

/** 10 px across with an edge of paper that parts it from the dot below. */
export function lightBadge(light: Light): Drawing {
  const size = 14;
  return {
    width: size,
    height: size,
    draw({ context, colour }) {
      const centre = size / 2;
      const shape = () => outline(context, light, centre);
      context.lineJoin = 'round';
      context.strokeStyle = colour('m-land');
      context.lineWidth = light === 'yellow' ? 4 : 2.4;
      shape();
      context.stroke();
      context.fillStyle = colour(`li-${light}`);
      shape();
      context.fill();
      if (light !== 'yellow') return;
      context.strokeStyle = colour('li-yellow-line');
      context.lineWidth = 1.2;
      shape();
      context.stroke();
    },
  };
}

function outline(context: CanvasRenderingContext2D, light: Light, centre: number): void {
  if (light === 'green' || light === 'none') return circle(context, centre, centre, 4);
  const reach = light === 'red' ? 5.2 : 4.6;
  context.beginPath();
  context.moveTo(centre, centre - reach);
  if (light === 'red') {
    context.lineTo(centre + reach, centre);
    context.lineTo(centre, centre + reach);
    context.lineTo(centre - reach, centre);
  } else {
    context.lineTo(centre + reach, centre + reach * 0.78);
    context.lineTo(centre - reach, centre + reach * 0.78);
  }
  context.closePath();
}
