import { codeList } from './word.ts';

/** What a constraint area does to a site that touches it. */
export const constraintEffect = codeList(['prohibits', 'restricts', 'must_be_inside'], {
  prohibits: { zh: '禁止', en: 'Prohibits' },
  restricts: { zh: '限制', en: 'Restricts' },
  must_be_inside: { zh: '须位于其内', en: 'Must be inside' },
});
export type ConstraintEffect = (typeof constraintEffect.codes)[number];

/** Kind of a constraint area, with its effect (domain.md). */
export const constraintKind = codeList(
  [
    'ecological_redline',
    'basic_farmland',
    'nature_reserve',
    'water_source',
    'forest',
    'cropland',
    'heritage',
    'flood',
    'subsidence',
    'mineral',
    'safety_corridor',
    'airport_clearance',
    'urban_boundary',
  ],
  {
    ecological_redline: { zh: '生态保护红线', en: 'Ecological red line', effect: 'prohibits' },
    basic_farmland: { zh: '永久基本农田', en: 'Permanent basic farmland', effect: 'prohibits' },
    nature_reserve: { zh: '自然保护地', en: 'Nature reserve', effect: 'prohibits' },
    water_source: { zh: '水源保护区', en: 'Water source protection', effect: 'prohibits' },
    forest: { zh: '林地', en: 'Forest land', effect: 'restricts' },
    cropland: { zh: '一般耕地', en: 'Ordinary cropland', effect: 'restricts' },
    heritage: { zh: '文物保护与建设控制地带', en: 'Heritage protection', effect: 'restricts' },
    flood: { zh: '河道管理范围与蓄滞洪区', en: 'River and flood area', effect: 'restricts' },
    subsidence: { zh: '采煤沉陷区', en: 'Mining subsidence', effect: 'restricts' },
    mineral: { zh: '压覆矿产', en: 'Mineral deposits', effect: 'restricts' },
    safety_corridor: { zh: '安全防护距离', en: 'Safety distance', effect: 'restricts' },
    airport_clearance: { zh: '机场净空', en: 'Airport clearance', effect: 'restricts' },
    urban_boundary: { zh: '城镇开发边界', en: 'Urban development boundary', effect: 'must_be_inside' },
  },
);
export type ConstraintKind = (typeof constraintKind.codes)[number];
