/** The filter of a dossier in words, and its names in a language. */
import { facetLists, facets } from '../../data/filter.ts';
import { corridorReach } from './dossier-data.ts';
import type { DossierScope } from './dossier-data.ts';
import { dossierWords } from './dossier-words.ts';
import type { DossierLanguage } from './dossier-words.ts';
import type { Named } from '../queries/project-book.ts';

/** The name in the language, the Chinese one where there is no other. */
export function nameIn(
  named: { readonly name: string; readonly nameEn: string | null },
  language: DossierLanguage,
): string {
  return (language === 'en' && named.nameEn) || named.name;
}

export function namesIn(list: readonly Named[], language: DossierLanguage): string {
  return list.map((named) => nameIn(named, language)).join(language === 'en' ? ', ' : '、');
}

/** `区县：睢阳区；级别：省管A类`; all listed projects when nothing is chosen. */
export function scopeText(
  { filter, project, corridor, names }: DossierScope,
  language: DossierLanguage,
): string {
  const words = dossierWords[language].scope;
  const english = language === 'en';
  const labelled = (label: string, value: string) => (english ? `${label}: ${value}` : `${label}：${value}`);
  const parts: string[] = [];
  if (project) parts.push(labelled(words.project, `${nameIn(project, language)} ${project.code}`));
  if (corridor) parts.push(words.corridor(nameIn(corridor, language), corridorReach));
  for (const facet of facets) {
    // A project that is asked for by its code has any status.
    if (project && facet === 'status') continue;
    const codes = filter[facet];
    if (!codes) continue;
    const list = facetLists[facet];
    const values = codes.map((code) => {
      const named = names.get(code);
      if (list) return (list.words as Record<string, { zh: string; en: string }>)[code]?.[language] ?? code;
      return named ? nameIn(named, language) : code;
    });
    parts.push(labelled(words.facets[facet], values.join(english ? ', ' : '、')));
  }
  if (filter.q) parts.push(labelled(words.q, filter.q));
  if (filter.bbox) parts.push(words.bbox);
  if (filter.lagOver !== undefined) parts.push(words.lagOver(filter.lagOver));
  if (filter.investment) parts.push(labelled(words.investment, words.range(filter.investment)));
  if (filter.unmapped) parts.push(words.unmapped);
  return parts.length > 0 ? parts.join(english ? '; ' : '；') : words.all;
}
