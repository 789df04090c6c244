/** An export from the question to the bytes: rows chosen, columns headed, pages read, a format written. */
import { pluralOf } from '../../data/vocabulary/layer.ts';
import type { CellLanguage } from '../../data/import/write-value.ts';
import type { Layer } from '../../data/vocabulary/layer.ts';
import { encodeGb18030Pieces } from '../formats/gbk.ts';
import { xlsxPieces } from '../formats/xlsx.ts';
import { badParameters, tryLater } from '../http/problem.ts';
import type { VectorFormat } from '../formats/write/write-vector.ts';
import type { PageContent } from '../queries/exports.ts';
import type { Services } from '../services.ts';
import { chooseRows } from './choose-rows.ts';
import type { ChoiceQuestion, ExportChoice } from './choose-rows.ts';
import { cellWriter, exportColumns, placeHeadings } from './columns.ts';
import { csv } from './csv.ts';
import type { ExportCrs } from './export-crs.ts';
import { facetWords, filterWords } from './file-name.ts';
import { cellFeatures, featureCollection } from './geojson.ts';
import { openPages, RowsMoved, utf8 } from './pages.ts';
import { makeVectorFile } from './vector-file.ts';
import { exportWorkbook, longestCell, mostSheetRows } from './workbook.ts';

/** The formats that are written. */
export type ExportFormat = 'geojson' | 'csv' | 'xlsx' | VectorFormat;

export interface ExportQuestion extends ChoiceQuestion {
  readonly noun: Layer;
  readonly headings: CellLanguage;
  readonly crs: ExportCrs;
  readonly encoding: 'utf-8' | 'gbk';
}

/** A file as it is sent; how many bytes it has is known of those that are made before. */
export interface Made {
  readonly bytes?: number;
  readonly pieces: AsyncIterable<Uint8Array>;
}

export interface OpenedExport {
  /** Rows that the file will hold. */
  readonly count: number;
  /** What the rows were narrowed to, in words. */
  readonly words: string;
  /** What the bytes depend on. */
  readonly basis: readonly string[];
  /** Begins to make the file; the first rows have been read when it resolves. */
  make(format: ExportFormat): Promise<Made>;
}

/** Chooses the rows. @throws Problem 400 for what cannot be asked for. */
export async function openExport(services: Services, question: ExportQuestion): Promise<OpenedExport> {
  const { noun, headings, viewer, signal } = question;
  const [choice, place] = await Promise.all([chooseRows(services, noun, question), services.place()]);
  const columns = exportColumns(noun, viewer, headings);
  const write = await cellWriter(columns, headings, {
    database: services.database,
    viewer,
    placeName: place.name,
    signal,
  });
  const prepared = { services, question, columns, write, placeName: place.name };
  return {
    count: choice.chosen.fids.length,
    words: choice.filter
      ? filterWords(choice.filter, headings, write.nameOf)
      : facetWords(noun, question.query, headings, write.nameOf),
    basis: [choice.chosen.revision, choice.basis, JSON.stringify(columns)],
    make: (format) => tried(choice, prepared, format),
  };
}

interface Prepared {
  readonly services: Services;
  readonly question: ExportQuestion;
  readonly columns: ReturnType<typeof exportColumns>;
  readonly write: Awaited<ReturnType<typeof cellWriter>>;
  readonly placeName: string;
}

const attempts = 3;

/** Rows that were written between their choice and the first page are chosen anew, before anything has been sent. */
async function tried(choice: ExportChoice, prepared: Prepared, format: ExportFormat): Promise<Made> {
  for (let attempt = 1, current = choice; ; attempt += 1) {
    try {
      return await write(current, prepared, format);
    } catch (error) {
      if (!(error instanceof RowsMoved)) throw error;
      if (attempt === attempts)
        throw tryLater({
          zh: '数据正在写入，请稍后再导出。',
          en: 'Data is being written; export again in a moment.',
        });
      current = await chooseRows(prepared.services, prepared.question.noun, prepared.question);
    }
  }
}

async function write(
  { chosen, scope }: ExportChoice,
  { services, question, columns, write, placeName }: Prepared,
  format: ExportFormat,
): Promise<Made> {
  const { noun, headings, crs, encoding, signal } = question;
  const { database } = services;
  const open = <Part extends PagePart>(content: Pick<PageContent, 'as' | 'longestWkt'>) =>
    openPages<Part>(database, noun, { chosen, scope, content: { ...content, ...crs }, signal });
  if (format === 'geojson') {
    const features =
      headings === 'code'
        ? await open<'feature'>({ as: 'features' })
        : cellFeatures(await open<'values' | 'shape'>({ as: 'shapes' }), { columns, write });
    return { pieces: utf8(featureCollection(features, { name: pluralOf[noun], crs })) };
  }
  if (format !== 'csv' && format !== 'xlsx')
    return makeVectorFile({
      format,
      name: pluralOf[noun],
      crs,
      headings,
      columns,
      write,
      open: () => open<'values' | 'shape'>({ as: 'shapes' }),
      signal,
    });
  const places = placeHeadings(crs, headings);
  if (format === 'csv') {
    const lines = csv(await open<'values' | 'x' | 'y' | 'wkt'>({ as: 'rows' }), {
      headings: [...columns.map(({ heading }) => heading), ...places],
      write,
    });
    return { pieces: encoding === 'gbk' ? encodeGb18030Pieces(lines) : utf8(withMark(lines)) };
  }
  const count = chosen.fids.length;
  if (count > mostSheetRows) throw tooManyRows(count);
  const pages = await open<'fid' | 'values' | 'x' | 'y' | 'wkt'>({ as: 'rows', longestWkt: longestCell });
  const created = services.clock();
  const about = { noun, count, columns, places, crs, headings, write, pages, placeName, created };
  return { pieces: xlsxPieces(exportWorkbook(about)) };
}

type PagePart = 'feature' | 'values' | 'shape' | 'fid' | 'x' | 'y' | 'wkt';

/** The mark by which Excel knows UTF-8. */
async function* withMark(texts: AsyncIterable<string>): AsyncGenerator<string, undefined> {
  yield '\ufeff';
  yield* texts;
  return undefined;
}

function tooManyRows(count: number) {
  return badParameters([
    {
      key: 'format',
      value: 'xlsx',
      said: {
        zh: `共 ${count} 行，超过 Excel 工作表的上限 ${mostSheetRows} 行；请缩小范围，或改用 CSV。`,
        en: `There are ${count} rows, and an Excel sheet holds ${mostSheetRows}; narrow the filter, or take CSV.`,
      },
    },
  ]);
}
