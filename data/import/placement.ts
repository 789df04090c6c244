/** Where the rows of a file lie: which part of it says so, and in which coordinates. */
import type { ColumnUnit } from '../vocabulary/column-unit.ts';
import type { Word } from '../vocabulary/word.ts';

/** What of a row gives its place. */
export type Placement =
  | { readonly kind: 'geometry' }
  /** Degrees, or easting and northing of a projection. */
  | { readonly kind: 'columns'; readonly lng: string; readonly lat: string }
  /** Both in one cell: “115.65,34.41”. */
  | { readonly kind: 'pair'; readonly column: string }
  | { readonly kind: 'wkt'; readonly column: string }
  | { readonly kind: 'none' };

/** A column of the file for a field. */
export interface ColumnProposal {
  readonly column: string;
  /** As its heading or its cells name it. */
  readonly unit?: ColumnUnit;
  /** 1 = the heading is the field's own word. */
  readonly score: number;
  readonly reason: Word;
}

export interface ColumnProposals {
  /** Field → column; one column serves one field. */
  readonly columns: Readonly<Record<string, ColumnProposal>>;
  /** Where the file has no geometry of its own; `none` when nothing looks like a position. */
  readonly placement: Placement;
}

/** A coordinate system in which a file's numbers may be. */
export interface CrsProposal {
  /** `EPSG:4528`, `GCJ-02` or `BD-09`. */
  readonly crs: string;
  readonly name: Word;
  readonly reason: Word;
  /** Whether the file gives latitude or northing first. */
  readonly swapped: boolean;
  /** Of the positions that then lie within the place, 0–1; `null` where this system is not computed here. */
  readonly share: number | null;
  /** From the place's extent to the middle of the file, 0 = within; `null` as above. */
  readonly offKm: number | null;
  /** The place is missed: where it lands instead. */
  readonly warning?: Word;
}
