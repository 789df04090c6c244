import { corridorKind, corridorStatus } from '../corridor.ts';
import { identity, provenance } from './common.ts';
import { fields } from './field.ts';

/** The fields of an infrastructure corridor. */
export const corridorFields = fields({
  ...identity,
  kind: {
    word: { zh: '类型', en: 'Kind' },
    type: { kind: 'choice', list: corridorKind },
    required: true,
    also: ['走廊类型', '线路类型', 'type'],
  },
  status: {
    word: { zh: '状态', en: 'Status' },
    type: { kind: 'choice', list: corridorStatus },
    required: true,
    fallback: 'in_use',
    also: ['建设状态', '建设情况'],
  },
  standard: {
    word: { zh: '标准', en: 'Standard' },
    type: { kind: 'text' },
    also: ['技术标准', '等级', '设计标准', '电压等级'],
  },
  lengthM: {
    word: { zh: '长度', en: 'Length' },
    type: { kind: 'length' },
    computed: true,
    also: ['里程', 'SHAPE_Leng', 'length'],
  },
  ...provenance,
});
