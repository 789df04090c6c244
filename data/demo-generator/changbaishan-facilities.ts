import type { FacilityPlan } from './facility-plan.ts';

/** Where the file has no Chinese name, its own name stands. */
export const changbaishanFacilities: FacilityPlan = {
  plants: {
    WRI1000530: { name: '两江水电站', nameEn: 'Liangjiang hydropower station' },
    WRI1071243: { name: 'Shilong 水电站', nameEn: 'Shilong hydropower station' },
    WRI1071550: { name: 'Shuanghe 二级小水电站', nameEn: 'Shuanghe Second Small hydropower station' },
    WRI1071247: { name: 'Antu 303 水电站', nameEn: 'Antu 303 hydropower station' },
    WRI1071881: { name: 'Baoquan 小水电站', nameEn: 'Changbai County Baoquan small hydropower station' },
  },
  airports: [
    {
      name: '长白山机场',
      nameEn: 'Changbaishan Airport',
      at: [127.6026, 42.0687],
      detail: '运行；跑道中点，大致位置',
      source: 'OpenStreetMap（OpenQGIS/OMap-GeoDB）',
      dataAsOf: '2026-07-31',
    },
  ],
  drawn: [
    {
      kind: 'substation',
      name: '示例500千伏白河变电站',
      nameEn: 'Sample 500 kV substation Baihe',
      at: [128.075, 42.475],
      detail: '500 kV',
    },
  ],
};
