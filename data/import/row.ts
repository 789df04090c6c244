/** A cell that names a row of another noun. */
import type { RowNoun } from '../vocabulary/fields/field.ts';
import type { Word } from '../vocabulary/word.ts';
import type { RowIndex } from './row-index.ts';
import { quote, refuse, word } from './text.ts';
import type { Given, Reading, RefusedValue } from './value.ts';

const nouns: Readonly<Record<RowNoun, Word>> = {
  district: word('区县', 'district'),
  zone: word('开发区', 'zone'),
  reporting_area: word('牵头区域', 'reporting area'),
  unit: word('单位', 'unit'),
  person: word('人员', 'person'),
  company: word('企业', 'company'),
  project: word('项目', 'project'),
};

export function readRow(noun: RowNoun, given: Given, text: string, rows: RowIndex): Reading {
  const found = rows.find(text) ?? rows.begins(text);
  if (!found) return unknownRow(noun, text);
  if ('several' in found) {
    const { zh, en } = nouns[noun];
    const codes = found.several.slice(0, 5).join(', ');
    return refuse(
      given,
      `对应多个${zh}（${codes}），请改写编码。`,
      `fits several rows (${codes}); give the code of the ${en}.`,
    );
  }
  if (found.by === 'code' || found.by === 'name') return { value: found.code };
  const name = rows.row(found.code)?.name ?? found.code;
  return { value: found.code, given: quote(given), note: word(`读作 ${name}`, `read as ${name}`) };
}

/** The refusal of a name that no row has. */
export function unknownRow(noun: RowNoun, name: string): RefusedValue {
  const { zh, en } = nouns[noun];
  const refusal = refuse(
    name,
    `不是已有的${zh}，请写${zh}的编码或名称。`,
    `is no known ${en}; give the code or the name of a ${en}.`,
  );
  return { ...refusal, unknown: { noun, name } };
}
