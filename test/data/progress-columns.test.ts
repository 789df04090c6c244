import { describe, expect, it } from 'vitest';
import { decodeColumns, encodeColumns } from '../../data/columns.ts';
import type { Columns } from '../../data/columns.ts';
import { evaluate } from '../../data/evaluate.ts';
import { assessmentOf, monthColumns } from '../../data/progress-columns.ts';
import { light } from '../../data/vocabulary/light.ts';
import { annualClass, projectCategory, projectStage, projectStatus } from '../../data/vocabulary/project.ts';
import { projectTier } from '../../data/vocabulary/project.ts';

const decode = (source: Parameters<typeof encodeColumns>[0]): Columns =>
  decodeColumns(encodeColumns(source).slice().buffer as ArrayBuffer);

const fids = [11, 12, 13];

function projects(): Columns {
  const none = fids.map(() => null);
  const of = (...values: number[]) => ({ type: 'f64' as const, values });
  return decode({
    noun: 'project',
    revision: 'e.1',
    count: fids.length,
    numbers: {
      fid: { type: 'u32', values: fids },
      mapped: { type: 'u8', values: [1, 0, 1] },
      sites: { type: 'u16', values: [0, 0, 0] },
      total_investment: of(1000, 2000, 3000),
      planned_investment: of(100, 200, 300),
    },
    codes: {
      status: { dictionary: projectStatus.codes, values: fids.map(() => 'completed') },
      category: { dictionary: projectCategory.codes, values: fids.map(() => 'industry') },
      tier: { dictionary: projectTier.codes, values: none },
      annual_class: { dictionary: annualClass.codes, values: none },
      zone: { dictionary: [], values: none },
      unit: { dictionary: [], values: none },
      company: { dictionary: [], values: none },
    },
    lists: { district: { dictionary: ['d1'], values: fids.map(() => ['d1']) } },
    texts: { search_text: fids.map(String) },
  });
}

/** Two months of the given projects: in July the first is red and 40 points behind, the second has no baseline. */
function progress(rows: readonly number[]): Columns {
  const values = { 11: ['red', 40, 60], 12: ['none', null, 0], 13: ['green', -5, 310] } as Record<
    number,
    [string, number | null, number]
  >;
  const code = (dictionary: readonly string[], of: (fid: number) => string | null) => ({
    dictionary,
    values: rows.map(of),
  });
  const number = (type: 'f64' | 'u16', of: (fid: number) => number | null) => ({
    type,
    values: rows.map(of),
  });
  return decode({
    noun: 'progress',
    revision: 'e.1',
    count: rows.length,
    numbers: {
      fid: { type: 'u32', values: rows },
      planned: number('f64', () => 300),
      gap_07: number('f64', (fid) => values[fid]?.[1] ?? null),
      due_07: number('f64', () => 180),
      completed_07: number('f64', (fid) => values[fid]?.[2] ?? null),
      unused_07: number('f64', () => 0),
      flags_07: number('u16', () => 3),
      issues_open_07: number('u16', () => 2),
      gap_06: number('f64', () => 50),
    },
    codes: {
      status_07: code(projectStatus.codes, () => 'under_construction'),
      light_07: code(light.codes, (fid) => values[fid]?.[0] ?? null),
      stage_07: code(projectStage.codes, (fid) => (fid === 11 ? 'start' : null)),
      light_06: code(light.codes, () => 'red'),
    },
    lists: {},
    texts: {},
  });
}

describe('the columns of a month', () => {
  it('lay the progress beside the projects without copying when the rows are the same', () => {
    const [given, read] = [projects(), progress(fids)];
    const columns = monthColumns(given, read, 7);
    expect(columns.numbers.gap).toBe(read.numbers.gap_07);
    expect(columns.codes.light).toBe(read.codes.light_07);
    expect(columns.numbers.mapped).toBe(given.numbers.mapped);
    expect(columns.text('search_text')).toEqual(['11', '12', '13']);
    const rows = (filter: object) => [...evaluate(filter, columns).rows];
    expect(rows({ light: ['red', 'green'] })).toEqual([0, 2]);
    expect(rows({ stage: ['start'] })).toEqual([0]);
    expect(rows({ lagOver: 39.9 })).toEqual([0]);
    expect(rows({ lagOver: 40 })).toEqual([]);
    expect(rows({ unmapped: true })).toEqual([1]);
    expect(rows({ status: ['completed'] })).toEqual([]);
    expect([...evaluate({ light: ['red'] }, columns).counts.light]).toEqual([1, 0, 1, 1]);
    expect([...evaluate({}, monthColumns(given, read, 6)).counts.light]).toEqual([3, 0, 0, 0]);
  });

  it('find each project by its fid when the rows differ', () => {
    const columns = monthColumns(projects(), progress([13, 99, 11]), 7);
    expect([...evaluate({ light: ['red', 'green'] }, columns).rows]).toEqual([0, 2]);
    expect([...(columns.numbers.gap ?? [])]).toEqual([40, NaN, -5]);
    expect([...(columns.numbers.flags ?? [])]).toEqual([3, 0, 3]);
    expect(columns.codes.light?.index[1]).toBe(0xffff);
  });

  it('are those of the projects alone for a month that was not judged: nothing throws, nothing has a light', () => {
    const columns = monthColumns(projects(), progress(fids), 8);
    expect(evaluate({}, columns).totals.total).toBe(3);
    expect([...evaluate({}, columns).counts.light]).toEqual([0, 0, 0, 0]);
    for (const filter of [{ light: ['red'] }, { stage: ['start'] }, { lagOver: 0 }]) {
      expect([...evaluate(filter, columns).rows]).toEqual([]);
    }
    expect([...evaluate({ light: ['red'] }, projects()).rows]).toEqual([]);
  });

  it('give the assessment of a row', () => {
    const columns = monthColumns(projects(), progress(fids), 7);
    expect(assessmentOf(columns, 0)).toEqual({
      status: 'under_construction',
      light: 'red',
      gap: 40,
      planned: 300,
      due: 180,
      completed: 60,
      unusedPlan: 0,
      flags: 3,
      approvalsRequired: 0,
      approvalsDone: 0,
      issuesDue: 0,
      issuesClosed: 0,
      issuesOpen: 2,
    });
    expect(assessmentOf(projects(), 0)).toMatchObject({ light: 'none', gap: NaN, planned: 0, flags: 0 });
  });
});
