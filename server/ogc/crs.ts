/** The coordinate systems in which features are asked for and given out: a fixed list for a place, nothing is fetched. */
import { badParameters } from '../http/problem.ts';
import type { Problem } from '../http/problem.ts';

/** minimal x, y, maximal x, y; x is east. */
export type Box = readonly [number, number, number, number];

export interface Crs {
  readonly uri: string;
  readonly srid: number;
  /** Positions begin with latitude or northing, as EPSG declares. */
  readonly northFirst: boolean;
  /** Where coordinates can be transformed, in x and y. */
  readonly domain: Box;
  /** Decimals written: about a millimetre for metres, a centimetre for degrees. */
  readonly decimals: number;
}

const epsgUri = (code: number) => `http://www.opengis.net/def/crs/EPSG/0/${code}`;
const world: Box = [-180, -90, 180, 90];

/** Longitude and latitude, as GeoJSON has them and as the database holds them (EPSG:4326). */
export const crs84: Crs = {
  uri: 'http://www.opengis.net/def/crs/OGC/1.3/CRS84',
  srid: 4326,
  northFirst: false,
  domain: world,
  decimals: 7,
};

const mercatorSide = 20_037_508.342_789_244;

/**
 * The systems of a place: CRS84, WGS 84, CGCS2000, Web Mercator, and the 3-degree Gauss-Kruger zones of CGCS2000 that
 * its extent touches, with the zone in the easting (EPSG:4513–4533) and without (EPSG:4534–4554, by central meridian).
 */
export function crsOf([west, , east]: Box): readonly Crs[] {
  const zones: Crs[] = [];
  const first = Math.max(25, Math.round(west / 3));
  const last = Math.min(45, Math.round(east / 3));
  for (let zone = first; zone <= last; zone++) {
    zones.push(gaussKruger(4513 + zone - 25, zone * 1e6 + 5e5), gaussKruger(4534 + zone - 25, 5e5));
  }
  const degrees = (code: number): Crs => ({ ...crs84, uri: epsgUri(code), srid: code, northFirst: true });
  return [
    crs84,
    degrees(4326),
    degrees(4490),
    {
      uri: epsgUri(3857),
      srid: 3857,
      northFirst: false,
      domain: [-mercatorSide, -mercatorSide, mercatorSide, mercatorSide],
      decimals: 3,
    },
    ...zones.sort((a, b) => a.srid - b.srid),
  ];
}

/** CGCS2000 writes northing, easting. The domain reaches ten degrees to both sides and from the equator to 63° N. */
function gaussKruger(srid: number, falseEasting: number): Crs {
  const domain: Box = [falseEasting - 1e6, 0, falseEasting + 1e6, 7e6];
  return { uri: epsgUri(srid), srid, northFirst: true, domain, decimals: 3 };
}

/** The system that a parameter names by its URI or as `EPSG:4490`. @throws Problem 400 for any that is not offered. */
export function findCrs(offered: readonly Crs[], key: string, given: string | undefined): Crs {
  if (given === undefined) return crs84;
  const code = /^\[?(EPSG|OGC):(\w+)\]?$/i.exec(given);
  const uri = !code
    ? given
    : code[1]?.toUpperCase() === 'EPSG'
      ? `http://www.opengis.net/def/crs/EPSG/0/${code[2]}`
      : `http://www.opengis.net/def/crs/OGC/1.3/${code[2]}`;
  const found = offered.find((crs) => crs.uri === uri);
  if (found) return found;
  throw notOffered(offered, key, given);
}

function notOffered(offered: readonly Crs[], key: string, value: string): Problem {
  return badParameters([{ key, value, allowed: offered.map(({ uri }) => uri) }]);
}
