/** Whether rows can be known again by the field that was chosen for it. */
import { fieldsOf } from '../../data/vocabulary/fields/index.ts';
import type { Layer } from '../../data/vocabulary/layer.ts';
import { refusedBody } from '../http/problem.ts';
import type { ImportSettings } from './import-facts.ts';

/** Fields by which rows can be known again: codes and texts. */
export function keyFields(noun: Layer): string[] {
  return Object.entries(fieldsOf[noun])
    .filter(([, { type, computed }]) => !computed && (type.kind === 'code' || type.kind === 'text'))
    .map(([name]) => name);
}

/** @throws Problem 422 when the key is no code or text, or no column is chosen for it. */
export function checkKey(noun: Layer, { key, columns }: ImportSettings): void {
  const keys = keyFields(noun);
  const word = fieldsOf[noun][key]?.word;
  if (keys.includes(key) && word && (key === 'code' || columns[key])) return;
  const said =
    word && keys.includes(key)
      ? {
          zh: `按“${word.zh}”匹配，须先为它选定一列。`,
          en: `To match by '${word.en}', choose its column first.`,
        }
      : {
          zh: `不能按“${key}”匹配；可用：${keys.join('、')}。`,
          en: `Rows cannot be matched by '${key}'; possible: ${keys.join(', ')}.`,
        };
  throw refusedBody({
    status: 422,
    kind: 'settings-refused',
    title: { zh: '导入设置无效', en: 'The settings do not fit' },
    refusals: [{ key: 'key', value: key, said }],
  });
}
