/** A table, hence its length. 商丘: which upstream lines make which corridor, and what is drawn by hand. */
import type { DrawnCorridorPlan, RealCorridorPlan } from './plan.ts';

const osmRoads = 'OpenStreetMap（OpenMapTiles © MapTiler，2021-02）';
const osmRails = 'OpenStreetMap（kingtmc314/east-asia-railway-map、Raymond1030/China-High-speed-railway）';
const roads = { file: 'roads_omt_z7.geojson', classes: ['motorway'] };
const highways = { file: 'roads_omt_z7.geojson', classes: ['trunk', 'primary', 'motorway'] };
const rails = { file: 'railways_osm.geojson' };
const rivers = { file: 'rivers_gshhg.geojson' };

type Short = Omit<RealCorridorPlan, 'kind' | 'status' | 'source' | 'dataAsOf' | 'illustrative'> &
  Partial<RealCorridorPlan>;
const rail = (plan: Short): RealCorridorPlan => ({
  kind: 'railway',
  status: 'in_use',
  source: osmRails,
  dataAsOf: '2026-07-31',
  illustrative: false,
  ...plan,
});
const fast = (plan: Short): RealCorridorPlan => rail({ kind: 'high_speed_rail', ...plan });
const motorway = (plan: Short): RealCorridorPlan => ({
  kind: 'expressway',
  status: 'in_use',
  source: osmRoads,
  dataAsOf: '2021-02-28',
  illustrative: false,
  ...plan,
});
const highway = (plan: Short): RealCorridorPlan => motorway({ kind: 'highway', illustrative: true, ...plan });
const waterway = (plan: Short): RealCorridorPlan => ({
  kind: 'waterway',
  status: 'in_use',
  source: 'GSHHG/WDBII（河流无名，按走向对应）',
  dataAsOf: '2017-06-15',
  illustrative: true,
  ...plan,
});

