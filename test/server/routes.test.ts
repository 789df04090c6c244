import { layer, pluralOf } from '../../data/vocabulary/layer.ts';
import { afterAll, beforeAll, describe, expect, expectTypeOf, it } from 'vitest';
import { hc } from 'hono/client';
import type { InferResponseType } from 'hono/client';
import { declareRoutes } from '../../server/app.ts';
import type { Api, Parts } from '../../server/app.ts';
import { openApiDocument } from '../../server/http/openapi.ts';
import { declaredRoutes } from '../../server/route.ts';
import type { DeclaredRoute } from '../../server/route.ts';
import type { Services } from '../../server/services.ts';
import { forBothDatabases } from '../support/database.ts';
import { asOperator, random, seedCity, testApp } from './fixture.ts';

/** The routes need no database to be declared. */
const declared = declareRoutes(
  { revisions: { onMove: () => () => undefined } } as unknown as Services,
  {} as Parts,
);
const routes = declaredRoutes(declared);

describe('the declared routes', () => {
  it('are all there are under /api, /ogc, /styles, /tiles, /archives and /photos', () => {
    const paths = new Set(declared.routes.map(({ method, path }) => `${method} ${path}`));
    expect([...paths].sort()).toEqual(routes.map(({ method, path }) => `${method} ${path}`).sort());
  });

  it('make the role table: reading is open to anyone, writing to the operator', () => {
    expect(
      routes.map(({ method, path, access, cache }) => `${method} ${path}: ${access}, ${cache}`),
    ).toMatchSnapshot();
    const kinds = new Set(
      routes.map(({ method, writes, access }) => `${method} ${String(writes)} ${access}`),
    );
    // What is imported is the operator's business, even to look at.
    expect([...kinds].sort()).toEqual(['GET false anyone', 'GET false operator', 'POST true operator']);
  });

  it('make the OpenAPI 3.1 document', async () => {
    const document = await openApiDocument(declared);
    expect(document).toMatchObject({ openapi: '3.1.0' });
    await expect(JSON.stringify(document, null, 2)).toMatchFileSnapshot('./openapi.snapshot.json');
  });

  it('give their types to the client', () => {
    const client = hc<Api>('http://server/');
    type Projects = InferResponseType<typeof client.api.projects.$get>;
    expectTypeOf<Projects['items'][number]['totalInvestment']>().toEqualTypeOf<number | null>();
    expectTypeOf<Projects['items'][number]['location']>().toEqualTypeOf<[number, number] | null>();
    expectTypeOf<Projects['next']>().toEqualTypeOf<string | null>();
    type Card = InferResponseType<(typeof client.api.projects)[':code']['$get']>;
    expectTypeOf<Card['units'][number]['role']>().toEqualTypeOf<'authority' | 'responsible' | 'lead'>();
    type Place = InferResponseType<typeof client.api.place.$get>;
    expectTypeOf<Place['extent']>().toEqualTypeOf<[number, number, number, number]>();
    // A parameter that is not declared does not compile.
    // @ts-expect-error colour is no parameter
    void (() => client.api.projects.$get({ query: { colour: 'red' } }));
    // @ts-expect-error a path parameter is missing
    void (() => client.api.projects[':code'].$get({}));
    expect(client.api.projects.$url({ query: { q: 'a' } }).search).toBe('?q=a');
  });
});

/** Values that have broken servers. */
const hostile = [
  "' OR 1=1 --",
  "'; DROP TABLE project; --",
  "1' UNION SELECT NULL,version()--",
  "'||pg_sleep(10)--",
  "x' AND 1=(SELECT 1 FROM pg_sleep(5))--",
  "pg_read_file('x')",
  '%',
  '%_'.repeat(90),
  '\\',
  '\u0000',
  '\u202e\u{1f4a9}',
  '<img onerror=x>',
  '../../etc/passwd',
  '..%2f..%2fetc',
  '-1',
  '0',
  '1e309',
  'NaN',
  'Infinity',
  '9'.repeat(400),
  '0x10',
  'true',
  'null',
  'undefined',
  '[]',
  '{"$gt":""}',
  '__proto__',
  'constructor',
  ',,,,',
  ','.repeat(3000),
  '115,34,116,35',
  '1,1,1,1',
  '-180,-90,180,90',
  'NaN,NaN,NaN,NaN',
  '٣',
  'name',
  '-name',
  'D1',
  'D1,D1,Z1',
  'a'.repeat(5000),
];

forBothDatabases('every route', (database) => {
  let server: Awaited<ReturnType<typeof testApp>>;
  beforeAll(async () => {
    await seedCity(database());
    server = await testApp(database());
  });
  afterAll(() => server.close());

  const known: Readonly<Record<string, string>> = {
    code: 'P-1',
    noun: 'project',
    file: 'project.json',
    collection: 'projects',
    ...Object.fromEntries(
      layer.codes.map((noun) => [`${pluralOf[noun]}File`, `${pluralOf[noun]}.geojson`] as const),
    ),
  };
  const pathOf = (route: DeclaredRoute, value: (name: string) => string) =>
    route.path.replace(/:(\w+)(\{[^}]+\})?/g, (_, name: string) => encodeURIComponent(value(name)));

  it.each(routes.map((route) => [`${route.method} ${route.path}`, route] as const))(
    '%s answers anything with less than 500, and what it declares',
    async (_, route) => {
      const next = random(route.path.length * 31 + route.path.charCodeAt(6));
      const pick = () => hostile[Math.floor(next() * hostile.length)] ?? '';
      const keys = [...Object.keys(route.query.shape), 'x', '__proto__', 'toString'];
      const asked: string[] = [pathOf(route, (name) => known[name] ?? 'x')];
      for (const key of keys) {
        for (const value of hostile) {
          if (next() < 0.25)
            asked.push(`${pathOf(route, (name) => known[name] ?? 'x')}?${key}=${encodeURIComponent(value)}`);
        }
      }
      for (let i = 0; i < 40; i++) {
        const query = keys.filter(() => next() < 0.4).map((key) => `${key}=${encodeURIComponent(pick())}`);
        asked.push(`${pathOf(route, () => pick())}?${query.join('&')}`);
      }
      for (const path of asked) {
        const init = next() < 0.3 ? asOperator : {};
        const response = await server.app.request(path, { method: route.method, ...init });
        const text = await response.text();
        expect({ path, ok: response.status < 500 }).toEqual({ path, ok: true });
        if (response.status >= 400) {
          const problem = JSON.parse(text) as { status: number; detail: string };
          expect(problem).toMatchObject({
            status: response.status,
            type: expect.stringMatching(/^urn:groundwork:problem:/) as string,
          });
          expect(problem.detail).not.toMatch(/node_modules|syntax error|\.ts:\d+/);
        } else if (response.status === 200 && route.answer) {
          const parsed = route.answer.safeParse(JSON.parse(text));
          expect({ path, issues: parsed.error?.issues }).toEqual({ path, issues: undefined });
        }
      }
    },
    60_000,
  );

  it('was left whole by all of it', async () => {
    expect(server.unforeseen).toEqual([]);
    const response = await server.app.request('/api/projects?limit=1');
    expect(((await response.json()) as { total: number }).total).toBeGreaterThan(50);
  });

  it.each(routes.filter(({ access }) => access === 'operator'))(
    '$path refuses anonymous viewers',
    async (route) => {
      expect(
        (
          await server.app.request(
            pathOf(route, () => 'x'),
            { method: route.method },
          )
        ).status,
      ).toBe(401);
    },
  );
});
