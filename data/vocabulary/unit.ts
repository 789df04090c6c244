import { codeList } from './word.ts';

/** Kind of a public unit. */
export const unitKind = codeList(['department', 'government', 'zone_committee', 'platform'], {
  department: { zh: '部门', en: 'Department' },
  government: { zh: '政府', en: 'Government' },
  zone_committee: { zh: '管委会', en: 'Zone committee' },
  platform: { zh: '平台公司', en: 'Platform company' },
});
export type UnitKind = (typeof unitKind.codes)[number];
