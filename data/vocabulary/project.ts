import { codeList } from './word.ts';

/**
 * Status of a project, in the order in which a project becomes real.
 * `inTotals`: the listed projects; reserve, deferred and cancelled ones stand outside every total and
 * are shown only when they are asked for (domain.md, Rules).
 */
export const projectStatus = codeList(
  [
    'reserve',
    'preparatory',
    'under_construction',
    'suspended',
    'completed',
    'in_production',
    'deferred',
    'cancelled',
  ],
  {
    reserve: { zh: '储备', en: 'Reserve', inTotals: false },
    preparatory: { zh: '前期（未开工）', en: 'Preparatory', inTotals: true },
    under_construction: { zh: '在建', en: 'Under construction', inTotals: true },
    suspended: { zh: '停工', en: 'Suspended', inTotals: true },
    completed: { zh: '已竣工', en: 'Completed', inTotals: true },
    in_production: { zh: '投产（投用）', en: 'In production', inTotals: true },
    deferred: { zh: '缓建（未实施）', en: 'Deferred', inTotals: false },
    cancelled: { zh: '取消', en: 'Cancelled', inTotals: false },
  },
);
export type ProjectStatus = (typeof projectStatus.codes)[number];

/** The statuses that count as the year's listed projects: what a question without a status means. */
export const statusesInTotals: readonly ProjectStatus[] = projectStatus.codes.filter(
  (code) => projectStatus.words[code].inTotals,
);

/** Class of a project in the plan of one year. */
export const annualClass = codeList(['preparatory', 'new', 'continuing'], {
  preparatory: { zh: '前期', en: 'Preparatory' },
  new: { zh: '新开工', en: 'New start' },
  continuing: { zh: '续建', en: 'Continuing' },
});
export type AnnualClass = (typeof annualClass.codes)[number];

/** Tier under which a project is managed; the highest one is stored. */
export const projectTier = codeList(['province_a', 'province_b', 'city'], {
  province_a: { zh: '省管A类', en: 'Provincial A' },
  province_b: { zh: '省管B类', en: 'Provincial B' },
  city: { zh: '市重点', en: 'City' },
});
export type ProjectTier = (typeof projectTier.codes)[number];

/** Plan labels; a project may carry several. */
export const planLabel = codeList(['8511', '1816', 'central_budget', 'special_fund'], {
  '8511': { zh: '8511', en: '8511' },
  '1816': { zh: '1816', en: '1816' },
  central_budget: { zh: '中央预算内投资', en: 'Central budget investment' },
  special_fund: { zh: '专项建设基金', en: 'Special construction fund' },
});
export type PlanLabel = (typeof planLabel.codes)[number];

/** Category of a project; `industry` says whether its investment counts as industry (两个比重). */
export const projectCategory = codeList(
  [
    'industry',
    'energy',
    'transport',
    'agriculture_water',
    'urban',
    'innovation',
    'social',
    'ecology',
    'tourism',
  ],
  {
    industry: { zh: '产业升级', en: 'Industry', industry: true },
    energy: { zh: '能源', en: 'Energy', industry: true },
    transport: { zh: '交通', en: 'Transport', industry: false },
    agriculture_water: { zh: '农林水利', en: 'Agriculture and water', industry: false },
    urban: { zh: '城镇建设', en: 'Urban construction', industry: false },
    innovation: { zh: '自主创新', en: 'Innovation', industry: true },
    social: { zh: '社会事业', en: 'Social services', industry: false },
    ecology: { zh: '生态环保（节能减排）', en: 'Ecology', industry: false },
    tourism: { zh: '文旅', en: 'Culture and tourism', industry: false },
  },
);
export type ProjectCategory = (typeof projectCategory.codes)[number];

