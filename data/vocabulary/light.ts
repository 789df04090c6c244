import { codeList } from './word.ts';

/** The judgement on a project; computed by data/rules alone. Worst first. */
export const light = codeList(['red', 'yellow', 'green', 'none'], {
  red: { zh: '红灯', en: 'Red' },
  yellow: { zh: '黄灯', en: 'Yellow' },
  green: { zh: '绿灯', en: 'Green' },
  none: { zh: '无灯', en: 'None' },
});
export type Light = (typeof light.codes)[number];

/** The rules that give a project its light. */
export const lightRule = codeList(['investment', 'start', 'register', 'public_money'], {
  investment: { zh: '投资进度', en: 'Investment' },
  start: { zh: '开工', en: 'Start' },
  register: { zh: '入库纳统', en: 'Statistics register' },
  public_money: { zh: '财政资金支付', en: 'Public money' },
});
export type LightRule = (typeof lightRule.codes)[number];

/** The rules whose light an approved reason (正当理由) lifts. */
export const liftableRule = codeList(['start', 'register'], {
  start: lightRule.words.start,
  register: lightRule.words.register,
});
export type LiftableRule = (typeof liftableRule.codes)[number];
