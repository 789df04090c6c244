/** The files of a source laid in a directory of their own, under plain names, as GDAL shall see them. */
import { createWriteStream } from 'node:fs';
import { copyFile, mkdir, open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Word } from '../../../data/vocabulary/word.ts';
import type { FormatId } from '../formats.ts';
import { formats } from '../formats.ts';
import { SourceProblem } from '../source.ts';
import type { Limits, OpenOptions, Upload } from '../source.ts';
import { limitsOf } from '../source.ts';
import { openArchive } from '../zip-guard.ts';
import type { Archive, ArchiveEntry } from '../zip-guard.ts';
import type { Encoding } from './encoding.ts';
import type { Decode } from './gdal-layer.ts';
import { layerName } from './names.ts';
import { lookAtShapefiles } from './shapefile-parts.ts';

export interface GdalSet {
  /** Path in the directory that GDAL opens. */
  readonly file: string;
  readonly driver: string;
  readonly openOptions: readonly string[];
  readonly encoding: Encoding | null;
  /** What a layer of GDAL's is called, and how its texts are read; others are as GDAL says. */
  readonly layers: ReadonlyMap<string, { readonly name: string; readonly decode: Decode }>;
  readonly notes: readonly Word[];
}

/** Formats that GDAL holds in memory whole. */
const whole: ReadonlySet<FormatId> = new Set(['dxf', 'dwg', 'gml', 'gpx']);

/** @param directory empty, for the files of this source alone. */
export async function layOut(
  upload: Upload,
  format: FormatId,
  directory: string,
  options: OpenOptions,
): Promise<GdalSet> {
  const limits = limitsOf(options);
  if (whole.has(format) && upload.bytes > limits.wholeBytes) throw tooLarge(format, limits);
  const driver = formats[format].driver ?? '';
  const plain = { driver, openOptions: [], encoding: null, layers: new Map(), notes: [] };
  if (format === 'shp') {
    const sets = await laidSets(
      upload,
      directory,
      ['shp', 'dbf'],
      ['shp', 'shx', 'dbf', 'prj', 'cpg'],
      options,
    );
    return {
      ...plain,
      file: 'd',
      openOptions: ['ENCODING=ISO-8859-1'],
      ...(await lookAtShapefiles(sets, options)),
    };
  }
  if (format === 'mapinfo') {
    const endings = ['tab', 'dat', 'map', 'id', 'ind', 'mif', 'mid'];
    const sets = await laidSets(upload, directory, ['tab', 'mif'], endings, options);
    const layers = new Map(sets.map(({ own, name }) => [own, { name, decode: (text: string) => text }]));
    const notes = sets
      .filter(({ endings: there }) => there.has('mif') && !there.has('mid'))
      .map(({ name }) => ({
        zh: `“${name}”缺少 .mid 属性表，只读取了图形。`,
        en: `“${name}” has no .mid: its geometries were read, without attributes.`,
      }));
    return { ...plain, file: 'd', layers, notes };
  }
  if (format === 'gdb') return { ...plain, file: await laidGeodatabase(upload, directory, options) };
  const file = `source.${formats[format].extensions[0]}`;
  await copyFile(upload.path, join(directory, file));
  return { ...plain, file };
}

/** Files of one name that belong together: a shapefile, a table of MapInfo. */
export interface FileSet {
  /** `s1`, `s2`, …: the name under which they lie. */
  readonly own: string;
  /** Their name in the archive, with its folders when there are several of that name. */
  readonly name: string;
  readonly directory: string;
  readonly endings: ReadonlySet<string>;
}

/** Lays out the sets that have one of the leading endings, from an archive or a single file. */
async function laidSets(
  upload: Upload,
  directory: string,
  leading: readonly string[],
  endings: readonly string[],
  options: OpenOptions,
): Promise<FileSet[]> {
  const target = join(directory, 'd');
  await mkdir(target);
  if (!(await isArchive(upload))) {
    const ending = /\.([^.]+)$/.exec(upload.name)?.[1]?.toLowerCase() ?? '';
    const known = leading.includes(ending) ? ending : (leading[0] ?? '');
    await copyFile(upload.path, join(target, `s1.${known}`));
    return [{ own: 's1', name: layerName(upload.name), directory: target, endings: new Set([known]) }];
  }
  const archive = await openArchive(upload.path, limitsOf(options));
  const stems = new Map<string, Map<string, ArchiveEntry>>();
  for (const entry of archive.entries) {
    const [, stem, ending] = /^(.*)\.([^./]+)$/.exec(entry.name) ?? [];
    if (!stem || !ending || !endings.includes(ending.toLowerCase())) continue;
    const key = [...stems.keys()].find((known) => known.toLowerCase() === stem.toLowerCase()) ?? stem;
    stems.set(key, (stems.get(key) ?? new Map<string, ArchiveEntry>()).set(ending.toLowerCase(), entry));
  }
  const sets: FileSet[] = [];
  const found = [...stems].filter(([, files]) => leading.some((ending) => files.has(ending)));
  const bases = found.map(([stem]) => stem.split('/').at(-1) ?? stem);
  for (const [at, [stem, files]] of found.entries()) {
    const own = `s${at + 1}`;
    for (const [ending, entry] of files) {
      await unpack(archive, entry, join(target, `${own}.${ending}`), options);
    }
    const base = bases[at] ?? stem;
    const name = bases.filter((other) => other === base).length > 1 ? stem : base;
    sets.push({ own, name, directory: target, endings: new Set(files.keys()) });
  }
  return sets;
}

async function laidGeodatabase(upload: Upload, directory: string, options: OpenOptions): Promise<string> {
  const archive = await openArchive(upload.path, limitsOf(options));
  const tables = archive.entries.filter(({ name }) => /\.gdbtable$/i.test(name));
  const folders = new Set(tables.map(({ name }) => name.slice(0, name.lastIndexOf('/') + 1)));
  const [folder] = folders;
  if (folder === undefined || folders.size > 1) {
    throw new SourceProblem('not_allowed', {
      zh: `压缩包里有 ${folders.size} 个 FileGDB，请每次导入一个。`,
      en: `The archive has ${folders.size} file geodatabases: import one at a time.`,
    });
  }
  await mkdir(join(directory, 'd.gdb'));
  for (const entry of archive.entries) {
    const base = entry.name.slice(folder.length);
    if (!entry.name.startsWith(folder) || !/^[\w.-]+$/.test(base)) continue;
    await unpack(archive, entry, join(directory, 'd.gdb', base), options);
  }
  return 'd.gdb';
}

/** Writes an entry of an archive to a path of ours. */
export async function unpack(
  archive: Archive,
  entry: ArchiveEntry,
  path: string,
  { signal }: OpenOptions,
): Promise<void> {
  signal?.throwIfAborted();
  await mkdir(dirname(path), { recursive: true });
  await pipeline(Readable.from(archive.read(entry)), createWriteStream(path));
}

async function isArchive({ path }: Upload): Promise<boolean> {
  const file = await open(path);
  try {
    const { buffer } = await file.read(Buffer.alloc(4), 0, 4, 0);
    return buffer.toString('latin1', 0, 2) === 'PK';
  } finally {
    await file.close();
  }
}

function tooLarge(format: FormatId, { wholeBytes }: Limits): SourceProblem {
  const { label } = formats[format];
  const megabytes = Math.round(wholeBytes / 2 ** 20);
  return new SourceProblem('too_large', {
    zh: `${label} 文件最大 ${megabytes} MB。请拆分，或转换为 GeoPackage 再导入。`,
    en: `${label} files are read up to ${megabytes} MB. Split it, or convert it to GeoPackage.`,
  });
}
