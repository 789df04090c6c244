/** The coordinate system that a file declares, by its EPSG code where it has one. */
import type { DescribedLayer } from '../gdal/description.ts';

type CoordinateSystem = DescribedLayer['geometryFields'][number]['coordinateSystem'];

/**
 * Zones by the names that ArcGIS and SuperMap write without a code: the first of a series, its number, and the step
 * (EPSG registry: 4513 is CGCS2000 / 3-degree zone 25, 4534 its form by central meridian 75° …).
 */
const series = [
  { name: /^CGCS2000[_ /]*3[_ -]Degree[_ ]GK[_ ]Zone[_ ](\d+)$/i, epsg: 4513, first: 25, last: 45, step: 1 },
  { name: /^CGCS2000[_ /]*3[_ -]Degree[_ ]GK[_ ]CM[_ ](\d+)E$/i, epsg: 4534, first: 75, last: 135, step: 3 },
  { name: /^CGCS2000[_ /]*GK[_ ]Zone[_ ](\d+)$/i, epsg: 4491, first: 13, last: 23, step: 1 },
  { name: /^CGCS2000[_ /]*GK[_ ]CM[_ ](\d+)E$/i, epsg: 4502, first: 75, last: 135, step: 6 },
  {
    name: /^Xian[_ ]1980[_ /]*3[_ -]Degree[_ ]GK[_ ]Zone[_ ](\d+)$/i,
    epsg: 2349,
    first: 25,
    last: 45,
    step: 1,
  },
  {
    name: /^Xian[_ ]1980[_ /]*3[_ -]Degree[_ ]GK[_ ]CM[_ ](\d+)E$/i,
    epsg: 2370,
    first: 75,
    last: 135,
    step: 3,
  },
  {
    name: /^Beijing[_ ]1954[_ /]*3[_ -]Degree[_ ]GK[_ ]Zone[_ ](\d+)$/i,
    epsg: 2401,
    first: 25,
    last: 45,
    step: 1,
  },
  {
    name: /^Beijing[_ ]1954[_ /]*3[_ -]Degree[_ ]GK[_ ]CM[_ ](\d+)E$/i,
    epsg: 2422,
    first: 75,
    last: 135,
    step: 3,
  },
] as const;

const geographic: Readonly<Record<string, number>> = {
  GCS_China_Geodetic_Coordinate_System_2000: 4490,
  'China Geodetic Coordinate System 2000': 4490,
  GCS_Xian_1980: 4610,
  GCS_Beijing_1954: 4214,
  GCS_WGS_1984: 4326,
};

export function crsOf(system: CoordinateSystem): { epsg: number | null; name: string } | null {
  if (!system) return null;
  const name = system.projjson?.name ?? /^\w+\["([^"]*)"/.exec(system.wkt ?? '')?.[1] ?? '';
  const id = system.projjson?.id;
  const told = id?.authority === 'EPSG' ? Number(id.code) : (epsgNamed(name) ?? epsgOfDatum(system));
  const epsg = told === undefined ? null : (flat.get(told) ?? told);
  // A drawing that knows no coordinates declares a “local” system.
  const nameless = name === '' || /^(?:unnamed|unknown|local|undefined)/i.test(name);
  if (epsg === null && nameless) return null;
  return { epsg, name: nameless ? `EPSG:${epsg}` : name };
}

/** Systems with heights → the same without. */
const flat: ReadonlyMap<number, number> = new Map([
  [4979, 4326],
  [4480, 4490],
]);

/** Degrees on a known datum, of formats that name the datum alone (MapInfo). */
function epsgOfDatum({ wkt }: NonNullable<CoordinateSystem>): number | undefined {
  const datum = /^GEOGCRS\[[\s\S]*?DATUM\["([^"]*)"/.exec(wkt ?? '')?.[1] ?? '';
  if (/^(?:World Geodetic System 1984|WGS_1984)$/i.test(datum)) return 4326;
  return /^China[_ ]?2000$/i.test(datum) ? 4490 : undefined;
}

/** The code of a system that is named but not numbered. */
export function epsgNamed(name: string): number | undefined {
  if (Object.hasOwn(geographic, name)) return geographic[name];
  for (const { name: pattern, epsg, first, last, step } of series) {
    const found = pattern.exec(name)?.[1];
    const number = found ? Number(found) : NaN;
    if (number >= first && number <= last && (number - first) % step === 0)
      return epsg + (number - first) / step;
  }
  return undefined;
}
