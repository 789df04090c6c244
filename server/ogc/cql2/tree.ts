/** The syntax tree of CQL2 (OGC 21-065r2), one for both encodings, and the limits that both keep to. */
import { badParameters, shorten } from '../../http/problem.ts';
import type { Problem } from '../../http/problem.ts';

/** Where a node stands: a character of the text (from 1), or a path in the JSON (`$.args[0]`). */
export type At = number | string;

export type SimpleType =
  'Point' | 'LineString' | 'Polygon' | 'MultiPoint' | 'MultiLineString' | 'MultiPolygon';
export type Coordinates = readonly number[] | readonly Coordinates[];
export interface SimpleGeometry {
  readonly type: SimpleType;
  readonly coordinates: Coordinates;
}
export interface GeometryCollection {
  readonly type: 'GeometryCollection';
  readonly geometries: readonly SimpleGeometry[];
}

/** A node; operations have the names of the JSON encoding (`and`, `<=`, `isNull`, `s_within`). */
export type Node = { readonly at: At } & (
  | { readonly kind: 'literal'; readonly value: string | number | boolean }
  | { readonly kind: 'property'; readonly name: string }
  /** YYYY-MM-DD, or YYYY-MM-DDTHH:MM:SS[.fff]Z. */
  | { readonly kind: 'instant'; readonly value: string }
  /** `null` = open. */
  | { readonly kind: 'interval'; readonly from: Node | null; readonly to: Node | null }
  | { readonly kind: 'geometry'; readonly geometry: SimpleGeometry | GeometryCollection }
  /** Two corners, as written: the axes are those of the CRS. */
  | { readonly kind: 'bbox'; readonly box: readonly [number, number, number, number] }
  | { readonly kind: 'list'; readonly items: readonly Node[] }
  | { readonly kind: 'operation'; readonly op: string; readonly args: readonly Node[] }
);

/** Deepest nesting, most nodes, most positions of geometries, longest text (characters). */
export const limits = { depth: 48, nodes: 3000, positions: 5000, characters: 64 * 1024 } as const;

export const comparisons = ['=', '<>', '<', '>', '<=', '>='] as const;
export const spatialOperations = [
  's_intersects',
  's_equals',
  's_disjoint',
  's_touches',
  's_within',
  's_overlaps',
  's_crosses',
  's_contains',
] as const;
export const temporalOperations = [
  't_after',
  't_before',
  't_contains',
  't_disjoint',
  't_during',
  't_equals',
  't_finishedby',
  't_finishes',
  't_intersects',
  't_meets',
  't_metby',
  't_overlappedby',
  't_overlaps',
  't_startedby',
  't_starts',
] as const;
export const arrayOperations = ['a_containedby', 'a_contains', 'a_equals', 'a_overlaps'] as const;
/** The functions that there are; nothing else can be called. */
export const functions: readonly string[] = [
  'casei',
  'accenti',
  ...spatialOperations,
  ...temporalOperations,
  ...arrayOperations,
];

/** 400 for a filter: where, what stands there, what would be right. */
export function wrongFilter(at: At, value: string, zh: string, en: string): Problem {
  const shown = shorten(value, 60);
  const place =
    typeof at === 'number'
      ? { zh: `第 ${at} 个字符处`, en: `at character ${at}` }
      : { zh: `${shorten(at)} 处`, en: `at ${shorten(at)}` };
  return badParameters([
    {
      key: 'filter',
      value,
      allowed: { zh, en },
      said: {
        zh: `filter 在${place.zh}的“${shown}”有误：应为${zh}。`,
        en: `filter ${place.en}, '${shown}': expected ${en}.`,
      },
    },
  ]);
}

/** Counts what a filter holds while it is read. */
export class Budget {
  #nodes = 0;
  #positions = 0;
  #depth = 0;

  /** One level down while `read` runs. @throws Problem 400 beyond the limit, before anything deeper is read. */
  deeper<Value>(at: At, read: () => Value): Value {
    if (this.#depth >= limits.depth)
      throw wrongFilter(at, '…', `至多 ${limits.depth} 层嵌套`, `at most ${limits.depth} levels of nesting`);
    this.#depth += 1;
    try {
      return read();
    } finally {
      this.#depth -= 1;
    }
  }
  node(at: At): void {
    this.#nodes += 1;
    if (this.#nodes > limits.nodes)
      throw wrongFilter(
        at,
        '…',
        `至多 ${limits.nodes} 个值与运算`,
        `at most ${limits.nodes} values and operations`,
      );
  }
  position(at: At): void {
    this.#positions += 1;
    if (this.#positions > limits.positions)
      throw wrongFilter(
        at,
        '…',
        `至多 ${limits.positions} 个坐标点`,
        `at most ${limits.positions} positions`,
      );
  }
}

/** @throws Problem 400 for a filter that is too long to be read at all. */
export function refuseLong(filter: string): void {
  if (filter.length <= limits.characters) return;
  throw wrongFilter(
    limits.characters,
    '…',
    `至多 ${limits.characters} 个字符`,
    `at most ${limits.characters} characters`,
  );
}
