/** One sheet of a workbook as XML, in pieces. */
import { styleOf } from './xlsx-styles.ts';
import type { Format, Look } from './xlsx-styles.ts';
import { escapeXml } from './xml.ts';

/** A value of a cell; a text is always a text, whatever it begins with. Dates are `YYYY-MM-DD` in a date column. */
export type Value = string | number | null;
/** A value in another format than its column's. */
export interface Formatted {
  readonly value: Value;
  readonly format: Format;
}

export interface Column {
  /** In widths of a digit; a Chinese character takes two. */
  readonly width: number;
  readonly format: Format;
  readonly wrap?: boolean;
  readonly hidden?: boolean;
}

export interface Row {
  readonly look: Exclude<Look, 'wrapped'>;
  readonly cells: readonly (Value | Formatted)[];
}

/** Rows of a number that is known before they are. */
export interface RowStream {
  readonly count: number;
  readonly batches: AsyncIterable<readonly Row[]>;
}

/** What may stand in the cells of a column, as the cells of another sheet list it. */
export interface Choice {
  /** Index of the column. */
  readonly column: number;
  /** `'代码'!$A$2:$A$9` */
  readonly range: string;
}

export interface Sheet {
  /** At most 31 characters, none of `[]:*?/\`. */
  readonly name: string;
  /** Not shown among the tabs. */
  readonly hidden?: boolean;
  readonly columns: readonly Column[];
  readonly rows: readonly Row[] | RowStream;
  readonly choices?: readonly Choice[];
  /** Number of the row of headings, 1 = first: it is frozen with what stands above it and repeats on every page. */
  readonly headRow: number;
  /** Buttons for filtering on the headings. */
  readonly filter?: boolean;
}

/** What stands at the foot of every printed page. */
export interface Footer {
  readonly left: string;
  readonly middle: string;
}

/** Excel's longest text in a cell. */
const longestText = 32_767;
const rowsPerPiece = 200;

/** Texts of a workbook, each once: cells hold numbers of them. */
export class SharedTexts {
  readonly #places = new Map<string, number>();
  #uses = 0;

  place(text: string): number {
    this.#uses++;
    let place = this.#places.get(text);
    if (place === undefined) this.#places.set(text, (place = this.#places.size));
    return place;
  }

