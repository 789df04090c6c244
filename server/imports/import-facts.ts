/** What an import is asked for, what its dry run finds, and what the parts of it hand to each other. */
import type { Geometry } from 'geojson';
import type { Word } from '../../data/vocabulary/word.ts';

/** One row of a file's layer or sheet as its reader gives it; positions in the coordinates of the file. */
export interface SourceRow {
  /** Its place in the layer, from 1. */
  readonly row: number;
  readonly values: Readonly<Record<string, string | number | boolean | null>>;
  readonly geometry: Geometry | null;
  /** What the reader left out of the geometry. */
  readonly dropped?: readonly ('z' | 'm' | 'curve')[];
  /** Why the reader could not make a geometry of what stood there. */
  readonly geometryProblem?: Word;
}

/** How a person decided that a file is to be read. */
export interface ImportSettings {
  readonly layer: string;
  readonly encoding?: string | undefined;
  /** `EPSG:4528`, `GCJ-02` or `BD-09`. */
  readonly crs: string;
  /** The file gives latitude, or northing, first. */
  readonly swapped: boolean;
  readonly position:
    | { readonly kind: 'geometry' }
    | { readonly kind: 'columns'; readonly lng: string; readonly lat: string }
    | { readonly kind: 'pair'; readonly column: string }
    | { readonly kind: 'wkt'; readonly column: string }
    | { readonly kind: 'none' };
  /** The field by which rows of the file are known again: `code`, `nationalCode`, `name` … */
  readonly key: string;
  readonly columns: Readonly<
    Record<string, { readonly column: string; readonly unit?: string | undefined } | undefined>
  >;
  /** What new rows get for a field that the file does not give. */
  readonly defaults: Readonly<Record<string, string | number | boolean | null>>;
  readonly districtByPosition: boolean;
  /** Which year's list the fields of projects speak of; else the place's last one. */
  readonly year?: number | undefined;
}

/** What of the place an import needs. */
export interface ImportPlace {
  readonly code: string;
  readonly name: string;
  readonly timeZone: string;
  /** West, south, east, north in degrees. */
  readonly extent: readonly [number, number, number, number];
  /** YYYY-MM-DD, in the place's time zone. */
  readonly today: string;
  readonly years: readonly number[];
}

/** What a dry run found. */
export interface ImportSummary {
  readonly new: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly refused: number;
  /** Rows whose geometry was repaired. */
  readonly repaired: number;
  /** Names of what is not there yet and will be made with the rows that name it. */
  readonly created: {
    readonly company: readonly string[];
    readonly unit: readonly string[];
    readonly person: readonly string[];
  };
  readonly warnings: readonly Word[];
}

export const importStates = ['new', 'changed', 'unchanged', 'refused'] as const;
/** What becomes of a row. */
export type RowState = (typeof importStates)[number];

/** A value of a row that cannot be taken, and what to do about it. */
export interface RowReason extends Word {
  /** The field, or `geometry`, or `row`. */
  readonly field: string;
  readonly value: string;
}

/** A field of a known row that the file gives differently; geometries are named, not shown. */
export interface RowChange {
  readonly field: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** A value that is stored otherwise than it stood in the file. */
export interface RowReading {
  readonly field: string;
  readonly given: string;
  readonly value: unknown;
  readonly note?: Word;
}

/** What was mended in a geometry; areas in m², geodesic, `null` for points and lines. */
export interface RowRepair extends Word {
  readonly areaBefore: number | null;
  readonly areaAfter: number | null;
}
