import { describe, expect, it } from 'vitest';
import { parseFilter, printFilter, searchForm } from '../../data/filter.ts';

const parse = (query: string, known = {}) => {
  const parameters = new URLSearchParams(query);
  return parseFilter((key) => parameters.get(key), known);
};

describe('reading a filter', () => {
  it('takes codes separated by commas, text and a box', () => {
    expect(parse('status=suspended,completed&district=411402&q=园&bbox=115,34,116,35')).toEqual({
      filter: { status: ['suspended', 'completed'], district: ['411402'], q: '园', bbox: [115, 34, 116, 35] },
      problems: [],
    });
  });

  it('is empty for nothing, for empty values and for blank text', () => {
    expect(parse('')).toEqual({ filter: {}, problems: [] });
    expect(parse('status=&q=%20&district=,')).toEqual({ filter: {}, problems: [] });
  });

  it('keeps what is right and names what is not, with what was allowed', () => {
    const { filter, problems } = parse('status=nope,completed&tier=x');
    expect(filter).toEqual({ status: ['completed'] });
    expect(problems.map(({ key, value }) => ({ key, value }))).toEqual([
      { key: 'status', value: 'nope' },
      { key: 'tier', value: 'x' },
    ]);
    expect(problems[1]?.allowed).toEqual(['province_a', 'province_b', 'city']);
  });

  it('checks codes of rows against those known, and takes them on trust when none are', () => {
    expect(parse('district=999', { district: ['411402'] }).problems).toEqual([
      { key: 'district', value: '999', allowed: ['411402'] },
    ]);
    expect(parse('district=999').filter).toEqual({ district: ['999'] });
  });

  it.each([
    ['116,34,115,35', 'reversed'],
    ['115,35,116,34', 'reversed'],
    ['-999,0,999,1', 'longitudes'],
    ['1,2,3', 'four numbers'],
    ['a,b,c,d', 'four numbers'],
    ['1,,3,4', 'four numbers'],
    ['Infinity,0,1,1', 'four numbers'],
  ])('refuses the box %s', (box, reason) => {
    const { filter, problems } = parse(`bbox=${box}`);
    expect(filter).toEqual({});
    expect(problems[0]?.allowed).toContain(reason);
  });

  it('refuses a text of more than 200 characters without repeating it', () => {
    const { problems } = parse(`q=${'x'.repeat(201)}`);
    expect(problems).toEqual([
      { key: 'q', value: 'xxxxxxxxxxxxxxxxxxxx…', allowed: 'at most 200 characters, got 201' },
    ]);
  });

  it('takes lights, stages, a lag and the moment of a question', () => {
    expect(
      parse('light=red,yellow&stage=start&lagOver=12.5&unmapped=1&month=2026-07&asOf=2026-08-15&year=2026'),
    ).toEqual({
      filter: {
        light: ['red', 'yellow'],
        stage: ['start'],
        lagOver: 12.5,
        unmapped: true,
        month: '2026-07',
        asOf: '2026-08-15',
        year: 2026,
      },
      problems: [],
    });
  });

  it.each([
    ['month=2026-13', 'a month, YYYY-MM'],
    ['month=2026-7', 'a month, YYYY-MM'],
    ['asOf=2026-02-30', 'a day, YYYY-MM-DD'],
    ['asOf=20260228', 'a day, YYYY-MM-DD'],
    ['year=26', 'a year, 1990 to 2100'],
    ['year=1900', 'a year, 1990 to 2100'],
    ['lagOver=-1', 'percentage points, a number from 0 to 100'],
    ['lagOver=100.1', 'percentage points, a number from 0 to 100'],
    ['lagOver=1e1', 'percentage points, a number from 0 to 100'],
    ['unmapped=yes', '1, or leave it out'],
    ...['..', '1', '5..4', '-1..', '1e3..', '1.234..', '12345678901..', '1..2..3', '万..'].map((range) => [
      `investment=${range}`,
      'an amount in 万元, MIN..MAX with MIN ≤ MAX; either end may be left out',
    ]),
  ])('refuses %s', (query, allowed) => {
    const { filter, problems } = parse(query);
    expect(filter).toEqual({});
    expect(problems).toEqual([{ key: query.split('=')[0], value: query.split('=')[1], allowed }]);
  });

  it('refuses a year that is not that of the month', () => {
    expect(parse('month=2026-07&year=2025').problems).toEqual([
      { key: 'year', value: '2025', allowed: 'the year of the month 2026-07' },
    ]);
  });

  it('drops what is named twice', () => {
    expect(parse('status=completed,completed').filter.status).toEqual(['completed']);
  });
});

describe('printing a filter', () => {
  it('is what reading takes', () => {
    const query =
      'status=suspended%2Ccompleted&district=411402&category=energy&q=a+b&bbox=115%2C34%2C116%2C35';
    expect(printFilter(parse(query).filter).toString()).toBe(query);
    const moment =
      'light=red&stage=start&unit=U-1&company=C-1&lagOver=10&investment=20000.5..50000&unmapped=1&month=2026-07&asOf=2026-08-15&year=2026';
    expect(printFilter(parse(moment).filter).toString()).toBe(moment);
  });

  it('gives equal texts for equal filters, whatever the order of keys', () => {
    expect(printFilter(parse('q=x&status=completed').filter).toString()).toBe(
      printFilter(parse('status=completed&q=x').filter).toString(),
    );
  });
});

describe('a range of investment', () => {
  it.each([
    ['20000..', { from: 20000 }],
    ['..50000.25', { to: 50000.25 }],
    ['0..0', { from: 0, to: 0 }],
  ])('%s is read and printed', (text, range) => {
    expect(parse(`investment=${text}`).filter).toEqual({ investment: range });
    expect(printFilter({ investment: range }).get('investment')).toBe(text);
  });
});

describe('the search form of a text', () => {
  it('folds full width, letter case and spaces', () => {
    expect(searchForm('  ＳＱ－Ｐ　１１７  Abc ')).toBe('sq-p 117 abc');
  });
});
