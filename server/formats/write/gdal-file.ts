/** Files that GDAL makes of a file of features. */
import { join } from 'node:path';
import type { StopSignal } from '../../../data/stop-signal.ts';
import { runGdal } from '../gdal/run-gdal.ts';
import { defaultLimits } from '../source.ts';
import { emptyFeature, featureLine, noFeatures, writeText } from './feature-lines.ts';
import type { VectorWriter } from './write-vector.ts';

const rowsFile = 'rows.geojsonl';

/** GeoPackage and FlatGeobuf. */
export const writeWithGdal: VectorWriter = async (file, directory) => {
  let count = 0;
  let unplaced = false;
  async function* lines() {
    const names = new Map(file.columns.map(({ name }) => [name, name]));
    for await (const feature of file.features) {
      count++;
      unplaced ||= feature.geometry === null;
      yield featureLine(feature, names);
    }
    if (count === 0) yield featureLine(emptyFeature, names);
  }
  await writeText(join(directory, rowsFile), lines(), file.signal);
  const output = `out.${file.format}`;
  const driver = file.format === 'gpkg' ? 'GPKG' : 'FlatGeobuf';
  await translate({
    directory,
    input: rowsFile,
    output,
    options: [
      '-f',
      driver,
      '-a_srs',
      `EPSG:${file.epsg}`,
      '-nln',
      file.name,
      ...(count === 0 ? noFeatures : []),
      // FlatGeobuf's index has no place for a feature without geometry.
      ...(driver === 'FlatGeobuf' && (unplaced || count === 0) ? ['-lco', 'SPATIAL_INDEX=NO'] : []),
    ],
    signal: file.signal,
  });
  return join(directory, output);
};

export interface Translation {
  readonly directory: string;
  /** Features on lines, in the directory. */
  readonly input: string;
  readonly output: string;
  /** Of `ogr2ogr`. */
  readonly options: readonly string[];
  readonly signal: StopSignal | undefined;
}

/** Runs `ogr2ogr` over features on lines. */
export async function translate({ directory, input, output, options, signal }: Translation): Promise<void> {
  const run = runGdal(
    {
      directory,
      file: input,
      driver: 'GeoJSONSeq',
      openOptions: [],
      settings: { OGR_GEOJSON_MAX_OBJ_SIZE: '0' },
      work: { kind: 'write', output, options },
    },
    { limits: { ...defaultLimits, silentSeconds: 1800 }, signal },
  );
  while (!(await run.next()).done); // it has no pieces
}
