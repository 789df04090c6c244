/** In which coordinate systems a file's numbers lie where they should: proposed with reasons, confirmed by a person. */
import type { Word } from '../vocabulary/word.ts';
import { crsById, crsByName, knownCrs } from './crs.ts';
import type { Crs } from './crs.ts';
import { isWithin, kilometresOff, missed } from './extent.ts';
import type { Extent } from './extent.ts';
import type { LngLat } from './gauss-kruger.ts';
import type { CrsProposal } from './placement.ts';
import { word } from './text.ts';

export interface DeclaredCrs {
  readonly epsg: number | null;
  /** As the file has it; of a table, the headings of its columns. */
  readonly name: string;
}

interface Trial {
  readonly crs: Crs;
  readonly swapped: boolean;
  readonly share: number;
  readonly offKm: number;
  readonly middle: LngLat;
  readonly declared: boolean;
  readonly local: boolean;
}

/** No more than these are compared; a sample says as much as all. */
const mostPositions = 500;

/**
 * Proposals, the likeliest first; an empty list only where there are no positions and nothing is declared. Degrees are
 * offered as WGS 84, CGCS2000, GCJ-02 and BD-09 alike: they differ by about 500 m, which numbers do not tell.
 * @param positions in the file's coordinates.
 * @param placeCrs EPSG codes that surveys of the place arrive in.
 */
export function proposeCrs(
  positions: readonly (readonly [number, number])[],
  declared: DeclaredCrs | null,
  extent: Extent,
  placeCrs: readonly number[],
): CrsProposal[] {
  const usable = spread(positions.filter(([x, y]) => Number.isFinite(x) && Number.isFinite(y)));
  const said = declared ? declaredCrs(declared) : undefined;
  const unknown =
    declared && declared.epsg !== null && !said ? [declaredElsewhere(declared, declared.epsg)] : [];
  const local = new Set(placeCrs.map((code) => `EPSG:${code}`));
  const trials = knownCrs.flatMap((crs) =>
    [false, true].flatMap((swapped) => {
      const isDeclared = crs === said && !swapped;
      const trial = place(crs, swapped, usable, extent, isDeclared);
      return trial ? [{ ...trial, declared: isDeclared, local: local.has(crs.id) }] : [];
    }),
  );
  const inside = trials.filter(({ share, declared: isDeclared }) => share > 0 || isDeclared);
  const nearest = inside.some(({ share }) => share > 0)
    ? []
    : trials.filter((trial) => !trial.declared).sort((a, b) => a.offKm - b.offKm);
  const ranked = [...inside.sort(byLikelihood), ...nearest.slice(0, 4)];
  return [...unknown, ...ranked.slice(0, 10).map((trial) => proposal(trial, extent))];
}

function declaredCrs({ epsg, name }: DeclaredCrs): Crs | undefined {
  return epsg === null ? crsByName(name) : crsById(`EPSG:${epsg}`);
}

/** The file names a system that is not computed here; the database knows it, and a preview shows it. */
function declaredElsewhere({ name }: DeclaredCrs, epsg: number): CrsProposal {
  return {
    crs: `EPSG:${epsg}`,
    name: word(name || `EPSG:${epsg}`, name || `EPSG:${epsg}`),
    reason: word('文件自带', 'declared by the file'),
    swapped: false,
    share: null,
    offKm: null,
  };
}

/** Evenly taken from the whole file. */
function spread<Item>(items: readonly Item[]): readonly Item[] {
  if (items.length <= mostPositions) return items;
  const step = items.length / mostPositions;
  return Array.from({ length: mostPositions }, (_, at) => items[Math.floor(at * step)] as Item);
}

/** Where the positions lie in a system; `null` where the numbers cannot be of it (a declared one is always tried). */
function place(
  crs: Crs,
  swapped: boolean,
  positions: readonly (readonly [number, number])[],
  extent: Extent,
  always: boolean,
) {
  if (positions.length === 0)
    return always ? { crs, swapped, share: 0, offKm: 0, middle: [0, 0] as const } : null;
  const placed: LngLat[] = [];
  for (const [x, y] of positions) {
    const [easting, northing] = swapped ? [y, x] : [x, y];
    if (fits(crs, easting, northing)) placed.push(crs.toDegrees(easting, northing));
  }
  if (placed.length * 2 < positions.length) {
    if (!always) return null;
    // Numbers that are impossible in the declared system: said, and at the bottom.
    return { crs, swapped, share: 0, offKm: Number.POSITIVE_INFINITY, middle: [0, 0] as const };
  }
  const middle = [median(placed.map(([lng]) => lng)), median(placed.map(([, lat]) => lat))] as const;
  const share = placed.filter((position) => isWithin(position, extent)).length / positions.length;
  return { crs, swapped, share, offKm: kilometresOff(middle, extent), middle };
}

