import { describe, expect, it } from 'vitest';
import { readCql2Json } from '../../../server/ogc/cql2/json.ts';
import { readCql2Text } from '../../../server/ogc/cql2/text.ts';
import type { Node } from '../../../server/ogc/cql2/tree.ts';
import { Problem } from '../../../server/http/problem.ts';

/** A tree without the places of its nodes. */
function bare(node: Node): unknown {
  return JSON.parse(JSON.stringify(node, (key, value: unknown) => (key === 'at' ? undefined : value)));
}

function refused(read: () => unknown): string {
  try {
    read();
  } catch (error) {
    if (error instanceof Problem) return `${error.facts.status} ${error.facts.detail.en}`;
    throw error;
  }
  throw new Error('it was read');
}

describe('CQL2 text', () => {
  it('binds NOT before AND before OR', () => {
    expect(bare(readCql2Text("a = 1 OR NOT b = 'x' AND c <> 2"))).toEqual(
      bare(
        readCql2Json(
          JSON.stringify({
            op: 'or',
            args: [
              { op: '=', args: [{ property: 'a' }, 1] },
              {
                op: 'and',
                args: [
                  { op: 'not', args: [{ op: '=', args: [{ property: 'b' }, 'x'] }] },
                  { op: '<>', args: [{ property: 'c' }, 2] },
                ],
              },
            ],
          }),
        ),
      ),
    );
  });

  it('reads names and texts with quotes inside as data', () => {
    expect(bare(readCql2Text(`"x"" OR pg_sleep(5)--" = 'it''s \\' OR 1=1 --'`))).toEqual({
      kind: 'operation',
      op: '=',
      args: [
        { kind: 'property', name: 'x" OR pg_sleep(5)--' },
        { kind: 'literal', value: "it's ' OR 1=1 --" },
      ],
    });
  });

  it.each([
    ['name =', 'at character 7'],
    ["name = 'a", 'at character 8'],
    ['name = 1 name', 'at character 10'],
    ["pg_read_file('x') = 'y'", 'at character 1'],
    ["name = 'a'; DROP TABLE project", 'at character 11'],
    ["name = 'a' UNION SELECT 1", 'at character 12'],
    ['name', 'at character 5'],
    ['a = 1e999', 'at character 5'],
    ["d > DATE('2026-02-30')", 'at character 5'],
    ["d > TIMESTAMP('2026-02-01')", 'at character 5'],
    ['S_INTERSECTS(g, POLYGON((0 0, 1 1, 2 2, 3 3)))', 'at character 17'],
    ['S_INTERSECTS(g, LINESTRING(0 0))', 'at character 17'],
    ['S_INTERSECTS(g, POINT(NaN 1))', 'at character 23'],
    ['S_INTERSECTS(g, BBOX(1,2,3))', 'at character 17'],
    ['a + 1 = 2', 'at character 3'],
  ])('says where %s is wrong', (filter, place) => {
    expect(refused(() => readCql2Text(filter))).toContain(`400 filter ${place}`);
  });
});

describe('CQL2 JSON', () => {
  it.each([
    ['{', '$'],
    ['null', '$'],
    ['{"op":"pg_sleep","args":[5]}', '$.op'],
    ['{"op":"and","args":{}}', '$.args'],
    ['{"op":"=","args":[{"property":1},2]}', '$.args[0]'],
    ['{"__proto__":{"op":"and"}}', '$'],
    ['{"op":"__proto__","args":[]}', '$.op'],
    ['{"op":"constructor","args":[]}', '$.op'],
    [
      '{"op":"s_within","args":[{"property":"g"},{"type":"Polygon","coordinates":[[[0,0],[1,1]]]}]}',
      '$.args[1]',
    ],
    ['{"op":"s_within","args":[{"property":"g"},{"type":"toString","coordinates":[]}]}', '$.args[1].type'],
    [
      '{"op":"s_within","args":[{"property":"g"},{"type":"Point","coordinates":["1",2]}]}',
      '$.args[1].coordinates',
    ],
  ])('says where %s is wrong', (filter, place) => {
    expect(refused(() => readCql2Json(filter))).toContain(`400 filter at ${place}, `);
  });
});

describe('limits are the same for both encodings', () => {
  const deepText = (depth: number) => `${'NOT ('.repeat(depth)}a = 1${')'.repeat(depth)}`;
  const deepJson = (depth: number) =>
    `${'{"op":"not","args":['.repeat(depth)}{"op":"=","args":[{"property":"a"},1]}${']}'.repeat(depth)}`;

  it.each([1600, 10_000])('of depth: %i levels are refused, and little memory is taken', (depth) => {
    const before = process.memoryUsage().heapUsed;
    for (const filter of [deepText(depth), '('.repeat(depth) + 'a = 1', `${'CASEI('.repeat(depth)}a`])
      expect(refused(() => readCql2Text(filter))).toMatch(/levels of nesting|at most 65536 characters/);
    for (const filter of [deepJson(depth), '['.repeat(depth) + ']'.repeat(depth)])
      expect(refused(() => readCql2Json(filter))).toMatch(/levels of nesting|at most 65536 characters/);
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(20e6);
  });

  it('of depth: what people write passes', () => {
    expect(readCql2Text(deepText(15)).kind).toBe('operation');
    expect(readCql2Json(deepJson(15)).kind).toBe('operation');
  });

  it('of nodes: IN with too many items', () => {
    const items = Array.from({ length: 4000 }, (_, at) => at);
    expect(refused(() => readCql2Text(`a IN (${items.join(',')})`))).toContain('at most 3000 values');
    const json = JSON.stringify({ op: 'in', args: [{ property: 'a' }, items] });
    expect(refused(() => readCql2Json(json))).toContain('at most 3000 values');
  });

  it('of length: a million items, ten megabytes', () => {
    const million = `a IN (${'1,'.repeat(1e6)}1)`;
    expect(refused(() => readCql2Text(million))).toContain('at most 65536 characters');
    expect(refused(() => readCql2Json(`["${'x'.repeat(1e7)}"]`))).toContain('at most 65536 characters');
  });

  it('of positions', () => {
    const points = Array.from({ length: 6000 }, (_, at) => `${at % 9} 0`);
    expect(refused(() => readCql2Text(`S_INTERSECTS(g, LINESTRING(${points.join(',')}))`))).toContain(
      'at most 5000 positions',
    );
    const coordinates = points.map((point) => point.split(' ').map(Number));
    const json = JSON.stringify({
      op: 's_intersects',
      args: [{ property: 'g' }, { type: 'LineString', coordinates }],
    });
    expect(refused(() => readCql2Json(json))).toContain('at most 5000 positions');
  });
});
