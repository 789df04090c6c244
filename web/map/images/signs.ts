/** Signs of the ground: road shields, stations, facilities. */
import type { FacilityKind } from '../../../data/vocabulary/facility.ts';
import type { Drawing } from './canvas.ts';

/** Facility signs: strokes on a 20-unit grid, drawn alike on the map and in its legend. */
export const facilityGlyph: Readonly<Record<FacilityKind, string>> = {
  rail_station: 'M5 3.5h10v10H5zM5 9h10M7.5 13.5L5.5 17M12.5 13.500l2 3.500',
  interchange: 'M10 17.5V9M10 9c0-3-2-4-6-4M10 9c0-3 2-4 6-4M6 3L3.5 5 6 7M14 3l2.500 2L14 7',
  port: 'M10 5v11M5 10c0 4 2 6 5 6.500 3-.5 5-2.500 5-6.500M7 8h6M10 5a1.300 1.300 0 110-2.600 1.300 1.300 0 010 2.600z',
  airport: 'M10 2.5v15M10 8L2.5 12M10 8l7.500 4M10 14.5L7 17M10 14.500l3 2.500',
  substation: 'M3.5 3.5h13v13h-13zM11 5.5l-3.500 5h5L9 15',
  power_plant: 'M2.5 16.5h15M4 16.500c1-3 1-6 .5-9h5c-.5 3-.5 6 .5 9M13 16.5V5h2.500v11.500M12.200 2.500h4',
  water_plant: 'M10 2.500s-5 5.500-5 9a5 5 0 0010 0c0-3.500-5-9-5-9z',
  sewage_plant: 'M2.5 6.5h9a3 3 0 013 3V12M2.5 3.5v6M11.500 12h6M14.500 14.500v3M12 15.500V17M17 15.500V17',
};

/** A white plate with the facility's sign, 20 px. */
export function facilitySign(kind: FacilityKind): Drawing {
  return {
    width: 20,
    height: 20,
    draw({ context, colour }) {
      context.fillStyle = colour('surface');
      context.strokeStyle = colour('m-label-2');
      context.lineWidth = 1;
      context.beginPath();
      context.roundRect(1.5, 1.5, 17, 17, 4);
      context.fill();
      context.stroke();
      context.translate(3.6, 3.6);
      context.scale(0.64, 0.64);
      context.strokeStyle = colour('m-label');
      context.lineWidth = 1.8;
      context.lineCap = 'round';
      context.lineJoin = 'round';
      context.stroke(new Path2D(facilityGlyph[kind]));
    },
  };
}

/** A road number's plate; it grows with its text. */
export const shield: Drawing = {
  width: 26,
  height: 16,
  draw({ context, colour }) {
    context.fillStyle = colour('surface');
    context.strokeStyle = colour('m-shield');
    context.lineWidth = 1.2;
    context.beginPath();
    context.roundRect(1, 1, 24, 14, 3);
    context.fill();
    context.stroke();
  },
  stretch: { x: [5, 21], y: [5, 11], content: [3, 2, 23, 14] },
};

/** A station: a small square on the line. */
export const station: Drawing = {
  width: 10,
  height: 10,
  draw({ context, colour }) {
    context.fillStyle = colour('m-rail-in');
    context.strokeStyle = colour('m-hsr');
    context.lineWidth = 1.6;
    context.beginPath();
    context.rect(2, 2, 6, 6);
    context.fill();
    context.stroke();
  },
};
