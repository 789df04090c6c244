/** How far rows lie from the place, for warning of a wrong coordinate system. */
import type { Word } from '../../data/vocabulary/word.ts';

type Box = readonly [west: number, south: number, east: number, north: number];

/** Farther than this is no row of the place in any reading. */
export const absurdKm = 5_000;

/** Kilometres between two boxes of degrees on a ball of the mean radius (6371 km); 0 where they meet. */
export function kilometresBetween(one: Box, other: Box): number {
  const gap = (low: number, high: number, from: number, to: number) => Math.max(0, from - high, low - to);
  const north = gap(one[1], one[3], other[1], other[3]);
  const east = gap(one[0], one[2], other[0], other[2]);
  const latitude = (((one[1] + one[3] + other[1] + other[3]) / 4) * Math.PI) / 180;
  return (Math.hypot(north, east * Math.cos(latitude)) * Math.PI * 6371) / 180;
}

const shown = (km: number) => (km < 10 ? km.toFixed(1) : String(Math.round(km)));

/** For one row. */
export function outsideWord(km: number, placeName: string): Word {
  return {
    zh: `位于${placeName}区县范围之外，相距 ${shown(km)} km`,
    en: `Outside the districts of the place, ${shown(km)} km away`,
  };
}

export function absurdWord(km: number, crs: string): Word {
  return {
    zh: `按 ${crs} 落在 ${shown(km)} km 之外；请检查坐标系和 XY 次序。`,
    en: `As ${crs} it lies ${shown(km)} km away; check the coordinate system and the order of the axes.`,
  };
}

/** Of all rows that lie outside. */
export class Outside {
  #rows = 0;
  #first = 0;
  #most = 0;

  add(row: number, km: number): void {
    this.#rows += 1;
    if (this.#first === 0) this.#first = row;
    this.#most = Math.max(this.#most, km);
  }

  warning(placeName: string): Word | undefined {
    if (this.#rows === 0) return undefined;
    return {
      zh: `${this.#rows} 行位于${placeName}区县范围之外（首见第 ${this.#first} 行），最远 ${shown(this.#most)} km；如非本意，请检查坐标系。`,
      en: `${this.#rows} rows lie outside the districts of the place (the first is row ${this.#first}), up to ${shown(this.#most)} km away; if that is not meant, check the coordinate system.`,
    };
  }
}
