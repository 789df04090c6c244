/**
 * A block pasted from a spreadsheet, laid onto the sheet: by headings where the first row has them, by code or name where a
 * column holds them, else from the cell on which it is pasted. All of it is taken, or nothing.
 */
import { checkReport } from '../../../data/rules/report-check.ts';
import { entryFields, isDate, isFigure, readDay, readFigure } from './entry.ts';
import type { EntryField, EntryProblem } from './entry.ts';

/** Rows of cells out of what a spreadsheet puts on the clipboard: tabs between cells, quotes around cells with breaks. */
export function readCells(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  const pattern = /(?:"((?:[^"]|"")*)"(?=\t|\r?\n|$)|([^\t\r\n]*))(\t|\r\n|\n|\r|$)/gy;
  for (let at = 0; at < text.length; at = pattern.lastIndex) {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (!found) break;
    const [, quoted, plain = '', end = ''] = found;
    row.push(
      (quoted === undefined ? plain : quoted.replaceAll('""', '"').replaceAll(/\s*\r?\n\s*/g, ' ')).trim(),
    );
    if (end === '\t') {
      if (pattern.lastIndex === text.length) row.push('');
      continue;
    }
    rows.push(row);
    row = [];
  }
  if (row.length > 0) rows.push(row);
  return rows;
}

/** A value that cannot be laid onto the sheet; `row` and `column` count from 1 within the pasted block. */
export interface PasteProblem {
  readonly row: number;
  readonly column: number;
  /** The column of the sheet that is meant, where one is. */
  readonly means: EntryField | 'code' | 'name' | undefined;
  readonly value: string;
  readonly code:
    | 'short'
    | 'long'
    | 'merged'
    | 'unknown_project'
    | 'repeated_project'
    | 'ambiguous_name'
    | 'repeated_column'
    | 'no_figures'
    | 'too_many_columns'
    | 'too_many_rows'
    | 'number_in_text'
    | EntryProblem['code'];
  /** Cells found and expected, or the bound that is passed. */
  readonly found?: number;
  readonly limit?: number | string;
}

export interface PastedCell {
  readonly project: string;
  readonly field: EntryField;
  readonly text: string;
}

export type Pasted =
  | { readonly kind: 'taken'; readonly cells: readonly PastedCell[]; readonly ignored: readonly string[] }
  | { readonly kind: 'refused'; readonly problems: readonly PasteProblem[] };

/** A heading, without what people write around it. */
export const headingKey = (text: string): string =>
  text
    .normalize('NFKC')
    .replaceAll(/[(（[【][^)）\]】]*[)）\]】]/g, (inside) => (inside.includes('%') ? '%' : ''))
    .replaceAll(/[\s_:：·—/-]|万元/g, '')
    .toLowerCase();

export type Headings = Readonly<Record<EntryField | 'code' | 'name', readonly string[]>>;

interface Ground {
  /** The projects of the sheet in the order of its rows. */
  readonly projects: readonly {
    readonly code: string;
    readonly name: string;
    readonly nameEn: string | null;
  }[];
  /** Where it is pasted. */
  readonly at: { readonly row: number; readonly field: EntryField };
  readonly headings: readonly Headings[];
}

type Column = EntryField | 'code' | 'name' | undefined;

/** Lays a block onto the sheet. `merged`: cells that the clipboard says are merged (row and column from 1). */
export function layPaste(
  cells: readonly (readonly string[])[],
  ground: Ground,
  merged: readonly { row: number; column: number; value: string }[] = [],
): Pasted {
  const shape = [
    ...merged.map((cell): PasteProblem => ({ ...cell, means: undefined, code: 'merged' })),
    ...ragged(cells),
  ];
  if (shape.length > 0) return { kind: 'refused', problems: shape };
  const headed = columnsByHeading(cells[0] ?? [], ground.headings);
  const body = headed ? cells.slice(1) : cells;
  const first = headed ? 2 : 1;
  const columns = headed?.columns ?? columnsByContent(body, ground);
  const problems: PasteProblem[] = [...(headed?.problems ?? [])];
  if (!headed) problems.push(...beyondLastColumn(body, columns));
  const rows = projectsOf(body, columns, ground, first, problems);
  const taken: PastedCell[] = [];
  for (const [at, row] of body.entries()) {
    for (const [index, value] of row.entries()) {
      const field = columns[index];
      if (field === undefined || field === 'code' || field === 'name' || value === '') continue;
      const wrong = wrongValue(field, value);
      if (wrong) problems.push({ row: at + first, column: index + 1, means: field, value, ...wrong });
      const project = rows[at];
      if (project !== undefined) taken.push({ project, field, text: value });
    }
  }
  if (problems.length > 0) {
    return { kind: 'refused', problems: problems.sort((a, b) => a.row - b.row || a.column - b.column) };
  }
  return { kind: 'taken', cells: taken, ignored: headed?.ignored ?? [] };
}

/** Rows of another length than the first: merged cells and slipped columns leave such blocks. */
function ragged(cells: readonly (readonly string[])[]): PasteProblem[] {
  const expected = cells[0]?.length ?? 0;
  return cells.flatMap((row, at): PasteProblem[] => {
    if (row.length === expected) return [];
    const short = row.length < expected;
    const column = short ? row.length : expected + 1;
    const value = row[column - 1] ?? '';
    const facts = { found: row.length, limit: expected };
    return [{ row: at + 1, column, means: undefined, value, code: short ? 'short' : 'long', ...facts }];
  });
}

