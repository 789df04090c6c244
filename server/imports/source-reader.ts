/** How works on imports read files; the readers themselves are in server/formats. */
import type { Word } from '../../data/vocabulary/word.ts';
import type { SourceRow } from './import-facts.ts';

/** One file on the disk, in a directory of its own. */
export interface Upload {
  readonly path: string;
  /** As given: its ending tells the format. */
  readonly name: string;
  readonly bytes: number;
}

export interface Opened {
  readonly format: string;
  readonly encoding: { readonly used: string; readonly detected: boolean } | null;
  readonly layers: readonly {
    readonly name: string;
    readonly rows: number | null;
    readonly geometry: string | null;
    readonly columns: readonly {
      readonly name: string;
      readonly type: 'text' | 'number' | 'integer' | 'date' | 'boolean';
    }[];
    readonly crs: { readonly epsg: number | null; readonly name: string } | null;
  }[];
  readonly notes: readonly Word[];
}

export interface SourceReader {
  openSource(upload: Upload, options: { encoding?: string; signal?: AbortSignal }): Promise<Opened>;
  readSource(
    upload: Upload,
    options: {
      layer: string;
      encoding?: string;
      signal?: AbortSignal;
      onProgress?: (done: number, total: number | null) => void;
    },
  ): AsyncIterable<readonly SourceRow[]>;
}
