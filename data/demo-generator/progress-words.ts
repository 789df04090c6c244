/** 形象进度 and 完成标准 in the words of the field. */
import type { ProjectCategory, ProjectStage } from '../vocabulary/project.ts';
import type { Subject } from './progress-subject.ts';

type Steps = readonly (readonly [upTo: number, text: string])[];

const building: Steps = [
  [6, '场地平整、围挡及临建施工'],
  [14, '基坑开挖及桩基施工'],
  [26, '基础施工'],
  [38, '主体一至三层施工'],
  [55, '主体施工过半'],
  [63, '主体封顶'],
  [73, '二次结构砌筑及外立面施工'],
  [82, '设备安装及内装修'],
  [92, '设备安装调试、室外管网施工'],
  [100, '附属工程收尾，准备竣工验收'],
];
const plant: Steps = [
  [6, '场地平整、围挡施工'],
  [16, '厂房桩基施工'],
  [28, '厂房基础施工'],
  [42, '钢结构吊装'],
  [55, '屋面及围护施工'],
  [69, '主体封顶，设备基础及地坪施工'],
  [82, '首批设备进场安装'],
  [93, '设备安装调试'],
  [100, '单机调试、联动试车'],
];
const works: Partial<Record<ProjectCategory, Steps>> = {
  industry: plant,
  innovation: building,
  urban: building,
  social: building,
  tourism: building,
  energy: [
    [8, '场区平整、进场道路施工'],
    [22, '基础浇筑'],
    [40, '升压站及土建施工'],
    [60, '主体结构施工'],
    [78, '设备吊装'],
    [92, '电气安装调试'],
    [100, '并网前验收'],
  ],
  transport: [
    [10, '征迁清表、便道施工'],
    [30, '路基土石方施工'],
    [48, '桥涵施工'],
    [66, '路基成型，底基层施工'],
    [82, '路面摊铺'],
    [94, '交安设施及绿化施工'],
    [100, '收尾及交工验收准备'],
  ],
  agriculture_water: [
    [12, '测量放线、清淤'],
    [34, '土方开挖及堤岸整治'],
    [56, '建筑物主体施工'],
    [78, '渠道衬砌、管道铺设'],
    [92, '机电设备安装'],
    [100, '试运行及资料整理'],
  ],
  ecology: [
    [12, '清表、测量放线'],
    [34, '土建基础施工'],
    [56, '池体及主体结构施工'],
    [74, '管网铺设'],
    [90, '设备安装及绿化'],
    [100, '设备调试、试运行'],
  ],
};
const linear: Steps = [
  [10, '征迁清表、线路复测'],
  [28, '路基及塔（桩）基施工'],
  [55, '主体线路施工过半'],
  [75, '主体线路贯通，附属工程施工'],
  [92, '附属设施安装'],
  [100, '收尾及交工验收准备'],
];

/** What stands on the site of a project under construction at so many percent. */
export function physicalProgress({ category, linear: line }: Subject, percent: number): string {
  const steps = line ? linear : (works[category] ?? building);
  return (steps.find(([upTo]) => percent <= upTo) ?? steps.at(-1))?.[1] ?? '';
}

/** What counts as done, by stage. */
export const standards: Readonly<Record<ProjectStage, string>> = {
  proposal: '取得项目建议书批复',
  initiation: '取得可研批复或备案证明',
  site_preapproval: '取得用地预审与选址意见书',
  forest: '取得使用林地审核同意书',
  land_conversion: '取得用地批复',
  land_supply: '签订出让合同或取得划拨决定书',
  eia: '取得环评批复',
  energy_review: '取得节能审查意见',
  design: '初步设计及概算批复',
  planning_permit: '取得建设工程规划许可证',
  bidding: '发出中标通知书',
  construction_permit: '取得施工许可证',
  start: '施工、监理单位进场，基础开挖',
  structure: '主体结构封顶或线路贯通',
  completion: '工程内容全部完成',
  acceptance: '竣工验收备案',
  in_use: '投产或交付使用',
  full_capacity: '达到设计产能',
};

/** What is under way before the start, while a stage is the next one. */
export const preparing: Partial<Record<ProjectStage, string>> = {
  proposal: '编制项目建议书',
  initiation: '可研编制及报批',
  site_preapproval: '办理用地预审与选址',
  forest: '办理林地手续',
  land_conversion: '用地报批，征收推进中',
  land_supply: '土地挂牌准备',
  eia: '环评编制',
  energy_review: '节能报告编制',
  design: '初步设计及概算编制',
  planning_permit: '方案审查，办理规划许可',
  bidding: '施工招标准备',
  construction_permit: '施工图审查，办理施工许可',
  start: '开工准备，施工单位进场',
};
