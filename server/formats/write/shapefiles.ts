/** Shapefiles in a zip: one for each kind of geometry, names of fields cut to ten bytes and listed in full beside them. */
import { createReadStream, createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { finished, pipeline } from 'node:stream/promises';
import { Zip, ZipDeflate } from 'fflate';
import { emptyFeature, featureLine, noFeatures } from './feature-lines.ts';
import { translate } from './gdal-file.ts';
import { shortNames } from './short-names.ts';
import type { VectorFeature, VectorFile, VectorWriter } from './write-vector.ts';

type Kind = 'point' | 'line' | 'polygon' | 'none';

const kinds: Readonly<Record<string, Kind>> = {
  Point: 'point',
  MultiPoint: 'point',
  LineString: 'line',
  MultiLineString: 'line',
  Polygon: 'polygon',
  MultiPolygon: 'polygon',
};
const suffixes: Readonly<Record<Kind, string>> = {
  point: '_point',
  line: '_line',
  polygon: '_polygon',
  none: '_table',
};

export const writeShapefiles: VectorWriter = async (file, directory) => {
  const names = shortNames(file.columns.map(({ name }) => name));
  const { multiple: parts, empty } = await splitByKind(file, directory, names);
  for (const [kind, multiple] of parts) {
    const type = kind === 'none' ? ['-nlt', 'NONE'] : multiple ? ['-nlt', 'PROMOTE_TO_MULTI'] : [];
    await translate({
      directory,
      input: `${kind}.geojsonl`,
      output: `out-${kind}.${kind === 'none' ? 'dbf' : 'shp'}`,
      options: [
        '-f',
        'ESRI Shapefile',
        '-a_srs',
        `EPSG:${file.epsg}`,
        '-lco',
        'ENCODING=UTF-8',
        ...type,
        ...(empty ? noFeatures : []),
      ],
      signal: file.signal,
    });
  }
  const list = file.columns.map(
    ({ name, label }) => `${names.get(name)}\t${name}${label ? `\t${label}` : ''}`,
  );
  const fieldList = 'fields.txt';
  await writeFile(
    join(directory, fieldList),
    `\ufeff${['字段 Field\t全名 Full name\t说明 Label', ...list].join('\r\n')}\r\n`,
  );
  const members = (await readdir(directory))
    .filter((name) => name.startsWith('out-'))
    .map((from): [string, string] => {
      const [, kind, ending] = /^out-(\w+)\.(\w+)$/.exec(from) ?? [];
      return [from, `${file.name}${parts.size > 1 ? suffixes[kind as Kind] : ''}.${ending}`];
    });
  await zipFiles(directory, [...members, [fieldList, fieldList]], join(directory, 'all.zip'));
  return join(directory, 'all.zip');
};

/**
 * Writes the features on lines, a file for each kind of geometry.
 * @returns the kinds that are there, and whether one has multiple geometries; `empty` when there is no feature.
 */
async function splitByKind(file: VectorFile, directory: string, names: ReadonlyMap<string, string>) {
  const streams = new Map<Kind, ReturnType<typeof createWriteStream>>();
  const multiple = new Map<Kind, boolean>();
  const written: Promise<void>[] = [];
  const write = async (feature: VectorFeature, kind: Kind) => {
    let stream = streams.get(kind);
    if (!stream) {
      streams.set(kind, (stream = createWriteStream(join(directory, `${kind}.geojsonl`))));
      const end = finished(stream);
      end.catch(() => undefined); // an error is told when the end is awaited
      written.push(end);
    }
    multiple.set(
      kind,
      (multiple.get(kind) ?? false) || (feature.geometry?.type.startsWith('Multi') ?? false),
    );
    if (!stream.write(featureLine(feature, names))) {
      await once(stream, 'drain');
    }
  };
  for await (const feature of file.features) {
    file.signal?.throwIfAborted();
    await write(feature, feature.geometry ? (kinds[feature.geometry.type] ?? 'none') : 'none');
  }
  const empty = streams.size === 0;
  if (empty) await write(emptyFeature, 'none');
  for (const stream of streams.values()) stream.end();
  await Promise.all(written);
  return { multiple, empty };
}

/** Packs files of a directory under other names; the names are UTF-8. */
async function zipFiles(
  directory: string,
  members: readonly [string, string][],
  path: string,
): Promise<void> {
  async function* pieces() {
    let ready: Uint8Array[] = [];
    const zip = new Zip((error, data) => {
      if (error) throw error;
      if (data.length > 0) ready.push(data);
    });
    for (const [from, name] of members) {
      const entry = new ZipDeflate(name, { level: 6 });
      zip.add(entry);
      for await (const piece of createReadStream(join(directory, from)) as AsyncIterable<Buffer>) {
        entry.push(piece);
        yield* ready;
        ready = [];
      }
      entry.push(new Uint8Array(), true);
    }
    zip.end();
    yield* ready;
  }
  await pipeline(Readable.from(pieces()), createWriteStream(path));
}