/** Numbers that a system can have: eastings within 5° of its meridian, and northings of China (0–60°). */
function fits(crs: Crs, x: number, y: number): boolean {
  if (crs.kind === 'degrees') return Math.abs(x) <= 180 && Math.abs(y) <= 90;
  if (crs.family === 'mercator')
    return Math.abs(x) <= 20_037_508.4 && Math.abs(y) <= 20_037_508.4 && Math.abs(x) > 180;
  const prefix = crs.zone?.prefix ? crs.zone.number * 1_000_000 : 0;
  return Math.abs(x - prefix - 500_000) < 500_000 && y > 0 && y < 6_700_000;
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** From UTM on, only where a source says so. */
const families: readonly Crs['family'][] = [
  'wgs84',
  'cgcs2000',
  'gcj02',
  'bd09',
  'mercator',
  'utm',
  'xian80',
  'beijing54',
];

/** What lies in the place first; there, what the file declares, what is usual here, and what is usual at all. */
function byLikelihood(a: Trial, b: Trial): number {
  const order = (trial: Trial) => [
    trial.declared && trial.share >= 0.5 ? 0 : 1,
    -Math.round(trial.share * 20),
    trial.swapped ? 1 : 0,
    families.indexOf(trial.crs.family) >= 5 ? 1 : 0,
    trial.local && trial.crs.kind === 'metres' ? 0 : 1,
    families.indexOf(trial.crs.family),
    trial.crs.zone?.width ?? 0,
    trial.offKm,
  ];
  const [one, other] = [order(a), order(b)];
  const at = one.findIndex((value, index) => value !== other[index]);
  return at < 0 ? 0 : (one[at] ?? 0) - (other[at] ?? 0);
}

function proposal(trial: Trial, extent: Extent): CrsProposal {
  const { crs, swapped, share, offKm, middle, declared } = trial;
  const impossible = !Number.isFinite(offKm);
  const percent = Math.round(share * 100);
  const parts: Word[] = [
    ...(declared ? [word('文件自带', 'declared by the file')] : []),
    ...hints(trial),
    word(`${percent}% 的点在本地范围内`, `${percent}% of the positions lie in the place`),
  ];
  const warning = impossible
    ? word('坐标数值不可能属于这个坐标系', 'its numbers are impossible in this system')
    : offKm > 0
      ? missed(middle, extent)
      : undefined;
  return {
    crs: crs.id,
    name: crs.name,
    reason: word(parts.map(({ zh }) => zh).join('；'), parts.map(({ en }) => en).join('; ')),
    swapped,
    share: Math.round(share * 1000) / 1000,
    offKm: impossible ? null : Math.round(offKm * 10) / 10,
    ...(warning && { warning }),
  };
}

function hints({ crs, swapped, local }: Trial): Word[] {
  const said: Word[] = [];
  if (swapped)
    said.push(
      crs.kind === 'degrees'
        ? word('经度与纬度互换', 'longitude and latitude exchanged')
        : word('东坐标与北坐标互换', 'easting and northing exchanged'),
    );
  if (crs.zone?.prefix)
    said.push(
      word(
        `东坐标前两位 ${crs.zone.number} 为带号`,
        `eastings begin with the zone number ${crs.zone.number}`,
      ),
    );
  if (local && crs.kind === 'metres') said.push(word('本地常用', 'usual in this place'));
  if (families.indexOf(crs.family) >= 5)
    said.push(
      word(
        crs.family === 'utm'
          ? '仅当资料写明时选用'
          : '数值与 CGCS2000 相近，相差可达百米，仅当资料写明时选用',
        crs.family === 'utm'
          ? 'choose it only where the source says so'
          : 'numbers like those of CGCS2000, up to 100 m apart; choose it only where the source says so',
      ),
    );
  else if (crs.family === 'gcj02' || crs.family === 'bd09')
    said.push(
      word(
        '数值无法与 WGS 84 区分，相差约 500 米，请对照地图',
        'numbers do not tell it from WGS 84, about 500 m apart; compare with the map',
      ),
    );
  return said;
}
