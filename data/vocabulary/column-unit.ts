import { codeList } from './word.ts';

/**
 * Units in which offices write a column of figures. `factor`: how much of the stored unit one is, as a fraction of
 * two whole numbers, so that a conversion is exact until it is rounded once.
 */
export interface UnitWord {
  readonly zh: string;
  readonly en: string;
  readonly factor: readonly [numerator: number, denominator: number];
}

/** Money; stored in 万元. */
export const moneyUnit = codeList(['yuan', 'thousand_yuan', 'wan', 'million_yuan', 'yi'], {
  yuan: { zh: '元', en: 'CNY', factor: [1, 10_000] },
  thousand_yuan: { zh: '千元', en: 'thousand CNY', factor: [1, 10] },
  wan: { zh: '万元', en: '10,000 CNY (wan)', factor: [1, 1] },
  million_yuan: { zh: '百万元', en: 'million CNY', factor: [100, 1] },
  yi: { zh: '亿元', en: '100 million CNY (yi)', factor: [10_000, 1] },
} satisfies Record<string, UnitWord>);
export type MoneyUnit = (typeof moneyUnit.codes)[number];

/** Area; stored in m². */
export const areaUnit = codeList(['m2', 'mu', 'hectare', 'km2', 'wan_m2', 'wan_mu'], {
  m2: { zh: '平方米', en: 'm²', factor: [1, 1] },
  mu: { zh: '亩', en: 'mu', factor: [2000, 3] },
  hectare: { zh: '公顷', en: 'ha', factor: [10_000, 1] },
  km2: { zh: '平方公里', en: 'km²', factor: [1_000_000, 1] },
  wan_m2: { zh: '万平方米', en: '10,000 m²', factor: [10_000, 1] },
  wan_mu: { zh: '万亩', en: '10,000 mu', factor: [20_000_000, 3] },
} satisfies Record<string, UnitWord>);
export type AreaUnit = (typeof areaUnit.codes)[number];

/** Length; stored in m. */
export const lengthUnit = codeList(['m', 'km'], {
  m: { zh: '米', en: 'm', factor: [1, 1] },
  km: { zh: '公里', en: 'km', factor: [1000, 1] },
} satisfies Record<string, UnitWord>);
export type LengthUnit = (typeof lengthUnit.codes)[number];

/** Counts: people, tons a day. */
export const countUnit = codeList(['one', 'ten_thousand'], {
  one: { zh: '个', en: 'ones', factor: [1, 1] },
  ten_thousand: { zh: '万', en: 'ten thousands', factor: [10_000, 1] },
} satisfies Record<string, UnitWord>);
export type CountUnit = (typeof countUnit.codes)[number];

export type ColumnUnit = MoneyUnit | AreaUnit | LengthUnit | CountUnit;
