import { constraintKind } from '../constraint.ts';
import { identity, provenance } from './common.ts';
import { fields } from './field.ts';

/** The fields of a constraint area. */
export const constraintFields = fields({
  ...identity,
  kind: {
    word: { zh: '类型', en: 'Kind' },
    type: { kind: 'choice', list: constraintKind },
    required: true,
    also: ['底线类型', '管控类型', '约束类型', 'type'],
  },
  ...provenance,
});
