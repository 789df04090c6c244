/** What reading a file gives: its layers, its rows as they stand there, and what is wrong with it. */
import type { StopSignal } from '../../data/stop-signal.ts';
import type { Word } from '../../data/vocabulary/word.ts';
import type { SourceRow } from '../imports/import-facts.ts';
import type { FormatId } from './formats.ts';

/** A file on disk. Its name is as the sender gave it and is never used as a path. */
export interface Upload {
  readonly path: string;
  readonly name: string;
  readonly bytes: number;
}

export type ColumnType = 'text' | 'number' | 'integer' | 'date' | 'boolean';

export interface SourceColumn {
  readonly name: string;
  readonly type: ColumnType;
}

export interface SourceLayer {
  readonly name: string;
  /** `null` = not known before it is read. */
  readonly rows: number | null;
  /** `Polygon`, `MultiPolygon`, …, `Mixed`; `null` for a table. */
  readonly geometry: string | null;
  readonly columns: readonly SourceColumn[];
  readonly crs: { readonly epsg: number | null; readonly name: string } | null;
}

export interface Opened {
  readonly format: FormatId;
  /** What the bytes were read as text by; `null` where the format says it itself. */
  readonly encoding: { readonly used: string; readonly detected: boolean } | null;
  readonly layers: readonly SourceLayer[];
  /** What the person should know of the file. */
  readonly notes: readonly Word[];
}

/** One row as it stands in the file, positions in its own coordinates. */
export type RawRow = SourceRow;

export type SourceProblemKind =
  'unknown_format' | 'not_allowed' | 'archive' | 'damaged' | 'empty' | 'too_large' | 'too_long' | 'no_layer';

/** The file cannot be read as it is; `zh` and `en` say why and what to do. */
export class SourceProblem extends Error {
  override name = 'SourceProblem';
  readonly kind: SourceProblemKind;
  readonly zh: string;
  readonly en: string;

  constructor(kind: SourceProblemKind, word: Word, options?: ErrorOptions) {
    super(word.en, options);
    this.kind = kind;
    this.zh = word.zh;
    this.en = word.en;
  }
}

/** Caps of reading; each is there so that no file takes the server with it. */
export interface Limits {
  /** Rows of one layer. */
  readonly rows: number;
  readonly columns: number;
  /** Positions of one geometry: the row is refused, the others are not. */
  readonly positions: number;
  /** Bytes of the text of one row. */
  readonly rowBytes: number;
  /** Bytes that an archive unpacks to, all of its files together. */
  readonly unpackedBytes: number;
  readonly entries: number;
  /** Bytes of memory that GDAL may take. */
  readonly memoryBytes: number;
  /** Seconds that GDAL may be silent. */
  readonly silentSeconds: number;
  /** Bytes of a file that GDAL reads into memory whole (DXF, DWG, GML, KML, GPX). */
  readonly wholeBytes: number;
}

export const defaultLimits: Limits = {
  rows: 2_000_000,
  columns: 500,
  positions: 1_000_000,
  rowBytes: 128 * 2 ** 20,
  unpackedBytes: 4 * 2 ** 30,
  entries: 10_000,
  memoryBytes: 1.5 * 2 ** 30,
  silentSeconds: 120,
  wholeBytes: 512 * 2 ** 20,
};

export interface OpenOptions {
  /** Overrides what is said or detected: `UTF-8`, `GB18030`, `GBK`, `UTF-16LE` … */
  readonly encoding?: string | undefined;
  readonly signal?: StopSignal | undefined;
  readonly limits?: Partial<Limits> | undefined;
}

export interface ReadOptions extends OpenOptions {
  readonly layer: string;
  /** Rows read so far, and how many there are where that is known. */
  readonly onProgress?: ((done: number, total: number | null) => void) | undefined;
}

/** A format's two questions; both may be asked again, each opens the file anew. */
export interface SourceReader {
  open(upload: Upload, options: OpenOptions): Promise<Opened>;
  read(upload: Upload, options: ReadOptions): AsyncIterable<RawRow[]>;
}

/** Rows are handed on by so many. */
export const batchRows = 1000;

export function limitsOf(options: OpenOptions): Limits {
  return { ...defaultLimits, ...options.limits };
}

/** Limits that were passed, in words. */
export function tooManyColumns(count: number, limit: number): SourceProblem {
  return new SourceProblem('too_large', {
    zh: `文件有 ${count} 列，最多 ${limit} 列。请删去用不到的列再导入。`,
    en: `The file has ${count} columns; at most ${limit} are read. Remove the columns that are not needed.`,
  });
}

export function tooManyRows(limit: number): SourceProblem {
  return new SourceProblem('too_large', {
    zh: `文件超过 ${limit} 行。请分成几个文件导入。`,
    en: `The file has more than ${limit} rows. Split it and import the parts.`,
  });
}

export const emptyFile = () => new SourceProblem('empty', { zh: '文件是空的。', en: 'The file is empty.' });
