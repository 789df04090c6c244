/** One sheet of a workbook, row by row. */
import { damagedArchive } from '../zip-directory.ts';
import type { Archive } from '../zip-guard.ts';
import type { Limits, OpenOptions } from '../source.ts';
import { tooManyColumns } from '../source.ts';
import { dayText } from './workbook-dates.ts';
import { plainText } from './workbook-parts.ts';
import type { SheetPart, WorkbookParts } from './workbook-parts.ts';
import { streamXml } from './xml-stream.ts';
import type { XmlHandlers } from './xml-stream.ts';

/** `undefined` and `null` are empty cells; errors (#N/A, #REF!) are empty too. */
export type CellValue = string | number | boolean | null | undefined;

/** The cells of each row by their columns; rows without cells are left out. */
export async function* sheetRows(
  archive: Archive,
  parts: WorkbookParts,
  sheet: SheetPart,
  limits: Limits,
  { signal }: OpenOptions,
): AsyncGenerator<CellValue[]> {
  const entry = archive.entries.find(({ name }) => name === sheet.path);
  if (!entry) throw damagedArchive();
  const cells = new SheetCells(parts, limits);
  for await (const _ of streamXml(archive.read(entry), cells)) {
    signal?.throwIfAborted();
    yield* cells.take();
  }
}

class SheetCells implements XmlHandlers {
  readonly #parts: WorkbookParts;
  readonly #limits: Limits;
  #rows: CellValue[][] = [];
  #row: CellValue[] = [];
  #column = -1;
  #type = 'n';
  #style = 0;
  #value: string | undefined;
  #keeps = false;
  #phonetic = false;

  constructor(parts: WorkbookParts, limits: Limits) {
    this.#parts = parts;
    this.#limits = limits;
  }

  take(): CellValue[][] {
    const rows = this.#rows;
    this.#rows = [];
    return rows;
  }

  open = (name: string, { r, t = 'n', s = '0' }: Readonly<Record<string, string>>): void => {
    if (name === 'row') {
      this.#row = [];
      this.#column = -1;
    } else if (name === 'c') {
      this.#column = r ? columnOf(r) : this.#column + 1;
      if (this.#column >= this.#limits.columns * 4)
        throw tooManyColumns(this.#column + 1, this.#limits.columns);
      this.#type = t;
      this.#style = Number(s);
      this.#value = undefined;
    } else if (name === 'rPh') this.#phonetic = true;
    // A formula (`f`) is not read: its value (`v`) is as it was last computed.
    this.#keeps = name === 'v' || (name === 't' && !this.#phonetic);
  };

  text = (text: string): void => {
    if (this.#keeps) this.#value = (this.#value ?? '') + text;
  };

  close = (name: string): void => {
    this.#keeps = false;
    if (name === 'rPh') this.#phonetic = false;
    else if (name === 'c') this.#cell();
    else if (name === 'row' && this.#row.length > 0) this.#rows.push(this.#row);
  };

  #cell(): void {
    const value = this.#read();
    if (value === null || value === '') return;
    if (this.#column >= this.#limits.columns) throw tooManyColumns(this.#column + 1, this.#limits.columns);
    this.#row[this.#column] = value;
  }

  #read(): CellValue {
    const value = this.#value;
    if (value === undefined) return null;
    switch (this.#type) {
      case 's':
        return this.#parts.texts[Number(value)] ?? null;
      case 'b':
        return value === '1' || value === 'true';
      case 'e':
        return null;
      case 'd':
        return value.replace(/T00:00:00(?:\.0+)?Z?$/, '');
      case 'str':
      case 'inlineStr':
        return plainText(value);
      default: {
        const number = Number(value);
        if (value.trim() === '' || !Number.isFinite(number)) return null;
        return this.#parts.dates[this.#style] ? dayText(number, this.#parts.from1904) : number;
      }
    }
  }
}

/** `AB12` → 27. */
function columnOf(reference: string): number {
  let column = 0;
  for (let at = 0; at < reference.length; at++) {
    const letter = reference.charCodeAt(at) & 0xdf; // capital
    if (letter < 65 || letter > 90) break;
    column = column * 26 + letter - 64;
  }
  return column - 1;
}
