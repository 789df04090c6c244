/** What is decided by hand about a place; the rest is drawn from the seed. */
import type { ZoneKind } from '../vocabulary/zone.ts';
import type { CorridorKind, CorridorStatus } from '../vocabulary/corridor.ts';

/** Longitude and latitude in degrees, WGS 84. */
export type Degrees = readonly [longitude: number, latitude: number];

export interface DistrictPlan {
  code: string;
  name: string;
  nameEn: string;
}

/** A town: its built-up part is sketched as a rough disc. */
export interface TownPlan {
  key: string;
  name: string;
  nameEn: string;
  at: Degrees;
  /** m */
  radius: number;
  /** Reporting area that its projects are attributed to. */
  area: string;
  district?: string;
}

/** A piece of planned land with a street grid: a zone, or the expansion of a town when it has no kind. */
export interface EstatePlan {
  code: string;
  name: string;
  nameEn: string;
  kind?: ZoneKind;
  industries?: readonly string[];
  /** Key of the town at whose edge it lies. */
  town: string;
  district?: string;
  /** Reporting areas whose projects settle here. */
  areas: readonly string[];
  /** Compass bearing from the town's middle, degrees, and how far it may be left or right of it. */
  bearing: number;
  spread?: number;
  /** m², planned */
  size: number;
  /** Share that is built up, from the town outwards. */
  built: number;
  /** Usual width and depth of a block, m. */
  block: readonly [width: number, depth: number];
  /** How many of the parcels lie here. */
  parcels: number;
}

/** A corridor whose line is found in the upstream lines. */
export interface RealCorridorPlan {
  code: string;
  name: string;
  nameEn: string;
  kind: CorridorKind;
  status: CorridorStatus;
  standard: string | null;
  /** Which upstream lines it is made of. */
  from: { file: string; names?: readonly string[]; classes?: readonly string[] };
  via: readonly Degrees[];
  source: string;
  dataAsOf: string;
  /** The line is real, but its name is not in the data. */
  illustrative: boolean;
}

/** A corridor drawn by hand through some points. */
export interface DrawnCorridorPlan {
  code: string;
  name: string;
  nameEn: string;
  kind: CorridorKind;
  standard: string;
  through: readonly Degrees[];
}

export interface AreaPlan {
  code: string;
  name: string;
  nameEn: string;
  district: string | null;
  /** How many of the listed projects are attributed to it. */
  listed: number;
}

export interface PlacePlan {
  code: string;
  prefix: string;
  name: string;
  nameEn: string;
  origin: Degrees;
  extent: readonly [number, number, number, number];
  districtFile: string;
  districts: readonly DistrictPlan[];
  areas: readonly AreaPlan[];
  towns: readonly TownPlan[];
  estates: readonly EstatePlan[];
  /** The towns (by key) that grow together into one city, and what it is called. */
  city?: { towns: readonly string[]; name: string; nameEn: string };
  railFiles: readonly string[];
  realCorridors: readonly RealCorridorPlan[];
  drawnCorridors: readonly DrawnCorridorPlan[];
}
