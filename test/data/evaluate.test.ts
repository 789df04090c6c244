import { describe, expect, it } from 'vitest';
import { decodeColumns, encodeColumns } from '../../data/columns.ts';
import { evaluate } from '../../data/evaluate.ts';
import { annualClass, projectCategory, projectStatus, projectTier } from '../../data/vocabulary/project.ts';
import type { ProjectStatus } from '../../data/vocabulary/project.ts';

interface Row {
  status: ProjectStatus;
  category?: string;
  districts?: string[];
  name?: string;
  investment?: number | null;
  box?: [number, number, number, number];
  sites?: number;
}

function columnsOf(rows: Row[]) {
  const side = (at: number) => ({ type: 'f64' as const, values: rows.map((row) => row.box?.[at] ?? null) });
  return decodeColumns(
    encodeColumns({
      noun: 'project',
      revision: 'e.1',
      count: rows.length,
      numbers: {
        fid: { type: 'u32', values: rows.map((_, at) => at + 1) },
        mapped: { type: 'u8', values: rows.map((row) => (row.box ? 1 : 0)) },
        sites: { type: 'u16', values: rows.map((row) => row.sites ?? 0) },
        total_investment: { type: 'f64', values: rows.map((row) => row.investment ?? null) },
        planned_investment: { type: 'f64', values: rows.map(() => 10) },
        west: side(0),
        south: side(1),
        east: side(2),
        north: side(3),
      },
      codes: {
        status: { dictionary: projectStatus.codes, values: rows.map((row) => row.status) },
        category: {
          dictionary: projectCategory.codes,
          values: rows.map((row) => row.category ?? 'industry'),
        },
        tier: { dictionary: projectTier.codes, values: rows.map(() => null) },
        annual_class: { dictionary: annualClass.codes, values: rows.map(() => null) },
        zone: { dictionary: [], values: rows.map(() => null) },
        unit: { dictionary: [], values: rows.map(() => null) },
        company: { dictionary: [], values: rows.map(() => null) },
      },
      lists: { district: { dictionary: ['d1', 'd2'], values: rows.map((row) => row.districts ?? ['d1']) } },
      texts: { search_text: rows.map((row) => row.name ?? '') },
    }).slice().buffer as ArrayBuffer,
  );
}

const count = (codes: readonly string[], counts: Uint32Array, code: string) => counts[codes.indexOf(code)];

describe('a filter evaluated over columns', () => {
  const columns = columnsOf([
    {
      status: 'under_construction',
      box: [1, 1, 2, 2],
      investment: 100,
      districts: ['d1', 'd2'],
      name: 'airport',
    },
    { status: 'under_construction', category: 'energy', investment: 50 },
    { status: 'completed', box: [5, 5, 6, 6], investment: 30, sites: 3 },
    { status: 'reserve', box: [5, 5, 6, 6], investment: 1000, name: 'airport two' },
  ]);

  it('means the listed projects when no status is chosen', () => {
    const answer = evaluate({}, columns);
    expect([...answer.rows]).toEqual([0, 1, 2]);
    expect(answer.totals).toEqual({
      total: 3,
      mapped: 2,
      sites: 3,
      investment: 180,
      mappedInvestment: 130,
      plannedInvestment: 30,
    });
    expect(answer.reconciliation).toEqual({ listed: 3, mapped: 2, unmapped: 1, screenedOut: 0, outside: 0 });
  });

  it('shows reserve projects when they are asked for, outside the reconciliation', () => {
    const answer = evaluate({ status: ['reserve', 'completed'] }, columns);
    expect([...answer.rows]).toEqual([2, 3]);
    expect(answer.reconciliation).toEqual({ listed: 3, mapped: 1, unmapped: 0, screenedOut: 2, outside: 1 });
  });

  it('always adds up: on the map + not on the map + screened out = listed', () => {
    for (const filter of [{}, { q: 'airport' }, { district: ['d2'] }, { bbox: [0, 0, 1, 1] as const }]) {
      const { mapped, unmapped, screenedOut, listed } = evaluate(filter, columns).reconciliation;
      expect(mapped + unmapped + screenedOut).toBe(listed);
    }
  });

  it('lets each facet ignore its own choice in its counts', () => {
    const { counts, rows } = evaluate({ status: ['completed'], category: ['industry'] }, columns);
    expect([...rows]).toEqual([2]);
    expect(count(projectStatus.codes, counts.status, 'under_construction')).toBe(1);
    expect(count(projectStatus.codes, counts.status, 'reserve')).toBe(1);
    expect(count(projectCategory.codes, counts.category, 'energy')).toBe(0);
  });

  it('counts a project in every district that it touches', () => {
    const { counts } = evaluate({}, columns);
    expect([...counts.district]).toEqual([3, 1]);
    expect([...evaluate({ district: ['d2'] }, columns).rows]).toEqual([0]);
  });

  it('finds text without regard to case', () => {
    expect([...evaluate({ q: 'AIRPORT' }, columns).rows]).toEqual([0]);
  });

  it('takes both bounds of an investment in 万元 and remembers who fails nothing else', () => {
    // 100, 50 and 30 百元 are 1, 0.5 and 0.3 万元.
    const answer = evaluate({ investment: { from: 0.3, to: 0.5 } }, columns);
    expect([...answer.rows]).toEqual([1, 2]);
    expect([...answer.rowsOfAnyInvestment]).toEqual([0, 1, 2]);
    expect([...evaluate({ investment: { from: 0.51 } }, columns).rows]).toEqual([0]);
    expect(answer.totals.total).toBe(2);
  });

  it('leaves projects without a place out of a box, and takes touching ones', () => {
    expect([...evaluate({ bbox: [2, 2, 5, 5] }, columns).rows]).toEqual([0, 2]);
  });
});
