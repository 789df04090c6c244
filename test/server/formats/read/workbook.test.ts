import { zipSync } from 'fflate';
import { afterAll, expect, test } from 'vitest';
import { openSource } from '../../../../server/formats/read/open-source.ts';
import { dayText, isDateFormat } from '../../../../server/formats/read/workbook-dates.ts';
import { allRows, refusal, uploads } from '../../../support/upload.ts';

const files = uploads();
afterAll(files.remove);

interface Parts {
  sheets: Record<string, string>;
  shared?: string;
  styles?: string;
  workbook?: string;
}

/** A workbook of the rows of its sheets, as other programs than ours write it. */
function workbook({ sheets, shared = '', styles = '', workbook: settings = '' }: Parts): Uint8Array {
  const names = Object.keys(sheets);
  const type = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const parts: Record<string, string> = {
    '[Content_Types].xml': '<Types/>',
    'xl/workbook.xml': `<x:workbook xmlns:x="x" xmlns:r="r">${settings}<x:sheets>${names.map((name, at) => `<x:sheet name="${name}" sheetId="${at + 1}" r:id="rId${at}"/>`).join('')}</x:sheets></x:workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships>${names.map((_, at) => `<Relationship Id="rId${at}" Type="${type}/worksheet" Target="/xl/worksheets/s${at}.xml"/>`).join('')}<Relationship Id="a" Type="${type}/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="b" Type="${type}/styles" Target="styles.xml"/></Relationships>`,
    'xl/sharedStrings.xml': `<sst>${shared}</sst>`,
    'xl/styles.xml': `<styleSheet>${styles}</styleSheet>`,
  };
  for (const [at, rows] of Object.values(sheets).entries()) {
    parts[`xl/worksheets/s${at}.xml`] = `<worksheet><sheetData>${rows}</sheetData></worksheet>`;
  }
  return zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, Buffer.from(text)])));
}

const texts = (...values: string[]) =>
  `<row>${values.map((value) => `<c t="inlineStr"><is><t>${value}</t></is></c>`).join('')}</row>`;

test('cells of every kind are read as they are shown to be', async () => {
  const styles =
    '<numFmts><numFmt numFmtId="176" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/><numFmt numFmtId="177" formatCode="[$-804]#,##0.00&quot;元&quot;"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="176"/><xf numFmtId="177"/><xf numFmtId="22"/></cellXfs>';
  const shared =
    '<si><t>007</t></si><si><r><t>商</t></r><r><rPr><b/></rPr><t xml:space="preserve">丘 </t></r><rPh sb="0" eb="1"><t>shang</t></rPh></si><si><t>_x0041__x005F_x0041_</t></si>';
  const rows = [
    texts('编号', '名称', '开工', '月份', '金额', '时刻', '已供', '错误', '公式', '码'),
    '<row r="5"><c r="A5" t="s"><v>0</v></c><c r="B5" t="s"><v>1</v></c><c r="C5" s="1"><v>45413</v></c><c r="D5" s="2"><v>45413</v></c><c r="E5" s="3"><v>1234.5</v></c><c r="F5" s="4"><v>45413.5</v></c><c r="G5" t="b"><v>1</v></c><c r="H5" t="e"><v>#N/A</v></c><c r="I5" t="str"><f>CONCAT(A5,B5)</f><v>007商</v></c><c r="J5" t="s"><v>2</v></c></row>',
    '<row r="6"><c r="C6" s="1"/><c r="E6"><v>3</v></c></row>',
    '<row r="7"><c r="A7" s="1"/></row>',
  ].join('');
  const upload = files.file('表.xlsx', workbook({ sheets: { 项目: rows }, shared, styles }));
  const none = {
    编号: null,
    名称: null,
    开工: null,
    月份: null,
    时刻: null,
    已供: null,
    错误: null,
    公式: null,
    码: null,
  };
  expect((await allRows(upload)).map(({ values }) => values)).toEqual([
    {
      编号: '007',
      名称: '商丘 ',
      开工: '2024-05-01',
      月份: '2024-05-01',
      金额: 1234.5,
      时刻: '2024-05-01 12:00:00',
      已供: true,
      错误: null,
      公式: '007商',
      码: 'A_x0041_',
    },
    { ...none, 金额: 3 },
  ]);
  expect((await openSource(upload)).layers[0]).toEqual({
    name: '项目',
    rows: 2,
    geometry: null,
    crs: null,
    columns: [
      { name: '编号', type: 'text' },
      { name: '名称', type: 'text' },
      { name: '开工', type: 'date' },
      { name: '月份', type: 'date' },
      { name: '金额', type: 'number' },
      { name: '时刻', type: 'text' },
      { name: '已供', type: 'boolean' },
      { name: '错误', type: 'text' },
      { name: '公式', type: 'text' },
      { name: '码', type: 'text' },
    ],
  });
});

