/** What the thread that runs GDAL is asked, and what it says. */

/** A file of a directory of its own, and what is to be done with it. */
export interface GdalTask {
  /** The only directory that GDAL sees. */
  readonly directory: string;
  /** Path in the directory. */
  readonly file: string;
  /** The one driver that may open it. */
  readonly driver: string;
  /** `ENCODING=ISO-8859-1` and the like. */
  readonly openOptions: readonly string[];
  /** Settings of GDAL (its configuration options). */
  readonly settings: Readonly<Record<string, string>>;
  readonly work:
    | { readonly kind: 'describe' }
    /** The rows of a layer as COPY statements (PGDUMP); what it is comes first. `''` = the only one. */
    | { readonly kind: 'rows'; readonly layer: string }
    /** A file in another format, its path in the directory, with options of `ogr2ogr`. */
    | { readonly kind: 'write'; readonly output: string; readonly options: readonly string[] };
}

export interface GdalStart {
  readonly task: GdalTask;
  readonly memoryBytes: number;
  readonly program: WebAssembly.Module;
  /** GDAL's own tables and those of PROJ, one after the other. */
  readonly tables: SharedArrayBuffer;
  /** How many pieces were taken by the reader: the thread waits when it is ahead. */
  readonly taken: SharedArrayBuffer;
}

/** So many pieces of rows may wait to be taken. */
export const piecesAhead = 8;

export type GdalMessage =
  /** Layers and their columns, in the JSON of `ogrinfo`. */
  | { readonly kind: 'description'; readonly text: string }
  | { readonly kind: 'piece'; readonly bytes: Uint8Array }
  | { readonly kind: 'done'; readonly complaints: readonly string[] }
  | { readonly kind: 'failed'; readonly complaints: readonly string[]; readonly memory: boolean };
