/** The coordinate systems in which a file may be: names of the two Chinese datums, and codes of an allow-list. */

/** Geographic systems whose degrees are stored as they are: WGS 84 and CGCS2000 differ by centimetres. */
const degrees = [4326, 4490];
/**
 * Systems that PostGIS computes: Web Mercator, CGCS2000 in 6° and 3° zones, Xian 80, Beijing 54
 * (standards.md, "China": 4491–4501 and 4513–4533 with the zone's number before the easting).
 */
const computed: readonly (readonly [from: number, to: number])[] = [
  [3857, 3857],
  [4491, 4554],
  [4610, 4610],
  [2327, 2390],
  [4214, 4214],
  [2401, 2442],
];

export type CrsChoice =
  | { readonly kind: 'degrees' }
  | { readonly kind: 'epsg'; readonly epsg: number }
  | { readonly kind: 'gcj02' | 'bd09' };

/** Reads `EPSG:4528`, `GCJ-02` or `BD-09`; `undefined` for anything that is not taken, whatever it names. */
export function readCrs(text: string): CrsChoice | undefined {
  if (text === 'GCJ-02') return { kind: 'gcj02' };
  if (text === 'BD-09') return { kind: 'bd09' };
  const epsg = Number(/^EPSG:(\d{4,5})$/.exec(text)?.[1]);
  if (degrees.includes(epsg)) return { kind: 'degrees' };
  return computed.some(([from, to]) => epsg >= from && epsg <= to) ? { kind: 'epsg', epsg } : undefined;
}

/** What is taken, for who gave something else. */
export const crsTaken = {
  zh: 'EPSG:4326、EPSG:4490、EPSG:3857、EPSG:4491–4554（CGCS2000 分带）、EPSG:4610 与 2327–2390（西安 80）、EPSG:4214 与 2401–2442（北京 54）、GCJ-02、BD-09',
  en: 'EPSG:4326, EPSG:4490, EPSG:3857, EPSG:4491–4554 (zones of CGCS2000), EPSG:4610 and 2327–2390 (Xian 80), EPSG:4214 and 2401–2442 (Beijing 54), GCJ-02, BD-09',
};
