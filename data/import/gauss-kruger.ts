/**
 * Plane coordinates → degrees, exact enough (millimetres within a zone) to see where a file's numbers would lie. What
 * is stored is transformed by PostGIS.
 */

export interface Ellipsoid {
  /** Metres. */
  readonly semiMajor: number;
  readonly inverseFlattening: number;
}

export interface TransverseMercator {
  readonly ellipsoid: Ellipsoid;
  /** Degrees. */
  readonly centralMeridian: number;
  /** Metres. */
  readonly falseEasting: number;
  readonly scale: number;
}

/** Degrees. */
export type LngLat = readonly [lng: number, lat: number];

const degrees = 180 / Math.PI;

/**
 * Inverse of the transverse Mercator projection by Krüger's series to the third order in n (L. Krüger 1912, as in
 * C. F. F. Karney, “Transverse Mercator with an accuracy of a few nanometers”, J. Geodesy 85, 2011, eqs. 5–36).
 */
export function fromTransverseMercator(
  projection: TransverseMercator,
  easting: number,
  northing: number,
): LngLat {
  const { ellipsoid, centralMeridian, falseEasting, scale } = projection;
  const flattening = 1 / ellipsoid.inverseFlattening;
  const n = flattening / (2 - flattening);
  const radius = (ellipsoid.semiMajor / (1 + n)) * (1 + n ** 2 / 4 + n ** 4 / 64);
  const beta = [
    n / 2 - (2 / 3) * n ** 2 + (37 / 96) * n ** 3,
    n ** 2 / 48 + n ** 3 / 15,
    (17 / 480) * n ** 3,
  ];
  const delta = [
    2 * n - (2 / 3) * n ** 2 - 2 * n ** 3,
    (7 / 3) * n ** 2 - (8 / 5) * n ** 3,
    (56 / 15) * n ** 3,
  ];
  const xi = northing / (scale * radius);
  const eta = (easting - falseEasting) / (scale * radius);
  let [xiSphere, etaSphere] = [xi, eta];
  beta.forEach((factor, at) => {
    const twice = 2 * (at + 1);
    xiSphere -= factor * Math.sin(twice * xi) * Math.cosh(twice * eta);
    etaSphere -= factor * Math.cos(twice * xi) * Math.sinh(twice * eta);
  });
  const conformal = Math.asin(Math.sin(xiSphere) / Math.cosh(etaSphere));
  const latitude = delta.reduce(
    (sum, factor, at) => sum + factor * Math.sin(2 * (at + 1) * conformal),
    conformal,
  );
  const longitude = Math.atan2(Math.sinh(etaSphere), Math.cos(xiSphere));
  return [centralMeridian + longitude * degrees, latitude * degrees];
}

/** Inverse of Web Mercator (EPSG:3857), a sphere of 6,378,137 m. */
export function fromWebMercator(x: number, y: number): LngLat {
  const radius = 6_378_137;
  return [(x / radius) * degrees, Math.atan(Math.sinh(y / radius)) * degrees];
}
