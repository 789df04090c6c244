/** 长白山: where constraint areas lie. Outlines are illustrative but for the woods of the land-cover file. */
import type { ConstraintPlan } from './constraint-plan.ts';

const counties = ['222426', '220621', '220623'];

export const changbaishanConstraints: ConstraintPlan = {
  bands: [
    {
      kind: 'flood',
      name: '河道管理范围',
      nameEn: 'River management area',
      along: 'rivers',
      halfWidth: 150,
      districts: counties,
    },
    {
      kind: 'safety_corridor',
      name: '500千伏线路防护走廊',
      nameEn: '500 kV line safety corridor',
      along: 'power_line',
      halfWidth: 75,
    },
    {
      kind: 'airport_clearance',
      name: '长白山机场净空区',
      nameEn: 'Changbaishan airport clearance',
      along: [
        [127.555, 42.105],
        [127.65, 42.035],
      ],
      halfWidth: 3000,
    },
  ],
  spots: [
    {
      kind: 'ecological_redline',
      name: '长白山生态保护红线',
      nameEn: 'Changbaishan red line',
      at: [128.06, 42.05],
      radius: 24_000,
    },
    {
      kind: 'nature_reserve',
      name: '长白山自然保护地',
      nameEn: 'Changbaishan nature reserve',
      at: [128.06, 42.03],
      radius: 16_000,
    },
    {
      kind: 'water_source',
      name: '池北水源保护区',
      nameEn: 'Chibei water source',
      at: [128.05, 42.385],
      radius: 900,
    },
    {
      kind: 'water_source',
      name: '池西水源保护区',
      nameEn: 'Chixi water source',
      at: [127.55, 42.215],
      radius: 900,
    },
    {
      kind: 'basic_farmland',
      name: '松江永久基本农田1号片',
      nameEn: 'Basic farmland 1, Songjiang',
      at: [128.33, 42.62],
      radius: 2600,
    },
    {
      kind: 'basic_farmland',
      name: '万良永久基本农田1号片',
      nameEn: 'Basic farmland 1, Wanliang',
      at: [127.2, 42.46],
      radius: 2200,
    },
    {
      kind: 'cropland',
      name: '兴隆一般耕地1号片',
      nameEn: 'Ordinary cropland 1, Xinglong',
      at: [127.35, 42.255],
      radius: 1500,
    },
  ],
  squares: [],
  realForest: 5,
};