/** Stages of a project; approvals run in parallel, the order is that of the usual schedule. */
export const projectStage = codeList(
  [
    'proposal',
    'initiation',
    'site_preapproval',
    'forest',
    'land_conversion',
    'land_supply',
    'eia',
    'energy_review',
    'design',
    'planning_permit',
    'bidding',
    'construction_permit',
    'start',
    'structure',
    'completion',
    'acceptance',
    'in_use',
    'full_capacity',
  ],
  {
    proposal: { zh: '项目建议书', en: 'Proposal' },
    initiation: { zh: '立项', en: 'Initiation' },
    site_preapproval: { zh: '用地预审与选址意见书', en: 'Land pre-examination and site opinion' },
    forest: { zh: '林地审批', en: 'Forest land approval' },
    land_conversion: { zh: '农转用与征收', en: 'Land conversion and acquisition' },
    land_supply: { zh: '供地', en: 'Land supply' },
    eia: { zh: '环评', en: 'Environmental impact assessment' },
    energy_review: { zh: '节能审查', en: 'Energy review' },
    design: { zh: '初设概算', en: 'Preliminary design and budget' },
    planning_permit: { zh: '规划许可', en: 'Planning permit' },
    bidding: { zh: '招标', en: 'Bidding' },
    construction_permit: { zh: '施工许可', en: 'Construction permit' },
    start: { zh: '开工', en: 'Start' },
    structure: { zh: '主体', en: 'Main structure' },
    completion: { zh: '竣工', en: 'Completion' },
    acceptance: { zh: '验收', en: 'Acceptance' },
    in_use: { zh: '投用', en: 'In use' },
    full_capacity: { zh: '达产', en: 'Full capacity' },
  },
);
export type ProjectStage = (typeof projectStage.codes)[number];

/** Phase to which a lead unit belongs: preparation and building often lie with different units. */
export const projectPhase = codeList(['preparation', 'construction', 'operation'], {
  preparation: { zh: '前期', en: 'Preparation' },
  construction: { zh: '建设', en: 'Construction' },
  operation: { zh: '运营', en: 'Operation' },
});
export type ProjectPhase = (typeof projectPhase.codes)[number];

/** Role of a unit towards a project. */
export const unitRole = codeList(['authority', 'responsible', 'lead'], {
  authority: { zh: '行业主管部门', en: 'Sector authority' },
  responsible: { zh: '责任单位', en: 'Responsible unit' },
  lead: { zh: '牵头单位', en: 'Lead unit' },
});
export type UnitRole = (typeof unitRole.codes)[number];

/** Role of a person towards a project. */
export const personRole = codeList(['responsible', 'leading_official', 'contact'], {
  responsible: { zh: '责任人', en: 'Responsible person' },
  leading_official: { zh: '包保领导', en: 'Leading official' },
  contact: { zh: '联系人', en: 'Contact' },
});
export type PersonRole = (typeof personRole.codes)[number];

/** Why a site stands still. */
export const suspensionReason = codeList(
  ['dust', 'land', 'finance', 'labour', 'relocation', 'market', 'weather'],
  {
    dust: { zh: '扬尘管控', en: 'Dust control' },
    land: { zh: '用地', en: 'Land' },
    finance: { zh: '资金', en: 'Finance' },
    labour: { zh: '用工', en: 'Labour' },
    relocation: { zh: '征拆', en: 'Relocation' },
    market: { zh: '市场', en: 'Market' },
    weather: { zh: '天气', en: 'Weather' },
  },
);
export type SuspensionReason = (typeof suspensionReason.codes)[number];

/** Sources of money; a project may have several. */
export const financing = codeList(
  ['fiscal', 'central_budget', 'special_bond', 'policy_bank', 'loan', 'own', 'ppp', 'bt_legacy'],
  {
    fiscal: { zh: '财政', en: 'Fiscal' },
    central_budget: { zh: '中央预算内投资', en: 'Central budget' },
    special_bond: { zh: '专项债', en: 'Special bond' },
    policy_bank: { zh: '政策性金融', en: 'Policy bank' },
    loan: { zh: '贷款', en: 'Loan' },
    own: { zh: '企业自筹', en: 'Own funds' },
    ppp: { zh: '特许经营/PPP', en: 'Concession/PPP' },
    bt_legacy: { zh: 'BT（历史）', en: 'BT (legacy)' },
  },
);
export type Financing = (typeof financing.codes)[number];

/** How well the place of a project is known. */
export const locationQuality = codeList(['surveyed', 'drawn', 'approximate', 'none'], {
  surveyed: { zh: '实测', en: 'Surveyed' },
  drawn: { zh: '图上勾绘', en: 'Drawn on the map' },
  approximate: { zh: '大致位置', en: 'Approximate' },
  none: { zh: '未落图', en: 'Not on the map' },
});
export type LocationQuality = (typeof locationQuality.codes)[number];
