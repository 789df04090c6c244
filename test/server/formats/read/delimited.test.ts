import { afterAll, expect, test } from 'vitest';
import { openSource } from '../../../../server/formats/read/open-source.ts';
import { allRows, refusal, uploads } from '../../../support/upload.ts';

const files = uploads();
afterAll(files.remove);

/** “编号,名称” and “007,商丘” in GBK. */
const gbk = Buffer.from('b1e0bac52cc3fbb3c60d0a3030372cc9ccc7f00d0a', 'hex');
const rows = [{ row: 1, values: { 编号: '007', 名称: '商丘' }, geometry: null }];
const text = '编号,名称\r\n007,商丘\r\n';

test.each([
  ['UTF-8', Buffer.from(text), 'UTF-8', true],
  ['UTF-8 with its mark', Buffer.from('\ufeff' + text), 'UTF-8', false],
  ['UTF-16 with its mark', Buffer.from('\ufeff' + text, 'utf16le'), 'UTF-16LE', false],
  ['UTF-16 without', Buffer.from(text, 'utf16le'), 'UTF-16LE', true],
  ['GBK', gbk, 'GB18030', true],
])('%s is recognised', async (_, bytes, used, detected) => {
  const upload = files.file('表.csv', bytes);
  const opened = await openSource(upload);
  expect(opened.encoding).toEqual({ used, detected });
  expect(opened.layers).toEqual([
    {
      name: '表',
      rows: 1,
      geometry: null,
      columns: [
        { name: '编号', type: 'text' },
        { name: '名称', type: 'text' },
      ],
      crs: null,
    },
  ]);
  expect(await allRows(upload)).toEqual(rows);
});

test('GBK that comes late in a file is recognised too', async () => {
  const ascii = Buffer.from('a,b\n' + '1,2\n'.repeat(200_000));
  const upload = files.file('late.csv', Buffer.concat([ascii, gbk]));
  expect((await openSource(upload)).encoding?.used).toBe('GB18030');
});

test('a given encoding is taken before what was found', async () => {
  const upload = files.file('x.csv', gbk);
  expect((await openSource(upload, { encoding: 'gbk' })).encoding).toEqual({
    used: 'GB18030',
    detected: false,
  });
  expect((await openSource(upload, { encoding: 'latin1' })).layers[0]?.columns[0]?.name).toBe('±àºÅ');
  expect((await refusal(upload, { encoding: 'klingon' })).kind).toBe('not_allowed');
});

test.each([',', ';', '\t', '|'])('values stand between %j', async (delimiter) => {
  const lines = [
    ['a', 'b', 'c'],
    ['1,5', '"x\n""y"""', '3'].map((value) => (delimiter === ',' && value === '1,5' ? '"1,5"' : value)),
  ];
  const upload = files.file('x.csv', lines.map((line) => line.join(delimiter)).join('\n'));
  expect((await allRows(upload))[0]?.values).toEqual({ a: '1,5', b: 'x\n"y"', c: '3' });
});

test('headings in the first line with something in it; empty and equal ones get names; long lines get columns', async () => {
  const upload = files.file('x.csv', '\n,,\n名称,,名称\n甲,乙,丙,丁\n\n戊\n');
  expect((await allRows(upload)).map((row) => row.values)).toEqual([
    { 名称: '甲', B: '乙', '名称 (2)': '丙', D: '丁' },
    { 名称: '戊', B: null, '名称 (2)': null, D: null },
  ]);
});

test('Excel’s own first line names the delimiter', async () => {
  expect((await allRows(files.file('x.csv', 'sep=;\r\na;b\r\n1,2;3')))[0]?.values).toEqual({
    a: '1,2',
    b: '3',
  });
});

test('a formula stays the text that it is', async () => {
  const upload = files.file('x.csv', `a\n"=cmd|' /C calc'!A0"\n`);
  expect((await allRows(upload))[0]?.values).toEqual({ a: `=cmd|' /C calc'!A0` });
});

test.each([
  ['10,000 columns', `${'a,'.repeat(9_999)}a\n1`, 'too_large'],
  ['no heading', ' \n\n', 'empty'],
  ['an open quote', 'a,b\n"1,2\n3,4', 'damaged'],
])('%s: refused', async (_, content, kind) => {
  expect((await refusal(files.file('x.csv', content))).kind).toBe(kind);
});

test('a signal ends the reading with its reason', async () => {
  const upload = files.file('x.csv', 'a\n1');
  await expect(openSource(upload, { signal: AbortSignal.abort(new Error('stop')) })).rejects.toThrow('stop');
});
