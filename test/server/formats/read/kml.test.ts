import { zipSync } from 'fflate';
import { afterAll, expect, test } from 'vitest';
import { openSource } from '../../../../server/formats/read/open-source.ts';
import { allRows, refusal, uploads } from '../../../support/upload.ts';

const files = uploads();
afterAll(files.remove);

const kml = (body: string, head = '') =>
  `<?xml version="1.0" encoding="UTF-8"?>${head}<kml xmlns="http://www.opengis.net/kml/2.2"><Document>${body}</Document></kml>`;
const ring = (numbers: string) => `<LinearRing><coordinates>${numbers}</coordinates></LinearRing>`;
const point = '<Placemark><name>甲</name><Point><coordinates>115.6,34.4</coordinates></Point></Placemark>';

test('placemarks are read with their data, their folders, holes and several parts', async () => {
  const square = '0,0,0 1,0,0 1,1,0 0,0,0';
  const body = `<Folder><name>一期</name><Placemark><name>A &amp; B</name><ExtendedData><Data name="编号"><value>007</value></Data><SchemaData><SimpleData name="面积">1.5</SimpleData></SchemaData></ExtendedData><Polygon><innerBoundaryIs>${ring('0.1,0.1 0.2,0.1 0.2,0.2 0.1,0.1')}</innerBoundaryIs><outerBoundaryIs>${ring(square)}</outerBoundaryIs></Polygon></Placemark></Folder><Placemark><MultiGeometry><Point><coordinates>1,2,3</coordinates></Point><Point><coordinates>3,4</coordinates></Point></MultiGeometry></Placemark><Placemark><description><![CDATA[<b>粗</b>]]></description></Placemark>`;
  const upload = files.file('图.kml', kml(body));
  expect(await allRows(upload)).toEqual([
    {
      row: 1,
      values: { name: 'A & B', 编号: '007', 面积: '1.5', folder: '一期' },
      geometry: {
        type: 'Polygon',
        coordinates: [
          [
            [0, 0],
            [1, 0],
            [1, 1],
            [0, 0],
          ],
          [
            [0.1, 0.1],
            [0.2, 0.1],
            [0.2, 0.2],
            [0.1, 0.1],
          ],
        ],
      },
    },
    {
      row: 2,
      values: {},
      geometry: {
        type: 'MultiPoint',
        coordinates: [
          [1, 2],
          [3, 4],
        ],
      },
      dropped: ['z'],
    },
    { row: 3, values: { description: '<b>粗</b>' }, geometry: null },
  ]);
  const [layer] = (await openSource(upload)).layers;
  expect(layer).toMatchObject({
    name: '图',
    rows: 3,
    geometry: 'Mixed',
    crs: { epsg: 4326, name: 'WGS 84' },
  });
});

test('a KMZ is read by its KML; network links are told and not followed', async () => {
  const link = '<NetworkLink><Link><href>http://127.0.0.1:1/x.kml</href></Link></NetworkLink>';
  const upload = files.file('a.kmz', zipSync({ 'doc.kml': new TextEncoder().encode(kml(point + link)) }));
  const opened = await openSource(upload);
  expect(opened.format).toBe('kmz');
  expect(opened.notes.map(({ zh }) => zh)).toEqual(['文件中有 1 个网络链接，没有读取。']);
  expect((await allRows(upload)).map(({ values }) => values)).toEqual([{ name: '甲' }]);
  expect((await refusal(files.file('b.kml', kml(link)))).kind).toBe('empty');
});

const laughs = `<!DOCTYPE kml [<!ENTITY a "ha">${Array.from({ length: 30 }, (_, at) => `<!ENTITY a${at} "${`&a${at - 1 < 0 ? '' : at - 1};`.repeat(10)}">`).join('')}]>`;
test.each([
  ['a billion laughs', kml('<Placemark><name>&a29;</name></Placemark>', laughs), 'not_allowed'],
  [
    'an entity that names a file',
    kml('<Placemark><name>&x;</name></Placemark>', '<!DOCTYPE k [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
    'not_allowed',
  ],
  [
    'a document type at another host',
    kml(point, '<!DOCTYPE kml SYSTEM "http://127.0.0.1:1/a.dtd">'),
    'not_allowed',
  ],
  ['an entity that nobody declared', kml('<Placemark><name>&x;</name></Placemark>'), 'damaged'],
  ['a file that is cut off', kml(point).slice(0, -30), 'damaged'],
  ['no placemark', kml(''), 'empty'],
])('%s: refused', async (_, content, kind) => {
  expect((await refusal(files.file('x.kml', content))).kind).toBe(kind);
});
