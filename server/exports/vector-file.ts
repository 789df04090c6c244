/** An export in a format that is made as a whole file: written to a scratch directory, read out of it once, removed. */
import { createReadStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Geometry } from 'geojson';
import type { CellLanguage } from '../../data/import/write-value.ts';
import type { FieldType } from '../../data/vocabulary/fields/field.ts';
import { limiter } from '../http/limiter.ts';
import { tryLater } from '../http/problem.ts';
import { writeVector } from '../formats/write/write-vector.ts';
import type { VectorColumn, VectorFeature, VectorFormat } from '../formats/write/write-vector.ts';
import type { ExportRow } from '../queries/exports.ts';
import type { CellWriter, ExportColumn } from './columns.ts';
import type { ExportCrs } from './export-crs.ts';

/** Bytes of a file, and how many they are. */
export interface MadeFile {
  readonly bytes: number;
  readonly pieces: AsyncIterable<Uint8Array>;
}

/** Each takes a thread and its memory. */
const files = limiter({
  running: 2,
  waiting: 8,
  refuse: () =>
    tryLater(
      {
        zh: '正在生成的文件已经很多，请稍后再试；CSV 与 GeoJSON 不受此限。',
        en: 'Many files are being made already; try again in a moment. CSV and GeoJSON can be had now.',
      },
      { seconds: 10 },
    ),
});

export interface VectorExport {
  readonly format: VectorFormat;
  /** Of the layer. */
  readonly name: string;
  readonly crs: ExportCrs;
  readonly headings: CellLanguage;
  readonly columns: readonly ExportColumn[];
  readonly write: CellWriter;
  readonly open: () => Promise<AsyncIterable<readonly Pick<ExportRow, 'values' | 'shape'>[]>>;
  readonly signal: AbortSignal;
}

/** Makes the file when its turn has come. @throws Problem 503 when too many wait, the signal's reason. */
export function makeVectorFile(about: VectorExport): Promise<MadeFile> {
  return files.run(async () => {
    const directory = await mkdtemp(join(tmpdir(), 'groundwork-export-'));
    const remove = () => rm(directory, { recursive: true, force: true });
    try {
      const path = join(directory, 'file');
      const columns = vectorColumns(about);
      await writeVector({
        format: about.format,
        name: about.name,
        epsg: about.crs.epsg,
        columns,
        nameColumn: columns[about.columns.findIndex(({ name }) => name === 'name')]?.name,
        features: features(await about.open(), columns, about.write),
        path,
        signal: about.signal,
      });
      const { size } = await stat(path);
      return { bytes: size, pieces: readOnce(path, remove, about.signal) };
    } catch (error) {
      await remove();
      throw error;
    }
  }, about.signal);
}

/** A shapefile has ten letters for a name: it takes those of the API, and says beside what they mean. */
function vectorColumns({ format, columns, headings }: VectorExport): VectorColumn[] {
  return columns.map(({ name, heading, field }) => ({
    name: format === 'shp' ? name : heading,
    label: headings === 'code' ? `${field.word.zh} ${field.word.en}` : heading,
    type: typeOf(field.type, headings),
  }));
}

function typeOf({ kind }: FieldType, headings: CellLanguage): VectorColumn['type'] {
  if (kind === 'money' || kind === 'area' || kind === 'length' || kind === 'number') return 'number';
  if (kind === 'integer' || kind === 'date') return kind;
  return kind === 'boolean' && headings === 'code' ? 'boolean' : 'text';
}

async function* features(
  pages: AsyncIterable<readonly Pick<ExportRow, 'values' | 'shape'>[]>,
  columns: readonly VectorColumn[],
  write: CellWriter,
): AsyncGenerator<VectorFeature> {
  for await (const page of pages)
    for (const { values, shape } of page) {
      const cells = write(values);
      yield {
        properties: Object.fromEntries(columns.map(({ name }, at) => [name, cells[at] ?? null])),
        geometry: shape === null ? null : (JSON.parse(shape) as Geometry),
      };
    }
}

/** Reads a file to its end, or until nobody wants it any more; then it is removed, begun or not. */
function readOnce(
  path: string,
  remove: () => Promise<void>,
  signal: AbortSignal,
): AsyncIterableIterator<Uint8Array> {
  const stream = createReadStream(path);
  stream.on('error', () => undefined); // told by the iterator
  const chunks = stream[Symbol.asyncIterator]() as AsyncIterator<Uint8Array>;
  const end = async () => {
    signal.removeEventListener('abort', onAbort);
    stream.destroy();
    await remove();
  };
  const onAbort = () => void end();
  signal.addEventListener('abort', onAbort, { once: true });
  return {
    async next() {
      const chunk = await chunks.next();
      if (chunk.done) await end();
      return chunk;
    },
    async return() {
      await end();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