test('titles above the headings are passed over, empty sheets are not listed, nameless columns are named by place', async () => {
  const filled = texts('商丘市重点项目一览表') + texts('编号', '', '名称') + texts('1', '', '甲', '附注');
  const upload = files.file(
    'x.xlsx',
    workbook({ sheets: { 空: '', 表: filled, 单列: texts('名称') + texts('乙') } }),
  );
  expect((await openSource(upload)).layers.map(({ name, rows }) => [name, rows])).toEqual([
    ['表', 1],
    ['单列', 1],
  ]);
  expect((await allRows(upload, { layer: '表' }))[0]?.values).toEqual({ 编号: '1', 名称: '甲', D: '附注' });
  expect((await allRows(upload, { layer: '单列' }))[0]?.values).toEqual({ 名称: '乙' });
});

test('days count from 1904 where the workbook says so', async () => {
  const rows = texts('日期', 'b') + '<row><c s="0"><v>43951</v></c><c><v>1</v></c></row>';
  const styles = '<cellXfs><xf numFmtId="14"/></cellXfs>';
  const upload = files.file(
    'x.xlsx',
    workbook({ sheets: { a: rows }, styles, workbook: '<x:workbookPr date1904="1"/>' }),
  );
  expect((await allRows(upload))[0]?.values).toMatchObject({ 日期: '2024-05-01' });
});

test.each([
  [1, false, '1900-01-01'],
  [59, false, '1900-02-28'],
  [61, false, '1900-03-01'],
  [0.5, false, '12:00:00'],
  [45412.999999, false, '2024-05-01'],
  [0, true, '1904-01-01'],
  [3e6, false, 3e6],
])('day %d (from 1904: %s) is %s', (serial, from1904, text) => {
  expect(dayText(serial, from1904)).toBe(text);
});

test.each([
  ['yyyy/m/d;@', true],
  ['[$-804]yyyy"年"m"月"d"日"', true],
  ['h:mm:ss.00', true],
  ['0.00_);[Red]\\(0.00\\)', false],
  ['#,##0"元/亩"', false],
  ['General', false],
  ['0.00E+00', false],
  ['@', false],
])('the format %s shows a day or time: %s', (format, is) => {
  expect(isDateFormat(200, format)).toBe(is);
});

test('many rows are read in batches, all of them', async () => {
  const rows = Array.from(
    { length: 20_000 },
    (_, at) => `<row><c><v>${at}</v></c><c t="str"><v>n${(at * 7919) % 10007}</v></c></row>`,
  );
  const upload = files.file('x.xlsx', workbook({ sheets: { a: texts('a', 'b') + rows.join('') } }));
  const all = await allRows(upload);
  expect(all.length).toBe(20_000);
  expect(all.at(-1)).toMatchObject({ row: 20_000, values: { a: 19_999 } });
});

test.each([
  ['10,000 columns', texts(...Array.from({ length: 10_000 }, (_, at) => `c${at}`)), 'too_large'],
  ['a cell far away', texts('a', 'b') + '<row><c r="XFD2"><v>1</v></c></row>', 'too_large'],
  ['nothing', '', 'empty'],
  ['half a sheet', `${texts('a', 'b')}<row><c`, 'damaged'],
  ['a document type', '<!DOCTYPE a [<!ENTITY x "y">]>', 'damaged'],
])('%s: refused', async (_, rows, kind) => {
  expect((await refusal(files.file('x.xlsx', workbook({ sheets: { a: rows } })))).kind).toBe(kind);
});

test('a workbook of an old Excel is told what to do', async () => {
  const problem = await refusal(files.file('x.xls', Buffer.from('d0cf11e0a1b11ae1', 'hex')));
  expect(problem.zh).toContain('另存为 .xlsx');
});
