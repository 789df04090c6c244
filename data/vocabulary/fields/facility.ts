import { facilityKind } from '../facility.ts';
import { identity, provenance } from './common.ts';
import { fields } from './field.ts';

/** The fields of a facility that sites are measured to. */
export const facilityFields = fields({
  ...identity,
  kind: {
    word: { zh: '类型', en: 'Kind' },
    type: { kind: 'choice', list: facilityKind },
    required: true,
    also: ['设施类型', '类别', 'type'],
  },
  detail: {
    word: { zh: '规格', en: 'Detail' },
    type: { kind: 'text' },
    also: ['等级', '规模', '备注', 'note'],
  },
  ...provenance,
});
