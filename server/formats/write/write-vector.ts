/** Features as a file that GIS and CAD programs read. */
import { copyFile, mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Geometry } from 'geojson';
import type { StopSignal } from '../../../data/stop-signal.ts';
import type { FormatId } from '../formats.ts';
import type { ColumnType } from '../source.ts';
import { writeDxf } from './dxf.ts';
import { writeWithGdal } from './gdal-file.ts';
import { writeKml } from './kml.ts';
import { writeShapefiles } from './shapefiles.ts';

export type VectorFormat = Extract<FormatId, 'shp' | 'gpkg' | 'fgb' | 'kml' | 'dxf'>;

export interface VectorColumn {
  /** Name of the property, and of the column where the format takes it whole. */
  readonly name: string;
  /** What it says where names are cut (the list of fields beside a shapefile). */
  readonly label?: string | undefined;
  readonly type: ColumnType;
}

export interface VectorFeature {
  /** Dates as YYYY-MM-DD. */
  readonly properties: Readonly<Record<string, string | number | boolean | null>>;
  readonly geometry: Geometry | null;
}

export interface VectorFile {
  readonly format: VectorFormat;
  /** Of the layer, and of the files inside an archive; letters, digits and Chinese. */
  readonly name: string;
  /** Of the positions, easting or longitude first. KML takes 4326 and 4490 alone. */
  readonly epsg: number;
  readonly columns: readonly VectorColumn[];
  /** The column that names a feature in KML and labels it in DXF. */
  readonly nameColumn?: string | undefined;
  readonly features: AsyncIterable<VectorFeature>;
  /** Where the file is to lie; its directory is there. */
  readonly path: string;
  readonly signal?: StopSignal | undefined;
}

/** A writer makes the file in a directory of its own and returns its path. */
export type VectorWriter = (file: VectorFile, directory: string) => Promise<string>;

const writers: Readonly<Record<VectorFormat, VectorWriter>> = {
  shp: writeShapefiles,
  gpkg: writeWithGdal,
  fgb: writeWithGdal,
  kml: writeKml,
  dxf: writeDxf,
};

/**
 * Writes the file whole or not at all. A shapefile is a zip, one file for each kind of geometry, in UTF-8 with `.cpg`
 * and a list of its fields; DXF has the outlines of areas, and of the attributes only the name as a label.
 * @throws the signal's reason when it is stopped.
 */
export async function writeVector(file: VectorFile): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'groundwork-write-'));
  try {
    const made = await writers[file.format](file, directory);
    const beside = `${file.path}.part`;
    await copyFile(made, beside); // the two may lie on different disks
    await rename(beside, file.path);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
