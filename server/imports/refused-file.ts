/** The refused rows of an import as a file of its format, each with the reasons: put right there, and sent again. */
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { layer } from '../../data/vocabulary/layer.ts';
import { csvLine } from '../exports/csv.ts';
import type { FormatId } from '../formats/formats.ts';
import { formats } from '../formats/formats.ts';
import { encodeGb18030 } from '../formats/gbk.ts';
import { readSource } from '../formats/read/open-source.ts';
import type { Upload } from '../formats/source.ts';
import { writeVector } from '../formats/write/write-vector.ts';
import type { VectorFormat } from '../formats/write/write-vector.ts';
import { xlsxPieces } from '../formats/xlsx.ts';
import type { Row } from '../formats/xlsx-sheet.ts';
import type { ProblemLanguage } from '../http/problem.ts';
import type { Database } from '../../data/db.ts';
import { importRows } from '../queries/imports.ts';
import type { ImportCard, ImportReading } from '../queries/imports.ts';
import { readCrs } from './crs.ts';
import type { SourceRow } from './import-facts.ts';
import { notNow } from './import-problems.ts';

/** Formats in which the rows are written; files of formats that are only read come back as GeoPackage. */
const writtenAs: Readonly<Record<FormatId, 'csv' | 'xlsx' | 'geojson' | VectorFormat>> = {
  csv: 'csv',
  xlsx: 'xlsx',
  geojson: 'geojson',
  geojsonl: 'geojson',
  shp: 'shp',
  gpkg: 'gpkg',
  fgb: 'fgb',
  kml: 'kml',
  kmz: 'kml',
  gdb: 'gpkg',
  gml: 'gpkg',
  gpx: 'gpkg',
  dxf: 'gpkg', // a drawing has no columns
  dwg: 'gpkg',
  mapinfo: 'gpkg',
};

const reasonColumn = { zh: '拒绝原因', en: 'refused_because' };

interface RefusedQuestion {
  readonly card: ImportCard;
  readonly upload: Upload;
  /** Where the file is laid. */
  readonly directory: string;
  readonly language: ProblemLanguage;
  readonly created: Date;
  readonly signal: AbortSignal;
}

/** Writes the file. @returns where it lies and what it is called. @throws Problem 409 before a dry run. */
export async function writeRefused(
  database: Database,
  question: RefusedQuestion,
): Promise<{ path: string; name: string }> {
  const { card, upload, language, signal, directory } = question;
  const { reading, settings } = card;
  if (!reading || !('format' in reading) || !settings || !card.summary) throw notNow('apply', card.state);
  const as = writtenAs[reading.format as FormatId];
  const reason = freeName(reasonColumn[language], reading);
  const rows = refusedRows(upload, {
    layer: settings.layer,
    encoding: settings.encoding,
    reasons: await reasonsOf(database, card.id, language),
    signal,
  });
  const path = join(directory, 'refused');
  const columns = [...reading.columns.map(({ name }) => name), reason];
  const cells = ({ values, because }: RefusedRow) => [
    ...columns.slice(0, -1).map((name) => values[name] ?? null),
    because,
  ];
  if (as === 'csv') {
    const encode = reading.encoding?.used.startsWith('GB') ? encodeGb18030 : undefined;
    await writePieces(path, csvPieces(rows, columns, cells, encode ? '' : '\uFEFF'), encode);
  } else if (as === 'geojson')
    await writePieces(path, geoJsonPieces(rows, reason, reading.crs.declared?.name));
  else if (as === 'xlsx') {
    const title = layer.words[card.noun][language];
    const pieces = xlsxPieces({
      title,
      creator: '',
      created: question.created,
      footer: { left: '', middle: title },
      sheets: [
        {
          name: sheetName(reading.layer),
          headRow: 1,
          columns: columns.map((name) => ({ width: name === reason ? 60 : 18, format: 'text' as const })),
          rows: { count: card.summary.refused + 1, batches: sheetRows(rows, columns, cells) },
        },
      ],
    });
    await pipeline(Readable.from(pieces), createWriteStream(path, { mode: 0o600 }));
  } else {
    const choice = readCrs(settings.crs);
    await writeVector({
      format: as,
      name: sheetName(reading.layer),
      epsg: choice?.kind === 'epsg' ? choice.epsg : 4326,
      columns: [
        ...reading.columns.map(({ name, type }) => ({ name, type })),
        { name: reason, type: 'text' as const },
      ],
      features: features(rows, reason),
      path,
      signal,
    });
  }
  const stem = card.fileName.replace(/(\.[A-Za-z0-9]{1,10}){1,2}$/, '');
  return {
    path,
    name: `${stem}-${language === 'zh' ? '被拒绝' : 'refused'}.${formats[as].extensions[0] ?? as}`,
  };
}

