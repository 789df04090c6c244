/** The scale bar: a round distance and its width on screen. */

/** Circumference of the Earth at the equator in EPSG:3857, m, over the 512 px that the world takes at zoom 0. */
const metresPerPixelAtZero = 40_075_016.686 / 512;

/** Metres on the ground to one CSS pixel; the projection stretches by 1/cos(latitude). */
export function metresPerPixel(zoom: number, latitude: number): number {
  return (metresPerPixelAtZero * Math.cos((latitude * Math.PI) / 180)) / 2 ** zoom;
}

export interface ScaleBar {
  readonly metres: number;
  /** CSS pixels. */
  readonly width: number;
}

/** The longest distance of 1, 2 or 5 times a power of ten that fits into `widest` pixels. */
export function scaleBar(zoom: number, latitude: number, widest: number): ScaleBar {
  const perPixel = metresPerPixel(zoom, latitude);
  const most = perPixel * widest;
  const power = 10 ** Math.floor(Math.log10(most));
  const metres = [5, 2, 1].map((digit) => digit * power).find((distance) => distance <= most) ?? power;
  return { metres, width: metres / perPixel };
}

/** `20 km`, `500 m`. */
export function printDistance(metres: number): string {
  return metres >= 1000 ? `${metres / 1000} km` : `${metres} m`;
}
