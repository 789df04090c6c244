/** Geometries from outside: their structure checked, brought to two dimensions, counted. */
import type { Geometry } from 'geojson';
import { positionDepth } from '../../../data/geometry-depth.ts';
import type { Word } from '../../../data/vocabulary/word.ts';

export interface TakenGeometry {
  readonly geometry: Geometry | null;
  readonly dropped?: readonly ('z' | 'm')[];
  readonly problem?: Word;
}

const depths: Readonly<Record<string, number>> = positionDepth;

class Unreadable extends Error {
  readonly word: Word;
  constructor(word: Word) {
    super(word.en);
    this.word = word;
  }
}

/**
 * A geometry of GeoJSON's form, any coordinates: numbers that are none, wrong structure, and more than `limit`
 * positions are a problem; heights and measures are left out and told. `null` and empty ones are no geometry.
 */
export function takeGeometry(given: unknown, limit: number): TakenGeometry {
  if (given === null || given === undefined) return { geometry: null };
  const seen = { positions: 0, dimensions: 2, limit };
  try {
    const geometry = taken(given, seen, 0);
    const dropped: ('z' | 'm')[] = seen.dimensions > 3 ? ['z', 'm'] : seen.dimensions > 2 ? ['z'] : [];
    if (seen.positions === 0) {
      return { geometry: null, problem: { zh: '图形是空的', en: 'The geometry is empty' } };
    }
    return dropped.length > 0 ? { geometry, dropped } : { geometry };
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return { geometry: null, problem: error.word };
  }
}

interface Seen {
  positions: number;
  dimensions: number;
  readonly limit: number;
}

function taken(given: unknown, seen: Seen, nested: number): Geometry {
  const { type, coordinates, geometries } = (typeof given === 'object' && given ? given : {}) as {
    type?: unknown;
    coordinates?: unknown;
    geometries?: unknown;
  };
  if (type === 'GeometryCollection' && Array.isArray(geometries) && nested < 4) {
    return { type, geometries: geometries.map((one) => taken(one, seen, nested + 1)) };
  }
  const depth = typeof type === 'string' && Object.hasOwn(depths, type) ? depths[type] : undefined;
  if (depth === undefined) {
    const shown = typeof type === 'string' ? `“${type.slice(0, 40)}”` : '';
    throw new Unreadable({
      zh: `不认识的图形类型${shown}`,
      en: `Not a type of geometry: ${shown || 'none given'}`,
    });
  }
  return { type, coordinates: positionsOf(coordinates, depth, seen) } as Geometry;
}

function positionsOf(given: unknown, depth: number, seen: Seen): unknown {
  if (!Array.isArray(given)) {
    throw new Unreadable({ zh: '图形的坐标结构不对', en: 'The coordinates are not nested as the type asks' });
  }
  if (depth > 0) return given.map((inner) => positionsOf(inner, depth - 1, seen));
  if (given.length === 0) return given; // POINT EMPTY
  const [x, y] = given as unknown[];
  if (typeof x !== 'number' || typeof y !== 'number' || !Number.isFinite(x) || !Number.isFinite(y)) {
    const shown = `${String(x)}, ${String(y)}`.slice(0, 60);
    throw new Unreadable({ zh: `坐标不是数字：${shown}`, en: `A position is not two numbers: ${shown}` });
  }
  seen.positions++;
  if (seen.positions > seen.limit) {
    throw new Unreadable({
      zh: `图形的顶点超过 ${seen.limit} 个，请先简化或拆分`,
      en: `The geometry has more than ${seen.limit} vertices: simplify or split it`,
    });
  }
  if (given.length > seen.dimensions) seen.dimensions = given.length;
  return given.length === 2 ? given : [x, y];
}
