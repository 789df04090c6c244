import { describe, expect, it } from 'vitest';
import { layPaste, readCells } from '../../../web/panels/reporting/paste.ts';
import { reportingEn } from '../../../web/text/reporting.en.ts';
import { reportingZhHans } from '../../../web/text/reporting.zh-Hans.ts';

const projects = ['P-1', 'P-2', 'P-3'].map((code, at) => ({
  code,
  name: `项目${'甲乙丙'[at]}`,
  nameEn: null,
}));
const headings = [reportingZhHans.reporting.headings, reportingEn.reporting.headings];
const paste = (
  text: string,
  at: { row: number; field: 'completed' | 'physicalPercent' | 'reason' } = { row: 0, field: 'completed' },
) => layPaste(readCells(text), { projects, at, headings });

describe('readCells', () => {
  it('reads rows and cells, quoted breaks and quotes, and the break at the end', () => {
    expect(readCells('a\t"b\r\nc ""d"""\r\n1\t\r\n')).toEqual([
      ['a', 'b c "d"'],
      ['1', ''],
    ]);
  });
  it('keeps an inch sign that opens no quotation', () => {
    expect(readCells('5" 管\tx')).toEqual([['5" 管', 'x']]);
  });
});

describe('layPaste', () => {
  it('lays a block from the cell on which it is pasted', () => {
    expect(paste('1,200\t3,400.5\n１５００\t4000万元', { row: 1, field: 'completed' })).toEqual({
      kind: 'taken',
      ignored: [],
      cells: [
        { project: 'P-2', field: 'completed', text: '1,200' },
        { project: 'P-2', field: 'completedSinceStart', text: '3,400.5' },
        { project: 'P-3', field: 'completed', text: '１５００' },
        { project: 'P-3', field: 'completedSinceStart', text: '4000万元' },
      ],
    });
  });
  it('matches rows by code and columns by heading, whatever their order, and tells what it left out', () => {
    const pasted = paste('责任单位\t形象进度（%）\t项目代码\t本年累计完成（万元）\nX\t45%\tP-3\t90');
    expect(pasted).toEqual({
      kind: 'taken',
      ignored: ['责任单位'],
      cells: [
        { project: 'P-3', field: 'physicalPercent', text: '45%' },
        { project: 'P-3', field: 'completed', text: '90' },
      ],
    });
  });
  it('matches rows by a column of codes or of names without a heading', () => {
    const cells = [{ project: 'P-2', field: 'completed', text: '7' }];
    expect(paste('P-2\t项目乙\t7')).toEqual({ kind: 'taken', ignored: [], cells });
    expect(paste('项目乙\t7')).toEqual({ kind: 'taken', ignored: [], cells });
  });
  it('leaves cells alone that are empty in the block', () => {
    expect(paste('P-1\t\t8')).toMatchObject({ cells: [{ field: 'completedSinceStart', text: '8' }] });
  });
  it.each([
    [
      'a row that is short',
      '1\t2\t3\n4\t5',
      { row: 2, column: 2, value: '5', code: 'short', found: 2, limit: 3 },
    ],
    ['a row that is long', '1\t2\n4\t5\t6', { row: 2, column: 3, value: '6', code: 'long' }],
    [
      'words in a column of figures',
      'P-1\t基础施工\nP-2\t5',
      { row: 1, column: 2, means: 'completed', value: '基础施工', code: 'not_a_number' },
    ],
    [
      'a figure in a column of words',
      'P-1\t1\t2\t3\t400',
      { row: 1, column: 5, means: 'physicalProgress', value: '400', code: 'number_in_text' },
    ],
    [
      'a share above 100',
      'P-1\t1\t2\t2,000',
      { row: 1, column: 4, means: 'physicalPercent', code: 'above_hundred', limit: 100 },
    ],
    [
      'a code that is not there',
      '代码\t说明\nP-9\t雨',
      { row: 2, column: 1, means: 'code', value: 'P-9', code: 'unknown_project' },
    ],
    ['a code twice', 'P-1\t1\nP-1\t2', { row: 2, column: 1, code: 'repeated_project' }],
    ['too many rows', '1\n2\n3\n4', { row: 4, column: 1, value: '4', code: 'too_many_rows' }],
    ['a separator in the wrong place', 'P-1\t1,23', { value: '1,23', code: 'not_a_number' }],
    [
      'a column twice',
      '代码\t说明\t说明\nP-1\ta\tb',
      { row: 1, column: 3, value: '说明', code: 'repeated_column' },
    ],
  ])('refuses %s, naming row, column and value', (_, text, problem) => {
    expect(paste(text)).toMatchObject({ kind: 'refused', problems: [problem] });
  });
  it('refuses columns beyond the last one', () => {
    expect(paste('雨\t多', { row: 0, field: 'reason' })).toMatchObject({
      problems: [{ row: 1, column: 2, value: '多', code: 'too_many_columns' }],
    });
  });
  it('refuses merged cells', () => {
    const merged = [{ row: 1, column: 2, value: '合计' }];
    expect(
      layPaste([['1', '2']], { projects, at: { row: 0, field: 'completed' }, headings }, merged),
    ).toEqual({
      kind: 'refused',
      problems: [{ row: 1, column: 2, value: '合计', means: undefined, code: 'merged' }],
    });
  });
});
