/** The order of the list, on columns that are written and read as the server's are. */
import { describe, expect, it } from 'vitest';
import { decodeColumns, encodeColumns } from '../../data/columns.ts';
import type { Columns } from '../../data/columns.ts';
import { light } from '../../data/vocabulary/light.ts';
import {
  annualClass,
  projectCategory,
  projectStage,
  projectStatus,
  projectTier,
} from '../../data/vocabulary/project.ts';
import { inOrder, parseOrder, printOrder, rowsInOrder, sortKeys } from '../../web/state/order.ts';
import type { SortKey } from '../../web/state/order.ts';

const none = NaN;
/** Five projects; the second and the last are equal everywhere, the fourth has no value anywhere. */
const source = {
  total_investment: [5, 3, 9, none, 3],
  planned_investment: [1, 2, 3, none, 2],
  completed: [5, 2, 0, none, 2],
  planned: [4, 4, 4, 0, 4],
  gap: [-2.5, 0, 30, none, -0],
};
const codes = {
  status: [projectStatus.codes, ['completed', 'preparatory', 'suspended', null, 'preparatory']],
  category: [projectCategory.codes, ['tourism', 'energy', 'industry', null, 'energy']],
  tier: [projectTier.codes, ['city', 'province_a', 'province_b', null, 'province_a']],
  annual_class: [annualClass.codes, ['continuing', 'preparatory', 'new', null, 'preparatory']],
  light: [light.codes, [light.codes[2], light.codes[1], light.codes[0], null, light.codes[1]]],
  stage: [projectStage.codes, ['start', 'proposal', 'in_use', null, 'proposal']],
  unit: [
    ['U-1', 'U-2', 'U-3'],
    ['U-1', 'U-3', 'U-2', null, 'U-3'],
  ],
} as Record<string, [readonly string[], (string | null)[]]>;
const names = {
  district: new Map([
    ['D-1', { zh: '永城', en: 'Yongcheng' }],
    ['D-2', { zh: '梁园', en: 'Liangyuan' }],
    ['D-3', { zh: '睢县', en: 'Suixian' }],
  ]),
  unit: new Map([
    ['U-1', { zh: '住建局', en: 'Housing' }],
    ['U-2', { zh: '发改委', en: 'Development' }],
    ['U-3', { zh: '交通局', en: 'Transport' }],
  ]),
};

function columns(): Columns {
  const bytes = encodeColumns({
    noun: 'project',
    revision: 'test.1',
    count: 5,
    numbers: Object.fromEntries(
      Object.entries(source).map(([name, values]) => [name, { type: 'f64', values }]),
    ),
    codes: Object.fromEntries(
      Object.entries(codes).map(([name, [dictionary, values]]) => [name, { dictionary, values }]),
    ),
    lists: {
      district: {
        dictionary: ['D-1', 'D-2', 'D-3'],
        values: [['D-3'], ['D-2', 'D-1'], ['D-1'], [], ['D-2']],
      },
    },
    texts: { name: ['甲', '乙', '丙', '丁', '戊'] },
  });
  return decodeColumns(bytes.slice().buffer as ArrayBuffer);
}

const ordered = (key: SortKey, descending = false, language: 'zh-Hans' | 'en' = 'zh-Hans') =>
  Array.from(rowsInOrder(columns(), { key, descending }, names, language) ?? [0, 1, 2, 3, 4]);

/** Ascending, equals in one group; row 3 has no value and comes last either way. */
const groups: Record<SortKey, readonly (readonly number[])[]> = {
  light: [[2], [1, 4], [0]],
  name: [[0], [1], [2], [3], [4]],
  district: [[1, 4], [0], [2]],
  status: [[1, 4], [2], [0]],
  category: [[2], [1, 4], [0]],
  annualClass: [[1, 4], [2], [0]],
  stage: [[1, 4], [0], [2]],
  tier: [[1, 4], [2], [0]],
  totalInvestment: [[1, 4], [0], [2]],
  plannedInvestment: [[0], [1, 4], [2]],
  completed: [[2], [1, 4], [0]],
  gap: [[0], [1, 4], [2]],
  unit: [[2], [1, 4], [0]],
};

describe('the order of the list', () => {
  it.each(sortKeys)('sorts by %s in both directions, equals as they stand, nothing last', (key) => {
    const last = key === 'name' ? [] : [3];
    expect(ordered(key)).toEqual([...groups[key].flat(), ...last]);
    expect(ordered(key, true)).toEqual([...[...groups[key]].reverse().flat(), ...last]);
  });

  it('sorts names of rows in the language of the screen: pinyin, or the alphabet', () => {
    expect(ordered('unit', false, 'en')).toEqual([2, 0, 1, 4, 3]);
    expect(ordered('district', false, 'en')).toEqual([1, 4, 0, 2, 3]);
  });

  it('reads what passes off in the order of all', () => {
    const all = rowsInOrder(columns(), { key: 'totalInvestment', descending: true }, names, 'zh-Hans');
    expect(Array.from(inOrder(Uint32Array.of(0, 2, 3, 4), all))).toEqual([2, 0, 4, 3]);
    expect(Array.from(inOrder(Uint32Array.of(1, 3), undefined))).toEqual([1, 3]);
    expect(inOrder(new Uint32Array(), all)).toHaveLength(0);
  });

  it('agrees with sorting by a function over many rows', () => {
    const count = 3000;
    const amounts = Array.from({ length: count }, (_, row) => (row % 17 === 0 ? null : (row * 7919) % 997));
    const empty = { codes: {}, lists: {}, texts: {} };
    const numbers = { total_investment: { type: 'f64' as const, values: amounts } };
    const bytes = encodeColumns({ noun: 'project', revision: 'test.1', count, numbers, ...empty });
    const many = decodeColumns(bytes.slice().buffer as ArrayBuffer);
    for (const descending of [false, true]) {
      const plain = amounts
        .map((amount, row) => ({ amount, row }))
        .sort((a, b) => {
          if (a.amount === null || b.amount === null)
            return Number(a.amount === null) - Number(b.amount === null);
          return (a.amount - b.amount) * (descending ? -1 : 1);
        })
        .map(({ row }) => row);
      const rows = rowsInOrder(many, { key: 'totalInvestment', descending }, names, 'zh-Hans');
      expect(Array.from(rows ?? [])).toEqual(plain);
    }
  });

  it('stands in a link by its name and direction', () => {
    for (const key of sortKeys)
      for (const descending of [false, true])
        expect(parseOrder(printOrder({ key, descending }))).toEqual({ key, descending });
    expect(parseOrder('-nothing')).toBeUndefined();
  });
});
