import {
  annualClass,
  financing,
  locationQuality,
  planLabel,
  projectCategory,
  projectStatus,
  projectTier,
  suspensionReason,
} from '../project.ts';
import { identity, provenance } from './common.ts';
import { fields } from './field.ts';

const unit = { kind: 'row', noun: 'unit' } as const;
const person = { kind: 'row', noun: 'person' } as const;
const money = { kind: 'money' } as const;

/**
 * The fields of a project, and of the sites of a package (打包项目), which name their package in `parent`. From `year`
 * to `plannedInvestment` they speak of one year's list.
 */
export const projectFields = fields({
  ...identity,
  nationalCode: {
    word: { zh: '项目代码', en: 'National code' },
    type: { kind: 'text' },
    also: ['国家代码', '项目统一代码', '投资项目代码', 'project code', 'national_code'],
  },
  parent: {
    word: { zh: '所属打包项目', en: 'Package' },
    type: { kind: 'row', noun: 'project' },
    also: ['打包项目', '上级项目', 'parent'],
  },
  status: {
    word: { zh: '状态', en: 'Status' },
    type: { kind: 'choice', list: projectStatus },
    required: true,
    fallback: 'reserve',
    also: ['项目状态', '建设状态', '建设阶段', '进展状态'],
  },
  statusSince: {
    word: { zh: '状态起始', en: 'Status since' },
    type: { kind: 'date', of: 'start' },
    also: ['状态日期', '状态变更日期'],
  },
  suspensionReason: {
    word: { zh: '停工原因', en: 'Reason of suspension' },
    type: { kind: 'choice', list: suspensionReason },
  },
  category: {
    word: { zh: '类别', en: 'Category' },
    type: { kind: 'choice', list: projectCategory },
    required: true,
    also: ['项目类别', '行业类别', '行业', '项目类型', 'sector'],
  },
  tier: {
    word: { zh: '层级', en: 'Tier' },
    type: { kind: 'choice', list: projectTier },
    also: ['项目层级', '级别', '管理层级'],
  },
  content: {
    word: { zh: '建设内容', en: 'Content' },
    type: { kind: 'text' },
    also: ['建设规模', '建设规模及内容', '主要建设内容', '建设内容及规模', 'description'],
  },
  districts: {
    word: { zh: '区县', en: 'Districts' },
    type: { kind: 'shares' },
    also: ['所在区县', '建设地点', '建设地址', '行政区', '县区', '涉及区县', 'district'],
  },
  reportingArea: {
    word: { zh: '牵头区域', en: 'Reporting area' },
    type: { kind: 'row', noun: 'reporting_area' },
    also: ['申报单位', '填报区域', '牵头县区', '上报单位'],
  },
  zone: {
    word: { zh: '开发区', en: 'Zone' },
    type: { kind: 'row', noun: 'zone' },
    also: ['所在开发区', '园区', '所在园区', '产业集聚区'],
  },
  company: {
    word: { zh: '项目单位', en: 'Owner' },
    type: { kind: 'row', noun: 'company' },
    also: ['业主', '业主单位', '建设单位', '企业名称', '投资主体', 'company'],
  },
  totalInvestment: {
    word: { zh: '总投资', en: 'Total investment' },
    type: money,
    also: ['投资总额', '计划总投资', '项目总投资', 'investment', 'total'],
  },
  investmentEstimate: { word: { zh: '估算', en: 'Estimate' }, type: money, also: ['投资估算'] },
  investmentBudget: { word: { zh: '概算', en: 'Budget' }, type: money, also: ['投资概算'] },
  investmentFinal: { word: { zh: '决算', en: 'Final account' }, type: money, also: ['竣工决算'] },
  planLabels: {
    word: { zh: '计划标签', en: 'Plan labels' },
    type: { kind: 'choices', list: planLabel },
    also: ['标签', '专项标签'],
  },
  financing: {
    word: { zh: '资金来源', en: 'Financing' },
    type: { kind: 'choices', list: financing },
    also: ['资金渠道', '投资来源'],
  },
  year: {
    word: { zh: '年度', en: 'Year' },
    type: { kind: 'integer', least: 1990, most: 2100 },
    also: ['计划年度', '列入年度'],
  },
  annualClass: {
    word: { zh: '年度类型', en: 'Annual class' },
    type: { kind: 'choice', list: annualClass },
    also: ['建设性质', '项目性质', '新开工/续建', '年度分类'],
  },
  completesThisYear: {
    word: { zh: '计划竣工', en: 'Completes this year' },
    type: { kind: 'boolean' },
    also: ['当年竣工', '年内竣工'],
  },
  batch: {
    word: { zh: '批次', en: 'Batch' },
    type: { kind: 'integer', least: 1, most: 12 },
    also: ['列入批次'],
  },
  plannedInvestment: {
    word: { zh: '年度计划投资', en: 'Planned investment of the year' },
    type: money,
    also: ['年度计划', '年度投资计划', '当年计划投资', '本年计划投资', 'plan'],
  },
  deadline: {
    word: { zh: '完成时限', en: 'Deadline' },
    type: { kind: 'date', of: 'end' },
    also: ['完工时间', '竣工时间', '计划竣工时间', '建成时间'],
  },
  completionStandard: {
    word: { zh: '完成标准', en: 'Completion standard' },
    type: { kind: 'text' },
    also: ['年度目标', '目标任务'],
  },
  responsibleUnit: { word: { zh: '责任单位', en: 'Responsible unit' }, type: unit, also: ['责任部门'] },
  authority: {
    word: { zh: '行业主管部门', en: 'Sector authority' },
    type: unit,
    also: ['主管部门', '行业主管单位', '市直主管部门'],
  },
  leadPreparation: { word: { zh: '前期牵头单位', en: 'Lead unit, preparation' }, type: unit },
  leadConstruction: { word: { zh: '建设牵头单位', en: 'Lead unit, construction' }, type: unit },
  leadOperation: { word: { zh: '运营牵头单位', en: 'Lead unit, operation' }, type: unit },
  responsiblePerson: { word: { zh: '责任人', en: 'Responsible person' }, type: person, also: ['负责人'] },
  leadingOfficial: {
    word: { zh: '包保领导', en: 'Leading official' },
    type: person,
    also: ['分包领导', '包联领导', '市级领导'],
  },
  contact: { word: { zh: '联系人', en: 'Contact' }, type: person },
  linear: { word: { zh: '线性工程', en: 'Linear works' }, type: { kind: 'boolean' }, fallback: false },
  locationQuality: {
    word: { zh: '位置精度', en: 'Location quality' },
    type: { kind: 'choice', list: locationQuality },
    also: ['定位精度'],
  },
  ...provenance,
});
