import { zoneKind } from '../zone.ts';
import { identity, provenance } from './common.ts';
import { fields, wholeNumber } from './field.ts';

/** The fields of an industrial cluster zone. */
export const zoneFields = fields({
  ...identity,
  kind: {
    word: { zh: '类型', en: 'Kind' },
    type: { kind: 'choice', list: zoneKind },
    required: true,
    also: ['开发区类型', '园区类型', 'type'],
  },
  district: {
    word: { zh: '区县', en: 'District' },
    type: { kind: 'row', noun: 'district' },
    required: true,
    also: ['所在区县', '行政区', '县区', 'county'],
  },
  leadingIndustries: {
    word: { zh: '主导产业', en: 'Leading industries' },
    type: { kind: 'texts' },
    also: ['产业', 'industries'],
  },
  plannedAreaM2: {
    word: { zh: '规划面积', en: 'Planned area' },
    type: { kind: 'area', positive: true },
    also: ['规划用地面积', 'planned_area'],
  },
  builtAreaM2: {
    word: { zh: '建成面积', en: 'Built area' },
    type: { kind: 'area' },
    also: ['建成区面积', 'built_area'],
  },
  waterCapacityM3Day: {
    word: { zh: '供水能力（m³/日）', en: 'Water capacity (m³/day)' },
    type: wholeNumber,
    also: ['供水能力', 'water_capacity'],
  },
  sewageCapacityM3Day: {
    word: { zh: '污水处理能力（m³/日）', en: 'Sewage capacity (m³/day)' },
    type: wholeNumber,
    also: ['污水处理能力', 'sewage_capacity'],
  },
  powerCapacityMva: {
    word: { zh: '供电能力（MVA）', en: 'Power capacity (MVA)' },
    type: wholeNumber,
    also: ['供电能力', '变电容量', 'power_capacity'],
  },
  committee: {
    word: { zh: '管委会', en: 'Committee' },
    type: { kind: 'row', noun: 'unit' },
    also: ['管理机构', '管理单位'],
  },
  ...provenance,
});
