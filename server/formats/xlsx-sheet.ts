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

export interface Sheet {
  /** At most 31 characters, none of `[]:*?/\`. */
  readonly name: string;
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
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

/** The sheet's part in pieces of some rows each. */
export function* sheetPart(sheet: Sheet, texts: SharedTexts, footer: Footer): Generator<string> {
  const { columns, rows, headRow } = sheet;
  const last = columnName(columns.length - 1);
  const below = `A${headRow + 1}`;
  yield `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><dimension ref="A1:${last}${Math.max(1, rows.length)}"/><sheetViews><sheetView workbookViewId="0" showGridLines="0"><pane ySplit="${headRow}" topLeftCell="${below}" activePane="bottomLeft" state="frozen"/><selection pane="bottomLeft" activeCell="${below}" sqref="${below}"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="16.5"/><cols>${columns
    .map(
      ({ width, hidden }, at) =>
        `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"${hidden ? ' hidden="1"' : ''}/>`,
    )
    .join('')}</cols><sheetData>`;
  for (let at = 0; at < rows.length; at += rowsPerPiece) {
    yield rows
      .slice(at, at + rowsPerPiece)
      .map((row, offset) => rowXml(row, at + offset + 1, columns, texts))
      .join('');
  }
  yield `</sheetData>${sheet.filter ? `<autoFilter ref="${filterRange(sheet)}"/>` : ''}<printOptions horizontalCentered="1"/><pageMargins left="0.4" right="0.4" top="0.5" bottom="0.6" header="0.3" footer="0.3"/><pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/><headerFooter><oddFooter>${escapeXml(`&L${plain(footer.left)}&C${plain(footer.middle)}&R&P / &N`)}</oddFooter></headerFooter></worksheet>`;
}

/** An ampersand begins a command in a footer. */
function plain(text: string): string {
  return text.replaceAll('&', '&&');
}

/** The cells that the buttons for filtering belong to: the headings and what follows, a total at the end apart. */
export function filterRange({ columns, rows, headRow }: Sheet): string {
  const end = rows.at(-1)?.look === 'total' ? rows.length - 1 : rows.length;
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

function rowXml(row: Row, number: number, columns: readonly Column[], texts: SharedTexts): string {
  const height = heightOf(row, columns);
  const cells = row.cells.map((cell, at) => {
    const column = columns[at];
    if (!column)
      throw new Error(`row ${number} has ${row.cells.length} cells, the sheet ${columns.length} columns`);
    const own = cell !== null && typeof cell === 'object' ? cell : { value: cell, format: column.format };
    const look = row.look === 'cell' && column.wrap ? 'wrapped' : row.look;
    return cellXml(`${columnName(at)}${number}`, own, look, texts);
  });
  return `<row r="${number}"${height ? ` ht="${height}" customHeight="1"` : ''}>${cells.join('')}</row>`;
}

function cellXml(place: string, { value, format }: Formatted, look: Look, texts: SharedTexts): string {
  const number = typeof value === 'string' && format === 'date' ? dayNumber(value) : value;
  if (typeof number === 'number' && Number.isFinite(number)) {
    return `<c r="${place}" s="${styleOf(look, format === 'text' ? 'integer' : format)}"><v>${number}</v></c>`;
  }
  if (typeof number !== 'string' || number === '') {
    // A title or a note has no frame to fill.
    return look === 'title' || look === 'note' ? '' : `<c r="${place}" s="${styleOf(look, format)}"/>`;
  }
  const style = styleOf(look, 'text', /^[=+\-@\t\r]/.test(number));
  return `<c r="${place}" s="${style}" t="s"><v>${texts.place(number)}</v></c>`;
}

/** Days since 1899-12-30, which is how Excel counts them from March 1900 on; a text that is no day stays one. */
function dayNumber(day: string): number | string {
  const time = Date.parse(`${day}T00:00:00Z`);
  return Number.isNaN(time) ? day : Math.round(time / 86_400_000) + 25_569;
}
