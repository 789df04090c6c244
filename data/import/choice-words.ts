/** Words of offices for the codes of lists, beside the labels themselves; compared as `fold` writes them. */
import { constraintKind } from '../vocabulary/constraint.ts';
import { corridorKind, corridorStatus } from '../vocabulary/corridor.ts';
import { facilityKind } from '../vocabulary/facility.ts';
import { districtLevel, secrecy } from '../vocabulary/layer.ts';
import { delivery, industrialGrade, landCodeSystem, landUse, supply } from '../vocabulary/parcel.ts';
import {
  annualClass,
  financing,
  locationQuality,
  planLabel,
  projectCategory,
  projectStatus,
  projectTier,
  suspensionReason,
} from '../vocabulary/project.ts';
import type { CodeList } from '../vocabulary/word.ts';
import { zoneKind } from '../vocabulary/zone.ts';

/** Code → words, separated by spaces. */
type Words<Code extends string> = Readonly<Partial<Record<Code, string>>>;

const known: [CodeList, Words<string>][] = [];
function say<Code extends string>(list: CodeList<Code>, words: Words<Code>): void {
  known.push([list, words]);
}

say(projectStatus, {
  reserve: '储备项目 谋划 谋划项目 入库储备',
  preparatory: '前期 未开工 前期工作 前期项目 拟建 筹建 待建 前期手续办理中',
  under_construction: '在建项目 建设中 已开工 开工 续建 施工中 正在建设 新开工 在建续建',
  suspended: '停工中 暂停 停建 停工项目 已停工',
  completed: '竣工 完工 已完工 建成 已建成 竣工验收',
  in_production: '投产 投用 已投产 已投用 投产达效 建成投产 投入使用 投入运营 运营 达产',
  deferred: '缓建 未实施 暂缓 暂缓实施',
  cancelled: '已取消 撤销 终止 退出 调出',
});
say(annualClass, {
  preparatory: '前期项目 前期工作 储备前期',
  new: '新建 新开 新开工项目 本年新开工 拟新开工',
  continuing: '续建项目 在建续建 结转 结转项目 跨年 跨年续建',
});
say(projectTier, {
  province_a: '省A类 省重点A类 A类 省级A类 省管A',
  province_b: '省B类 省重点B类 B类 省级B类 省管B',
  city: '市重点项目 市级 市级重点 市管',
});
say(planLabel, { central_budget: '中央预算内', special_fund: '专项基金' });
say(projectCategory, {
  industry: '工业 制造业 产业 产业项目 先进制造业 工业项目 产业转型升级',
  energy: '能源项目 电力 新能源',
  transport: '交通运输 交通基础设施 交通项目 基础设施 公路 铁路',
  agriculture_water: '农业 水利 农林 农业农村 农业水利 农林水',
  urban: '城建 城市建设 市政 城市基础设施 城市更新 城镇基础设施',
  innovation: '科技创新 创新 科创 创新驱动',
  social: '民生 社会民生 民生社会事业 教育 医疗 卫生 公共服务',
  ecology: '生态环保 环保 生态 节能减排 环境保护 生态环境 节能环保',
  tourism: '旅游 文化旅游 文旅融合 文化',
});
say(suspensionReason, {
  dust: '扬尘 环保管控 大气管控',
  land: '土地 用地问题 缺地',
  finance: '资金问题 缺资金 资金不足',
  labour: '缺工 劳动力',
  relocation: '征地拆迁 拆迁 征迁',
  market: '市场原因 市场行情',
  weather: '天气原因 雨季 冬季 冬歇',
});
say(financing, {
  fiscal: '财政资金 财政拨款 政府投资',
  central_budget: '中央预算内资金 中央资金 中央预算',
  special_bond: '专项债券 地方政府专项债 专项债资金 政府专项债券',
  policy_bank: '政策性银行 政策性开发性金融工具 政策性金融工具',
  loan: '银行贷款 贷款融资 银行融资 商业贷款',
  own: '自筹 企业投资 自有资金 企业自有 社会资本 企业自筹资金',
  ppp: 'PPP 特许经营 BOT',
  bt_legacy: 'BT',
});
say(locationQuality, {
  surveyed: '测绘 实测坐标',
  drawn: '勾绘 图上勾画',
  approximate: '大致 约略 概略 示意位置',
  none: '无位置 未上图',
});
say(landUse, {
  industrial: '工业用地 一类工业用地 二类工业用地 三类工业用地 M M1 M2 M3 1001 100101 100102 100103',
  new_industrial: '新型产业用地 M0 创新型产业用地',
  logistics: '物流 仓储 仓储用地 物流仓储用地 物流用地 W W1 W2 W3 1101 储备库用地',
  commercial:
    '商业 商服 商业用地 商服用地 商业服务业用地 商业服务业设施用地 商务金融用地 商务用地 B B1 B2 B3 09 0901 0902',
  residential: '住宅 居住用地 住宅用地 城镇住宅用地 R R1 R2 R3 0701 070102',
  public:
    '公共服务 公共管理与公共服务用地 公共设施 公共服务设施用地 公服 A 教育用地 医疗卫生用地 行政办公用地 科研用地 08',
  mixed: '混合用地 综合用地 商住 商住用地 商住混合 混合产业用地',
});
say(industrialGrade, {
  '1': '一类 一类工业用地 M1 1类 一级',
  '2': '二类 二类工业用地 M2 2类 二级',
  '3': '三类 三类工业用地 M3 3类 三级',
});
say(landCodeSystem, {
  gbt21010_2017: 'GB/T21010 21010 土地利用现状分类 三调 GBT21010 GB/T21010-2017',
  guide_2023:
    '用地用海分类 用地用海分类指南 国土空间用地用海分类指南 国土空间调查规划用途管制用地用海分类指南 2023',
});
say(delivery, {
  planned: '规划中 已规划 控规已批',
  approved: '已批复 已批准 已报批 批复',
  clearing: '征收中 征迁中 拆迁中 征收 正在征迁',
  cleared: '净地出让 已净地 已征收 具备净地条件 三通一平',
  serviced: '七通一平 五通一平 净地通平 净地七通一平 熟地',
});
say(supply, {
  available: '可供应 待供 可出让 待出让 未供 未供应 在库 储备',
  approved_unsupplied: '已批未供',
  supplied_unused: '已供未用 闲置',
  announced: '公告 挂牌 挂牌中 出让公告 拍卖中 招拍挂',
  sold: '成交 已出让 已供 已供应 已供地',
});
say(zoneKind, {
  economic_tech: '经开区 经济开发区 国家级经开区 经济技术开发区',
  high_tech: '高新区 高新技术开发区 高新技术产业园',
  advanced_manufacturing: '先进制造业 先进制造业集聚区',
  modern_services: '现代服务业 服务业开发区 服务业集聚区 现代服务业园区',
  logistics_park: '物流园区 物流产业园 物流',
  tourism_zone: '旅游度假区 风景区 旅游',
  chemical_park: '化工园 化工 化工集中区',
  industrial_cluster: '产业集聚区 集聚区',
});
say(corridorKind, {
  high_speed_rail: '高铁 客专 客运专线 高速铁路线',
  railway: '普铁 普通铁路 铁路线',
  expressway: '高速 高速路',
  highway: '国道 省道 国省干线 公路 干线公路',
  waterway: '内河航道 水运 运河',
  power_line: '高压线 电力线 输电线 500kV 220kV 特高压 高压走廊',
  pipeline: '管道 油气管道 输气管道 天然气管道 输油管道 燃气管线',
});
say(corridorStatus, {
  planned: '规划中 拟建',
  under_construction: '建设中 施工中',
  in_use: '已建 已建成 现状 运营 投运 通车 投入使用 已通车',
});
say(facilityKind, {
  rail_station: '铁路站 车站 高铁站 铁路客运站',
  interchange: '高速口 高速出口 高速入口 互通 互通立交 收费站 高速公路出入口',
  port: '港口 码头 港区',
  airport: '飞机场 民航机场',
  substation: '变电所 变电站点',
  power_plant: '发电厂 热电厂 电站',
  water_plant: '自来水厂 净水厂 供水厂',
  sewage_plant: '污水处理厂 污水处理站',
});
say(constraintKind, {
  ecological_redline: '生态红线 生态保护红线区 红线',
  basic_farmland: '基本农田 永农 永久基本农田保护区',
  nature_reserve: '自然保护区 自然公园',
  water_source: '饮用水水源保护区 水源地 饮用水源保护区 水源地保护区',
  forest: '林地保护 森林 公益林',
  cropland: '耕地 一般农田',
  heritage: '文物 文物保护单位 文物保护 建设控制地带 文保',
  flood: '蓄滞洪区 河道管理范围 河道 洪泛区 行洪区',
  subsidence: '塌陷区 采煤塌陷区 采空区 沉陷区',
  mineral: '矿产 压矿 压覆矿 压覆矿产资源',
  safety_corridor: '安全距离 防护距离 卫生防护距离',
  airport_clearance: '净空 机场净空保护区 净空保护区',
  urban_boundary: '开发边界 城镇边界 城镇开发边界线',
});
say(districtLevel, {
  district: '市辖区',
  county: '自治县',
  county_city: '县市 县级城市',
  functional_zone: '开发区 示范区',
});
say(secrecy, {
  public: '公开的 可公开 非密',
  restricted: '内部 不宜公开 依申请公开 受限 涉密',
});

/** The words of a list's codes beyond its labels. */
export function officeWords(list: CodeList): (readonly [word: string, code: string])[] {
  const words = known.find(([of]) => of === list)?.[1] ?? {};
  return Object.entries(words).flatMap(([code, texts = '']) =>
    texts.split(' ').map((text) => [text, code] as const),
  );
}
