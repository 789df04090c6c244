/** What is active in a filter, each condition with its words and the way to drop it. */
import { facetLists, facets } from '../../../data/filter.ts';
import type { AmountRange, Facet } from '../../../data/filter.ts';
import { nameOf } from '../../state/names.ts';
import type { Portal } from '../../state/portal.svelte.ts';
import type { Language, Texts } from '../../text/texts.ts';
import { decimal, shortLabel } from '../../ui/format.ts';

export interface Condition {
  /** `facet:code` or the name of the condition. */
  readonly key: string;
  /** What the chip says. */
  readonly label: string;
  /** The label with the name of its facet. */
  readonly full: string;
  readonly remove: () => void;
}

/** The name of a code of a facet, in the language of the screen. */
export function facetName(portal: Portal, facet: Facet, code: string): string {
  const words = facetLists[facet]?.words as Record<string, { zh: string; en: string }> | undefined;
  const word = words?.[code];
  if (word) return shortLabel(word, portal.language);
  const rows = {
    district: portal.districts,
    zone: portal.zones,
    unit: portal.units,
    company: portal.companies,
  };
  const names = rows[facet as keyof typeof rows] as (typeof rows)[keyof typeof rows] | undefined;
  return names ? nameOf(names, code, portal.language) : code;
}

/** The conditions of the filter in the order of its panel; the moment (month, day, year) is none. */
export function conditionsOf(portal: Portal): Condition[] {
  const { filter, texts, language } = portal;
  const words = texts.conditions;
  const found: Condition[] = [];
  const add = (key: string, label: string, remove: () => void, full = label) =>
    found.push({ key, label, full, remove });
  for (const facet of facets) {
    for (const code of filter[facet] ?? []) {
      const name = facetName(portal, facet, code);
      const label = facet === 'unit' || facet === 'company' ? words[facet](name) : name;
      const full = `${texts.filter.facets[facet]} ${name}`;
      add(`${facet}:${code}`, label, () => portal.toggle(facet, code), full);
    }
  }
  if (filter.investment) {
    const text = `${texts.investmentFilter.title} ${rangeText(filter.investment, texts, language)}`;
    add('investment', text, () => portal.setInvestment(undefined));
  }
  if (filter.q) add('q', words.text(filter.q), () => portal.search(''));
  if (filter.lagOver !== undefined) {
    const points = String(filter.lagOver);
    add('lagOver', words.lag(points), () => portal.setLag(undefined));
  }
  if (filter.unmapped) add('unmapped', words.unmapped, () => portal.setUnmapped(false));
  if (filter.bbox) add('bbox', words.box, () => portal.setBox(undefined));
  return found;
}

/** How many of the screen's money unit (亿元, CNY m) an amount in 万元 makes. */
export const wanPerUnit: Readonly<Record<'zh' | 'en', number>> = { zh: 10_000, en: 100 };

/** `≥ 2 亿元`, `≤ CNY 500 m`, `2 – 5 亿元`. */
export function rangeText({ from, to }: AmountRange, texts: Texts, language: Language): string {
  const words = texts.investmentFilter;
  const english = language === 'en';
  const figure = (wan: number) => {
    const amount = wan / wanPerUnit[english ? 'en' : 'zh'];
    return decimal(amount, language, Number.isInteger(amount) ? 0 : amount < 1 ? 2 : 1);
  };
  const unit = (text: string) => (english ? `CNY ${text} m` : `${text} 亿元`);
  if (from !== undefined && to !== undefined) return unit(words.between(figure(from), figure(to)));
  if (from !== undefined) return words.atLeast(unit(figure(from)));
  return to === undefined ? words.all : words.atMost(unit(figure(to)));
}
