/** What progress.json gets for a wrong row: an error that names list, row, project, column and value. */
import { describe, expect, it } from 'vitest';
import { readProgress } from '../../data/sources/progress.ts';
import { SourceError } from '../../data/sources/feature-file.ts';

const common = { project: 'T-1', recorded_at: '2026-02-01T09:00:00+08:00' };
const empty = {
  source: 'test',
  plans: [],
  reports: [],
  stages: [],
  registers: [],
  exceptions: [],
  approvals: [],
  issues: [],
};
const read = (part: object) => () => readProgress('progress.json', JSON.stringify({ ...empty, ...part }));
const rising = Array.from({ length: 12 }, (_, index) => 10 * (index + 1));

describe('progress.json', () => {
  it('is read with all its lists', () => {
    const plan = { ...common, year: 2026, total: 120, monthly: rising };
    expect(read({ plans: [plan] })()).toEqual({ ...empty, plans: [plan] });
  });

  it.each([
    [
      'a curve that falls',
      { plans: [{ ...common, year: 2026, total: 120, monthly: rising.with(6, 10) }] },
      /plans row 1 \(T-1\), monthly = \[10,20,.*never fall/,
    ],
    [
      'a curve that ends elsewhere',
      { plans: [{ ...common, year: 2026, total: 130, monthly: rising }] },
      /plans row 1 \(T-1\), monthly.*December must equal the total/,
    ],
    [
      'negative money',
      { reports: [{ ...common, month: '2026-01', completed: -5 }] },
      /reports row 1 \(T-1\), completed = -5/,
    ],
    [
      'money in words',
      { reports: [{ ...common, month: '2026-01', completed: '五亿' }] },
      /reports row 1 \(T-1\), completed = "五亿"/,
    ],
    [
      'a thirteenth month',
      { reports: [{ ...common, month: '2026-13', completed: 5 }] },
      /reports row 1 \(T-1\), month = "2026-13": a month YYYY-MM/,
    ],
    [
      'more than 100 percent',
      { reports: [{ ...common, month: '2026-01', completed: 5, physical_percent: 101 }] },
      /physical_percent = 101/,
    ],
    [
      'a stage without a date',
      { stages: [{ ...common, stage: 'start' }] },
      /stages row 1 \(T-1\).*needs a planned/,
    ],
    [
      'an assignment to nobody',
      {
        issues: [
          {
            ...common,
            code: 'I-1',
            title: 'x',
            kind: 'finance',
            illustrative: true,
            transitions: [{ state: 'assigned', on: '2026-01-05', recorded_at: common.recorded_at }],
          },
        ],
      },
      /issues row 1 \(I-1\), transitions\.0.*needs a unit and a due day/,
    ],
    ['a list that is missing', { plans: undefined }, /progress\.json: no list plans/],
    ['a list that nobody knows', { photos: [] }, /progress\.json.*photos/],
  ])('with %s is refused', (_, part, message) => {
    expect(read(part)).toThrow(SourceError);
    expect(read(part)).toThrow(message);
  });

  it('that is no JSON object is refused', () => {
    expect(() => readProgress('progress.json', '[1')).toThrow(/not JSON/);
    expect(() => readProgress('progress.json', 'null')).toThrow(/no list plans/);
  });
});
