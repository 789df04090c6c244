/** Numbers, money, areas and dates as they stand on screen, by language. Figures and units apart, so that units can be set smaller. */
import { squareMetresPerHectare, squareMetresPerMu } from '../../data/vocabulary/units.ts';
import { traditionalLabel } from '../text/texts.ts';
import type { Language } from '../text/texts.ts';

export interface Quantity {
  readonly figure: string;
  readonly unit: string;
}

/** What stands for a missing figure. */
export const noFigure = '—';

const locales: Record<Language, string> = { 'zh-Hans': 'zh-CN', 'zh-Hant': 'zh-TW', en: 'en-GB' };

/** The units of money and land that are words in Chinese; English has signs. */
export function chineseUnits(language: Language): {
  readonly yi: string;
  readonly mu: string;
  readonly hectare: string;
} {
  return language === 'zh-Hant'
    ? { yi: '億元', mu: '畝', hectare: '公頃' }
    : { yi: '亿元', mu: '亩', hectare: '公顷' };
}

/** Making a number format costs more than all that is written with it in a frame. */
const formats = new Map<string, Intl.NumberFormat>();

function formatOf(language: Language, decimals: number): Intl.NumberFormat {
  const key = `${language} ${decimals}`;
  let format = formats.get(key);
  if (!format) {
    const digits = { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
    formats.set(key, (format = new Intl.NumberFormat(locales[language], digits)));
  }
  return format;
}

/** A decimal number with a fixed count of decimals and a true minus sign (U+2212). */
export function decimal(value: number, language: Language, decimals = 0): string {
  return formatOf(language, decimals).format(value).replace('-', '−');
}

/** Whole number with thousands separators. */
export function integer(value: number, language: Language): string {
  return decimal(value, language, 0);
}

/** A share of 0–1 as a percentage with one decimal; `—` when there is nothing to share. */
export function percent(share: number, language: Language): string {
  return Number.isFinite(share) ? `${decimal(share * 100, language, 1)}%` : noFigure;
}

/** A share that may be missing, as a percentage. */
export function optionalPercent(share: number | null, language: Language): string {
  return percent(share ?? Number.NaN, language);
}

/** A difference with its sign and one decimal (percentage points); nothing is neither ahead nor behind. */
export function signed(value: number, language: Language): string {
  if (!Number.isFinite(value)) return noFigure;
  const written = decimal(value, language, 1);
  return /[1-9]/.test(written) ? (value > 0 ? `+${written}` : written) : written.replace('−', '');
}

/** 百元 in one 亿元, and in a million and a billion yuan. */
const hundredYuan = { yi: 1_000_000, million: 10_000, billion: 10_000_000 } as const;

/**
 * Money given in 百元: 亿元 in Chinese; CNY million or billion in English.
 * Totals take one decimal, single projects two (design.md, "Units").
 */
export function money(amount: number, language: Language, decimals = 1): Quantity {
  if (Number.isNaN(amount)) return { figure: noFigure, unit: '' };
  if (language === 'en') {
    return Math.abs(amount) >= hundredYuan.billion
      ? { figure: decimal(amount / hundredYuan.billion, language, decimals), unit: 'CNY bn' }
      : { figure: decimal(amount / hundredYuan.million, language, decimals > 1 ? 1 : 0), unit: 'CNY m' };
  }
  return { figure: decimal(amount / hundredYuan.yi, language, decimals), unit: chineseUnits(language).yi };
}

/** An area given in m²: 亩 first and 公顷 second in Chinese, hectares in English. */
export function area(squareMetres: number, language: Language): string {
  const hectares = `${decimal(squareMetres / squareMetresPerHectare, language, 1)} ${language === 'en' ? 'ha' : chineseUnits(language).hectare}`;
  return language === 'en'
    ? hectares
    : `${decimal(squareMetres / squareMetresPerMu, language, 1)} ${chineseUnits(language).mu}（${hectares}）`;
}

/** A large area given in m², in km². */
export function squareKilometres(squareMetres: number, language: Language): string {
  return `${decimal(squareMetres / 1_000_000, language, 1)} km²`;
}

/** A length given in metres, in km. */
export function kilometres(metres: number, language: Language): string {
  return `${decimal(metres / 1000, language, metres < 10_000 ? 1 : 0)} km`;
}

/** The label of a word or a named row in the language; a missing English name falls back to the Chinese one. */
export function label(
  named: { readonly zh: string; readonly en?: string | null | undefined },
  language: Language,
): string {
  if (language === 'en' && named.en) return named.en;
  return language === 'zh-Hant' ? traditionalLabel(named.zh) : named.zh;
}

/** The label without the explanation in brackets, which belongs to the vocabulary and not to a narrow row. */
export function shortLabel(
  named: { readonly zh: string; readonly en?: string | null | undefined },
  language: Language,
): string {
  return label(named, language).replace(/（.*）$/, '');
}
