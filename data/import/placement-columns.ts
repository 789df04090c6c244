/** Columns that say where a row lies: longitude and latitude, easting and northing, both in one, or WKT. */
import { readHeading } from './heading.ts';
import type { Placement } from './placement.ts';
import { readCoordinate, readPair } from './coordinate.ts';
import { looksLikeWkt } from './wkt.ts';
import type { Given } from './value.ts';

const lng =
  /^(?:经度|东经|lng|lon|long|longitude|x|x坐标|坐标x|pointx|横坐标|easting|东坐标|centerx|中心经度|中心点经度|经度坐标)$/;
const lat =
  /^(?:纬度|北纬|lat|latitude|y|y坐标|坐标y|pointy|纵坐标|northing|北坐标|centery|中心纬度|中心点纬度|纬度坐标)$/;
const prefixed = { lng: /(?:经度|lng|lon)/, lat: /(?:纬度|lat)/ };
const pair = /(?:坐标|经纬度|坐标点|位置|location|coordinates?|coords?|lnglat|lonlat|latlng|latlon)$/;

type Samples = Readonly<Record<string, readonly Given[]>>;

/** What of a file's columns gives the place of a row; `none` when nothing looks like it. */
export function proposePlacement(columns: readonly string[], samples: Samples): Placement {
  const cells = (column: string) => samples[column] ?? [];
  const most = (column: string, reads: (given: Given) => boolean) =>
    cells(column).length > 0 && cells(column).filter(reads).length * 2 > cells(column).length;
  const wkt = columns.find((column) => most(column, looksLikeWkt));
  if (wkt !== undefined) return { kind: 'wkt', column: wkt };
  const isFigure = (column: string) => most(column, (given) => readCoordinate(given) !== null);
  const named = (exact: RegExp, part: RegExp) => {
    const headings = columns.filter(isFigure).map((text) => readHeading(text));
    return (
      headings.find(({ whole, base }) => exact.test(whole) || exact.test(base)) ??
      headings.find(({ base }) => part.test(base))
    )?.text;
  };
  const [x, y] = [named(lng, prefixed.lng), named(lat, prefixed.lat)];
  if (x !== undefined && y !== undefined && x !== y) return { kind: 'columns', lng: x, lat: y };
  const both = columns.find(
    (column) => pair.test(readHeading(column).base) && most(column, (given) => readPair(given) !== null),
  );
  return both === undefined ? { kind: 'none' } : { kind: 'pair', column: both };
}