function columnsByHeading(
  row: readonly string[],
  headings: readonly Headings[],
): { columns: Column[]; problems: PasteProblem[]; ignored: string[] } | undefined {
  const meant = row.map((text): Column => {
    const key = headingKey(text);
    const fields: readonly (EntryField | 'code' | 'name')[] = ['code', 'name', ...entryFields];
    return fields.find((field) =>
      headings.some((words) => words[field].some((word) => headingKey(word) === key)),
    );
  });
  const known = meant.filter((column) => column !== undefined);
  // One word alone may be a text that somebody reported.
  if (known.length === 0 || (known.length === 1 && row.length > 1 && !isHeading(row))) return undefined;
  const problems: PasteProblem[] = [];
  for (const [index, means] of meant.entries()) {
    if (means !== undefined && meant.indexOf(means) < index) {
      problems.push({ row: 1, column: index + 1, means, value: row[index] ?? '', code: 'repeated_column' });
    }
  }
  if (known.every((column) => column === 'code' || column === 'name')) {
    problems.push({ row: 1, column: 1, means: undefined, value: row.join(' '), code: 'no_figures' });
  }
  const ignored = row.filter((text, index) => meant[index] === undefined && text !== '');
  return { columns: meant, problems, ignored };
}

/** A row without any number is a row of headings. */
const isHeading = (row: readonly string[]) =>
  row.every((text) => readFigure(text, 'completed') === undefined);

function columnsByContent(rows: readonly (readonly string[])[], { projects, at }: Ground): Column[] {
  const width = rows[0]?.length ?? 0;
  const codes = new Set(projects.map(({ code }) => code));
  const names = new Set(projects.flatMap(({ name, nameEn }) => (nameEn ? [name, nameEn] : [name])));
  /** The first column of which at least half is among what is known. */
  const holding = (known: ReadonlySet<string>) =>
    Array.from({ length: width }, (_, index) => index).find(
      (index) => rows.filter((row) => known.has(row[index] ?? '')).length * 2 >= rows.length,
    );
  const columns: Column[] = Array.from({ length: width });
  const [code, name] = [holding(codes), holding(names)];
  if (name !== undefined) columns[name] = 'name';
  if (code !== undefined) columns[code] = 'code';
  const begin = Math.max(code ?? -1, name ?? -1) + 1;
  const from = entryFields.indexOf(at.field);
  for (let index = begin; index < width; index += 1) columns[index] = entryFields[from + index - begin];
  return columns;
}

function beyondLastColumn(rows: readonly (readonly string[])[], columns: readonly Column[]): PasteProblem[] {
  const last = columns.findLastIndex((column) => column !== undefined);
  return rows.flatMap((row, at) =>
    row.flatMap((value, index): PasteProblem[] =>
      index > last && value !== ''
        ? [{ row: at + 1, column: index + 1, means: undefined, value, code: 'too_many_columns' }]
        : [],
    ),
  );
}

/** The project of each row; what cannot be told is added to `problems`. */
function projectsOf(
  rows: readonly (readonly string[])[],
  columns: readonly Column[],
  { projects, at }: Ground,
  first: number,
  problems: PasteProblem[],
): (string | undefined)[] {
  const key = columns.includes('code') ? 'code' : columns.includes('name') ? 'name' : undefined;
  const index = key === undefined ? 0 : columns.indexOf(key);
  const seen = new Set<string>();
  return rows.map((row, offset) => {
    const value = row[index] ?? '';
    const refuse = (code: PasteProblem['code']) =>
      problems.push({ row: offset + first, column: index + 1, means: key, value, code });
    const found =
      key === undefined
        ? projects.slice(at.row + offset, at.row + offset + 1)
        : projects.filter(({ code, name, nameEn }) =>
            key === 'code' ? code === value : name === value || nameEn === value,
          );
    const project = found[0]?.code;
    if (project === undefined) refuse(key === undefined ? 'too_many_rows' : 'unknown_project');
    else if (found.length > 1) refuse('ambiguous_name');
    else if (seen.has(project)) refuse('repeated_project');
    if (project !== undefined) seen.add(project);
    return project;
  });
}

/** What cannot stand in a column at all: figures that are none, words and numbers that changed places. */
function wrongValue(field: EntryField, value: string): Pick<PasteProblem, 'code' | 'limit'> | undefined {
  if (isDate(field)) return readDay(value) === undefined ? { code: 'not_a_date' } : undefined;
  if (!isFigure(field)) {
    return readFigure(value, 'completed') === undefined ? undefined : { code: 'number_in_text' };
  }
  const figure = readFigure(value, field);
  if (figure === undefined) return { code: 'not_a_number' };
  const alone = {
    previous: null,
    plan: null,
    totalInvestment: null,
    month: '',
    rules: { report_jump_share: 0 },
  };
  const problem = checkReport({ [field]: figure }, alone).find(
    (found) => found.field === field && found.kind === 'error',
  );
  return problem && { code: problem.code, ...(problem.limit === null ? {} : { limit: problem.limit }) };
}

/** Cells that a table on the clipboard says are merged. */
export function mergedCells(html: string): { row: number; column: number; value: string }[] {
  if (html === '') return [];
  const table = new DOMParser().parseFromString(html, 'text/html').querySelector('table');
  return [...(table?.rows ?? [])].flatMap((row, at) => {
    let column = 1;
    return [...row.cells].flatMap((cell) => {
      const here = column;
      column += cell.colSpan;
      const value = cell.textContent?.replaceAll(/\s+/g, ' ').trim() ?? '';
      return cell.colSpan > 1 || cell.rowSpan > 1 ? [{ row: at + 1, column: here, value }] : [];
    });
  });
}
