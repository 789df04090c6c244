/** Looks and number formats of cells, and the style part of a workbook that holds every pair of them. */

/** How a value is shown. Money is 万元; a share of 0.5 is shown as 50.0%; points are percentage points. */
export const formats = {
  text: 49, // '@': a number that is a code stays as it was typed
  integer: 3, // #,##0
  money: 4, // #,##0.00
  percent: 164,
  points: 165,
  date: 166,
  year: 1, // 0: without separators
  area: 167,
  degrees: 168,
} as const;
export type Format = keyof typeof formats;

/** The numbers from 164 on are the workbook's own (ECMA-376, 18.8.30). */
const ownFormats: Readonly<Record<number, string>> = {
  164: '0.0%',
  165: '0.0',
  166: 'yyyy\\-mm\\-dd',
  167: '#,##0.0',
  168: '0.000000000',
};

/** What a cell is in the sheet. */
export const looks = ['title', 'note', 'section', 'head', 'cell', 'wrapped', 'total'] as const;
export type Look = (typeof looks)[number];

// Indices into the parts below. Grey and bold only: a sheet is readable when printed in black.
const fonts = { plain: 0, bold: 1, title: 2, note: 3 } as const;
const fills = { none: 0, head: 2, total: 3 } as const;
const drawn: Readonly<Record<Look, { font: number; fill: number; border: number; alignment: string }>> = {
  title: { font: fonts.title, fill: fills.none, border: 0, alignment: 'vertical="center"' },
  note: { font: fonts.note, fill: fills.none, border: 0, alignment: 'vertical="center"' },
  section: { font: fonts.bold, fill: fills.total, border: 1, alignment: 'vertical="center"' },
  head: {
    font: fonts.bold,
    fill: fills.head,
    border: 1,
    alignment: 'horizontal="center" vertical="center" wrapText="1"',
  },
  cell: { font: fonts.plain, fill: fills.none, border: 1, alignment: 'vertical="center"' },
  wrapped: { font: fonts.plain, fill: fills.none, border: 1, alignment: 'vertical="center" wrapText="1"' },
  total: { font: fonts.bold, fill: fills.total, border: 1, alignment: 'vertical="center"' },
};

const formatNames = Object.keys(formats) as readonly Format[];

/**
 * Number of the style of a look and a format. `quoted` marks a text that begins like a formula: Excel then keeps it a
 * text when somebody edits the cell.
 */
export function styleOf(look: Look, format: Format, quoted = false): number {
  return (looks.indexOf(look) * formatNames.length + formatNames.indexOf(format)) * 2 + (quoted ? 1 : 0);
}

/** `xl/styles.xml`: one entry for each pair of look and format, without and with the quote mark. */
export function stylesPart(): string {
  const cells = looks.flatMap((look) =>
    formatNames.flatMap((format) =>
      [false, true].map((quoted) => {
        const { font, fill, border, alignment } = drawn[look];
        return `<xf numFmtId="${formats[format]}" fontId="${font}" fillId="${fill}" borderId="${border}" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"${quoted ? ' quotePrefix="1"' : ''}><alignment ${alignment}/></xf>`;
      }),
    ),
  );
  const own = Object.entries(ownFormats).map(
    ([id, code]) => `<numFmt numFmtId="${id}" formatCode="${code}"/>`,
  );
  const font = (size: number, rest = '') => `<font>${rest}<sz val="${size}"/><name val="微软雅黑"/></font>`;
  const fill = (colour: string) =>
    `<fill><patternFill patternType="solid"><fgColor rgb="FF${colour}"/></patternFill></fill>`;
  const side = (name: string) => `<${name} style="thin"><color rgb="FFC9C9C1"/></${name}>`;
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="${own.length}">${own.join('')}</numFmts><fonts count="4">${font(10)}${font(10, '<b/>')}${font(15, '<b/>')}${font(9)}</fonts><fills count="4"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>${fill('EDEDE8')}${fill('F6F6F3')}</fills><borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border>${['left', 'right', 'top', 'bottom'].map(side).join('')}<diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="${cells.length}">${cells.join('')}</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;
}
