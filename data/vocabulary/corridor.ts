import { codeList } from './word.ts';

/** Kind of an infrastructure corridor. */
export const corridorKind = codeList(
  ['high_speed_rail', 'railway', 'expressway', 'highway', 'waterway', 'power_line', 'pipeline'],
  {
    high_speed_rail: { zh: '高速铁路', en: 'High-speed railway' },
    railway: { zh: '铁路', en: 'Railway' },
    expressway: { zh: '高速公路', en: 'Expressway' },
    highway: { zh: '国省道', en: 'Highway' },
    waterway: { zh: '航道', en: 'Waterway' },
    power_line: { zh: '输电线路', en: 'Power line' },
    pipeline: { zh: '管线', en: 'Pipeline' },
  },
);
export type CorridorKind = (typeof corridorKind.codes)[number];

/** How far a corridor exists. */
export const corridorStatus = codeList(['planned', 'under_construction', 'in_use'], {
  planned: { zh: '规划', en: 'Planned' },
  under_construction: { zh: '在建', en: 'Under construction' },
  in_use: { zh: '投用', en: 'In use' },
});
export type CorridorStatus = (typeof corridorStatus.codes)[number];
