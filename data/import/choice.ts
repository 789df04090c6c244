/** Codes of lists by label, code, or what offices say instead. */
import type { CodeList } from '../vocabulary/word.ts';
import { officeWords } from './choice-words.ts';
import { fold, quote, refuse, word } from './text.ts';
import type { Given, Reading, RefusedValue } from './value.ts';

interface Meaning {
  readonly code: string;
  /** Another word than the code and its labels. */
  readonly alias: boolean;
}

/** Whether a text is the code or word of a list, as 无 and none are of some. */
export const isChoice = (list: CodeList, text: string): boolean => meanings(list).has(fold(text));

const indexes = new WeakMap<CodeList, ReadonlyMap<string, Meaning>>();

/** Codes and labels first: an office word never takes the place of one. */
function meanings(list: CodeList): ReadonlyMap<string, Meaning> {
  const known = indexes.get(list);
  if (known) return known;
  const index = new Map<string, Meaning>();
  const put = (text: string, code: string, alias: boolean) => {
    const key = fold(text);
    if (key && !index.has(key)) index.set(key, { code, alias });
  };
  for (const code of list.codes) put(code, code, false);
  for (const code of list.codes) put(list.words[code]?.zh ?? '', code, false);
  for (const code of list.codes) put(list.words[code]?.en ?? '', code, false);
  // 投产（投用） is also said as 投产.
  for (const code of list.codes) put((list.words[code]?.zh ?? '').replace(/（.*）/, ''), code, false);
  for (const [text, code] of officeWords(list)) put(text, code, true);
  indexes.set(list, index);
  return index;
}

function meaning(list: CodeList, text: string): Meaning | undefined {
  const index = meanings(list);
  const whole = index.get(fold(text));
  if (whole) return whole;
  // “100102 二类工业用地”, “工业用地（M2）”: a code of another list stands beside the word.
  const bare = text
    .normalize('NFKC')
    .replaceAll(/\([^()]*\)/g, '')
    .replace(/^[a-z]?\d+\s*(?=\p{Script=Han})/iu, '');
  const found = index.get(fold(bare));
  return found && { ...found, alias: true };
}

/** A cell with one code. */
export function readChoice(list: CodeList, given: Given, text: string): Reading {
  const found = meaning(list, text);
  if (!found) return unknownWord(list, given, text);
  return found.alias
    ? { value: found.code, given: quote(given), note: note(list, [found.code]) }
    : { value: found.code };
}

const separators = /[、；;，,\n|]+/;

/** A cell with several codes, in the order in which they stand there; each once. */
export function readChoices(list: CodeList, given: Given, text: string): Reading {
  const whole = meanings(list).get(fold(text));
  const words = whole ? [text] : text.split(separators).filter((part) => part.trim() !== '');
  const codes: string[] = [];
  let alias = false;
  for (const part of words) {
    const found = whole ?? meaning(list, part);
    if (!found) return unknownWord(list, given, part);
    alias ||= found.alias;
    if (!codes.includes(found.code)) codes.push(found.code);
  }
  return alias ? { value: codes, given: quote(given), note: note(list, codes) } : { value: codes };
}

const labels = (list: CodeList, codes: readonly string[], language: 'zh' | 'en') =>
  codes.map((code) => list.words[code]?.[language] ?? code).join(language === 'zh' ? '、' : ', ');

const note = (list: CodeList, codes: readonly string[]) =>
  word(`读作 ${labels(list, codes, 'zh')}`, `read as ${labels(list, codes, 'en')}`);

function unknownWord(list: CodeList, given: Given, text: string): RefusedValue {
  const which = quote(text.trim()) === quote(given).trim() ? given : text.trim();
  return refuse(
    which,
    `不在可选项之中。可选：${labels(list, list.codes, 'zh')}。`,
    `is not one of the choices: ${labels(list, list.codes, 'en')}.`,
  );
}