interface RefusedRow extends SourceRow {
  readonly because: string;
}

async function* refusedRows(
  upload: Upload,
  {
    layer: name,
    encoding,
    reasons,
    signal,
  }: {
    readonly layer: string;
    readonly encoding: string | undefined;
    readonly reasons: ReadonlyMap<number, string>;
    readonly signal: AbortSignal;
  },
): AsyncGenerator<RefusedRow[]> {
  let left = reasons.size;
  if (left === 0) return;
  for await (const batch of readSource(upload, { layer: name, encoding, signal })) {
    const refused = batch.flatMap((row) => {
      const because = reasons.get(row.row);
      return because === undefined ? [] : [{ ...row, because }];
    });
    if (refused.length > 0) yield refused;
    left -= refused.length;
    if (left === 0) return;
  }
}

/** The reasons of each refused row as one text. */
async function reasonsOf(
  database: Database,
  id: string,
  language: ProblemLanguage,
): Promise<Map<number, string>> {
  const reasons = new Map<number, string>();
  for (let after = 0; ;) {
    const rows = await importRows(database, { id, states: ['refused'], after, limit: 1000 });
    for (const { row, reasons: given } of rows)
      reasons.set(row, (given ?? []).map((reason) => reason[language]).join(language === 'zh' ? '；' : '; '));
    const last = rows.at(-1);
    if (!last || rows.length < 1000) return reasons;
    after = last.row;
  }
}

function freeName(wanted: string, { columns }: ImportReading): string {
  const taken = new Set(columns.map(({ name }) => name));
  let name = wanted;
  for (let n = 2; taken.has(name); n++) name = `${wanted}_${n}`;
  return name;
}

const sheetName = (name: string): string =>
  name.replaceAll(/[^\p{L}\p{N} _-]+/gu, '_').slice(0, 31) || 'refused';

type Cells = (row: RefusedRow) => (string | number | boolean | null)[];

/** `mark`: the mark of UTF-8, by which Excel knows it. */
async function* csvPieces(
  rows: AsyncIterable<RefusedRow[]>,
  columns: readonly string[],
  cells: Cells,
  mark: string,
) {
  yield mark + csvLine(columns);
  for await (const batch of rows) yield batch.map((row) => csvLine(cells(row))).join('');
}

async function* geoJsonPieces(rows: AsyncIterable<RefusedRow[]>, reason: string, crs: string | undefined) {
  const declared = crs ? `"crs":${JSON.stringify({ type: 'name', properties: { name: crs } })},` : '';
  yield `{"type":"FeatureCollection",${declared}"features":[\n`;
  let first = true;
  for await (const batch of rows) {
    for (const { values, geometry, because } of batch) {
      const feature = { type: 'Feature', properties: { ...values, [reason]: because }, geometry };
      yield `${first ? '' : ',\n'}${JSON.stringify(feature)}`;
      first = false;
    }
  }
  yield '\n]}\n';
}

async function* sheetRows(rows: AsyncIterable<RefusedRow[]>, columns: readonly string[], cells: Cells) {
  const row = (look: Row['look'], values: ReturnType<Cells>): Row => ({
    look,
    cells: values.map((value) => (typeof value === 'boolean' ? String(value) : value)),
  });
  yield [row('head', [...columns])];
  for await (const batch of rows) yield batch.map((each) => row('cell', cells(each)));
}

async function* features(rows: AsyncIterable<RefusedRow[]>, reason: string) {
  for await (const batch of rows)
    for (const { values, geometry, because } of batch)
      yield { properties: { ...values, [reason]: because }, geometry };
}

/** As UTF-8 unless it is encoded otherwise. */
async function writePieces(
  path: string,
  pieces: AsyncIterable<string>,
  encode?: (text: string) => Uint8Array,
): Promise<void> {
  async function* bytes() {
    for await (const piece of pieces) yield encode ? encode(piece) : Buffer.from(piece);
  }
  await pipeline(Readable.from(bytes()), createWriteStream(path, { mode: 0o600 }));
}
