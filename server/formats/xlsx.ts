/** Workbooks as Excel, WPS and LibreOffice read them (ECMA-376), written as a stream: no formulas, texts and numbers only. */
import { Zip, ZipDeflate } from 'fflate';
import { filterRange, SharedTexts, sheetPart } from './xlsx-sheet.ts';
import type { Footer, Sheet } from './xlsx-sheet.ts';
import { stylesPart } from './xlsx-styles.ts';
import { escapeXml } from './xml.ts';

export const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export interface Workbook {
  readonly title: string;
  readonly creator: string;
  readonly created: Date;
  readonly footer: Footer;
  readonly sheets: readonly Sheet[];
}

/** The bytes of a workbook, made as they are read: other requests get their turn between the pieces. */
export function writeXlsx(workbook: Workbook): ReadableStream<Uint8Array> {
  const pieces = xlsxPieces(workbook);
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { value, done } = await pieces.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    async cancel() {
      await pieces.return(undefined);
    },
  });
}

/** Parts → compressed pieces, none of them empty. @throws what the stream of a sheet's rows throws. */
export async function* xlsxPieces(workbook: Workbook): AsyncGenerator<Uint8Array, undefined> {
  let ready: Uint8Array[] = [];
  const zip = new Zip((error, data) => {
    if (error) throw error;
    if (data.length > 0) ready.push(data);
  });
  const encoder = new TextEncoder();
  for (const [name, pieces] of parts(workbook)) {
    const file = new ZipDeflate(name, { level: 6 });
    file.mtime = workbook.created;
    zip.add(file);
    for await (const piece of pieces) {
      file.push(encoder.encode(piece));
      yield* ready;
      ready = [];
      await new Promise(setImmediate);
    }
    file.push(new Uint8Array(), true);
  }
  zip.end();
  yield* ready;
  return undefined;
}

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packaged = 'http://schemas.openxmlformats.org/package/2006';

/** Every part of the package by its name, in the order in which it is written; the shared texts come last. */
function* parts(
  workbook: Workbook,
): Generator<[name: string, pieces: Iterable<string> | AsyncIterable<string>]> {
  const { sheets } = workbook;
  yield ['[Content_Types].xml', [contentTypes(sheets.length)]];
  yield [
    '_rels/.rels',
    [
      `${head}<Relationships xmlns="${packaged}/relationships"><Relationship Id="rId1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/><Relationship Id="rId2" Type="${packaged}/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>`,
    ],
  ];
  yield ['docProps/core.xml', [core(workbook)]];
  yield ['xl/workbook.xml', [workbookPart(sheets)]];
  yield [
    'xl/_rels/workbook.xml.rels',
    [
      `${head}<Relationships xmlns="${packaged}/relationships">${sheets
        .map(
          (_, at) =>
            `<Relationship Id="rId${at + 1}" Type="${relations}/worksheet" Target="worksheets/sheet${at + 1}.xml"/>`,
        )
        .join(
          '',
        )}<Relationship Id="rId${sheets.length + 1}" Type="${relations}/styles" Target="styles.xml"/><Relationship Id="rId${sheets.length + 2}" Type="${relations}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
    ],
  ];
  yield ['xl/styles.xml', [stylesPart()]];
  const texts = new SharedTexts();
  for (const [at, sheet] of sheets.entries()) {
    yield [`xl/worksheets/sheet${at + 1}.xml`, sheetPart(sheet, texts, workbook.footer)];
  }
  yield ['xl/sharedStrings.xml', [texts.part()]];
}

function contentTypes(sheets: number): string {
  const part = (name: string, type: string) => `<Override PartName="${name}" ContentType="${type}"/>`;
  const spreadsheet = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
  return `${head}<Types xmlns="${packaged}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${[
    part('/xl/workbook.xml', `${spreadsheet}.sheet.main+xml`),
    ...Array.from({ length: sheets }, (_, at) =>
      part(`/xl/worksheets/sheet${at + 1}.xml`, `${spreadsheet}.worksheet+xml`),
    ),
    part('/xl/styles.xml', `${spreadsheet}.styles+xml`),
    part('/xl/sharedStrings.xml', `${spreadsheet}.sharedStrings+xml`),
    part('/docProps/core.xml', 'application/vnd.openxmlformats-package.core-properties+xml'),
  ].join('')}</Types>`;
}

function core({ title, creator, created }: Workbook): string {
  return `${head}<cp:coreProperties xmlns:cp="${packaged}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${escapeXml(title)}</dc:title><dc:creator>${escapeXml(creator)}</dc:creator><dcterms:created xsi:type="dcterms:W3CDTF">${created.toISOString()}</dcterms:created></cp:coreProperties>`;
}

function workbookPart(sheets: readonly Sheet[]): string {
  const name = (sheet: Sheet) => escapeXml(`'${sheet.name.replaceAll("'", "''")}'`);
  const absolute = (range: string) => range.replace(/([A-Z]+)(\d+)/g, '$$$1$$$2');
  const defined = [
    ...sheets.flatMap((sheet, at) =>
      sheet.filter
        ? [
            `<definedName name="_xlnm._FilterDatabase" localSheetId="${at}" hidden="1">${name(sheet)}!${absolute(filterRange(sheet))}</definedName>`,
          ]
        : [],
    ),
    ...sheets.map(
      (sheet, at) =>
        `<definedName name="_xlnm.Print_Titles" localSheetId="${at}">${name(sheet)}!$${sheet.headRow}:$${sheet.headRow}</definedName>`,
    ),
  ];
  return `${head}<workbook xmlns="${main}" xmlns:r="${relations}"><bookViews><workbookView activeTab="0"/></bookViews><sheets>${sheets
    .map(
      (sheet, at) =>
        `<sheet name="${escapeXml(sheet.name)}" sheetId="${at + 1}"${sheet.hidden ? ' state="hidden"' : ''} r:id="rId${at + 1}"/>`,
    )
    .join('')}</sheets><definedNames>${defined.join('')}</definedNames></workbook>`;
}
