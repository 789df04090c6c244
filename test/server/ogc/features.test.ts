import sql from 'sql-template-tag';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fieldsOf } from '../../../data/vocabulary/fields/index.ts';
import { layer as layers } from '../../../data/vocabulary/layer.ts';
import { collectionIds } from '../../../server/ogc/collections.ts';
import { conformsTo } from '../../../server/ogc/conformance.ts';
import { forBothDatabases } from '../../support/database.ts';
import { asOperator, seedCity, testApp } from '../fixture.ts';

interface Link {
  href: string;
  rel: string;
  type?: string;
}
interface Feature {
  id: string;
  geometry: { type: string; coordinates: number[] } | null;
  properties: Record<string, unknown>;
}
interface Items {
  features: Feature[];
  links: Link[];
  numberMatched: number;
  numberReturned: number;
  timeStamp: string;
}
const origin = 'http://localhost';
const zone39 = 'http://www.opengis.net/def/crs/EPSG/0/4527';

forBothDatabases('OGC API – Features', (database) => {
  let server: Awaited<ReturnType<typeof testApp>>;
  beforeAll(async () => {
    await seedCity(database());
    server = await testApp(database());
  });
  afterAll(() => server.close());

  const get = (path: string, init: RequestInit = {}) =>
    Promise.resolve(server.app.request(`${origin}${path}`, init));
  const json = async <Body>(path: string, init?: RequestInit) => {
    const response = await get(path, init);
    expect({ path, status: response.status }).toEqual({ path, status: 200 });
    return (await response.json()) as Body;
  };
  const items = (query: string, init?: RequestInit) => json<Items>(`/ogc/collections/${query}`, init);
  const filtered = async (collection: string, filter: string, init?: RequestInit) =>
    (await items(`${collection}/items?limit=1000&filter=${encodeURIComponent(filter)}`, init)).features
      .map(({ id }) => id)
      .sort();
  const codes = async (statement: ReturnType<typeof sql>) =>
    (await database().query<{ code: string }>(statement)).map(({ code }) => code).sort();
  const visible = sql`p.published and p.secrecy = 'public'`;
  const visibleProjects = sql`from project p left join project m on m.fid = p.parent_fid
    where p.published and p.secrecy = 'public' and (m.fid is null or (m.published and m.secrecy = 'public'))`;

  describe('its documents', () => {
    it('lead from the landing page to everything, each link to an answer of its type', async () => {
      const landing = await json<{ title: string; links: Link[] }>('/ogc');
      expect(landing.title).toContain('Test City');
      const rels = landing.links.map(({ rel }) => rel);
      expect(rels).toEqual(expect.arrayContaining(['self', 'service-desc', 'conformance', 'data']));
      const { collections } = await json<{ collections: { id: string; links: Link[] }[] }>(
        '/ogc/collections',
      );
      expect(collections.map(({ id }) => id)).toEqual([
        'projects',
        'zones',
        'corridors',
        'parcels',
        'facilities',
        'constraints',
        'districts',
      ]);
      const links = [...landing.links, ...collections.flatMap((collection) => collection.links)];
      for (const { href, type } of links.filter(({ rel }) => rel !== 'service-doc')) {
        expect(href.startsWith(`${origin}/`)).toBe(true);
        const response = await get(href.slice(origin.length));
        expect({ href, status: response.status }).toEqual({ href, status: 200 });
        expect(response.headers.get('Content-Type')).toContain(type?.split(';')[0]);
      }
    });

    it('describe the interface in OpenAPI 3.0 as QGIS and GDAL read it', async () => {
      const response = await get('/ogc/api');
      expect(response.headers.get('Content-Type')).toBe('application/vnd.oai.openapi+json;version=3.0');
      const document = (await response.json()) as {
        openapi: string;
        paths: Record<
          string,
          {
            get: {
              parameters: {
                name?: string;
                $ref?: string;
                style?: string;
                explode?: boolean;
                schema?: { type: string };
              }[];
            };
          }
        >;
        components: {
          parameters: Record<string, { name: string; schema: { maximum?: number; default?: number } }>;
        };
      };
      expect(document.openapi).toMatch(/^3\.0\./);
      expect(document.components.parameters.limit).toMatchObject({
        name: 'limit',
        schema: { maximum: 1000, default: 100 },
      });
      const { parameters } = document.paths['/collections/parcels/items']?.get ?? { parameters: [] };
      for (const { $ref } of parameters)
        if ($ref) expect(document.components.parameters[$ref.split('/').at(-1) ?? '']).toBeDefined();
      expect(parameters.find(({ name }) => name === 'landUse')).toMatchObject({
        in: 'query',
        style: 'form',
        explode: false,
        schema: { type: 'string' },
      });
      expect(parameters.find(({ name }) => name === 'published')).toBeUndefined();
    });

    it('declare classes and name them once', async () => {
      const declared = await json<{ conformsTo: string[] }>('/ogc/conformance');
      expect(declared.conformsTo).toEqual(conformsTo);
      expect(new Set(conformsTo).size).toBe(conformsTo.length);
      const named = (end: string) => conformsTo.some((uri) => uri.endsWith(end));
      for (const end of [
        'ogcapi-features-3/1.0/conf/filter',
        'features-filter',
        'basic-cql2',
        'cql2-text',
        'advanced-comparison-operators',
        'case-insensitive-comparison',
        'basic-spatial-operators',
      ])
        expect({ end, declared: named(end) }).toEqual({ end, declared: true });
    });

    it.each(layers.codes)('give schema and queryables of %s that its features keep to', async (layer) => {
      const here = `/ogc/collections/${collectionIds[layer]}`;
      type Schema = {
        $id: string;
        properties: Record<string, { type?: string; enum?: string[]; format?: string }>;
      };
      const [schema, queryables] = [
        await json<Schema>(`${here}/schema`),
        await json<Schema>(`${here}/queryables`),
      ];
      expect(queryables.$id).toBe(`${origin}${here}/queryables`);
      const open = Object.entries(fieldsOf[layer])
        .filter(([, { internal }]) => !internal)
        .map(([name]) => name);
      expect(Object.keys(schema.properties)).toEqual([...open, 'geometry']);
      expect(Object.keys(queryables.properties)).toEqual([...open, 'geometry']);
      const { features } = await items(`${collectionIds[layer]}/items?limit=1000`);
      expect(features.length).toBeGreaterThan(0);
      for (const { properties } of features) {
        expect(Object.keys(properties)).toEqual(open);
        for (const [name, value] of Object.entries(properties)) {
          if (value === null) continue;
          const { type, enum: allowed } = schema.properties[name] ?? {};
          const is = Array.isArray(value) ? 'array' : typeof value;
          expect({ name, is: type === 'integer' ? 'integer' : type }).toEqual({
            name,
            is: type === 'integer' && Number.isInteger(value) ? 'integer' : is,
          });
          if (allowed) expect(allowed).toContain(value);
        }
      }
      // Every queryable can be asked by.
      for (const [name, { type }] of Object.entries(queryables.properties)) {
        const some = type === 'number' || type === 'integer' ? '1' : type === 'boolean' ? 'TRUE' : "'x'";
        const filter =
          type === 'array'
            ? `A_CONTAINS(${name}, ('x'))`
            : queryables.properties[name]?.format === 'date'
              ? `${name} > DATE('2026-01-01')`
              : name === 'geometry'
                ? 'geometry IS NULL'
                : `${name} = ${some}`;
        await filtered(collectionIds[layer], filter);
      }
    });
  });

  describe('its features', () => {
    it('are what the public may see, not even counted otherwise, and all for the operator', async () => {
      const expected = await codes(sql`select p.code ${visibleProjects}`);
      const seen = await items('projects/items?limit=1000');
      expect(seen.features.map(({ id }) => id).sort()).toEqual(expected);
      expect(seen).toMatchObject({ numberMatched: expected.length, numberReturned: expected.length });
      const [{ n: all } = { n: 0 }] = await database().query<{ n: number }>(
        sql`select count(*)::integer as n from project`,
      );
      expect((await items('projects/items', asOperator)).numberMatched).toBe(all);
      expect(all).toBeGreaterThan(expected.length);
      const [hidden] = await codes(sql`select code from parcel where not published`);
      expect((await get(`/ogc/collections/parcels/items/${hidden}`)).status).toBe(404);
      expect((await get(`/ogc/collections/parcels/items/${hidden}`, asOperator)).status).toBe(200);
      const { collections } = await json<{ collections: { id: string; itemCount: number }[] }>(
        '/ogc/collections',
      );
      expect(collections.find(({ id }) => id === 'projects')?.itemCount).toBe(expected.length);
      expect(collections.find(({ id }) => id === 'corridors')?.itemCount).toBe(1);
      const [anonymous, operator] = [
        await get('/ogc/collections/parcels/items'),
        await get('/ogc/collections/parcels/items', asOperator),
      ];
      expect([anonymous.headers.get('Cache-Control'), operator.headers.get('Cache-Control')]).toEqual([
        'no-cache',
        'private, no-cache',
      ]);
    });

    it('come in pages whose links keep every parameter, forwards and back', async () => {
      const query = `projects/items?limit=7&filter=${encodeURIComponent("illustrative = TRUE AND NOT name LIKE '%O''B%'")}&crs=${zone39}&bbox=115,34,116,35`;
      const whole = await items(query.replace('limit=7', 'limit=1000'));
      const pages: string[][] = [];
      const seen: string[] = [];
      let next: string | undefined = `/ogc/collections/${query}`;
      let last: Items | undefined;
      while (next) {
        last = await json<Items>(next);
        expect(last.numberMatched).toBe(whole.numberMatched);
        pages.push(last.features.map(({ id }) => id));
        seen.push(...last.features.map(({ id }) => id));
        next = last.links.find(({ rel }) => rel === 'next')?.href.slice(origin.length);
        if (next) expect(new URL(origin + next).searchParams.get('crs')).toBe(zone39);
      }
      expect(seen).toEqual(whole.features.map(({ id }) => id));
      expect(pages.length).toBeGreaterThan(3);
      for (const page of pages.slice(0, -1).reverse()) {
        const previous: string | undefined = last?.links.find(({ rel }) => rel === 'prev')?.href;
        if (!previous) throw new Error('a page has no link back');
        last = await json<Items>(previous.slice(origin.length));
        expect(last.features.map(({ id }) => id)).toEqual(page);
        expect(last.links.some(({ rel }) => rel === 'next')).toBe(true);
      }
      expect(last?.links.some(({ rel }) => rel === 'prev')).toBe(false);
      const forged = await get(`/ogc/collections/${query}&cursor=${'A'.repeat(60)}`);
      expect(forged.status).toBe(400);
      const cursor = new URL(origin + `/${query}`).searchParams;
      expect(cursor.get('limit')).toBe('7');
    });

    it('are clamped: the whole world, a limit of 10⁹', async () => {
      const world = await items('projects/items?bbox=-180,-90,180,90&limit=1000000000');
      const placed = await codes(sql`select p.code ${visibleProjects} and p.geom is not null`);
      expect(world.features.map(({ id }) => id).sort()).toEqual(placed);
      const beyond = 'bbox=-1e30,-1e30,1e30,1e30';
      for (const crs of ['3857', '4527', '4490', '4326'])
        expect(
          (await items(`projects/items?${beyond}&bbox-crs=http://www.opengis.net/def/crs/EPSG/0/${crs}`))
            .numberMatched,
        ).toBe(placed.length);
      for (const limit of ['0', '-1', '1.5', 'x', '1e3'])
        expect((await get(`/ogc/collections/projects/items?limit=${limit}`)).status).toBe(400);
    });

    it.each([
      '1,2,3',
      '1,2,3,4,5',
      '116,34,115',
      'NaN,1,2,3',
      '1,5,2,3',
      'a,b,c,d',
      '1e999,0,1,1',
      '115,34,116,35;drop',
    ])('refuse the box %s', async (bbox) => {
      const response = await get(`/ogc/collections/parcels/items?bbox=${encodeURIComponent(bbox)}`);
      expect(response.status).toBe(400);
      expect(await response.json()).toMatchObject({ key: 'bbox', value: bbox });
    });

    it('meet a box by their geometry, in degrees, in metres, with the axes of the system', async () => {
      const [west, south, east, north] = [115.212, 34.202, 115.242, 34.222];
      const expected = await codes(
        sql`select p.code from parcel p where ${visible} and ST_Intersects(p.geom, ST_MakeEnvelope(${west}, ${south}, ${east}, ${north}, 4326))`,
      );
      const ids = async (query: string) =>
        (await items(`parcels/items?limit=1000&${query}`)).features.map(({ id }) => id).sort();
      expect(expected.length).toBeGreaterThan(3);
      expect(await ids(`bbox=${west},${south},${east},${north}`)).toEqual(expected);
      expect(await ids(`bbox=${west},${south},-5,${east},${north},9`)).toEqual(expected);
      expect(
        await ids(
          `bbox=${south},${west},${north},${east}&bbox-crs=http://www.opengis.net/def/crs/EPSG/0/4490`,
        ),
      ).toEqual(expected);
      const [corner] = await database().query<{ x1: number; y1: number; x2: number; y2: number }>(sql`
        select ST_XMin(g) as x1, ST_YMin(g) as y1, ST_XMax(g) as x2, ST_YMax(g) as y2
        from ST_Transform(ST_MakeEnvelope(${west}, ${south}, ${east}, ${north}, 4326), 4527) g`);
      const { x1, y1, x2, y2 } = corner ?? { x1: 0, y1: 0, x2: 0, y2: 0 };
      expect(x1).toBeGreaterThan(39e6); // the zone stands in the easting
      expect(await ids(`bbox=${y1},${x1},${y2},${x2}&bbox-crs=${zone39}`)).toEqual(expected);
      expect(await ids(`bbox=${x1},${y1},${x2},${y2}&bbox-crs=${zone39}`)).toEqual([]);
    });

    it('are given in every offered system, and named in Content-Crs; others are refused without a fetch', async () => {
      const { crs, storageCrs } = await json<{ crs: string[]; storageCrs: string }>(
        '/ogc/collections/facilities',
      );
      expect(crs.map((uri) => uri.split('/').at(-1))).toEqual([
        'CRS84',
        '4326',
        '4490',
        '3857',
        '4526',
        '4527',
        '4547',
        '4548',
      ]);
      expect(storageCrs).toBe(crs[0]);
      for (const uri of crs) {
        const response = await get(`/ogc/collections/facilities/items?crs=${uri}`);
        expect(response.headers.get('Content-Crs')).toBe(`<${uri}>`);
        const code = uri.endsWith('CRS84') ? 4326 : Number(uri.split('/').at(-1));
        const [truth] = await database().query<{ x: number; y: number }>(sql`
          select ST_X(g) as x, ST_Y(g) as y from facility f, ST_Transform(f.geom, ${code}::integer) g where f.code = 'F1'`);
        const { x, y } = truth ?? { x: 0, y: 0 };
        const north = uri.endsWith('CRS84') || code === 3857 ? [x, y] : [y, x];
        const [feature] = ((await response.json()) as Items).features;
        const tolerance = Math.abs(x) > 1000 ? 0.001 : 1e-7;
        feature?.geometry?.coordinates.forEach((value, at) =>
          expect(Math.abs(value - (north[at] ?? 0))).toBeLessThanOrEqual(tolerance),
        );
        const one = await json<Feature>(`/ogc/collections/facilities/items/F1?crs=${uri}`);
        expect(one.geometry).toEqual(feature?.geometry);
      }
      for (const evil of [
        'http://evil',
        'http://www.opengis.net/def/crs/EPSG/0/9999',
        'file:///etc/passwd',
        "4326' OR 1=1",
      ])
        for (const key of ['crs', 'bbox-crs', 'filter-crs']) {
          const response = await get(`/ogc/collections/facilities/items?${key}=${encodeURIComponent(evil)}`);
          expect(response.status).toBe(400);
          expect(await response.json()).toMatchObject({ key, value: evil });
        }
    });

    it('are found by the day of their data', async () => {
      const count = async (datetime: string) =>
        (await items(`zones/items?datetime=${datetime}`)).numberMatched;
      for (const found of [
        '2026-07-31',
        '2026-07-31T12:00:00Z',
        '../2026-07-31',
        '2026-07-31/..',
        '/2026-12-31',
        '2020-01-01T00:00:00Z/2027-01-01T00:00:00Z',
        '../..',
      ])
        expect({ found, n: await count(found) }).toEqual({ found, n: 2 });
      for (const none of ['2026-08-01', '../2026-07-30', '2026-08-01/..'])
        expect({ none, n: await count(none) }).toEqual({ none, n: 0 });
      for (const wrong of [
        'soon',
        '2026-02-30',
        '2026-01-02/2026-01-01',
        '1/2/3',
        '..',
        '2026-13-01',
        "2026-01-01'--",
        '0000-01-01',
      ])
        expect({
          wrong,
          status: (await get(`/ogc/collections/zones/items?datetime=${encodeURIComponent(wrong)}`)).status,
        }).toEqual({ wrong, status: 400 });
    });

    it('are found by one property, as queryables-query-parameters says', async () => {
      const all = (await items('projects/items?limit=1000')).features;
      const ids = (test: (properties: Record<string, unknown>) => boolean) =>
        all.filter(({ properties }) => test(properties)).map(({ id }) => id);
      const found = async (query: string) =>
        (await items(`projects/items?limit=1000&${query}`)).features.map(({ id }) => id);
      expect(await found('status=completed')).toEqual(ids(({ status }) => status === 'completed'));
      expect(await found('illustrative=false&zone=Z1')).toEqual(
        ids(({ illustrative, zone }) => illustrative === false && zone === 'Z1'),
      );
      expect(await found(`name=${encodeURIComponent("O'Brien 项目1")}`)).toEqual(
        ids(({ name }) => name === "O'Brien 项目1"),
      );
      const sum = all.find(({ properties }) => properties.totalInvestment !== null)?.properties
        .totalInvestment;
      expect(await found(`totalInvestment=${String(sum)}`)).toEqual(
        ids(({ totalInvestment }) => totalInvestment === sum),
      );
      expect(await found('deadline=2027-03-15')).toEqual(ids(({ deadline }) => deadline === '2027-03-15'));
      for (const wrong of [
        'totalInvestment=much',
        'deadline=soon',
        'illustrative=yes',
        'published=true',
        'colour=red',
      ])
        expect({ wrong, status: (await get(`/ogc/collections/projects/items?${wrong}`)).status }).toEqual({
          wrong,
          status: 400,
        });
    });
  });

  describe('its filter', () => {
    it('finds what SQL finds, in both encodings', async () => {
      expect(
        await filtered('projects', "totalInvestment > 500000 AND status IN ('completed', 'suspended')"),
      ).toEqual(
        await codes(
          sql`select p.code ${visibleProjects} and p.total_investment > 500000 and p.status in ('completed', 'suspended')`,
        ),
      );
      expect(
        await filtered('projects', "A_CONTAINS(districts, ('D1')) AND plannedInvestment IS NOT NULL"),
      ).toEqual(
        await codes(sql`select p.code ${visibleProjects} and exists (select from project_district x join district d on d.fid = x.district_fid where x.project_fid = p.fid and d.code = 'D1')
          and exists (select from project_year y where y.project_fid = p.fid and y.year = 2026)`),
      );
      const inside = await codes(
        sql`select p.code from parcel p where ${visible} and ST_Within(p.geom, ST_MakeEnvelope(115.2, 34.2, 115.25, 34.23, 4326))`,
      );
      expect(inside.length).toBeGreaterThan(5);
      expect(
        await filtered(
          'parcels',
          'S_WITHIN(geometry, POLYGON((115.2 34.2, 115.25 34.2, 115.25 34.23, 115.2 34.23, 115.2 34.2)))',
        ),
      ).toEqual(inside);
      const asJson = {
        op: 's_within',
        args: [{ property: 'geometry' }, { bbox: [115.2, 34.2, 115.25, 34.23] }],
      };
      const page = await items(
        `parcels/items?limit=1000&filter-lang=cql2-json&filter=${encodeURIComponent(JSON.stringify(asJson))}`,
      );
      expect(page.features.map(({ id }) => id).sort()).toEqual(inside);
      const turned = encodeURIComponent('S_WITHIN(geometry, BBOX(34.2, 115.2, 34.23, 115.25))');
      const other = await items(
        `parcels/items?limit=1000&filter=${turned}&filter-crs=http://www.opengis.net/def/crs/EPSG/0/4326`,
      );
      expect(other.features.map(({ id }) => id).sort()).toEqual(inside);
    });

    it('answers a hidden property as one that is not there, and sends nothing', async () => {
      const hidden = await get(
        `/ogc/collections/projects/items?filter=${encodeURIComponent('published = TRUE')}`,
      );
      const absent = await get(
        `/ogc/collections/projects/items?filter=${encodeURIComponent('nonsense = TRUE')}`,
      );
      const text = await hidden.text();
      expect([hidden.status, absent.status]).toEqual([400, 400]);
      expect(text).not.toContain('secrecy');
      expect(text.replaceAll('published', 'x')).toBe((await absent.text()).replaceAll('nonsense', 'x'));
      expect((await filtered('projects', 'published = FALSE', asOperator)).length).toBeGreaterThan(0);
    });

    it.each([
      "name LIKE '%'' OR 1=1 --'",
      "name = 'x' ; DROP TABLE project",
      "name = 'x' UNION SELECT 1",
      'name = (SELECT pg_sleep(5))',
      "pg_read_file('x') = 'y'",
      '"x"" OR pg_sleep(5)--" = 1',
      "code = '1;drop table'",
      'S_INTERSECTS(geometry, POINT(NaN 1))',
      "name = '\\'",
      `name IN (${"'a',".repeat(1500)}'b')`,
    ])('takes %s as data or refuses it', async (filter) => {
      const response = await get(`/ogc/collections/projects/items?filter=${encodeURIComponent(filter)}`);
      if (response.status === 200) expect(((await response.json()) as Items).numberMatched).toBe(0);
      else expect([400, 414]).toContain(response.status);
      expect(server.unforeseen).toEqual([]);
    });

    it('of ten megabytes is refused before it is read', async () => {
      const response = await get(`/ogc/collections/projects/items?filter=${'x'.repeat(1e7)}`);
      expect(response.status).toBe(414);
      const wild = await get(
        `/ogc/collections/projects/items?filter=${encodeURIComponent(`name LIKE '${'%_'.repeat(900)}'`)}`,
      );
      expect([wild.status, await wild.text()]).toEqual([400, expect.stringContaining('at most 64 times %')]);
    });

    it('says in Chinese or English where it is wrong', async () => {
      const wrong = `/ogc/collections/projects/items?filter=${encodeURIComponent("status = 'completed' AND colour = 1")}`;
      const chinese = (await (await get(wrong, { headers: { 'Accept-Language': 'zh-CN' } })).json()) as {
        detail: string;
      };
      expect(chinese.detail).toContain('filter 在第 26 个字符处的“colour”有误');
      const english = (await (await get(wrong)).json()) as {
        detail: string;
        key: string;
        value: string;
        allowed: string;
      };
      expect(english).toMatchObject({ key: 'filter', value: 'colour' });
      expect(english.detail).toContain(
        "at character 26, 'colour': expected one of the properties code, name",
      );
    });
  });

  it('answers as pages without script in which everything is text', async () => {
    const page = await get('/ogc/collections/projects/items?limit=1000', {
      headers: { Accept: 'text/html,application/xhtml+xml' },
    });
    expect(page.headers.get('Content-Type')).toBe('text/html; charset=UTF-8');
    expect(page.headers.get('Vary')).toContain('Accept');
    const text = await page.text();
    expect(text).toContain('&lt;b&gt;热电联产&lt;/b&gt;');
    expect(text).not.toMatch(/<b>热|<script|style=/);
    const chinese = await get('/ogc/collections/projects/items?f=html&limit=3', {
      headers: { 'Accept-Language': 'zh-CN' },
    });
    expect(await chinese.text()).toMatch(/lang="zh-Hans"[\s\S]*下一页/);
    for (const path of [
      '',
      '/conformance',
      '/collections',
      '/collections/parcels',
      '/collections/parcels/queryables',
      '/collections/parcels/schema',
      '/collections/parcels/items/L-2',
    ])
      expect(await (await get(`/ogc${path}?f=html`)).text()).toMatch(/^<!doctype html>[\s\S]*<h1>/);
    expect((await get('/ogc/pages.css')).headers.get('Content-Type')).toContain('text/css');
  });

  it('shows both OpenAPI documents as pages without script, every path of them', async () => {
    for (const [page, document, prefix] of [
      ['/api/docs', '/api/openapi.json', ''],
      ['/ogc/api?f=html', '/ogc/api', '/ogc'],
    ] as const) {
      const response = await get(page, { headers: { 'Accept-Language': 'zh-CN' } });
      expect(response.headers.get('Content-Type')).toBe('text/html; charset=UTF-8');
      const text = await response.text();
      expect(text).toMatch(/lang="zh-Hans"[\s\S]*参数/);
      expect(text).not.toMatch(/<script|style="|src=|https?:\/\/(?!www.opengis.net)/);
      const { paths } = await json<{ paths: Record<string, object> }>(document);
      expect(Object.keys(paths).length).toBeGreaterThan(20);
      for (const path of Object.keys(paths)) expect(text).toContain(`<code>${prefix}${path}</code>`);
    }
    expect(await (await get('/api/docs')).text()).toContain('Groundwork API');
  });

  it('describes the tiles of every collection, whose addresses are those of the live tiles', async () => {
    const tiling = await json<{ tileMatrices: { id: string; scaleDenominator: number }[] }>(
      '/ogc/tileMatrixSets/WebMercatorQuad',
    );
    expect(tiling.tileMatrices[0]?.scaleDenominator).toBeCloseTo(559082264.0287178, 4);
    const list = await json<{ tileMatrixSets: { id: string }[] }>('/ogc/tileMatrixSets');
    expect(list.tileMatrixSets.map(({ id }) => id)).toEqual(['WebMercatorQuad']);
    for (const layer of layers.codes) {
      const { tilesets } = await json<{ tilesets: { dataType: string; links: Link[] }[] }>(
        `/ogc/collections/${collectionIds[layer]}/tiles`,
      );
      expect(tilesets).toMatchObject([{ dataType: 'vector' }]);
      const set = await json<{
        links: Link[];
        tileMatrixSetLimits: { tileMatrix: string; minTileRow: number; minTileCol: number }[];
      }>(`/ogc/collections/${collectionIds[layer]}/tiles/WebMercatorQuad`);
      const template = set.links.find(({ rel }) => rel === 'item');
      expect(template).toMatchObject({ type: 'application/vnd.mapbox-vector-tile', templated: true });
      const {
        tileMatrix = '',
        minTileRow = 0,
        minTileCol = 0,
      } = set.tileMatrixSetLimits.find(({ tileMatrix }) => tileMatrix === '9') ?? {};
      const address =
        template?.href
          .replace('{tileMatrix}', tileMatrix)
          .replace('{tileRow}', String(minTileRow))
          .replace('{tileCol}', String(minTileCol)) ?? '';
      const tile = await get(address.slice(origin.length));
      expect([200, 204]).toContain(tile.status);
      expect(tile.headers.get('Cache-Control')).toContain('immutable');
    }
  });
});
