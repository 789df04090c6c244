import { codeList } from './word.ts';

/** Kind of an industrial cluster zone or functional zone. */
export const zoneKind = codeList(
  [
    'economic_tech',
    'high_tech',
    'advanced_manufacturing',
    'modern_services',
    'logistics_park',
    'tourism_zone',
    'chemical_park',
    'industrial_cluster',
  ],
  {
    economic_tech: { zh: '经济技术开发区', en: 'Economic and technological development zone' },
    high_tech: { zh: '高新技术产业开发区', en: 'High-tech industrial development zone' },
    advanced_manufacturing: { zh: '先进制造业开发区', en: 'Advanced manufacturing zone' },
    modern_services: { zh: '现代服务业开发区', en: 'Modern services zone' },
    logistics_park: { zh: '物流园', en: 'Logistics park' },
    tourism_zone: { zh: '旅游区', en: 'Tourism zone' },
    chemical_park: { zh: '化工园区', en: 'Chemical park' },
    industrial_cluster: { zh: '产业集聚区（历史）', en: 'Industrial cluster (former)' },
  },
);
export type ZoneKind = (typeof zoneKind.codes)[number];
