/** The coordinate systems in which files of Chinese offices arrive, and how their numbers become degrees. */
import type { Word } from '../vocabulary/word.ts';
import { fromTransverseMercator, fromWebMercator } from './gauss-kruger.ts';
import type { Ellipsoid, LngLat } from './gauss-kruger.ts';
import { word } from './text.ts';

export type CrsFamily = 'cgcs2000' | 'wgs84' | 'gcj02' | 'bd09' | 'mercator' | 'utm' | 'xian80' | 'beijing54';

export interface Crs {
  /** `EPSG:4528`, `GCJ-02` or `BD-09`. */
  readonly id: string;
  readonly name: Word;
  readonly family: CrsFamily;
  /** Degrees, or the width of the zone in degrees with or without its number in front of eastings. */
  readonly kind: 'degrees' | 'metres';
  readonly zone?: { readonly width: 3 | 6; readonly number: number; readonly prefix: boolean };
  readonly centralMeridian?: number;
  /** In the file's own datum: shifts between datums (up to about 100 m; 500 m for GCJ-02) play no part here. */
  readonly toDegrees: (x: number, y: number) => LngLat;
}

const same = (x: number, y: number): LngLat => [x, y];

interface Datum {
  readonly family: CrsFamily;
  readonly label: Word;
  readonly ellipsoid: Ellipsoid;
  /** EPSG code of longitude and latitude, and of the first zone of each row of zones (EPSG Dataset). */
  readonly geographic: number;
  readonly first: {
    readonly threePrefixed: number;
    readonly threeMeridian: number;
    readonly sixPrefixed: number;
    readonly sixMeridian: number;
  };
}

const datums: readonly Datum[] = [
  {
    family: 'cgcs2000',
    label: word('CGCS2000', 'CGCS2000'),
    ellipsoid: { semiMajor: 6_378_137, inverseFlattening: 298.257_222_101 },
    geographic: 4490,
    first: { threePrefixed: 4513, threeMeridian: 4534, sixPrefixed: 4491, sixMeridian: 4502 },
  },
  {
    family: 'xian80',
    label: word('西安 80', 'Xian 1980'),
    ellipsoid: { semiMajor: 6_378_140, inverseFlattening: 298.257 },
    geographic: 4610,
    first: { threePrefixed: 2349, threeMeridian: 2370, sixPrefixed: 2327, sixMeridian: 2338 },
  },
  {
    family: 'beijing54',
    label: word('北京 54', 'Beijing 1954'),
    ellipsoid: { semiMajor: 6_378_245, inverseFlattening: 298.3 },
    geographic: 4214,
    first: { threePrefixed: 2401, threeMeridian: 2422, sixPrefixed: 21_413, sixMeridian: 21_453 },
  },
];

/** 3° zones 25–45 have the meridians 75°–135°, 6° zones 13–23 every second of them. */
const widths = [
  { width: 3, firstNumber: 25, lastNumber: 45 },
  { width: 6, firstNumber: 13, lastNumber: 23 },
] as const;

function zonesOf(datum: Datum): Crs[] {
  return widths.flatMap(({ width, firstNumber, lastNumber }) =>
    [true, false].flatMap((prefix) =>
      Array.from({ length: lastNumber - firstNumber + 1 }, (_, at): Crs => {
        const number = firstNumber + at;
        const centralMeridian = 75 + at * width;
        const { threePrefixed, threeMeridian, sixPrefixed, sixMeridian } = datum.first;
        const first =
          width === 3 ? (prefix ? threePrefixed : threeMeridian) : prefix ? sixPrefixed : sixMeridian;
        const projection = {
          ellipsoid: datum.ellipsoid,
          centralMeridian,
          falseEasting: (prefix ? number * 1_000_000 : 0) + 500_000,
          scale: 1,
        };
        return {
          id: `EPSG:${first + at}`,
          name: prefix
            ? word(
                `${datum.label.zh} ${width} 度带第 ${number} 带（东坐标带带号）`,
                `${datum.label.en} ${width}-degree zone ${number} (easting with zone number)`,
              )
            : word(
                `${datum.label.zh} ${width} 度带中央经线 ${centralMeridian}°（东坐标不带带号）`,
                `${datum.label.en} ${width}-degree CM ${centralMeridian}°E (easting without zone number)`,
              ),
          family: datum.family,
          kind: 'metres',
          zone: { width, number, prefix },
          centralMeridian,
          toDegrees: (x, y) => fromTransverseMercator(projection, x, y),
        };
      }),
    ),
  );
}

