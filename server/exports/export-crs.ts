/** The coordinate systems that files are written in: those of the place, nothing is fetched or guessed. */
import type { Word } from '../../data/vocabulary/word.ts';
import { badParameters } from '../http/problem.ts';

export interface ExportCrs {
  /** EPSG code. */
  readonly epsg: number;
  readonly word: Word;
  /** Degrees; else metres. */
  readonly geographic: boolean;
  /** Decimals written: a tenth of a millimetre. */
  readonly decimals: number;
}

/** Longitude and latitude in WGS 84, as the database holds them. */
export const wgs84: ExportCrs = degrees(4326, 'WGS 84');

/**
 * The systems of a place: WGS 84, CGCS2000, Web Mercator, the systems of its surveys, and of CGCS2000 the 3-degree and
 * 6-degree zones that its extent touches, with the zone in the easting and without.
 */
export function exportCrsOf(place: {
  readonly extent: readonly [west: number, south: number, east: number, north: number];
  readonly workingCrs: readonly number[];
}): readonly ExportCrs[] {
  const [west, , east] = place.extent;
  const touched = (from: number, to: number, name: (zone: number) => (ExportCrs | undefined)[]) =>
    Array.from({ length: Math.max(0, to - from + 1) }, (_, at) => name(from + at)).flat();
  const three = touched(Math.round(west / 3), Math.round(east / 3), (zone) => [
    zoneOf(4488 + zone),
    zoneOf(4509 + zone),
  ]);
  const six = touched(Math.floor(west / 6) + 1, Math.floor(east / 6) + 1, (zone) => [
    zoneOf(4478 + zone),
    zoneOf(4489 + zone),
  ]);
  const surveyed = place.workingCrs.map(zoneOf);
  const zones = [...surveyed, ...three, ...six].filter((crs) => crs !== undefined);
  const mercator: ExportCrs = {
    epsg: 3857,
    word: { zh: 'Web 墨卡托', en: 'Web Mercator' },
    geographic: false,
    decimals: 4,
  };
  const all = [wgs84, degrees(4490, 'CGCS2000'), mercator, ...zones];
  return all.filter(({ epsg }, at) => all.findIndex((other) => other.epsg === epsg) === at);
}

function degrees(epsg: number, name: string): ExportCrs {
  return { epsg, word: { zh: `${name} 经纬度`, en: `${name} degrees` }, geographic: true, decimals: 9 };
}

/**
 * A Gauss-Kruger zone of CGCS2000: 6-degree zones 13–23 with their number in the easting (EPSG:4491–4501) and without
 * (4502–4512), 3-degree zones 25–45 with it (4513–4533) and without (4534–4554); `undefined` for any other code.
 */
function zoneOf(epsg: number): ExportCrs | undefined {
  const [first, width, lowest] = [
    [4491, 6, 13],
    [4502, 6, 13],
    [4513, 3, 25],
    [4534, 3, 25],
    [4555, 0, 0],
  ].findLast(([from]) => epsg >= (from as number)) ?? [0, 0, 0];
  if (!first || !width || lowest === undefined) return undefined;
  const zone = epsg - first + lowest;
  const meridian = width === 6 ? zone * 6 - 3 : zone * 3;
  const numbered = first === 4491 || first === 4513;
  return {
    epsg,
    word: numbered
      ? { zh: `CGCS2000 ${width}度带 ${zone} 带`, en: `CGCS2000 ${width}° zone ${zone}` }
      : { zh: `CGCS2000 ${width}度带 ${meridian}E`, en: `CGCS2000 ${width}° CM ${meridian}E` },
    geographic: false,
    decimals: 4,
  };
}

/** The system that a parameter names. @throws Problem 400 for any that is not offered. */
export function findExportCrs(offered: readonly ExportCrs[], given: string | undefined): ExportCrs {
  if (given === undefined) return wgs84;
  const found = offered.find(({ epsg }) => `EPSG:${epsg}` === given.toUpperCase());
  if (found) return found;
  const list = (language: keyof Word) =>
    offered.map(({ epsg, word }) => `EPSG:${epsg} (${word[language]})`).join(', ');
  throw badParameters([{ key: 'crs', value: given, allowed: { zh: list('zh'), en: list('en') } }]);
}
