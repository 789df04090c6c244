import { describe, expect, it } from 'vitest';
import {
  changedFields,
  entryProblems,
  knownDraft,
  readDay,
  readFigure,
  reportRow,
} from '../../../web/panels/reporting/entry.ts';
import type { SheetRow } from '../../../web/panels/reporting/reporting-api.ts';

const report = {
  month: '2026-06',
  completed: 900,
  completedSinceStart: 2000,
  physicalPercent: 40,
  physicalProgress: '主体施工',
  publicAllotted: null,
  publicPaid: null,
  reason: null,
  late: false,
};
const row: SheetRow = {
  code: 'P-1',
  name: '甲',
  nameEn: null,
  status: 'under_construction',
  annualClass: 'continuing',
  reportingArea: 'a',
  plan: 1000,
  totalInvestment: 5000,
  startedOn: '2025-03-01',
  completedOn: null,
  previous: report,
  current: null,
};
const asked = { month: '2026-07', today: '2026-07-31', rules: { report_jump_share: 0.3 } };

describe('readFigure', () => {
  it.each([
    ['1,234.50', 1234.5],
    ['１２，３４５．６', 12345.6],
    ['1.2亿元', 12000],
    ['35 万元', 35],
    ['−5', -5],
    ['', null],
    ['1,23', undefined],
    ['12%', undefined],
    ['十', undefined],
  ])('reads %s', (text, value) => expect(readFigure(text, 'completed')).toBe(value));
  it('reads a share with its sign', () => expect(readFigure('45.5％', 'physicalPercent')).toBe(45.5));
});

it.each([
  ['2026/7/1', '2026-07-01'],
  ['2026年7月1日', '2026-07-01'],
  ['2026-02-30', undefined],
  ['七月', undefined],
])('reads the day %s', (text, day) => expect(readDay(text)).toBe(day));

describe('entryProblems', () => {
  const draft = { ...knownDraft(row), completed: '850' };
  it('asks for a reason below the last report, and is content with one', () => {
    expect(entryProblems(row, draft, asked)).toEqual([
      { field: 'completed', kind: 'needs_reason', code: 'lower', value: '850', limit: '900' },
    ]);
    expect(entryProblems(row, { ...draft, reason: '核减' }, asked)).toEqual([]);
  });
  it('does not let a reason excuse what cannot be', () => {
    expect(
      entryProblems(row, { ...draft, completed: 'x', completedOn: '2025-01-01', reason: '核减' }, asked),
    ).toEqual([
      { field: 'completed', kind: 'error', code: 'not_a_number', value: 'x', limit: '' },
      { field: 'completedOn', kind: 'error', code: 'before_start', value: '2025-01-01', limit: '2025-03-01' },
    ]);
  });
});

describe('a changed row', () => {
  it('is one that means something else, and goes whole', () => {
    expect(
      changedFields(
        { ...row, current: report },
        { ...knownDraft({ ...row, current: report }), completed: '900.00' },
      ),
    ).toEqual([]);
    const draft = { ...knownDraft(row), completed: '1,000', physicalProgress: ' 封顶 ', startedOn: '' };
    expect(changedFields(row, draft)).toEqual(['completed', 'physicalProgress']);
    expect(reportRow('P-1', draft)).toEqual({
      project: 'P-1',
      completed: 1000,
      completedSinceStart: null,
      physicalPercent: null,
      publicAllotted: null,
      publicPaid: null,
      physicalProgress: '封顶',
      startedOn: null,
      completedOn: null,
      reason: null,
    });
  });
});
