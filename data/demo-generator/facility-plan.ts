import type { Degrees } from './plan.ts';

export interface FacilityPlan {
  /** Chinese names of the plants of the WRI file, by its id; plants without a name here are left out. */
  plants: Readonly<Record<string, { name: string; nameEn: string }>>;
  airports: readonly {
    name: string;
    nameEn: string;
    at: Degrees;
    detail: string;
    source: string;
    dataAsOf: string;
  }[];
  /** Illustrative things at given points. */
  drawn: readonly {
    kind: 'substation' | 'port';
    name: string;
    nameEn: string;
    at: Degrees;
    detail: string;
  }[];
}
