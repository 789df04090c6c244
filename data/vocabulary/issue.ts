import { codeList } from './word.ts';

/** What an issue of the joint review (联审联批) is about. */
export const issueKind = codeList(
  [
    'land_quota',
    'cropland_offset',
    'planning',
    'forest',
    'environment',
    'relocation',
    'obstruction',
    'finance',
    'utilities',
    'labour',
    'approval',
    'dust',
    'design',
    'owner_unclear',
  ],
  {
    land_quota: { zh: '用地指标', en: 'Land quota' },
    cropland_offset: { zh: '占补平衡', en: 'Cropland offset' },
    planning: { zh: '规划', en: 'Planning' },
    forest: { zh: '林地', en: 'Forest land' },
    environment: { zh: '环保', en: 'Environment' },
    relocation: { zh: '征拆', en: 'Relocation' },
    obstruction: { zh: '阻工', en: 'Obstruction' },
    finance: { zh: '资金', en: 'Finance' },
    utilities: { zh: '水电气配套', en: 'Utilities' },
    labour: { zh: '用工', en: 'Labour' },
    approval: { zh: '审批', en: 'Approval' },
    dust: { zh: '扬尘管控', en: 'Dust control' },
    design: { zh: '图纸', en: 'Design drawings' },
    owner_unclear: { zh: '主体不明', en: 'Owner unclear' },
  },
);
export type IssueKind = (typeof issueKind.codes)[number];

/** State of an issue, in the order of the usual course. */
export const issueState = codeList(
  [
    'collected',
    'assigned',
    'agenda_proposed',
    'agenda',
    'joint_handling',
    'supervised',
    'done',
    'closed',
    'accountability',
  ],
  {
    collected: { zh: '已收集', en: 'Collected' },
    assigned: { zh: '已交办', en: 'Assigned' },
    agenda_proposed: { zh: '拟列议题', en: 'Proposed for the agenda' },
    agenda: { zh: '列入议题', en: 'On the agenda' },
    joint_handling: { zh: '联席办理', en: 'Joint handling' },
    supervised: { zh: '督办', en: 'Supervised' },
    done: { zh: '办结待核销', en: 'Done, awaiting write-off' },
    closed: { zh: '核销', en: 'Closed' },
    accountability: { zh: '督查问责', en: 'Accountability' },
  },
);
export type IssueState = (typeof issueState.codes)[number];
