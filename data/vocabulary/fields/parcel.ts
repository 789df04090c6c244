import { delivery, industrialGrade, landCodeSystem, landUse, supply } from '../parcel.ts';
import { identity, provenance } from './common.ts';
import { fields } from './field.ts';

/** The fields of a parcel of land. */
export const parcelFields = fields({
  ...identity,
  district: {
    word: { zh: '区县', en: 'District' },
    type: { kind: 'row', noun: 'district' },
    required: true,
    also: ['所在区县', '行政区', '行政区划', '县区', '区县名称', 'county'],
  },
  zone: {
    word: { zh: '开发区', en: 'Zone' },
    type: { kind: 'row', noun: 'zone' },
    also: ['所在开发区', '园区', '产业集聚区', '所在园区'],
  },
  landUse: {
    word: { zh: '用途', en: 'Land use' },
    type: { kind: 'choice', list: landUse },
    required: true,
    also: ['土地用途', '规划用途', '用地性质', '用地类型', 'land_use', 'use'],
  },
  industrialGrade: {
    word: { zh: '工业类别', en: 'Industrial grade' },
    type: { kind: 'choice', list: industrialGrade },
    also: ['工业用地类别', '工业等级'],
  },
  landCode: {
    word: { zh: '用地代码', en: 'Land-use code' },
    type: { kind: 'text' },
    also: ['地类编码', '地类代码', 'DLBM', '用地用海代码', 'land_code'],
  },
  landCodeSystem: {
    word: { zh: '代码体系', en: 'Code system' },
    type: { kind: 'choice', list: landCodeSystem },
    also: ['用地分类标准', '分类标准'],
  },
  delivery: {
    word: { zh: '供地状态', en: 'Delivery' },
    type: { kind: 'choice', list: delivery },
    required: true,
    fallback: 'planned',
    also: ['交付状态', '净地情况', '土地状态'],
  },
  supply: {
    word: { zh: '供应状态', en: 'Supply' },
    type: { kind: 'choice', list: supply },
    required: true,
    fallback: 'available',
    also: ['供应情况', '出让状态'],
  },
  startPrice: {
    word: { zh: '参考起始价', en: 'Reference starting price' },
    type: { kind: 'money' },
    also: ['起始价', '起拍价', '出让起始价', 'price', 'start_price'],
  },
  floorAreaRatio: {
    word: { zh: '容积率', en: 'Floor area ratio' },
    type: { kind: 'number', least: 0.01, most: 99 },
    also: ['FAR', '容积率上限'],
  },
  contact: {
    word: { zh: '联系人', en: 'Contact' },
    type: { kind: 'row', noun: 'person' },
    also: ['招商联系人', '联系人编码'],
  },
  areaM2: {
    word: { zh: '面积', en: 'Area' },
    type: { kind: 'area' },
    computed: true,
    also: ['用地面积', '地块面积', 'SHAPE_Area', 'area'],
  },
  ...provenance,
});
