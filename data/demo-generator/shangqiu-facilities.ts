import type { FacilityPlan } from './facility-plan.ts';

export const shangqiuFacilities: FacilityPlan = {
  plants: {
    WRI1070731: { name: '神火永城自备电厂', nameEn: 'Shenhuo Yongcheng captive power plant' },
    WRI1070134: { name: '国电商丘民权电厂', nameEn: 'Guodian Minquan power station' },
    WRI1075620: { name: '永城电厂（商丘裕东发电）', nameEn: 'Yongcheng power station (Yudong)' },
    WRI1072274: { name: '商丘垃圾填埋气发电', nameEn: 'Shangqiu landfill gas plant' },
    WRI1072526: { name: '永城薛湖煤矿瓦斯发电', nameEn: 'Xuehu coal mine methane plant' },
  },
  airports: [
    {
      name: '商丘机场（观堂）',
      nameEn: 'Shangqiu Airport (Guantang)',
      at: [115.472, 34.45],
      detail: '4C 级，军民合用改扩建在建，计划 2027 年通航；位置大致',
      source: 'https://www.163.com/dy/article/KEL39P5B0553RVN3.html',
      dataAsOf: '2025-11-17',
    },
  ],
  drawn: [
    {
      kind: 'substation',
      name: '示例500千伏商丘变电站',
      nameEn: 'Sample 500 kV substation Shangqiu',
      at: [115.505, 34.3],
      detail: '500 kV',
    },
    {
      kind: 'substation',
      name: '示例500千伏永城变电站',
      nameEn: 'Sample 500 kV substation Yongcheng',
      at: [116.345, 33.99],
      detail: '500 kV',
    },
    {
      kind: 'port',
      name: '睢阳示例港区',
      nameEn: 'Sample port Suiyang',
      at: [115.745, 34.372],
      detail: '四级航道',
    },
    {
      kind: 'port',
      name: '夏邑示例港区',
      nameEn: 'Sample port Xiayi',
      at: [116.005, 34.052],
      detail: '四级航道',
    },
    {
      kind: 'port',
      name: '柘城示例港区',
      nameEn: 'Sample port Zhecheng',
      at: [115.17, 34.035],
      detail: '航道等级待核',
    },
  ],
};
