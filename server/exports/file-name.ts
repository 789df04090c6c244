/** The name under which an export is saved: the noun, what it was narrowed to, the day. */
import type { CellLanguage } from '../../data/import/write-value.ts';
import { facets } from '../../data/filter.ts';
import type { ProjectFilter } from '../../data/filter.ts';
import { fieldsOf } from '../../data/vocabulary/fields/index.ts';
import type { RowNoun } from '../../data/vocabulary/fields/field.ts';
import { layer } from '../../data/vocabulary/layer.ts';
import type { Layer } from '../../data/vocabulary/layer.ts';
import { scopeText } from '../dossier/dossier-scope.ts';

type NameOf = (noun: RowNoun, code: string) => string;

/** The filter of projects in words; nothing when all listed projects are meant. */
export function filterWords(filter: ProjectFilter, headings: CellLanguage, nameOf: NameOf): string {
  const { month: _, asOf: __, year: ___, ...narrowed } = filter;
  if (headings === 'code' || Object.keys(narrowed).length === 0) return '';
  const names = facets.flatMap((facet) =>
    facet === 'district' || facet === 'zone' || facet === 'unit' || facet === 'company'
      ? (filter[facet] ?? []).map(
          (code) => [code, { code, name: nameOf(facet, code), nameEn: null }] as const,
        )
      : [],
  );
  return scopeText({ filter, project: undefined, corridor: undefined, names: new Map(names) }, headings);
}

/** The facets of a plain noun in words. */
export function facetWords(
  noun: Layer,
  query: Readonly<Record<string, unknown>>,
  headings: CellLanguage,
  nameOf: NameOf,
): string {
  if (headings === 'code') return '';
  return Object.entries(query)
    .flatMap(([facet, codes]) => {
      const type = fieldsOf[noun][facet]?.type;
      if (!type || !Array.isArray(codes)) return [];
      return (codes as string[]).map((code) =>
        type.kind === 'choice'
          ? (type.list.words[code]?.[headings] ?? code)
          : type.kind === 'row'
            ? nameOf(type.noun, code)
            : code,
      );
    })
    .join(' ');
}

/** `Content-Disposition` of a file. Of the words only letters, digits and spaces go in: a name passes many systems. */
export function disposition(about: {
  readonly noun: Layer;
  readonly plural: string;
  readonly words: string;
  readonly headings: CellLanguage;
  readonly day: string;
  readonly extension: string;
}): string {
  const { noun, plural, words, headings, day, extension } = about;
  const plain = `${plural}-${day}.${extension}`;
  if (headings === 'code') return `attachment; filename="${plain}"`;
  const said = words.replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
  const narrowed = [...said].slice(0, 40).join('').trim();
  const name = [layer.words[noun][headings], narrowed, day].filter(Boolean).join(' ');
  return `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(`${name}.${extension}`)}`;
}