  /** `xl/sharedStrings.xml`. */
  part(): string {
    const items = Array.from(
      this.#places.keys(),
      (text) => `<si><t xml:space="preserve">${escapeText(text)}</t></si>`,
    );
    return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" count="${this.#uses}" uniqueCount="${items.length}">${items.join('')}</sst>`;
  }
}

/** `_x0041_` in a text would be read as the character A (ECMA-376, 22.9.2.19): the underscore is written as such a code. */
function escapeText(text: string): string {
  return escapeXml(text.slice(0, longestText)).replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_');
}

/** How many rows people may add below with the same choices. */
const roomBelow = 1000;

/** The sheet's part in pieces of some rows each. Texts of streamed rows stand in their cells, so that no list of them grows. */
export async function* sheetPart(sheet: Sheet, texts: SharedTexts, footer: Footer): AsyncGenerator<string> {
  const { columns, rows, headRow } = sheet;
  const count = rowCount(sheet);
  const last = columnName(columns.length - 1);
  const below = `A${headRow + 1}`;
  yield `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><dimension ref="A1:${last}${Math.max(1, count)}"/><sheetViews><sheetView workbookViewId="0" showGridLines="0"><pane ySplit="${headRow}" topLeftCell="${below}" activePane="bottomLeft" state="frozen"/><selection pane="bottomLeft" activeCell="${below}" sqref="${below}"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="16.5"/><cols>${columns
    .map(
      ({ width, hidden }, at) =>
        `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"${hidden ? ' hidden="1"' : ''}/>`,
    )
    .join('')}</cols><sheetData>`;
  let number = 0;
  const written = (batch: readonly Row[], place: PlaceText) =>
    batch.map((row) => rowXml(row, ++number, columns, place)).join('');
  if ('batches' in rows) {
    for await (const batch of rows.batches)
      for (let at = 0; at < batch.length; at += rowsPerPiece)
        yield written(batch.slice(at, at + rowsPerPiece), inline);
  } else {
    const shared: PlaceText = (text) => ['s', `<v>${texts.place(text)}</v>`];
    for (let at = 0; at < rows.length; at += rowsPerPiece)
      yield written(rows.slice(at, at + rowsPerPiece), shared);
  }
  yield `</sheetData>${sheet.filter ? `<autoFilter ref="${filterRange(sheet)}"/>` : ''}${choicesXml(sheet)}<printOptions horizontalCentered="1"/><pageMargins left="0.4" right="0.4" top="0.5" bottom="0.6" header="0.3" footer="0.3"/><pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/><headerFooter><oddFooter>${escapeXml(`&L${plain(footer.left)}&C${plain(footer.middle)}&R&P / &N`)}</oddFooter></headerFooter></worksheet>`;
}

/** A text in a cell: the cell's type, and what stands inside it. */
type PlaceText = (text: string) => readonly [type: string, content: string];

const inline: PlaceText = (text) => ['inlineStr', `<is><t xml:space="preserve">${escapeText(text)}</t></is>`];

/** Lists to choose from, also in the rows below that are still empty. */
function choicesXml(sheet: Sheet): string {
  const { choices = [], headRow } = sheet;
  if (choices.length === 0) return '';
  const lists = choices.map(({ column, range }) => {
    const name = columnName(column);
    const cells = `${name}${headRow + 1}:${name}${Math.min(mostRows, rowCount(sheet) + roomBelow)}`;
    return `<dataValidation type="list" allowBlank="1" showErrorMessage="1" sqref="${cells}"><formula1>${escapeXml(range)}</formula1></dataValidation>`;
  });
  return `<dataValidations count="${lists.length}">${lists.join('')}</dataValidations>`;
}

/** Excel's last row. */
export const mostRows = 1_048_576;

function rowCount({ rows }: Sheet): number {
  return 'batches' in rows ? rows.count : rows.length;
}

/** An ampersand begins a command in a footer. */
function plain(text: string): string {
  return text.replaceAll('&', '&&');
}

/** The cells that the buttons for filtering belong to: the headings and what follows, a total at the end apart. */
export function filterRange(sheet: Sheet): string {
  const { columns, rows, headRow } = sheet;
  const total = !('batches' in rows) && rows.at(-1)?.look === 'total';
  const end = rowCount(sheet) - (total ? 1 : 0);
  return `A${headRow}:${columnName(columns.length - 1)}${Math.max(headRow, end)}`;
}

/** 0 → A, 26 → AA. */
export function columnName(index: number): string {
  const rest = Math.floor(index / 26) - 1;
  return (rest >= 0 ? columnName(rest) : '') + String.fromCharCode(65 + (index % 26));
}

const heights: Readonly<Partial<Record<Look, number>>> = { title: 27, head: 33 };

/** Height of a line of 10 pt type, and what a row has above and below its lines; pt. */
const line = { height: 13.5, around: 4 };

/**
 * Height of a row whose texts are wrapped; `undefined` = one line. Said in the file, because not every program measures
 * the rows when it opens one; a little too much rather than too little.
 */
function heightOf(row: Row, columns: readonly Column[]): number | undefined {
  const fixed = heights[row.look];
  if (fixed !== undefined || row.look !== 'cell') return fixed;
  const lines = row.cells.map((cell, at) => {
    const column = columns[at];
    return column?.wrap && typeof cell === 'string' ? linesOf(cell, column.width) : 1;
  });
  const most = Math.max(1, ...lines);
  return most === 1 ? undefined : Math.min(409, most * line.height + line.around);
}

/** Lines of a text in a column: a Chinese character takes two digits' width, and some room is lost at the ends. */
function linesOf(text: string, width: number): number {
  let digits = 0;
  for (const letter of text) digits += letter > '\u2e7f' ? 2 : 1.1;
  return Math.max(1, Math.ceil(digits / (width - 1.5)));
}

function rowXml(row: Row, number: number, columns: readonly Column[], place: PlaceText): string {
  const height = heightOf(row, columns);
  const cells = row.cells.map((cell, at) => {
    const column = columns[at];
    if (!column)
      throw new Error(`row ${number} has ${row.cells.length} cells, the sheet ${columns.length} columns`);
    const own = cell !== null && typeof cell === 'object' ? cell : { value: cell, format: column.format };
    const look = row.look === 'cell' && column.wrap ? 'wrapped' : row.look;
    return cellXml(`${columnName(at)}${number}`, own, look, place);
  });
  return `<row r="${number}"${height ? ` ht="${height}" customHeight="1"` : ''}>${cells.join('')}</row>`;
}

function cellXml(at: string, { value, format }: Formatted, look: Look, place: PlaceText): string {
  const number = typeof value === 'string' && format === 'date' ? dayNumber(value) : value;
  if (typeof number === 'number' && Number.isFinite(number)) {
    return `<c r="${at}" s="${styleOf(look, format === 'text' ? 'integer' : format)}"><v>${number}</v></c>`;
  }
  if (typeof number !== 'string' || number === '') {
    // A title or a note has no frame to fill.
    return look === 'title' || look === 'note' ? '' : `<c r="${at}" s="${styleOf(look, format)}"/>`;
  }
  const style = styleOf(look, 'text', /^[=+\-@\t\r]/.test(number));
  const [type, content] = place(number);
  return `<c r="${at}" s="${style}" t="${type}">${content}</c>`;
}

/** Days since 1899-12-30, which is how Excel counts them from March 1900 on; a text that is no day stays one. */
function dayNumber(day: string): number | string {
  const time = Date.parse(`${day}T00:00:00Z`);
  return Number.isNaN(time) ? day : Math.round(time / 86_400_000) + 25_569;
}
