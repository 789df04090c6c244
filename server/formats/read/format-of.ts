/** Which format a file is in: by its first bytes, and by its name where text could be several. */
import { open } from 'node:fs/promises';
import { formatIds, formats } from '../formats.ts';
import type { FormatId } from '../formats.ts';
import { emptyFile, SourceProblem } from '../source.ts';
import type { Limits, Upload } from '../source.ts';
import { openArchive } from '../zip-guard.ts';

export interface FoundFormat {
  readonly format: FormatId;
  /** The one file in an archive that is to be read in its place. */
  readonly member?: string;
}

/** @throws SourceProblem when it is none that is read. */
export async function formatOf(upload: Upload, limits: Limits): Promise<FoundFormat> {
  const head = await headOf(upload);
  if (head.length === 0) throw emptyFile();
  if (head.toString('latin1', 0, 2) === 'PK') return formatOfArchive(upload, limits);
  const ending = endingOf(upload.name);
  const format = byBytes(head, ending) ?? byText(head, ending);
  if (!format) throw unknownFormat(ending);
  return { format };
}

function endingOf(name: string): string {
  return /\.([^.\\/]{1,9})$/.exec(name)?.[1]?.toLowerCase() ?? '';
}

/** Endings of files that are read from an archive when one is all that it holds. */
const single = [
  'gpkg',
  'geojson',
  'json',
  'geojsonl',
  'fgb',
  'kml',
  'gml',
  'gpx',
  'dxf',
  'dwg',
  'xlsx',
  'csv',
  'tsv',
];

async function formatOfArchive(upload: Upload, limits: Limits): Promise<FoundFormat> {
  const archive = await openArchive(upload.path, limits);
  const names = archive.entries.map(({ name }) => name);
  const some = (pattern: RegExp) => names.some((name) => pattern.test(name));
  if (names.includes('xl/workbook.xml')) return { format: 'xlsx' };
  if (some(/\.gdbtable$/i)) return { format: 'gdb' };
  if (some(/\.shp$/i)) return { format: 'shp' };
  if (some(/\.(?:tab|mif)$/i)) return { format: 'mapinfo' };
  if (some(/\.dbf$/i)) return { format: 'shp' };
  const candidates = names.filter((name) => single.includes(endingOf(name)));
  const [drawing] = names.filter((name) => /\.kml$/i.test(name));
  // A KMZ is read by its first KML in its uppermost folder (OGC 07-147r2, C.3).
  if (drawing && (endingOf(upload.name) === 'kmz' || names.includes('doc.kml'))) {
    return { format: 'kmz', member: names.includes('doc.kml') ? 'doc.kml' : drawing };
  }
  const [member] = candidates;
  if (member && candidates.length === 1) return { format: memberFormat(member), member };
  throw nothingInside(names, candidates.length);
}

function memberFormat(name: string): FormatId {
  const ending = endingOf(name);
  const found = formatIds.find((id) => formats[id].extensions.includes(ending));
  if (!found) throw unknownFormat(ending);
  return found;
}

async function headOf(upload: Upload): Promise<Buffer> {
  const file = await open(upload.path);
  try {
    const buffer = Buffer.alloc(1 << 16);
    const { bytesRead } = await file.read(buffer, 0, buffer.length, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

function byBytes(head: Buffer, ending: string): FormatId | undefined {
  const begins = (...bytes: number[]) => bytes.every((byte, at) => head[at] === byte);
  if (begins(0xd0, 0xcf, 0x11, 0xe0)) throw oldExcel();
  if (begins(0x53, 0x51, 0x4c, 0x69, 0x74, 0x65, 0x20, 0x66)) return 'gpkg'; // "SQLite f"
  if (begins(0x66, 0x67, 0x62)) return 'fgb';
  if (begins(0x00, 0x00, 0x27, 0x0a)) return 'shp';
  if (/^AC10\d\d/.test(head.toString('latin1', 0, 6))) return 'dwg';
  if (head.toString('latin1', 0, 18) === 'AutoCAD Binary DXF') return 'dxf';
  if (ending === 'dbf' && [0x02, 0x03, 0x30, 0x31, 0x83, 0x8b, 0xf5].includes(head[0] ?? -1)) return 'shp';
  return undefined;
}

function byText(head: Buffer, ending: string): FormatId | undefined {
  const text = head.toString('latin1').replace(/^ï»¿/, '').trimStart();
  if (/^<(?:\?xml|!--|!DOCTYPE|[a-z])/i.test(text)) return byMarkup(text);
  if (text.startsWith('{') || text.startsWith('\u001e')) return 'geojson';
  if (ending === 'dxf' || /^(?:999\r?\n[^\n]*\n\s*)*0\r?\n\s*SECTION\r?\n/.test(text)) return 'dxf';
  if (/^Version\s+\d+\s+Charset\s/i.test(text)) return 'mapinfo';
  return formats.csv.extensions.includes(ending) ? 'csv' : undefined;
}

function byMarkup(text: string): FormatId | undefined {
  const root = /<(?:[\w.-]+:)?([A-Za-z_][\w.-]*)[\s>/]/.exec(
    text.replace(/<\?[^>]*>|<!--[\s\S]*?-->/g, ''),
  )?.[1];
  if (root === 'kml') return 'kml';
  if (root === 'gpx') return 'gpx';
  return /opengis\.net\/gml/.test(text) ? 'gml' : undefined;
}

function unknownFormat(ending: string): SourceProblem {
  const known = [...new Set(Object.values(formats).map((format) => format.label))].join('、');
  const shown = ending.replace(/[^\w]/g, '');
  return new SourceProblem('unknown_format', {
    zh: `认不出文件的格式${shown ? `（.${shown}）` : ''}。可以导入：${known}。`,
    en: `The format of the file is not known${shown ? ` (.${shown})` : ''}. What is read: ${known.replaceAll('、', ', ')}.`,
  });
}

function oldExcel(): SourceProblem {
  return new SourceProblem('not_allowed', {
    zh: '这是旧版 Excel（.xls）或其他旧版 Office 文件。请另存为 .xlsx 再导入。',
    en: 'This is a file of an old Office (.xls). Save it as .xlsx and import that.',
  });
}

function nothingInside(names: readonly string[], candidates: number): SourceProblem {
  const shown = names
    .slice(0, 5)
    .map((name) => name.slice(0, 60))
    .join('、');
  if (candidates > 1) {
    return new SourceProblem('unknown_format', {
      zh: `压缩包里有 ${candidates} 个可以导入的文件（${shown}…），请每次导入一个。`,
      en: `The archive has ${candidates} files that could be read (${shown}…): import one at a time.`,
    });
  }
  return new SourceProblem('unknown_format', {
    zh: `压缩包里没有可以导入的文件${shown ? `（有：${shown}）` : ''}。Shapefile 要把 .shp、.dbf、.shx、.prj 一起打包。`,
    en: `The archive has no file that can be read${shown ? ` (it has: ${shown})` : ''}. Pack .shp, .dbf, .shx and .prj of a shapefile together.`,
  });
}
