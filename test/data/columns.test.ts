import { describe, expect, it } from 'vitest';
import { decodeColumns, encodeColumns, noCode } from '../../data/columns.ts';

const source = {
  noun: 'project',
  revision: 'abc.7',
  count: 3,
  numbers: {
    mapped: { type: 'u8', values: [1, 0, 1] },
    total_investment: { type: 'f64', values: [1234567, null, 0.5] },
  },
  codes: { status: { dictionary: ['reserve', 'completed'], values: ['completed', null, 'reserve'] } },
  lists: { district: { dictionary: ['a', 'b', 'c'], values: [['a', 'c'], [], ['b']] } },
  texts: { name: ['商丘机场', null, 'two\nlines'] },
} as const;

const bufferOf = (file: Uint8Array) => file.slice().buffer as ArrayBuffer;

describe('a column file', () => {
  it('gives back what was written', () => {
    const columns = decodeColumns(bufferOf(encodeColumns(source)));
    expect({ noun: columns.noun, revision: columns.revision, count: columns.count }).toEqual({
      noun: 'project',
      revision: 'abc.7',
      count: 3,
    });
    expect(columns.numbers.mapped).toEqual(new Uint8Array([1, 0, 1]));
    expect(columns.numbers.total_investment).toEqual(new Float64Array([1234567, NaN, 0.5]));
    expect(columns.codes.status).toEqual({
      dictionary: ['reserve', 'completed'],
      index: new Uint16Array([1, noCode, 0]),
    });
    expect(columns.lists.district).toEqual({
      dictionary: ['a', 'b', 'c'],
      start: new Uint32Array([0, 2, 2, 3]),
      index: new Uint16Array([0, 2, 1]),
    });
    expect(columns.text('name')).toEqual(['商丘机场', '', 'two lines']);
  });

  it('may be empty', () => {
    const empty = { ...source, count: 0, numbers: {}, codes: {}, lists: {}, texts: { name: [] } };
    expect(decodeColumns(bufferOf(encodeColumns(empty))).text('name')).toEqual([]);
  });

  it('refuses a code outside its dictionary, naming it', () => {
    const wrong = { ...source, codes: { status: { dictionary: ['reserve'], values: ['nope', null, null] } } };
    expect(() => encodeColumns(wrong)).toThrow("column status: 'nope' is not in its dictionary");
  });

  it('refuses a column of another length', () => {
    const wrong = { ...source, texts: { name: ['one'] } };
    expect(() => encodeColumns(wrong)).toThrow('column name has 1 values, not 3');
  });

  it('refuses what is not a column file, and one that was cut short', () => {
    expect(() => decodeColumns(new TextEncoder().encode('<!doctype html>').buffer as ArrayBuffer)).toThrow(
      'not a column file',
    );
    const file = encodeColumns(source);
    expect(() => decodeColumns(bufferOf(file.subarray(0, file.length - 8)))).toThrow('cut short');
  });

  it('names the text that it does not have', () => {
    expect(() => decodeColumns(bufferOf(encodeColumns(source))).text('nope')).toThrow(
      "columns of project have no text 'nope'",
    );
  });
});
