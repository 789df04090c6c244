import { describe, expect, it } from 'vitest';
import { fieldsOf } from '../../data/vocabulary/fields/index.ts';
import type { Field } from '../../data/vocabulary/fields/field.ts';

/** Headings are compared without case, spaces and brackets. */
const plain = (heading: string) => heading.toLowerCase().replace(/[\s（）()_]/g, '');

describe.each(Object.entries(fieldsOf))('the fields of %s', (_, fields) => {
  const entries = Object.entries<Field>(fields);

  it('have headings that no two of them share', () => {
    const headings = entries.flatMap(([name, { word, also = [] }]) => [
      ...new Set([name, word.zh, word.en, ...also].map(plain)),
    ]);
    expect(headings.filter((heading, at) => headings.indexOf(heading) !== at)).toEqual([]);
  });

  it('are told by code and name first, and by their source last', () => {
    expect(entries.slice(0, 3).map(([name]) => name)).toEqual(['code', 'name', 'nameEn']);
    expect(entries.map(([name]) => name)).toEqual(
      expect.arrayContaining(['source', 'dataAsOf', 'illustrative', 'published', 'secrecy']),
    );
  });

  it('have fallbacks that their lists know', () => {
    for (const [name, { type, fallback }] of entries)
      if (fallback !== undefined && 'list' in type)
        expect([name, type.list.codes]).toEqual([name, expect.arrayContaining([fallback])]);
  });
});
