/** Formats that GDAL reads. */
import { createReadStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Word } from '../../../data/vocabulary/word.ts';
import type { FormatId } from '../formats.ts';
import { layerNamed, layersOf } from '../gdal/description.ts';
import type { DescribedLayer } from '../gdal/description.ts';
import { runGdal } from '../gdal/run-gdal.ts';
import { batchRows, limitsOf, SourceProblem, tooManyRows } from '../source.ts';
import type { OpenOptions, RawRow, SourceReader, Upload } from '../source.ts';
import { CopyRows } from './copy-rows.ts';
import { rowMaker, sourceLayer } from './gdal-layer.ts';
import type { Decode } from './gdal-layer.ts';
import { layOut } from './gdal-set.ts';
import type { GdalSet } from './gdal-set.ts';
import { layerName } from './names.ts';
import { refuseDeclarations } from './markup-guard.ts';

const asIs: Decode = (text) => text;

/** `\U+4E2D` in drawings is one character. */
const drawn: Decode = (text) =>
  text.replace(/\\U\+([0-9A-Fa-f]{4})/g, (_, code: string) => String.fromCharCode(parseInt(code, 16)));

export function gdalReader(format: FormatId): SourceReader {
  return {
    async open(upload, options) {
      return inDirectory(upload, format, options, async (directory, set) => {
        const limits = limitsOf(options);
        const run = runGdal(task(directory, set, { kind: 'describe' }), { limits, signal: options.signal });
        const layers: DescribedLayer[] = [];
        for await (const message of run) {
          if (message.kind === 'description') layers.push(...layersOf(message.text));
        }
        const usable = layers.filter(({ name }) => !name.startsWith('-'));
        const filled = usable.filter((layer) => layer.featureCount !== 0);
        if (filled.length === 0) {
          throw new SourceProblem('empty', { zh: '文件里没有要素。', en: 'The file has no features.' });
        }
        return {
          format,
          encoding: set.encoding,
          layers: filled.map((layer) => {
            const { name, decode } = known(set, layer, upload, format);
            return sourceLayer(layer, name, decode, limits);
          }),
          notes: [...set.notes, ...leftOut(layers, usable, filled)],
        };
      });
    },

    async *read(upload, options) {
      const directory = await scratch();
      try {
        const set = await laid(upload, format, directory, options);
        const found = [...set.layers].find(([, { name }]) => name === options.layer);
        yield* layerRows(
          task(directory, set, {
            kind: 'rows',
            layer: format === 'fgb' ? '' : (found?.[0] ?? options.layer),
          }),
          set,
          upload,
          format,
          options,
        );
      } finally {
        await rm(directory, { recursive: true, force: true });
      }
    },
  };
}

function scratch(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'groundwork-read-'));
}

async function laid(
  upload: Upload,
  format: FormatId,
  directory: string,
  options: OpenOptions,
): Promise<GdalSet> {
  if (format === 'gml' || format === 'gpx') await refuseDeclarations(createReadStream(upload.path));
  return layOut(upload, format, directory, options);
}

async function inDirectory<T>(
  upload: Upload,
  format: FormatId,
  options: OpenOptions,
  work: (directory: string, set: GdalSet) => Promise<T>,
): Promise<T> {
  const directory = await scratch();
  try {
    return await work(directory, await laid(upload, format, directory, options));
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

function task(directory: string, set: GdalSet, work: { kind: 'describe' } | { kind: 'rows'; layer: string }) {
  return {
    directory,
    file: set.file,
    driver: set.driver,
    openOptions: set.openOptions,
    settings: { SHAPE_RESTORE_SHX: 'YES' },
    work,
  };
}

/** A single file of one layer that has no name of its own is called as the file. */
function known(set: GdalSet, { name }: DescribedLayer, upload: Upload, format: FormatId) {
  const decode = format === 'dxf' || format === 'dwg' ? drawn : asIs;
  return set.layers.get(name) ?? { name: name === 'source' ? layerName(upload.name) : name, decode };
}

async function* layerRows(
  given: ReturnType<typeof task>,
  set: GdalSet,
  upload: Upload,
  format: FormatId,
  options: Parameters<SourceReader['read']>[1],
): AsyncGenerator<RawRow[]> {
  const limits = limitsOf(options);
  if (given.work.kind === 'rows' && given.work.layer.startsWith('-')) throw noLayer(options.layer);
  const copied = new CopyRows(2 * limits.rowBytes);
  let layer: DescribedLayer | undefined;
  let make: ReturnType<typeof rowMaker> | undefined;
  let batch: RawRow[] = [];
  let count = 0;
  for await (const message of runGdal(given, { limits, signal: options.signal })) {
    if (message.kind === 'description') {
      layer = layerNamed(message.text, given.work.kind === 'rows' ? given.work.layer : '');
      continue;
    }
    for (const values of copied.push(message.bytes)) {
      if (!layer) throw noLayer(options.layer);
      make ??= rowMaker(layer, copied.columns ?? [], known(set, layer, upload, format).decode, limits);
      batch.push(make(values, ++count));
      if (count > limits.rows) throw tooManyRows(limits.rows);
      if (batch.length < batchRows) continue;
      yield batch;
      options.onProgress?.(count, layer.featureCount ?? null);
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
  options.onProgress?.(count, count);
}

function leftOut(
  all: readonly DescribedLayer[],
  usable: readonly DescribedLayer[],
  filled: readonly DescribedLayer[],
): Word[] {
  const empty = usable.filter((layer) => !filled.includes(layer)).map(({ name }) => name);
  const odd = all.length - usable.length;
  return [
    ...(empty.length > 0
      ? [
          {
            zh: `没有内容的图层未列出：${empty.slice(0, 10).join('、')}。`,
            en: `Layers without features are not listed: ${empty.slice(0, 10).join(', ')}.`,
          },
        ]
      : []),
    ...(odd > 0
      ? [
          {
            zh: `${odd} 个图层的名称以“-”开头，未读取。`,
            en: `${odd} layers whose names begin with “-” were not read.`,
          },
        ]
      : []),
  ];
}

export function noLayer(name: string): SourceProblem {
  return new SourceProblem('no_layer', {
    zh: `文件里没有图层“${name.slice(0, 60)}”。`,
    en: `The file has no layer “${name.slice(0, 60)}”.`,
  });
}
