import { layer, pluralOf } from '../../data/vocabulary/layer.ts';
import sql from 'sql-template-tag';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cellText } from '../../data/import/text.ts';
import { fieldsOf } from '../../data/vocabulary/fields/index.ts';
import { projectStatus } from '../../data/vocabulary/project.ts';
import { createApp } from '../../server/app.ts';
import { exportCrsOf } from '../../server/exports/export-crs.ts';
import { idHeading } from '../../server/exports/workbook.ts';
import { encodeGb18030 } from '../../server/formats/gbk.ts';
import { forBothDatabases } from '../support/database.ts';
import { readXlsx } from '../support/xlsx.ts';
import { asOperator, seedCity, testApp } from './fixture.ts';

interface Feature {
  id: string;
  geometry: { type: string; coordinates: unknown } | null;
  properties: Record<string, unknown>;
}
interface Collection {
  crs?: { properties: { name: string } };
  features: Feature[];
}

const formula = '=cmd|\' /C calc\'!A0, "x"';
const numberLike = '-1+2';

forBothDatabases('exports', (database) => {
  let server: Awaited<ReturnType<typeof testApp>>;
  beforeAll(async () => {
    await seedCity(database());
    await database().transaction({ actor: 'test' }, async (tx) => {
      await tx.query(sql`update project set name = ${formula} where code = 'P-1'`);
      await tx.query(sql`update project set name = ${numberLike}, content = ${"'=1"} where code = 'P-2'`);
      await tx.query(sql`update parcel set name = '𠮷镕₂地块' where code = 'L-2'`);
    });
    server = await testApp(database());
  });
  afterAll(() => server.close());

  const get = async (path: string, init?: RequestInit) => {
    const response = await server.app.request(path, init);
    return { response, bytes: new Uint8Array(await response.arrayBuffer()) };
  };
  const text = async (path: string, init?: RequestInit) => {
    const { response, bytes } = await get(path, init);
    expect({ path, status: response.status }).toEqual({ path, status: 200 });
    return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  };
  const collection = async (path: string, init?: RequestInit) =>
    JSON.parse(await text(path, init)) as Collection;
  const table = async (path: string, init?: RequestInit) => lines(await text(path, init));
  const sheet = async (path: string, init?: RequestInit) => {
    const { response, bytes } = await get(path, init);
    expect(response.status).toBe(200);
    const book = readXlsx(bytes);
    return { book, rows: book.sheets[0]?.rows ?? [], xml: book.sheets[0]?.xml ?? '' };
  };

  it.each(layer.codes)('writes the published rows of %s in every text format', async (noun) => {
    const file = `/api/${pluralOf[noun]}`;
    const { features } = await collection(`${file}.geojson`);
    const codes = features.map(({ id }) => id);
    const fields = Object.entries(fieldsOf[noun]).flatMap(([name, { internal }]) => (internal ? [] : [name]));
    expect(codes.length).toBeGreaterThan(0);
    expect(Object.keys(features[0]?.properties ?? {})).toEqual(fields);
    const [hidden] = await database().query<{ codes: string[] }>(sql`
      select coalesce(array_agg(code::text), '{}') as codes from (
        select code, published, secrecy from project union all select code, published, secrecy from zone
        union all select code, published, secrecy from corridor union all select code, published, secrecy from parcel
        union all select code, published, secrecy from facility union all select code, published, secrecy from constraint_area
        union all select code, published, secrecy from district) every
      where not published or secrecy <> 'public'`);
    expect(codes.filter((code) => hidden?.codes.includes(code))).toEqual([]);

    const [head, ...rows] = await table(`${file}.csv`);
    expect(head).toEqual([...fields, 'lng', 'lat', 'wkt']);
    expect(rows.map(([code]) => code)).toEqual(codes);

    const { rows: cells } = await sheet(`${file}.xlsx`);
    expect(cells[0]).toEqual([idHeading, ...fields, 'lng', 'lat', 'wkt']);
    expect(cells.slice(1).map((row) => row[1])).toEqual(codes);
    const { response } = await get(`${file}.csv`);
    expect(response.headers.get('Groundwork-Rows')).toBe(String(codes.length));
  });

  it.each([
    '',
    'status=under_construction,suspended&district=D1',
    'category=transport&investment=20000..',
    'unmapped=1',
    'q=冷藏车&zone=Z1',
    'light=none&month=2026-06',
    'bbox=115.3,34,115.5,34.2',
  ])('holds the projects that /api/projects counts: %s', async (filter) => {
    for (const init of [undefined, asOperator]) {
      const list = (await (await server.app.request(`/api/projects?${filter}`, init)).json()) as {
        total: number;
      };
      const { features } = await collection(`/api/projects.geojson?sites=false&${filter}`, init);
      expect(features.length).toBe(list.total);
      const all = await collection(`/api/projects.geojson?${filter}`, init);
      const parents = all.features.filter(({ properties }) => properties.parent === null);
      expect(parents.map(({ id }) => id)).toEqual(features.map(({ id }) => id));
      for (const { properties } of all.features)
        if (properties.parent !== null)
          expect(parents.map(({ id }) => id)).toContain(properties.parent as string);
    }
  });

  it('narrows plain nouns as their lists do', async () => {
    const query = 'district=D1&landUse=industrial&bbox=115.2,34.2,115.23,34.3';
    const list = (await (await server.app.request(`/api/parcels?${query}`)).json()) as { total: number };
    const { features } = await collection(`/api/parcels.geojson?${query}`);
    expect(features.length).toBe(list.total);
    expect(list.total).toBeGreaterThan(0);
    expect(list.total).toBeLessThan(54);
  });

  it('lets the public see neither hidden rows nor hidden fields, nor count them', async () => {
    const { features } = await collection('/api/projects.geojson');
    const text = JSON.stringify(features);
    expect(text).not.toMatch(/"published"|"secrecy"|"Z3"|"D4"|"P-3-1"/);
    expect((await collection('/api/projects.geojson', asOperator)).features.length).toBeGreaterThan(
      features.length,
    );
    expect((await get('/api/zones.csv?kind=high_tech')).response.headers.get('Groundwork-Rows')).toBe('2');
    expect((await get('/api/zones.csv?district=D3')).response.headers.get('Groundwork-Rows')).toBe('0');
    expect((await get('/api/corridors.csv')).response.headers.get('Groundwork-Rows')).toBe('1');
    const [zh] = await table('/api/projects.csv?headings=zh');
    expect(zh).not.toContain('公开范围');
  });

  it('heads columns in Chinese with their units, and writes labels and names', async () => {
    const [head, ...rows] = await table('/api/parcels.csv?headings=zh');
    expect(head).toEqual(
      expect.arrayContaining(['编码', '用途', '参考起始价（万元）', '面积（m²）', '经度', '纬度', 'WKT']),
    );
    const cell = (name: string) => rows[0]?.[head?.indexOf(name) ?? -1];
    expect([cell('用途'), cell('区县'), cell('参考起始价（万元）'), cell('示意')]).toEqual([
      '工业',
      '区1',
      '123.45',
      '否',
    ]);
    const english = await collection('/api/parcels.geojson?headings=en');
    expect(english.features[0]?.properties).toMatchObject({ 'Land use': 'Industrial', Illustrative: 'No' });
  });

  it('writes positions in the systems of the place, right to a millimetre', async () => {
    const place = (await (await server.app.request('/api/place')).json()) as {
      extent: [number, number, number, number];
      workingCrs: number[];
    };
    const systems = exportCrsOf(place).map(({ epsg }) => epsg);
    expect(systems).toEqual([4326, 4490, 3857, 4526, 4547, 4527, 4548, 4498, 4509]);
    for (const epsg of systems) {
      const { features, crs } = await collection(`/api/facilities.geojson?crs=EPSG:${epsg}`);
      const [row] = await database().query<{ x: number; y: number }>(sql`
        select ST_X(t) as x, ST_Y(t) as y from (select ST_Transform(geom, ${epsg}::integer) as t from facility) f`);
      const [x = NaN, y = NaN] = features[0]?.geometry?.coordinates as number[];
      const metre = epsg === 4326 || epsg === 4490 ? 1e-5 : 1;
      expect(Math.hypot(x - (row?.x ?? NaN), y - (row?.y ?? NaN))).toBeLessThan(0.001 * metre);
      expect(crs?.properties.name).toBe(epsg === 4326 ? undefined : `urn:ogc:def:crs:EPSG::${epsg}`);
      const [head, first] = await table(`/api/facilities.csv?crs=EPSG:${epsg}`);
      const at = head?.indexOf(metre === 1 ? 'x' : 'lng') ?? -1;
      expect(Math.hypot(Number(first?.[at]) - x, Number(first?.[at + 1]) - y)).toBeLessThan(0.001 * metre);
    }
  });

  it('refuses what it does not write, and says what it does', async () => {
    for (const [path, status, said] of [
      ['/api/zones.csv?crs=EPSG:2400', 400, 'EPSG:4527'],
      ['/api/zones.csv?crs=http://evil/', 400, 'EPSG:4527'],
      ['/api/zones.geojson?encoding=gbk', 400, 'CSV'],
      ['/api/zones.doc', 404, 'zones.geojson'],
      ['/api/zones.csv?headings=fr', 400, 'zh, en, code'],
      ['/api/zones.csv?light=red', 400, 'light'],
      ['/api/projects.csv?status=nothing', 400, 'under_construction'],
    ] as const) {
      const { response, bytes } = await get(path);
      expect({ path, status: response.status }).toEqual({ path, status });
      expect(new TextDecoder().decode(bytes)).toContain(said);
    }
  });

  it('lets no spreadsheet compute a text, and gives the text back to the import', async () => {
    const every = `status=${projectStatus.codes.join(',')}`;
    const rows = await table(`/api/projects.csv?${every}`);
    const [head] = rows;
    const cell = (code: string, name: string) =>
      rows.find(([first]) => first === code)?.[head?.indexOf(name) ?? -1] ?? '';
    expect(cell('P-1', 'name')).toBe(`'${formula}`);
    expect(cell('P-2', 'content')).toBe("''=1");
    expect(cellText(cell('P-1', 'name'))).toBe(formula);
    expect(cellText(cell('P-2', 'name'))).toBe(numberLike);
    expect(cellText(cell('P-2', 'content'))).toBe("'=1");
    for (const line of rows.slice(1)) for (const one of line) expect(one).not.toMatch(/^[=+@\t\r]|^-\D/);

    const { rows: cells, book } = await sheet(`/api/projects.xlsx?${every}`);
    const row = cells.find((one) => one[1] === 'P-1');
    expect(row?.[2]).toBe(formula);
    const all = [...(book.sheets[0]?.cells.values() ?? [])];
    expect(all.filter(({ formula }) => formula !== undefined)).toEqual([]);
    expect(all.find(({ value }) => value === formula)?.quoted).toBe(true);
    expect(
      cellText(String(cells.find((one) => one[1] === 'P-2')?.[cells[0]?.indexOf('content') ?? -1] ?? '')),
    ).toBe("'=1");
  });

  it('writes a workbook that can be edited: frozen head, formats, choices, a hidden id, WKT that fits', async () => {
    const { xml, rows, book } = await sheet('/api/projects.xlsx?headings=zh', asOperator);
    expect(xml).toContain('ySplit="1"');
    expect(xml).toMatch(/<col min="1" max="1" [^>]*hidden="1"/);
    const at = (heading: string) => rows[0]?.indexOf(heading) ?? -1;
    const row = rows.find((one) => one[1] === 'P-1');
    const [known] = await database().query<{ fid: number }>(sql`select fid from project where code = 'P-1'`);
    expect(row?.[0]).toBe(`project-${known?.fid}`);
    expect(typeof row?.[at('总投资（万元）')]).toBe('number');
    const status = String.fromCharCode(65 + at('状态'));
    expect(xml).toMatch(
      new RegExp(`<dataValidation type="list"[^>]*sqref="${status}2:${status}\\d+"><formula1>'代码表'!`),
    );
    expect(book.parts.get('xl/workbook.xml')).toMatch(/name="代码表" sheetId="2" state="hidden"/);
    const lists = book.sheets[1]?.rows ?? [];
    expect(lists.map((line) => line[lists[0]?.indexOf('状态') ?? -1])).toContain('在建');
    const day = [...(book.sheets[0]?.cells.values() ?? [])].find(({ format }) => format.startsWith('yyyy'));
    expect(typeof day?.value).toBe('number');
  });

  it('leaves a WKT out of a workbook that does not fit a cell', async () => {
    const ring = Array.from(
      { length: 3000 },
      (_, i) => `${115.5 + Math.cos(i / 477.46) / 77} ${34.5 + Math.sin(i / 477.46) / 77}`,
    );
    await database().transaction({ actor: 'test' }, (tx) =>
      tx.query(sql`insert into constraint_area (code, name, sort_key, kind, published, source, data_as_of, geom)
        values ('E9', '大', 'z', 'ecological_redline', true, 'test', '2026-07-31',
          ST_Multi(ST_GeomFromText(${`POLYGON((${[...ring, ring[0]].join(',')}))`}, 4326)))`),
    );
    const { rows } = await sheet('/api/constraints.xlsx');
    const wkt = (code: string) =>
      rows.find((one) => one[1] === code)?.[rows[0]?.indexOf('wkt') ?? -1] ?? null;
    expect(wkt('E1')).toMatch(/^MULTIPOLYGON/);
    expect(wkt('E9')).toBeNull();
    expect(await text('/api/constraints.csv')).toMatch(/E9.*MULTIPOLYGON/);
  });

  it('writes CSV in UTF-8 with its mark, and in GBK without losing a letter', async () => {
    expect((await get('/api/parcels.csv')).bytes.slice(0, 3)).toEqual(Uint8Array.of(0xef, 0xbb, 0xbf));
    const { bytes, response } = await get('/api/parcels.csv?encoding=gbk&headings=zh');
    expect(response.headers.get('Content-Type')).toBe('text/csv; charset=gbk');
    const read = new TextDecoder('gb18030').decode(bytes);
    expect('\ufeff' + read).toBe(await text('/api/parcels.csv?headings=zh'));
    expect(read).toContain('𠮷镕₂地块');
  });

  it('is revalidated, and made anew when rows are written', async () => {
    const first = (await get('/api/zones.geojson')).response.headers;
    expect(first.get('Cache-Control')).toBe('no-cache');
    const tag = { headers: { 'If-None-Match': first.get('ETag') ?? '' } };
    expect((await get('/api/zones.geojson', tag)).response.status).toBe(304);
    expect((await get('/api/zones.geojson?headings=zh', tag)).response.status).toBe(200);
    await database().transaction({ actor: 'test' }, (tx) =>
      tx.query(sql`update zone set name_en = 'Zone 1' where code = 'Z1'`),
    );
    expect((await get('/api/zones.geojson', tag)).response.status).toBe(200);
    expect((await get('/api/zones.csv', asOperator)).response.headers.get('Cache-Control')).toMatch(
      /private/,
    );
  });

  it('names the file by noun, filter and day', async () => {
    const { response } = await get('/api/projects.csv?headings=zh&district=D1&q=%3Cimg%3E%0d%0a%22');
    const name = response.headers.get('Content-Disposition') ?? '';
    expect(name).toMatch(/^attachment; filename="projects-2026-07-31\.csv"; filename\*=UTF-8''[\w%.-]+$/);
    expect(decodeURIComponent(name)).toContain('项目 区县 区1');
  });

  it('answers HEAD without making the file', async () => {
    const { response, bytes } = await get('/api/projects.xlsx', { method: 'HEAD' });
    expect(bytes.length).toBe(0);
    expect(Number(response.headers.get('Groundwork-Rows'))).toBeGreaterThan(50);
  });

  describe('of more than one page', () => {
    beforeAll(() =>
      database().transaction({ actor: 'test' }, (tx) =>
        tx.query(sql`insert into facility (code, name, sort_key, kind, published, source, data_as_of, geom)
          select 'M-' || n, '设施' || n, lpad(n::text, 6, '0'), 'rail_station', true, 'test', '2026-07-31',
            ST_SetSRID(ST_MakePoint(115 + n * 1e-4, 34), 4326) from generate_series(1, 4500) n`),
      ),
    );

    it('holds every row once, in order', async () => {
      const { features } = await collection('/api/facilities.geojson');
      expect(features.filter(({ id }) => id.startsWith('M-')).map(({ id }) => id)).toEqual(
        Array.from({ length: 4500 }, (_, at) => `M-${at + 1}`),
      );
      const { response, bytes } = await get('/api/facilities.geojson', {
        headers: { 'Accept-Encoding': 'gzip' },
      });
      expect(response.headers.get('Content-Encoding')).toBe('gzip');
      expect(bytes.length).toBeLessThan(200_000);
    });

    it('ends with an error when rows are written meanwhile, never with two states mixed', async () => {
      const response = await server.app.request('/api/facilities.geojson');
      const reader = (response.body as ReadableStream<Uint8Array>).getReader();
      await reader.read();
      await reader.read();
      await database().transaction({ actor: 'test' }, (tx) =>
        tx.query(sql`update facility set name = 'changed' where code = 'M-4400'`),
      );
      const rest = async () => {
        while (!(await reader.read()).done);
      };
      await expect(rest()).rejects.toThrow(/written while they were read/);
      expect(server.unforeseen).toEqual([]);
    });

    it.each(['geojson', 'csv', 'xlsx'])(
      'reads at most one page of %s ahead, and no further one when the client goes',
      async (ending) => {
        let pages = 0;
        const { query } = database();
        const counting: typeof query = (statement, options) => {
          if (statement.text.includes('with ordinality f')) pages += 1;
          return query(statement, options);
        };
        const services = { ...server.services, database: { ...database(), query: counting } };
        const gone = new AbortController();
        const response = await createApp(services, {} as never).request(`/api/facilities.${ending}`, {
          signal: gone.signal,
        });
        const reader = (response.body as ReadableStream<Uint8Array>).getReader();
        await reader.read();
        await turns();
        expect(pages).toBeLessThanOrEqual(2);
        gone.abort();
        await reader.cancel();
        await turns();
        expect(pages).toBeLessThanOrEqual(2);
        expect(server.unforeseen).toEqual([]);
      },
    );
  });
});

/** Time for whatever runs by itself to ask more. */
const turns = () => new Promise((resolve) => setTimeout(resolve, 100));

describe('GB18030', () => {
  it('writes every letter such that its decoder gives it back', () => {
    let all = '';
    for (let point = 0x20; point < 0x11000; point++)
      if (point < 0xd800 || point > 0xf8ff) all += String.fromCodePoint(point);
    expect(new TextDecoder('gb18030').decode(encodeGb18030(all))).toBe(all);
    expect([...encodeGb18030('中€')]).toEqual([0xd6, 0xd0, 0xa2, 0xe3]);
    expect(new TextDecoder('gb18030').decode(encodeGb18030('a\ud800b'))).toBe('a\ufffdb');
  });
});

/** CSV without the writer's help (RFC 4180). */
function lines(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  const pattern = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/y;
  const body = text.replace(/^\ufeff/, '');
  for (let match = pattern.exec(body); match; match = pattern.exec(body)) {
    row.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? '');
    if (match[3] === '\r\n') {
      rows.push(row);
      row = [];
    }
  }
  return rows;
}