const utm = Array.from({ length: 11 }, (_, at): Crs => {
  const number = 43 + at;
  const projection = {
    ellipsoid: { semiMajor: 6_378_137, inverseFlattening: 298.257_223_563 },
    centralMeridian: number * 6 - 183,
    falseEasting: 500_000,
    scale: 0.9996,
  };
  return {
    id: `EPSG:${32_600 + number}`,
    name: word(`WGS 84 UTM ${number}N`, `WGS 84 / UTM zone ${number}N`),
    family: 'utm',
    kind: 'metres',
    centralMeridian: projection.centralMeridian,
    toDegrees: (x, y) => fromTransverseMercator(projection, x, y),
  };
});

const degreesOf = (id: string, family: CrsFamily, name: Word): Crs => ({
  id,
  name,
  family,
  kind: 'degrees',
  toDegrees: same,
});

/** All that are known here; a file may declare another, which PostGIS knows. */
export const knownCrs: readonly Crs[] = [
  degreesOf('EPSG:4326', 'wgs84', word('WGS 84 经纬度', 'WGS 84 longitude and latitude')),
  degreesOf('EPSG:4490', 'cgcs2000', word('CGCS2000 经纬度', 'CGCS2000 longitude and latitude')),
  degreesOf(
    'GCJ-02',
    'gcj02',
    word('GCJ-02 经纬度（高德、腾讯）', 'GCJ-02 longitude and latitude (Amap, Tencent)'),
  ),
  degreesOf('BD-09', 'bd09', word('BD-09 经纬度（百度）', 'BD-09 longitude and latitude (Baidu)')),
  ...datums.flatMap(zonesOf),
  {
    id: 'EPSG:3857',
    name: word('Web 墨卡托', 'Web Mercator'),
    family: 'mercator',
    kind: 'metres',
    toDegrees: fromWebMercator,
  },
  ...utm,
  degreesOf('EPSG:4610', 'xian80', word('西安 80 经纬度', 'Xian 1980 longitude and latitude')),
  degreesOf('EPSG:4214', 'beijing54', word('北京 54 经纬度', 'Beijing 1954 longitude and latitude')),
];

const byId = new Map(knownCrs.map((crs) => [crs.id, crs]));

export function crsById(id: string): Crs | undefined {
  return byId.get(id);
}

/**
 * The system that a name means: of a .prj file without a code (ESRI's `CGCS2000_3_Degree_GK_Zone_38`), of an EPSG
 * entry, or of a heading (经度（高德）).
 */
export function crsByName(name: string): Crs | undefined {
  const text = name
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s_\-/()]+/g, '');
  if (/gcj02|火星|高德|腾讯|amap/.test(text)) return byId.get('GCJ-02');
  if (/bd09|百度|baidu/.test(text)) return byId.get('BD-09');
  const family = /cgcs2000|chinageodeticcoordinatesystem2000|国家2000|2000国家/.test(text)
    ? 'cgcs2000'
    : /xian1?9?80|西安80|西安1980/.test(text)
      ? 'xian80'
      : /beijing1?9?54|北京54|北京1954/.test(text)
        ? 'beijing54'
        : undefined;
  if (/webmercator|pseudomercator/.test(text)) return byId.get('EPSG:3857');
  if (family === undefined) return /wgs1?9?84(?!.*utm)|^gps$/.test(text) ? byId.get('EPSG:4326') : undefined;
  const meridian = /(?:cm|中央经线|中央子午线)(\d{2,3})e?/.exec(text)?.[1];
  const number = /(?:zone|第)(\d{2})带?/.exec(text)?.[1];
  const width = /3degree|3度/.test(text) ? 3 : 6;
  if (meridian === undefined && number === undefined)
    return /degree|gk|gauss|度带|投影/.test(text)
      ? undefined
      : knownCrs.find((crs) => crs.family === family && crs.kind === 'degrees');
  return knownCrs.find(
    (crs) =>
      crs.family === family &&
      crs.zone?.width === width &&
      (meridian === undefined
        ? crs.zone.prefix && crs.zone.number === Number(number)
        : !crs.zone.prefix && crs.centralMeridian === Number(meridian)),
  );
}
