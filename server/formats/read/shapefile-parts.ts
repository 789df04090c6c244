/** What can be said of shapefiles before GDAL opens them: whether they are whole, and how their texts are to be read. */
import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Word } from '../../../data/vocabulary/word.ts';
import { SourceProblem } from '../source.ts';
import type { OpenOptions } from '../source.ts';
import { decoderOf, encodingOfCpg, lookAtDbf } from './dbf.ts';
import { encodingGiven } from './encoding.ts';
import type { Encoding } from './encoding.ts';
import type { FileSet, GdalSet } from './gdal-set.ts';

type Look = Pick<GdalSet, 'encoding' | 'layers' | 'notes'>;

/** @throws SourceProblem `damaged` when a part is cut off. */
export async function lookAtShapefiles(sets: readonly FileSet[], options: OpenOptions): Promise<Look> {
  const layers = new Map<string, { name: string; decode: (text: string) => string }>();
  const notes: Word[] = [];
  let encoding: Encoding | null = null;
  for (const { own, name, directory, endings } of sets) {
    if (endings.has('shp')) await wholeShape(join(directory, `${own}.shp`), name);
    let used: Encoding = { used: 'UTF-8', detected: true };
    if (endings.has('dbf')) {
      const look = await lookAtDbf(join(directory, `${own}.dbf`));
      if (!look.whole) throw cutOff(`${name}.dbf`);
      const told = endings.has('cpg')
        ? encodingOfCpg(await readFile(join(directory, `${own}.cpg`), 'latin1'))
        : undefined;
      used = options.encoding ? encodingGiven(options.encoding) : (told ?? look.encoding);
      encoding ??= used;
    } else {
      notes.push({
        zh: `“${name}”缺少 .dbf 属性表，只读取了图形。`,
        en: `“${name}” has no .dbf: its geometries were read, without attributes.`,
      });
    }
    if (!endings.has('shp')) {
      notes.push({
        zh: `“${name}”缺少 .shp，按没有图形的表读取。`,
        en: `“${name}” has no .shp: it was read as a table without geometry.`,
      });
    } else if (!endings.has('prj')) {
      notes.push({
        zh: `“${name}”缺少 .prj，坐标系需要确认。`,
        en: `“${name}” has no .prj: its coordinate system is to be confirmed.`,
      });
    }
    layers.set(own, { name, decode: decoderOf(used) });
  }
  return { encoding, layers, notes };
}

/** The length that the header tells, in words of two bytes at byte 24 (ESRI Shapefile Technical Description, 1998). */
async function wholeShape(path: string, name: string): Promise<void> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const header = Buffer.alloc(100);
    const { bytesRead } = await file.read(header, 0, 100, 0);
    if (bytesRead < 100 || header.readInt32BE(24) * 2 > size) throw cutOff(`${name}.shp`);
  } finally {
    await file.close();
  }
}

function cutOff(name: string): SourceProblem {
  return new SourceProblem('damaged', {
    zh: `“${name}”不完整，后面的数据缺失。请重新导出或重新打包。`,
    en: `“${name}” is cut off: data are missing at its end. Export or pack it again.`,
  });
}
