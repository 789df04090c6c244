import { secrecy } from '../layer.ts';
import { fields } from './field.ts';

/** What every row begins with. */
export const identity = fields({
  code: { word: { zh: '编码', en: 'Code' }, type: { kind: 'code' }, also: ['编号', '代码', 'id', '标识码'] },
  name: { word: { zh: '名称', en: 'Name' }, type: { kind: 'text' }, required: true, also: ['全称', 'title'] },
  nameEn: {
    word: { zh: '英文名称', en: 'English name' },
    type: { kind: 'text' },
    also: ['英文名', 'name_en', 'name (en)'],
  },
});

/** What every row ends with: where it comes from, and who may see it. */
export const provenance = fields({
  source: {
    word: { zh: '来源', en: 'Source' },
    type: { kind: 'text' },
    required: true,
    also: ['数据来源', '出处', '依据'],
  },
  dataAsOf: {
    word: { zh: '数据日期', en: 'Data as of' },
    type: { kind: 'date', of: 'end' },
    required: true,
    also: ['数据截至', '截至日期', '更新日期', '更新时间', 'date', 'updated'],
  },
  illustrative: {
    word: { zh: '示意', en: 'Illustrative' },
    type: { kind: 'boolean' },
    fallback: false,
    also: ['示例', '虚构'],
  },
  published: {
    word: { zh: '发布', en: 'Published' },
    type: { kind: 'boolean' },
    fallback: false,
    internal: true,
    also: ['是否发布', '已发布', '公开发布'],
  },
  secrecy: {
    word: { zh: '公开范围', en: 'Secrecy' },
    type: { kind: 'choice', list: secrecy },
    fallback: 'public',
    internal: true,
    also: ['密级', '保密'],
  },
});
