import type { Position } from 'geojson';
import { createPlane } from './plane.ts';
import { ringArea } from './ring.ts';

/**
 * Length of lines in m on the ellipsoid: each segment with the length of a degree at its own middle, exact to
 * millimetres for segments of a few km.
 */
export function lengthOf(lines: readonly (readonly Position[])[]): number {
  let metres = 0;
  for (const line of lines) {
    for (let index = 1; index < line.length; index += 1) {
      const [[x0 = 0, y0 = 0], [x1 = 0, y1 = 0]] = [line[index - 1] as Position, line[index] as Position];
      metres += Math.hypot(...createPlane(x0, (y0 + y1) / 2).toMetres([x1, (y0 + y1) / 2 + (y1 - y0)]));
    }
  }
  return Math.round(metres);
}

/** Area of polygons in m² on the ellipsoid, each measured on a plane of its own; good to 0.01 % up to 20 km. */
export function areaInDegrees(polygons: readonly (readonly (readonly Position[])[])[]): number {
  let squareMetres = 0;
  for (const rings of polygons) {
    rings.forEach((ring, index) => {
      const longitudes = ring.map(([x = 0]) => x);
      const latitudes = ring.map(([, y = 0]) => y);
      const centre = (values: number[]) => (Math.min(...values) + Math.max(...values)) / 2;
      const plane = createPlane(centre(longitudes), centre(latitudes));
      squareMetres += (index === 0 ? 1 : -1) * ringArea(ring.slice(0, -1).map(plane.toMetres));
    });
  }
  return Math.round(squareMetres);
}
