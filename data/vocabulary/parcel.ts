import { codeList } from './word.ts';

/** Land use of a parcel, as investors and planners speak of it; the official code stands beside it. */
export const landUse = codeList(
  ['industrial', 'new_industrial', 'logistics', 'commercial', 'residential', 'public', 'mixed'],
  {
    industrial: { zh: '工业', en: 'Industrial' },
    new_industrial: { zh: '新型产业', en: 'New industrial' },
    logistics: { zh: '物流仓储', en: 'Logistics' },
    commercial: { zh: '商业服务业', en: 'Commercial' },
    residential: { zh: '居住', en: 'Residential' },
    public: { zh: '公共管理与公共服务', en: 'Public services' },
    mixed: { zh: '混合', en: 'Mixed' },
  },
);
export type LandUse = (typeof landUse.codes)[number];

/** Grade of industrial land (一/二/三类工业用地), by how much it disturbs its surroundings. */
export const industrialGrade = codeList(['1', '2', '3'], {
  '1': { zh: '一类工业', en: 'Grade 1' },
  '2': { zh: '二类工业', en: 'Grade 2' },
  '3': { zh: '三类工业', en: 'Grade 3' },
});
export type IndustrialGrade = (typeof industrialGrade.codes)[number];

/** Code system of an official land-use code: the same digits mean different things in the two. */
export const landCodeSystem = codeList(['gbt21010_2017', 'guide_2023'], {
  gbt21010_2017: { zh: 'GB/T 21010—2017 土地利用现状分类', en: 'GB/T 21010-2017' },
  guide_2023: { zh: '国土空间用地用海分类指南（2023）', en: 'Land and sea use classification guide 2023' },
});
export type LandCodeSystem = (typeof landCodeSystem.codes)[number];

/** How ready a parcel is; 净地 (cleared) and 七通一平 (serviced) are two facts. */
export const delivery = codeList(['planned', 'approved', 'clearing', 'cleared', 'serviced'], {
  planned: { zh: '规划', en: 'Planned' },
  approved: { zh: '已批', en: 'Approved' },
  clearing: { zh: '正在征收', en: 'Clearing' },
  cleared: { zh: '净地', en: 'Cleared' },
  serviced: { zh: '净地且通平', en: 'Cleared and serviced' },
});
export type Delivery = (typeof delivery.codes)[number];

/** Where a parcel stands in its supply. */
export const supply = codeList(['available', 'approved_unsupplied', 'supplied_unused', 'announced', 'sold'], {
  available: { zh: '可供', en: 'Available' },
  approved_unsupplied: { zh: '批而未供', en: 'Approved, not supplied' },
  supplied_unused: { zh: '供而未用', en: 'Supplied, not used' },
  announced: { zh: '公告中', en: 'Announced' },
  sold: { zh: '已成交', en: 'Sold' },
});
export type Supply = (typeof supply.codes)[number];