export const shangqiuRealCorridors: readonly RealCorridorPlan[] = [
  fast({
    code: 'SQ-C-01',
    name: '郑徐客运专线（徐兰高铁郑徐段）',
    nameEn: 'Zhengzhou–Xuzhou passenger line (Xulan HSR)',
    standard: '350 km/h',
    from: { ...rails, names: ['徐兰高速线'] },
    via: [
      [114.75, 34.785],
      [115.45, 34.5],
      [116.5151, 34.2178],
    ],
  }),
  fast({
    code: 'SQ-C-02',
    name: '商合杭高铁商丘至合肥段',
    nameEn: 'Shangqiu–Hefei section of the Shanghehang HSR',
    standard: '350 km/h',
    from: { ...rails, names: ['京港高速线'] },
    via: [
      [115.69, 34.425],
      [115.727, 34.3325],
      [115.7799, 34.0414],
      [115.79, 33.7962],
    ],
  }),
  fast({
    code: 'SQ-C-03',
    name: '京雄商高铁（商丘境内）',
    nameEn: 'Beijing–Xiong’an–Shangqiu HSR (within Shangqiu)',
    status: 'under_construction',
    standard: '350 km/h',
    from: { ...rails, names: ['京港高速线'] },
    via: [
      [115.53, 34.9],
      [115.59, 34.475],
    ],
  }),
  rail({
    code: 'SQ-C-04',
    name: '陇海铁路',
    nameEn: 'Longhai railway',
    standard: null,
    from: { file: 'railways_longhai_jingjiu_osm2022.geojson', names: ['陇海线'] },
    via: [
      [114.72, 34.815],
      [115.6519, 34.446],
      [116.79, 34.342],
    ],
  }),
  rail({
    code: 'SQ-C-05',
    name: '京九铁路',
    nameEn: 'Jingjiu railway',
    standard: null,
    from: { file: 'railways_longhai_jingjiu_osm2022.geojson', names: ['京九铁路'] },
    via: [
      [115.58, 34.98],
      [115.8, 33.62],
    ],
  }),
  motorway({
    code: 'SQ-C-06',
    name: '连霍高速（G30）',
    nameEn: 'Lianhuo expressway (G30)',
    standard: null,
    from: roads,
    via: [
      [114.82, 34.77],
      [115.08, 34.607],
      [115.4, 34.425],
      [115.93, 34.26],
      [116.63, 34.14],
    ],
  }),
  motorway({
    code: 'SQ-C-07',
    name: '济广高速（G35）',
    nameEn: 'Jiguang expressway (G35)',
    standard: null,
    from: roads,
    via: [
      [115.64, 34.93],
      [115.715, 34.45],
      [115.81, 34.1],
      [115.85, 33.7],
    ],
  }),
  motorway({
    code: 'SQ-C-08',
    name: '盐洛高速（G1516）',
    nameEn: 'Yanluo expressway (G1516)',
    standard: null,
    from: roads,
    via: [
      [115.16, 33.93],
      [115.4, 33.93],
      [115.9, 33.93],
    ],
  }),
  motorway({
    code: 'SQ-C-09',
    name: '永登高速（S32）',
    nameEn: 'Yongdeng expressway (S32)',
    standard: null,
    from: roads,
    via: [
      [115.9, 33.93],
      [116.16, 33.906],
      [116.4, 33.82],
    ],
  }),
  motorway({
    code: 'SQ-C-10',
    name: '德上高速（G0321）',
    nameEn: 'Deshang expressway (G0321)',
    standard: null,
    from: roads,
    via: [
      [116.43, 33.83],
      [116.46, 34.16],
      [116.49, 34.38],
    ],
  }),
  motorway({
    code: 'SQ-C-11',
    name: '商周高速公路',
    nameEn: 'Shangzhou expressway',
    standard: null,
    from: roads,
    via: [
      [115.53, 34.385],
      [115.2, 34.15],
      [114.93, 34.0],
    ],
  }),
  motorway({
    code: 'SQ-C-12',
    name: '商周高速公路二期',
    nameEn: 'Shangzhou expressway, phase II',
    standard: null,
    from: roads,
    via: [
      [115.528, 34.39],
      [115.56, 34.5],
      [115.69, 34.515],
    ],
  }),
  motorway({
    code: 'SQ-C-13',
    name: '商丘西向高速公路（名称示意）',
    nameEn: 'Western expressway (name illustrative)',
    standard: null,
    illustrative: true,
    from: roads,
    via: [
      [114.76, 34.435],
      [115.2, 34.38],
      [115.46, 34.41],
    ],
  }),
  highway({
    code: 'SQ-C-14',
    name: '东西国道（编号示意）',
    nameEn: 'East–west national road (number illustrative)',
    standard: '一级公路',
    from: highways,
    via: [
      [114.9, 34.72],
      [115.13, 34.62],
      [115.3, 34.56],
      [115.55, 34.46],
      [115.64, 34.4],
    ],
  }),
  highway({
    code: 'SQ-C-15',
    name: '南北国道（编号示意）',
    nameEn: 'North–south national road (number illustrative)',
    standard: '一级公路',
    from: highways,
    via: [
      [115.78, 34.72],
      [115.68, 34.5],
      [115.66, 34.25],
      [115.71, 34.02],
    ],
  }),
  highway({
    code: 'SQ-C-16',
    name: '商丘至永城国省道（编号示意）',
    nameEn: 'Shangqiu–Yongcheng road (number illustrative)',
    standard: '一级公路',
    from: highways,
    via: [
      [115.7, 34.34],
      [115.87, 34.25],
      [116.12, 34.2],
      [116.4, 33.96],
    ],
  }),
  waterway({
    code: 'SQ-C-17',
    name: '沱浍河航道',
    nameEn: 'Tuohui River waterway',
    standard: '四级航道',
    from: rivers,
    via: [
      [115.62, 34.53],
      [115.87, 34.15],
      [116.15, 34.0],
    ],
  }),
  waterway({
    code: 'SQ-C-18',
    name: '涡河航道（柘城段）',
    nameEn: 'Guo River waterway (Zhecheng section)',
    standard: null,
    from: rivers,
    via: [
      [114.9, 34.1],
      [115.17, 34.03],
      [115.4, 33.9],
    ],
  }),
  rail({
    code: 'SQ-C-19',
    name: '青永铁路（永城北段）',
    nameEn: 'Qingyong railway (north of Yongcheng)',
    standard: null,
    from: { ...rails, names: ['青永铁路'] },
    via: [
      [116.404, 34.079],
      [116.389, 34.1375],
    ],
  }),
];

export const shangqiuDrawnCorridors: readonly DrawnCorridorPlan[] = [
  {
    code: 'SQ-C-20',
    name: '示例500千伏民永线',
    nameEn: 'Sample 500 kV line Minquan–Yongcheng',
    kind: 'power_line',
    standard: '500 kV',
    through: [
      [115.2925, 34.608],
      [115.385, 34.52],
      [115.43, 34.37],
      [115.505, 34.3],
      [115.68, 34.19],
      [115.92, 34.1],
      [116.2, 34.04],
      [116.31, 34.0],
      [116.345, 33.99],
    ],
  },
  {
    code: 'SQ-C-21',
    name: '示例500千伏商柘线',
    nameEn: 'Sample 500 kV line Shangqiu–Zhecheng',
    kind: 'power_line',
    standard: '500 kV',
    through: [
      [115.505, 34.3],
      [115.45, 34.19],
      [115.41, 34.06],
      [115.37, 33.945],
    ],
  },
  {
    code: 'SQ-C-22',
    name: '示例天然气干线',
    nameEn: 'Sample gas trunk line',
    kind: 'pipeline',
    standard: '6.3 MPa',
    through: [
      [114.86, 34.5],
      [114.98, 34.37],
      [115.2, 34.32],
      [115.42, 34.31],
      [115.6, 34.26],
      [115.85, 34.2],
      [116.02, 34.165],
      [116.2, 34.11],
      [116.33, 34.06],
      [116.62, 34.04],
    ],
  },
];
