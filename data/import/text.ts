/** Texts as offices type them, brought into forms that can be compared. */
import type { Word } from '../vocabulary/word.ts';
import type { Given, RefusedValue } from './value.ts';

const nothing = new Set([
  '',
  '-',
  '--',
  '---',
  '—',
  '——',
  '–',
  '―',
  '无',
  '/',
  '//',
  'n/a',
  'null',
  'none',
  '空',
  '暂无',
]);

/**
 * A cell as text: without white space around it (ideographic and zero-width ones too) and without the quote mark that
 * keeps a spreadsheet from taking a text for a formula. Inside it stays as it was typed.
 */
export function cellText(given: Given): string {
  if (given === null) return '';
  const text = String(given).replaceAll(/^[\s\u200B\uFEFF\0]+|[\s\u200B\uFEFF\0]+$/g, '');
  return /^'+[=+\-@\t\r]/.test(text) ? text.slice(1) : text;
}

/** A text for a table such that no spreadsheet takes it for a formula; `cellText` takes the quote mark off again. */
export function quoteFormula(text: string): string {
  return /^'*[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}

/** Whether a cell says that there is no value. */
export function saysNothing(text: string): boolean {
  return text.length < 5 && nothing.has(text.normalize('NFKC').trim().toLowerCase());
}

/** Full-width letters, digits and punctuation as ASCII, without any white space. */
export function compact(text: string): string {
  return text.normalize('NFKC').replaceAll(/[\s\u200B]+/g, '');
}

/** A word for comparison: without case, spaces, brackets, dashes and other punctuation. */
export function fold(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s\u200B()[\]{}<>《》〈〉【】〔〕「」“”"'‘’_\-—–·•.,:;!?*#、。，；：/\\|]+/g, '');
}

/** A value inside a sentence: on one line, cut where it is long. */
export function quote(given: Given): string {
  const text = String(given ?? '').replaceAll(/\s+/g, ' ');
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

/** A refusal of a value. */
export function refuse(given: Given, zh: string, en: string): RefusedValue {
  const value = quote(given);
  return { refused: word(`“${value}”${zh}`, `“${value}” ${en}`) };
}

export function word(zh: string, en: string): Word {
  return { zh, en };
}
