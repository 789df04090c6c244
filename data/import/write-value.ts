/** The value of a field → a cell of a file; `readValue` of the cell is the value again. */
import type { Field } from '../vocabulary/fields/field.ts';
import type { CodeList } from '../vocabulary/word.ts';
import type { RowIndex } from './row-index.ts';
import { staysWhole, writeShares } from './shares.ts';
import type { DistrictShare, Given, Value, ValueContext } from './value.ts';

/** `code`: lists and rows by their codes, for programs. */
export type CellLanguage = 'zh' | 'en' | 'code';

/**
 * What is written of a value: labels and names in a language; money, areas, lengths and numbers as numbers in the
 * stored unit; days as YYYY-MM-DD. A row whose name would not be found again is written with its code. Texts go out
 * as they are: what a spreadsheet would take for a formula is the format's to neutralise (a quote mark in front of
 * = + - @ is taken away again when it is read).
 */
export function writeValue(field: Field, value: Value, language: CellLanguage, context: ValueContext): Given {
  const { type } = field;
  if (value === null) return null;
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean')
    return language === 'code' ? value : booleans[language][value ? 'yes' : 'no'];
  const separator = language === 'zh' ? '、' : ', ';
  if (typeof value !== 'string') {
    if (value.length === 0) return null;
    if (type.kind === 'shares') {
      const rows = context.rows('district');
      const name = (code: string) => {
        const said = nameOf(rows, code, language);
        return staysWhole(said) ? said : code;
      };
      return writeShares(value as readonly DistrictShare[], name, separator);
    }
    const texts = value as readonly string[];
    if (type.kind === 'choices') return texts.map((code) => label(type.list, code, language)).join(separator);
    // An item with a separator inside stays whole when every item ends with a semicolon.
    return texts.some((text) => /[、；;，,|]/.test(text))
      ? texts.map((text) => `${text}；`).join('')
      : texts.join(separator);
  }
  if (type.kind === 'choice') return label(type.list, value, language);
  if (type.kind === 'row') return nameOf(context.rows(type.noun), value, language);
  return value;
}

const booleans = { zh: { yes: '是', no: '否' }, en: { yes: 'Yes', no: 'No' } } as const;

function label(list: CodeList, code: string, language: CellLanguage): string {
  return language === 'code' ? code : (list.words[code]?.[language] ?? code);
}

/** The name of a row where it is found by it, else its code. */
function nameOf(rows: RowIndex, code: string, language: CellLanguage): string {
  if (language === 'code') return code;
  const row = rows.row(code);
  const name = (language === 'en' ? row?.nameEn : undefined) ?? row?.name;
  if (name === undefined) return code;
  const found = rows.find(name);
  return found && 'code' in found && found.code === code ? name : code;
}
