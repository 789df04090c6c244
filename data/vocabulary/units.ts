/** Stored units and their factors (domain.md, "Units"). */

/** Square metres of one 亩: 2000/3 by definition. */
export const squareMetresPerMu = 2000 / 3;
/** Square metres of one hectare (公顷). */
export const squareMetresPerHectare = 10_000;
/** 万元 (the stored unit of money, 10⁴ CNY) in one 亿元 (10⁸ CNY). */
export const wanPerYi = 10_000;
/** 百元 in one 万元: rules and columns carry money as integers of 百元, so that sums are exact. */
export const hundredYuanPerWan = 100;

/** 万元 with at most two decimals → integer of 百元. */
export function wanToHundredYuan(wan: number): number {
  return Math.round(wan * hundredYuanPerWan);
}
