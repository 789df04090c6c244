/** GeoJSON (RFC 7946 and the older form with `crs`), as a collection, as one feature, or feature by feature on lines. */
import { createReadStream } from 'node:fs';
import type { Word } from '../../../data/vocabulary/word.ts';
import { batchRows, emptyFile, limitsOf, SourceProblem, tooManyRows } from '../source.ts';
import type { Limits, OpenOptions, RawRow, SourceReader, Upload } from '../source.ts';
import { ColumnTypes, rowValues } from './columns.ts';
import { takeGeometry } from './geometry.ts';
import { GeometryTypes } from './geometry-types.ts';
import { JsonSlices } from './json-slices.ts';
import type { Slice } from './json-slices.ts';
import { layerName } from './names.ts';

/** A feature's own brackets, those of a geometry collection in it, and some for values that are lists or objects. */
const deepest = 64;

export const geojsonReader: SourceReader = {
  async open(upload, options) {
    const limits = limitsOf(options);
    const columns = new ColumnTypes(limits);
    const geometries = new GeometryTypes();
    const slices = new JsonSlices(limits.rowBytes);
    let rows = 0;
    for await (const batch of featureRows(upload, slices, options)) {
      rows += batch.length;
      for (const row of batch) {
        columns.add(row.values);
        geometries.add(row.geometry);
      }
    }
    return {
      format: slices.head === '' ? 'geojsonl' : 'geojson',
      encoding: null,
      layers: [
        {
          name: layerName(upload.name),
          rows,
          geometry: geometries.type(),
          columns: columns.columns(),
          crs: declaredCrs(slices.head),
        },
      ],
      notes: [],
    };
  },

  async *read(upload, options) {
    const slices = new JsonSlices(limitsOf(options).rowBytes);
    let done = 0;
    for await (const batch of featureRows(upload, slices, options)) {
      done += batch.length;
      yield batch;
      options.onProgress?.(done, null);
    }
  },
};

/** The features of a file as rows, in batches. */
async function* featureRows(upload: Upload, slices: JsonSlices, options: OpenOptions) {
  const limits = limitsOf(options);
  let batch: RawRow[] = [];
  let count = 0;
  let first = true;
  for await (const piece of createReadStream(upload.path, {
    highWaterMark: 1 << 18,
  }) as AsyncIterable<Buffer>) {
    options.signal?.throwIfAborted();
    const bytes = first && piece[0] === 0xef && piece[1] === 0xbb ? piece.subarray(3) : piece;
    first = false;
    for (const slice of slices.push(bytes)) {
      batch.push(rowOf(slice, ++count, limits));
      if (count > limits.rows) throw tooManyRows(limits.rows);
      if (batch.length >= batchRows) {
        yield batch;
        batch = [];
      }
    }
    if (slices.strange.length >= 20) break;
  }
  if (slices.strange !== '') throw notGeojson(slices.strange);
  if (slices.unfinished) throw cutOff(count);
  if (count === 0) {
    if (first) throw emptyFile();
    if (slices.head === '') throw notGeojson('');
    throw new SourceProblem('empty', { zh: '文件里没有要素。', en: 'The file has no features.' });
  }
  if (batch.length > 0) yield batch;
}

const problems = {
  deep: {
    zh: `嵌套超过 ${deepest} 层，这一行没有读取`,
    en: `Nested more than ${deepest} deep: the row was not read`,
  },
  long: { zh: '这一行太长，没有读取', en: 'The row is too long and was not read' },
  text: { zh: '这一行不是合法的 JSON', en: 'The row is not JSON' },
  type: { zh: '这一行不是 GeoJSON 要素', en: 'The row is not a feature of GeoJSON' },
} satisfies Record<string, Word>;

function rowOf({ text, depth }: Slice, row: number, limits: Limits): RawRow {
  const unread = (geometryProblem: Word) => ({ row, values: {}, geometry: null, geometryProblem });
  if (text === undefined) return unread(problems.long);
  if (depth > deepest) return unread(problems.deep);
  const feature = parsed(text);
  if (typeof feature !== 'object' || feature === null) return unread(problems.text);
  const { type, properties, geometry } = feature as Record<string, unknown>;
  const bare = type !== 'Feature';
  if (bare && !('coordinates' in feature) && !('geometries' in feature)) return unread(problems.type);
  const taken = takeGeometry(bare ? feature : geometry, limits.positions);
  const values = rowValues(bare ? {} : properties, limits);
  const id = (feature as { id?: unknown }).id;
  if (!bare && !('id' in values) && (typeof id === 'string' || typeof id === 'number')) values.id = id;
  return {
    row,
    values,
    geometry: taken.geometry,
    ...(taken.dropped && { dropped: taken.dropped }),
    ...(taken.problem && { geometryProblem: taken.problem }),
  };
}

/** JSON; NaN and Infinity, which some programs write, become null. `undefined` when it is none. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // perhaps only for numbers that JSON has not
    const mended = text.replace(/"(?:[^"\\]|\\.)*"|-?\b(?:NaN|Infinity|nan|inf)\b/g, (found) =>
      found.startsWith('"') ? found : 'null',
    );
    try {
      return JSON.parse(mended);
    } catch {
      return undefined; // no JSON either way: the caller says where
    }
  }
}

/** `crs` of GeoJSON before RFC 7946; without one the positions are in WGS 84 by the standard, which is not said here. */
function declaredCrs(head: string): { epsg: number | null; name: string } | null {
  const found = parsed(head);
  const name = (found as { crs?: { properties?: { name?: unknown } } } | undefined)?.crs?.properties?.name;
  if (typeof name !== 'string') return null;
  if (/CRS84$/i.test(name)) return { epsg: 4326, name: 'WGS 84' };
  const epsg = /EPSG:+(?:[\d.]*:)?(\d{4,6})$/i.exec(name)?.[1];
  return { epsg: epsg ? Number(epsg) : null, name: name.slice(0, 100) };
}

function notGeojson(found: string): SourceProblem {
  const shown = found.replace(/[^\x20-\x7e]/g, '?');
  return new SourceProblem('damaged', {
    zh: `文件不是 GeoJSON${shown ? `：“${shown}”处应为要素` : ''}。`,
    en: `The file is not GeoJSON${shown ? `: “${shown}” stands where a feature should` : ''}.`,
  });
}

function cutOff(count: number): SourceProblem {
  return new SourceProblem('damaged', {
    zh: `文件不完整：在第 ${count} 个要素之后中断。请重新导出或重新上传。`,
    en: `The file is cut off after feature ${count}. Export or upload it again.`,
  });
}
