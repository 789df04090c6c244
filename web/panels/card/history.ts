/** Recorded figures as words. */
import { lightRule } from '../../../data/vocabulary/light.ts';
import {
  annualClass,
  financing,
  locationQuality,
  planLabel,
  projectCategory,
  projectStage,
  projectStatus,
  projectTier,
} from '../../../data/vocabulary/project.ts';
import { isCode } from '../../../data/vocabulary/word.ts';
import type { CodeList } from '../../../data/vocabulary/word.ts';
import { amount } from '../../charts/numbers.ts';
import type { ProjectHistory } from '../../api.ts';
import type { Language } from '../../text/texts.ts';
import { label } from '../../ui/format.ts';

type Item = ProjectHistory['items'][number];

/** Code lists whose codes a figure or its subject may be. */
const valueLists: Partial<Record<Item['what'], CodeList>> = {
  status: projectStatus,
  annual_class: annualClass,
  category: projectCategory,
  tier: projectTier,
  plan_labels: planLabel,
  financing,
  location_quality: locationQuality,
};

/** What the figure is of: a month, a year, a stage, a rule, a day. */
export function subjectOf({ subject }: Item, language: Language): string {
  if (subject === null) return '';
  const word = wordOf(projectStage, subject) ?? wordOf(lightRule, subject);
  return word ? label(word, language) : subject;
}

/** A value of the figure as the screen says it; empty when there is none. */
export function valueOf(item: Item, value: Item['value'], language: Language): string {
  if (value === null) return '';
  if (Array.isArray(value)) {
    return value.map((part) => valueOf(item, part, language)).join(language === 'en' ? ', ' : '、');
  }
  if (typeof value === 'boolean') return value ? '✓' : '—';
  if (typeof value === 'number') {
    return item.unit === '万元' ? amount(value, language) : `${value}${item.unit ?? ''}`;
  }
  const list = valueLists[item.what];
  const word = list && wordOf(list, value);
  return word ? label(word, language) : value;
}

function wordOf(list: CodeList, code: string) {
  return isCode(list, code) ? list.words[code] : undefined;
}
