/** Figures of charts, tables and judgements as they stand on screen. */
import { wanPerYi, wanToHundredYuan } from '../../data/vocabulary/units.ts';
import type { Language, Texts } from '../text/texts.ts';
import { decimal, integer, money, noFigure } from '../ui/format.ts';

/** At most one decimal, none where it is 0: 62, 62.4. */
export function compact(value: number, language: Language): string {
  const rounded = Math.round(value * 10) / 10;
  return decimal(rounded, language, Number.isInteger(rounded) ? 0 : 1);
}

/** A share of 0–1 in percent without its sign, `—` for none: 62, 62.4. */
export function compactShare(share: number | null, language: Language): string {
  return share === null || !Number.isFinite(share) ? noFigure : compact(share * 100, language);
}

/**
 * Percentage points against bounds: with as many decimals (1 to 4) as tell on which side of each bound they lie, so that
 * a green 9.96 is not shown as 10.
 */
export function points(value: number, bounds: readonly number[], language: Language): string {
  for (let decimals = 1; decimals < 4; decimals += 1) {
    const rounded = Number(value.toFixed(decimals));
    if (bounds.every((bound) => Math.sign(rounded - bound) === Math.sign(value - bound))) {
      return Number.isInteger(rounded) ? integer(rounded, language) : decimal(rounded, language, decimals);
    }
  }
  return decimal(value, language, 4);
}

/** Money of a single project given in 万元 with its unit: 0.42 亿元. */
export function amount(wan: number | null, language: Language): string {
  if (wan === null) return noFigure;
  const { figure, unit } = money(wanToHundredYuan(wan), language, 2);
  return `${figure} ${unit}`;
}

/** Money given in 万元 as a cell under a head that names the unit: 亿元 with two decimals; CNY m with one. */
export function moneyCell(wan: number | null, language: Language): string {
  if (wan === null) return noFigure;
  return language === 'en' ? decimal(wan / 100, language, 1) : decimal(wan / wanPerYi, language, 2);
}

/** A number of days in words: days below a month, else months of 30.4 days. */
export function span(days: number, words: Texts['progress'], language: Language): string {
  const months = Math.round(Math.abs(days) / 30.4375);
  return months < 1
    ? words.days(integer(Math.abs(days), language))
    : words.monthsShort(integer(months, language));
}
