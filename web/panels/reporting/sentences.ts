/** What is wrong with a figure or a pasted value, in words; and figures as the sheet shows them. */
import type { Language, Texts } from '../../text/texts.ts';
import { decimal } from '../../ui/format.ts';
import { isFigure, readFigure } from './entry.ts';
import type { EntryField, EntryProblem } from './entry.ts';
import type { PasteProblem } from './paste.ts';
import type { Report } from './reporting-api.ts';

type Words = Texts['reporting'];

/** A figure with thousands separators and no more decimals than it has; 万元 or %. */
export function figureText(value: number, language: Language): string {
  const decimals = [0, 1].find((count) => Number(value.toFixed(count)) === value) ?? 2;
  return decimal(value, language, decimals);
}

/** A cell that is not being typed in. */
export function cellText(field: EntryField, text: string, language: Language): string {
  if (!isFigure(field)) return text;
  const value = readFigure(text, field);
  return value === null || value === undefined ? text : figureText(value, language);
}

/** What the last report says in a column, for the empty cell of this month; figures of the year begin anew each January. */
export function lastText(
  field: EntryField,
  previous: Report | null,
  month: string,
  language: Language,
): string {
  if (!previous) return '';
  if (field === 'physicalProgress') return previous.physicalProgress ?? '';
  if (!isFigure(field)) return '';
  const ofYear = field === 'completed' || field === 'publicAllotted' || field === 'publicPaid';
  const value = previous[field];
  if (value === null || (ofYear && previous.month.slice(0, 4) !== month.slice(0, 4))) return '';
  return figureText(value, language);
}

export function problemSentence(problem: EntryProblem, words: Words, language: Language): string {
  const { field } = problem;
  return `${words.columns[field]}${language === 'en' ? ': ' : '：'}${problemText(problem, words, language)}`;
}

/** The same without the name of its column. */
export function problemText(
  { field, code, value, limit }: EntryProblem,
  words: Words,
  language: Language,
): string {
  const shown = (text: string) => (code === 'not_a_number' ? text : cellText(field, text, language));
  return words.problems[code](shown(value), shown(limit));
}

export function pasteSentence(
  { row, column, means, value, code, found = 0, limit = '' }: PasteProblem,
  words: Words,
  language: Language,
): string {
  const texts = words.paste;
  const at = texts.at(String(row), String(column), means === undefined ? '' : words.columns[means]);
  const says =
    code === 'short' || code === 'long'
      ? texts[code](value, String(found), String(limit))
      : code in texts
        ? texts[code as 'merged'](value)
        : words.problems[code as EntryProblem['code']](value, String(limit));
  return `${at}${language === 'en' ? ': ' : '：'}${says}`;
}
