/** 长白山: a smaller list with a long winter; made-up names, and the real works that a source calls not carried out. */
import type { ProjectPlan, RealPlan } from './project-plan.ts';

/** The source speeches name these as not carried out (未实施) and give no figure, date or site. */
const notCarriedOut = (
  name: RealPlan['name'],
  rest: Pick<RealPlan, 'category' | 'area' | 'content'>,
): RealPlan => ({
  name,
  ...rest,
  totalInvestment: null,
  deadline: null,
  geometry: null,
  listed: false,
  events: [{ status: 'deferred', on: '2025-12-19', note: '来源记为未实施，未载日期；按列入清单前一日记' }],
  source: '来源讲话中的项目名（见 data/demo/README.md）',
});

export const changbaishanProjects: ProjectPlan = {
  year: 2026,
  standings: [
    { annualClass: 'preparatory', status: 'preparatory', completesThisYear: false, count: 6 },
    { annualClass: 'new', status: 'preparatory', completesThisYear: false, count: 8 },
    { annualClass: 'new', status: 'under_construction', completesThisYear: true, count: 6 },
    { annualClass: 'new', status: 'under_construction', completesThisYear: false, count: 16 },
    { annualClass: 'new', status: 'suspended', completesThisYear: false, count: 1 },
    { annualClass: 'new', status: 'completed', completesThisYear: true, count: 1 },
    { annualClass: 'continuing', status: 'under_construction', completesThisYear: true, count: 10 },
    { annualClass: 'continuing', status: 'under_construction', completesThisYear: false, count: 6 },
    { annualClass: 'continuing', status: 'suspended', completesThisYear: false, count: 1 },
    { annualClass: 'continuing', status: 'completed', completesThisYear: true, count: 4 },
    { annualClass: 'continuing', status: 'in_production', completesThisYear: true, count: 1 },
  ],
  tiers: {
    province_a: { count: 3, planShare: 0.15 },
    province_b: { count: 12, planShare: 0.35 },
    city: { count: 45, planShare: 0.5 },
  },
  categories: {
    industry: 14,
    energy: 3,
    transport: 6,
    agriculture_water: 2,
    urban: 10,
    innovation: 0,
    social: 4,
    ecology: 5,
    tourism: 16,
  },
  planTotal: 620_000,
  investmentTotal: 1_650_000,
  reserve: { count: 15, published: 10 },
  deferred: 3,
  cancelled: 1,
  suspensions: ['weather', 'finance'],
  works: [
    ['产业园', 'industrial park'],
    ['生产线扩建', 'production line extension'],
    ['加工基地', 'processing base'],
    ['智能工厂', 'smart factory'],
    ['技术改造', 'technical upgrade'],
  ],
  products: {
    chibei: [
      ['文创产品', 'souvenir'],
      ['蓝莓饮品', 'blueberry drinks'],
      ['林下药材', 'forest herb'],
    ],
    chixi: [
      ['天然矿泉水', 'mineral water'],
      ['人参食品', 'ginseng food'],
      ['山野菜', 'wild vegetable'],
      ['木制品', 'wood products'],
    ],
    chinan: [
      ['精酿饮品', 'craft drinks'],
      ['冷水鱼', 'cold-water fish'],
      ['菌类', 'mushroom'],
    ],
  },
  names: {
    energy: [
      ['{}示例清洁供热', 'Sample clean heating, {}'],
      ['{}示例供热管网提升', 'Sample heating network upgrade, {}'],
      ['{}示例充电服务设施', 'Sample charging facilities, {}'],
    ],
    transport: [
      ['{}示例旅游公路', 'Sample scenic road, {}'],
      ['{}示例客运换乘中心', 'Sample passenger interchange, {}'],
      ['{}示例停车换乘场', 'Sample park and ride, {}'],
    ],
    agriculture_water: [
      ['{}示例供水工程', 'Sample water supply, {}'],
      ['{}示例林下经济基地', 'Sample forest economy base, {}'],
    ],
    urban: [
      ['{}示例片区更新', 'Sample renewal, {}'],
      ['{}示例道路及管网', 'Sample streets and utilities, {}'],
      ['{}示例保障性住房', 'Sample affordable housing, {}'],
      ['{}示例背街小巷整治', 'Sample lane improvement, {}'],
    ],
    innovation: [['{}示例冰雪装备研发中心', 'Sample snow equipment R&D centre, {}']],
    social: [
      ['{}示例医疗服务中心', 'Sample health centre, {}'],
      ['{}示例学校新建', 'Sample school, {}'],
      ['{}示例文化体育中心', 'Sample culture and sports centre, {}'],
    ],
    ecology: [
      ['{}示例污水处理提升', 'Sample sewage treatment upgrade, {}'],
      ['{}示例垃圾资源化', 'Sample waste recycling, {}'],
      ['{}示例森林防火道', 'Sample forest fire road, {}'],
      ['{}示例湿地修复', 'Sample wetland restoration, {}'],
    ],
    tourism: [
      ['{}示例滑雪场提升', 'Sample ski area upgrade, {}'],
      ['{}示例温泉酒店', 'Sample hot-spring hotel, {}'],
      ['{}示例森林营地', 'Sample forest camp, {}'],
      ['{}示例冰雪小镇', 'Sample snow town, {}'],
      ['{}示例康养度假区', 'Sample wellness resort, {}'],
      ['{}示例民俗街区', 'Sample folk quarter, {}'],
    ],
  },
  specials: [
    {
      form: 'line',
      name: ['池北示例慢行绿道', 'Sample greenway Chibei'],
      area: 'chibei',
      category: 'transport',
      content: '沿河新建慢行绿道及驿站。',
      through: [
        [128.135, 42.415],
        [128.14, 42.395],
        [128.132, 42.37],
        [128.125, 42.34],
      ],
    },
    {
      form: 'package',
      name: ['池西示例民宿集群（打包）', 'Sample guesthouse package Chixi'],
      area: 'chixi',
      category: 'tourism',
      areas: ['chixi', 'chixi', 'chixi'],
      placement: 'town',
      hectares: 2.2,
      content: '分三处改造和新建民宿。',
    },
    {
      form: 'unlocated',
      name: ['池南示例智慧景区平台', 'Sample smart scenic area platform, Chinan'],
      area: 'chinan',
      category: 'tourism',
      content: '平台与终端建设，点位分散。',
    },
    {
      form: 'unlocated',
      name: ['池北示例停车资源整合', 'Sample parking programme, Chibei'],
      area: 'chibei',
      category: 'urban',
      content: '点位未定。',
    },
  ],
  real: [
    notCarriedOut(['长白山图书馆', 'Changbaishan Library'], {
      category: 'social',
      area: null,
      content: '因选址未实施。',
    }),
    notCarriedOut(['池北区游客咨询服务中心', 'Chibei visitor information centre'], {
      category: 'tourism',
      area: 'chibei',
      content: '未实施。',
    }),
    notCarriedOut(['池北区污水管网完善工程', 'Chibei sewer network completion'], {
      category: 'ecology',
      area: 'chibei',
      content: '未实施。',
    }),
  ],
};
