/** How far a place's extent is missed. */
import type { Word } from '../vocabulary/word.ts';
import type { LngLat } from './gauss-kruger.ts';
import { word } from './text.ts';

/** West, south, east, north in degrees. */
export type Extent = readonly [number, number, number, number];

export const isWithin = ([lng, lat]: LngLat, [west, south, east, north]: Extent): boolean =>
  lng >= west && lng <= east && lat >= south && lat <= north;

const radians = Math.PI / 180;

/** Great-circle distance from a position to the nearest place of the extent, km; 0 within. Haversine, R = 6371 km. */
export function kilometresOff([lng, lat]: LngLat, [west, south, east, north]: Extent): number {
  const nearest = [Math.min(Math.max(lng, west), east), Math.min(Math.max(lat, south), north)] as const;
  const [dLng, dLat] = [(lng - nearest[0]) * radians, (lat - nearest[1]) * radians];
  const a =
    Math.sin(dLat / 2) ** 2 +
    Math.cos(lat * radians) * Math.cos(nearest[1] * radians) * Math.sin(dLng / 2) ** 2;
  return 2 * 6371 * Math.asin(Math.min(1, Math.sqrt(a)));
}

const directions = [
  ['东', 'east'],
  ['东北', 'north-east'],
  ['北', 'north'],
  ['西北', 'north-west'],
  ['西', 'west'],
  ['西南', 'south-west'],
  ['南', 'south'],
  ['东南', 'south-east'],
] as const;

/** Where a position lies that misses the extent. */
export function missed(position: LngLat, extent: Extent): Word {
  const [west, south, east, north] = extent;
  const [dLng, dLat] = [position[0] - (west + east) / 2, position[1] - (south + north) / 2];
  const eighth = Math.round(Math.atan2(dLat, dLng * Math.cos(position[1] * radians)) / (Math.PI / 4));
  const [zh, en] = directions[(eighth + 8) % 8] ?? directions[0];
  const off = kilometresOff(position, extent);
  const km = off < 10 ? off.toFixed(1) : String(Math.round(off));
  return word(`落在本地范围以${zh}约 ${km} 公里处`, `lands about ${km} km ${en} of the place`);
}
