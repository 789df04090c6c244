/** A cell of a file → the value of a field, or why it is none. */
import type { Field } from '../vocabulary/fields/field.ts';
import { isChoice, readChoice, readChoices } from './choice.ts';
import { readDay } from './day.ts';
import { readFigure } from './figure.ts';
import { readRow } from './row.ts';
import { readShares } from './shares.ts';
import { cellText, compact, refuse, saysNothing } from './text.ts';
import type { Given, Reading, ValueContext } from './value.ts';

/**
 * Reads what a file gives for a field, in every spelling that offices use. Never throws: what is no value of the
 * field is a refusal that names it and says what to write instead.
 */
export function readValue(field: Field, given: Given, context: ValueContext): Reading {
  const { type } = field;
  const text = cellText(given);
  const chosen = 'list' in type && isChoice(type.list, text);
  if (saysNothing(text) && !chosen) return { value: listKinds.has(type.kind) ? [] : null };
  if (/^#(?:REF|DIV\/0|VALUE|NAME\?|NUM|NULL|N\/A|SPILL|CALC)!?$/i.test(text))
    return refuse(
      given,
      '是电子表格的错误值，请改正公式或填写数值。',
      'is an error of a spreadsheet formula; correct it.',
    );
  switch (type.kind) {
    case 'code':
      return readCode(given, text);
    case 'text':
      return lostDigits(given, text) ?? { value: text };
    case 'texts':
      return { value: readTexts(text) };
    case 'choice':
      return readChoice(type.list, given, text);
    case 'choices':
      return readChoices(type.list, given, text);
    case 'money':
    case 'area':
    case 'length':
    case 'number':
    case 'integer':
      return readFigure(type, given, text, context.unit);
    case 'date':
      return readDay(given, text, type.of, context.timeZone);
    case 'boolean':
      return readBoolean(given, text);
    case 'row':
      return readRow(type.noun, given, text, context.rows(type.noun));
    case 'shares':
      return readShares(given, text, context.rows('district'));
  }
}

const listKinds: ReadonlySet<string> = new Set(['texts', 'choices', 'shares']);

/** Spreadsheets keep 15 digits: of a longer number the rest is gone. */
function lostDigits(given: Given, text: string) {
  const lost = typeof given === 'number' ? Math.abs(given) >= 1e15 : /^\d(?:\.\d+)?E\+\d{2,}$/i.test(text);
  if (!lost) return undefined;
  return refuse(
    given,
    '的位数已被电子表格截断，请把该列设为文本格式后重新填写。',
    'has lost digits in a spreadsheet; format the column as text and enter it again.',
  );
}

function readCode(given: Given, text: string): Reading {
  const code = compact(text);
  const lost = lostDigits(given, text);
  if (lost) return lost;
  if (/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(code)) return { value: code };
  return refuse(
    given,
    '不能作为编码。编码由字母、数字、点、短横或下划线组成，最多 64 位，以字母或数字开头。',
    'cannot be a code. A code has letters, digits, dots, dashes or underscores, at most 64, and begins with a letter or digit.',
  );
}

const yes = new Set(['是', '√', '✓', '✔', '☑', '对', '有', 'y', 'yes', 'true', 't', '1', 'on']);
const no = new Set([
  '否',
  '×',
  '✗',
  '✕',
  '✘',
  'x',
  '不是',
  '非',
  '错',
  '没有',
  'n',
  'no',
  'false',
  'f',
  '0',
  'off',
]);

function readBoolean(given: Given, text: string): Reading {
  const said = compact(text).toLowerCase();
  if (yes.has(said)) return { value: true };
  if (no.has(said)) return { value: false };
  return refuse(given, '不是“是”或“否”。', 'is neither yes nor no.');
}

/** A list of texts. One that ends with a ； is divided there only, so that what has other separators inside stays whole. */
function readTexts(text: string): string[] {
  const separators = /[；;]$/.test(text) ? /[；;\n]+/ : /[、；;，,\n|]+/;
  const texts = text.split(separators).map((part) => part.trim());
  return [...new Set(texts.filter((part) => part !== ''))];
}
