import { codeList } from './word.ts';

/** The judgement on a project; computed by data/rules alone. Worst first. */
export const light = codeList(['red', 'yellow', 'green', 'none'], {
  red: { zh: '红灯', en: 'Red' },
  yellow: { zh: '黄灯', en: 'Yellow' },
  green: { zh: '绿灯', en: 'Green' },
  none: { zh: '无灯', en: 'None' },
});
export type Light = (typeof light.codes)[number];
