/** Titles of sample issues in the plain words of the field; `{n}` takes a number. */
import type { IssueKind } from '../vocabulary/issue.ts';

export const issueTitles: Readonly<Record<IssueKind, readonly [string, string]>> = {
  land_quota: ['新增建设用地指标缺 {n} 亩，待市级统筹', '二期用地 {n} 亩未列入年度供应计划'],
  cropland_offset: ['占用耕地 {n} 亩，占补平衡指标未落实', '补充耕地 {n} 亩验收未通过'],
  planning: ['地块容积率与控规不符，需局部调整', '厂区出入口与规划道路衔接未定'],
  forest: ['占用林地 {n} 亩，使用林地手续未批', '施工便道需临时占用林地 {n} 亩'],
  environment: ['环评公众参与材料退回补正', '雨污分流方案未通过审查'],
  relocation: ['红线内还有 {n} 户未签拆迁协议', '高压杆线 {n} 基未迁改'],
  obstruction: ['附近村民因灌渠改道阻工', '运料道路限行，进场受阻 {n} 天'],
  finance: ['配套资金 {n} 万元未到位', '银行贷款审批延后，工程款欠付 {n} 万元'],
  utilities: ['施工用电增容 {n} 千伏安未批', '园区供水管网距厂区还差 {n} 米'],
  labour: ['钢筋工、木工缺 {n} 人', '设备安装班组未按期进场，缺 {n} 人'],
  approval: ['施工图审查意见未回复，施工许可未办', '消防设计审查补正 {n} 项'],
  dust: ['扬尘六个百分之百检查有 {n} 项不达标', '重污染天气管控停工 {n} 天，需错峰方案'],
  design: ['桩基变更图纸未出，影响 {n} 根桩施工', '设备基础图与到货设备不符'],
  owner_unclear: ['建设主体与用地主体不一致，立项待变更', '代建单位未明确，合同无法签订'],
};

/** The numbers that make a title believable. */
export const titleNumbers: Readonly<Record<IssueKind, readonly [low: number, high: number]>> = {
  land_quota: [18, 160],
  cropland_offset: [12, 90],
  planning: [1, 2],
  forest: [6, 45],
  environment: [1, 3],
  relocation: [2, 14],
  obstruction: [4, 15],
  finance: [300, 2800],
  utilities: [400, 1600],
  labour: [15, 60],
  approval: [2, 6],
  dust: [1, 4],
  design: [12, 80],
  owner_unclear: [1, 2],
};
