import { describe, expect, it } from 'vitest';
import { writeXlsx } from '../../../server/formats/xlsx.ts';
import type { Workbook } from '../../../server/formats/xlsx.ts';
import { columnName } from '../../../server/formats/xlsx-sheet.ts';
import type { Row } from '../../../server/formats/xlsx-sheet.ts';
import { readXlsx } from '../../support/xlsx.ts';

const book: Workbook = {
  title: '一 & 二',
  creator: '奠基',
  created: new Date('2026-07-31T00:00:00Z'),
  footer: { left: 'A&B', middle: '示例数据' },
  sheets: [
    {
      name: '清单',
      headRow: 2,
      filter: true,
      columns: [
        { width: 4, format: 'text', hidden: true },
        { width: 12, format: 'text', wrap: true },
        { width: 12, format: 'money' },
        { width: 12, format: 'percent' },
        { width: 12, format: 'date' },
      ],
      rows: [
        { look: 'title', cells: [null, '题目'] },
        { look: 'head', cells: ['id', '名称', '万元', '%', '日期'] },
        { look: 'cell', cells: ['1', '=cmd|calc', 1234.5, 0.125, '2026-07-31'] },
        { look: 'cell', cells: ['2', '<b>&"粗" _x0041_\u0001\ud800</b>', -0.01, 1.2, null] },
        { look: 'cell', cells: ['3', '0370', { value: 7, format: 'integer' }, null, '无'] },
        { look: 'total', cells: [null, '合计', 1241.49] },
      ],
    },
  ],
};
const written = async (workbook: Workbook) =>
  new Uint8Array(await new Response(writeXlsx(workbook)).arrayBuffer());

describe('a workbook', () => {
  it('has the parts that Office asks for, each declared and related', async () => {
    const { parts } = readXlsx(await written(book));
    expect([...parts.keys()]).toEqual([
      '[Content_Types].xml',
      '_rels/.rels',
      'docProps/core.xml',
      'xl/workbook.xml',
      'xl/_rels/workbook.xml.rels',
      'xl/styles.xml',
      'xl/worksheets/sheet1.xml',
      'xl/sharedStrings.xml',
    ]);
    const types = parts.get('[Content_Types].xml') ?? '';
    for (const name of [...parts.keys()].slice(2).filter((part) => !part.endsWith('.rels'))) {
      expect(types).toContain(`PartName="/${name}"`);
    }
    expect(parts.get('docProps/core.xml')).toContain('<dc:title>一 &amp; 二</dc:title>');
  });

  it('keeps numbers as numbers with their format, dates as days, and texts as texts', async () => {
    const cells = readXlsx(await written(book)).sheets[0]?.cells;
    expect(cells?.get('C3')).toEqual({ value: 1234.5, format: '4', quoted: false, formula: undefined });
    expect(cells?.get('D3')).toMatchObject({ value: 0.125, format: '0.0%' });
    expect(cells?.get('E3')).toMatchObject({ value: 46234, format: 'yyyy\\-mm\\-dd' });
    expect(cells?.get('C5')).toMatchObject({ value: 7, format: '3' });
    expect(cells?.get('B5')).toMatchObject({ value: '0370', format: '49', quoted: false });
    expect(cells?.get('E5')).toMatchObject({ value: '无', format: '49' });
    expect(cells?.has('E4')).toBe(false);
  });

  it('makes no formula of a text, and no markup', async () => {
    const { parts, sheets } = readXlsx(await written(book));
    expect(sheets[0]?.xml).not.toMatch(/<f[ >/]/);
    expect(sheets[0]?.cells.get('B3')).toMatchObject({ value: '=cmd|calc', format: '49', quoted: true });
    expect(sheets[0]?.cells.get('B4')?.value).toBe('<b>&"粗" _x0041_</b>');
    expect(parts.get('xl/sharedStrings.xml')).toContain(
      '&lt;b&gt;&amp;&quot;粗&quot; _x005F_x0041_&lt;/b&gt;',
    );
  });

  it('freezes and repeats its headings, hides its id, and prints on A4 across', async () => {
    const { parts, sheets } = readXlsx(await written(book));
    const xml = sheets[0]?.xml ?? '';
    expect(xml).toContain('<pane ySplit="2" topLeftCell="A3" activePane="bottomLeft" state="frozen"/>');
    expect(xml).toContain('<col min="1" max="1" width="4" customWidth="1" hidden="1"/>');
    expect(xml).toContain(
      '<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>',
    );
    expect(xml).toContain('<autoFilter ref="A2:E5"/>');
    expect(xml).toContain('&amp;LA&amp;&amp;B&amp;C示例数据&amp;R&amp;P / &amp;N');
    expect(parts.get('xl/workbook.xml')).toContain(
      `<definedName name="_xlnm.Print_Titles" localSheetId="0">'清单'!$2:$2</definedName>`,
    );
  });

  it('gives wrapped texts the room that they need, in programs that do not measure it', async () => {
    const [sheet] = book.sheets;
    if (!sheet) throw new Error('no sheet');
    const rows = [
      { look: 'cell' as const, cells: ['1', '汉'.repeat(20)] },
      ...(sheet.rows as readonly Row[]),
    ];
    const xml = readXlsx(await written({ ...book, sheets: [{ ...sheet, rows }] })).sheets[0]?.xml;
    // 40 digits wide in a column of 12: four lines.
    expect(xml).toContain('<row r="1" ht="58" customHeight="1">');
    expect(xml).toContain('<row r="6">');
  });

  it('is the same bytes for the same content', async () => {
    expect(await written(book)).toEqual(await written(book));
  });

  it('refuses a row that is wider than its sheet', async () => {
    const [sheet] = book.sheets;
    if (!sheet) throw new Error('no sheet');
    const wide = { ...sheet, rows: [{ look: 'cell' as const, cells: ['1', '2', '3', '4', '5', '6'] }] };
    await expect(written({ ...book, sheets: [wide] })).rejects.toThrow(
      'row 1 has 6 cells, the sheet 5 columns',
    );
  });

  it('names columns as Excel does', () => {
    expect([0, 25, 26, 51, 52, 701, 702].map(columnName)).toEqual(['A', 'Z', 'AA', 'AZ', 'BA', 'ZZ', 'AAA']);
  });
});
