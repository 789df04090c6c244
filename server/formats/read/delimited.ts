/** CSV and TSV: every value is the text that stands there. */
import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { batchRows, emptyFile, limitsOf, SourceProblem, tooManyColumns, tooManyRows } from '../source.ts';
import type { OpenOptions, RawRow, SourceReader, Upload } from '../source.ts';
import { headingNames } from './columns.ts';
import { delimiterOf } from './delimiter.ts';
import { EncodingDetector, encodingGiven } from './encoding.ts';
import type { Encoding } from './encoding.ts';
import { layerName } from './names.ts';

/** The longest record, in characters: longer, a quote was never closed. */
const longestRecord = 1 << 20;

export const delimitedReader: SourceReader = {
  async open(upload, options) {
    const encoding = await encodingOf(upload, options);
    let names: readonly string[] = [];
    let rows = 0;
    for await (const batch of tableRows(upload, encoding, options)) {
      names = batch.names;
      rows += batch.rows.length;
    }
    return {
      format: 'csv',
      encoding,
      layers: [
        {
          name: layerName(upload.name),
          rows,
          geometry: null,
          columns: names.map((name) => ({ name, type: 'text' })),
          crs: null,
        },
      ],
      notes: [],
    };
  },

  async *read(upload, options) {
    const encoding = await encodingOf(upload, options);
    let done = 0;
    for await (const { rows } of tableRows(upload, encoding, options)) {
      done += rows.length;
      if (rows.length > 0) yield rows;
      options.onProgress?.(done, null);
    }
  },
};

/** All of the file is looked at: what is not ASCII may come late. */
async function encodingOf(upload: Upload, options: OpenOptions): Promise<Encoding> {
  if (options.encoding) return encodingGiven(options.encoding);
  const detector = new EncodingDetector();
  for await (const piece of pieces(upload)) {
    options.signal?.throwIfAborted();
    detector.push(piece);
  }
  return detector.end();
}

function pieces(upload: Upload): AsyncIterable<Buffer> {
  return createReadStream(upload.path, { highWaterMark: 1 << 18 });
}

/** The file as text; the mark of its order of bytes is left out by the decoder. */
async function* texts(upload: Upload, encoding: Encoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding.used);
  for await (const piece of pieces(upload)) yield decoder.decode(piece, { stream: true });
  yield decoder.decode();
}

interface TableBatch {
  readonly names: readonly string[];
  readonly rows: RawRow[];
}

/** The rows under the headings, which are the first line that is not empty; one empty batch when there are none. */
async function* tableRows(
  upload: Upload,
  encoding: Encoding,
  options: OpenOptions,
): AsyncGenerator<TableBatch> {
  const limits = limitsOf(options);
  const { delimiter, skip, text } = await beginning(texts(upload, encoding));
  const parser = Readable.from(text).pipe(
    parse({
      delimiter,
      from_line: skip + 1,
      relax_quotes: true,
      relax_column_count: true,
      skip_empty_lines: true,
      max_record_size: longestRecord,
    }),
  );
  let names: string[] | undefined;
  let rows: RawRow[] = [];
  let row = 0;
  try {
    for await (const record of parser as AsyncIterable<string[]>) {
      options.signal?.throwIfAborted();
      if (record.every((value) => value.trim() === '')) continue;
      if (record.length > limits.columns) throw tooManyColumns(record.length, limits.columns);
      if (!names) {
        names = headingNames(record, columnPlace);
        continue;
      }
      for (let at = names.length; at < record.length; at++) names.push(columnPlace(at));
      const values: Record<string, string | null> = {};
      for (const [at, name] of names.entries()) values[name] = record[at] || null;
      rows.push({ row: ++row, values, geometry: null });
      if (row > limits.rows) throw tooManyRows(limits.rows);
      if (rows.length >= batchRows) {
        yield { names, rows };
        rows = [];
      }
    }
  } catch (error) {
    throw error instanceof CsvError ? damaged(error) : error;
  } finally {
    parser.destroy();
  }
  if (!names) throw emptyFile();
  yield { names, rows };
}

/** A, B, …, AA: as a sheet would call it. */
function columnPlace(at: number): string {
  return (at >= 26 ? columnPlace(Math.floor(at / 26) - 1) : '') + String.fromCharCode(65 + (at % 26));
}

/** Looks at the beginning of a text and gives the whole of it back. */
async function beginning(source: AsyncGenerator<string>) {
  let start = '';
  while (start.length < 1 << 16) {
    const next = await source.next();
    if (next.done) break;
    start += next.value;
  }
  async function* text() {
    yield start;
    yield* source;
  }
  const told = /^sep=(.)\r?\n/.exec(start); // Excel's own first line
  return { delimiter: told?.[1] ?? delimiterOf(start), skip: told ? 1 : 0, text: text() };
}

function damaged(error: CsvError): SourceProblem {
  const line = typeof error.lines === 'number' ? error.lines : undefined;
  const unclosed = error.code === 'CSV_QUOTE_NOT_CLOSED' || error.code === 'CSV_MAX_RECORD_SIZE';
  const zh = unclosed ? '有引号没有闭合' : '表格结构不对';
  const en = unclosed ? 'a quotation mark is not closed' : 'the table is broken';
  return new SourceProblem(
    'damaged',
    {
      zh: `${zh}${line ? `（第 ${line} 行附近）` : ''}。请在表格软件中重新另存为 CSV。`,
      en: `In the file ${en}${line ? ` (near line ${line})` : ''}. Save it as CSV again.`,
    },
    { cause: error },
  );
}
