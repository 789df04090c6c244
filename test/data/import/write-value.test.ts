import { describe, expect, it } from 'vitest';
import { readValue } from '../../../data/import/read-value.ts';
import { writeValue } from '../../../data/import/write-value.ts';
import type { CellLanguage } from '../../../data/import/write-value.ts';
import type { Value } from '../../../data/import/value.ts';
import type { Field, RowNoun } from '../../../data/vocabulary/fields/field.ts';
import { fieldsOf } from '../../../data/vocabulary/fields/index.ts';
import { context, districts } from './context.ts';

/** A generator of its own, so that a failure can be repeated (mulberry32). */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

const codes: Readonly<Record<RowNoun, readonly string[]>> = {
  district: ['411402', '411403', '411422', '411481'],
  zone: ['SQ-Z-1', 'SQ-Z-2'],
  reporting_area: ['sfq', '411402'],
  unit: ['SQ-U-01', 'SQ-U-02'],
  person: ['P-1', 'P-2', 'P-3'],
  company: ['C-1'],
  project: ['SQ-P-001'],
};
const texts = [
  '示例地块',
  'A, B; C',
  '1,234.5 万元',
  '2026.7',
  '（一期）',
  '=SUM(A1)',
  '多行\n文字',
  '带 空格',
  'true',
  '3%',
];
const items = ['食品加工', '服装, 鞋', '装备制造（一期）', 'A|B', '电子、信息'];

/** A value as the database may hold it. */
function valueOf({ type }: Field, next: () => number): Value {
  const pick = <Item>(list: readonly Item[]): Item => list[Math.floor(next() * list.length)] as Item;
  const some = <Item>(list: readonly Item[]): Item[] => list.filter(() => next() < 0.4);
  const decimals = (most: number, places: number) => Number((next() * most).toFixed(places));
  if (next() < 0.05) return ['texts', 'choices', 'shares'].includes(type.kind) ? [] : null;
  switch (type.kind) {
    case 'code':
      return pick(['SQ-1', '411402', 'a.b_c', '0007', '1E5']);
    case 'text':
      return pick(texts);
    case 'texts':
      return some(items);
    case 'choice':
      return pick(type.list.codes);
    case 'choices':
      return some(type.list.codes);
    case 'money':
      return decimals(pick([1, 100, 5e5, 1e8]), 2);
    case 'area':
      return type.positive ? decimals(1e7, pick([0, 1, 5])) + 0.5 : decimals(1e7, pick([0, 1, 5]));
    case 'length':
      return decimals(1e5, 1);
    case 'number':
      return Math.max(type.least, decimals(type.most, 2));
    case 'integer':
      return type.least + Math.floor(next() * Math.min(type.most - type.least, 1e6));
    case 'date':
      return new Date(Date.UTC(1950, 0, 1) + Math.floor(next() * 50_000) * 86_400_000)
        .toISOString()
        .slice(0, 10);
    case 'boolean':
      return next() < 0.5;
    case 'row':
      return pick(codes[type.noun]);
    case 'shares': {
      const chosen = some(districts);
      const cuts = chosen.map(() => 1 + Math.floor(next() * 50));
      const sum = cuts.reduce((total, cut) => total + cut, 0);
      const parts = cuts.map((cut) => Math.floor((cut / sum) * 100_000));
      parts[0] = (parts[0] ?? 0) + 100_000 - parts.reduce((total, part) => total + part, 0);
      return chosen
        .map(({ code }, at) => ({ code, share: (parts[at] ?? 0) / 100_000 }))
        .sort((a, b) => b.share - a.share || (a.code < b.code ? -1 : 1));
    }
  }
}

const everyField = Object.entries(fieldsOf).flatMap(([noun, fields]) =>
  Object.entries(fields).map(([name, field]) => [`${noun}.${name}`, field] as const),
);

describe.each<CellLanguage>(['zh', 'en', 'code'])('what is written in %s', (language) => {
  it.each(everyField)('is read again as it was: %s', (name, field) => {
    const next = random(name.length * 7919 + language.length);
    for (let turn = 0; turn < 120; turn++) {
      const value = valueOf(field, next);
      const cell = writeValue(field, value, language, context);
      // CSV has texts only.
      for (const given of [cell, cell === null ? '' : String(cell)]) {
        const back = readValue(field, given, context);
        expect([cell, 'value' in back ? back.value : back.refused.zh]).toEqual([cell, value]);
        expect([cell, 'given' in back ? back.note?.zh : undefined]).toEqual([cell, undefined]);
      }
    }
  });
});

describe('a cell', () => {
  const field = (name: string) => Object.fromEntries(everyField)[name] as Field;
  const write = (name: string, value: Value, language: CellLanguage) =>
    writeValue(field(name), value, language, context);

  it('has labels, names and words in a language, or codes', () => {
    expect(write('project.status', 'in_production', 'zh')).toBe('投产（投用）');
    expect(write('project.status', 'in_production', 'en')).toBe('In production');
    expect(write('project.status', 'in_production', 'code')).toBe('in_production');
    expect(write('project.financing', ['own', 'ppp'], 'zh')).toBe('企业自筹、特许经营/PPP');
    expect(write('project.published', true, 'zh')).toBe('是');
    expect(write('project.published', false, 'en')).toBe('No');
    expect(write('parcel.district', '411403', 'zh')).toBe('睢阳区');
    expect(write('parcel.district', '411403', 'en')).toBe('Suiyang District');
    expect(write('parcel.district', '411403', 'code')).toBe('411403');
    expect(write('project.totalInvestment', 1234.5, 'zh')).toBe(1234.5);
  });

  it('has the code of a row whose name others bear too', () =>
    expect(write('parcel.contact', 'P-1', 'zh')).toBe('P-1'));

  it('has shares as people write them', () => {
    const shares = [
      { code: '411403', share: 0.6 },
      { code: '411402', share: 0.4 },
    ];
    expect(write('project.districts', shares, 'zh')).toBe('睢阳区 60%、梁园区 40%');
    expect(write('project.districts', [{ code: '411403', share: 1 }], 'zh')).toBe('睢阳区');
  });
});
