/** Well-known text → GeoJSON (OGC 06-103r4, clause 7), with SRID= in front (EWKT) and Z and M, which are dropped. */
import type { Geometry, Position } from 'geojson';
import type { Given } from './value.ts';

const depth: Readonly<Record<string, number>> = {
  POINT: 0,
  MULTIPOINT: 1,
  LINESTRING: 1,
  MULTILINESTRING: 2,
  POLYGON: 2,
  MULTIPOLYGON: 3,
};
const names: Readonly<Record<string, Exclude<Geometry['type'], 'GeometryCollection'>>> = {
  POINT: 'Point',
  MULTIPOINT: 'MultiPoint',
  LINESTRING: 'LineString',
  MULTILINESTRING: 'MultiLineString',
  POLYGON: 'Polygon',
  MULTIPOLYGON: 'MultiPolygon',
};
const head =
  /^\s*(?:SRID\s*=\s*\d+\s*;)?\s*((?:MULTI)?(?:POINT|LINESTRING|POLYGON))\s*(Z|M|ZM)?\s*(?=\(|EMPTY\s*$)/i;

export function looksLikeWkt(given: Given): boolean {
  return typeof given === 'string' && head.test(given);
}

/** @returns the geometry, `null` for an empty one, `undefined` when the text is no WKT of a simple type. */
export function readWkt(text: string): Geometry | null | undefined {
  const match = head.exec(text);
  const type = match?.[1]?.toUpperCase();
  if (!match || type === undefined) return undefined;
  const rest = text.slice(match[0].length);
  if (/^EMPTY\s*$/i.test(rest)) return null;
  const body = new Body(rest);
  const coordinates = type === 'POINT' ? body.list(0)?.[0] : body.list((depth[type] ?? 1) - 1);
  if (coordinates === undefined || !body.ended) return undefined;
  return { type: names[type], coordinates } as Geometry;
}

/** Reads the lists of a WKT text from left to right; every method answers `undefined` where the text is not as it must be. */
class Body {
  readonly #text: string;
  #at = 0;
  constructor(text: string) {
    this.#text = text;
  }

  get ended(): boolean {
    this.#skip();
    return this.#at === this.#text.length;
  }

  /** `( … , … )`; at level 0 of positions, above of lists. */
  list(level: number): unknown[] | undefined {
    if (!this.#take('(')) return undefined;
    const parts: unknown[] = [];
    do {
      const part = level === 0 ? this.#position() : this.list(level - 1);
      if (part === undefined) return undefined;
      parts.push(part);
    } while (this.#take(','));
    return this.#take(')') ? parts : undefined;
  }

  /** A position; in a MULTIPOINT it may stand in brackets. */
  #position(): Position | undefined {
    const bracketed = this.#take('(');
    const number = /\s*([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)/iy;
    const numbers: number[] = [];
    for (;;) {
      number.lastIndex = this.#at;
      const match = number.exec(this.#text);
      if (!match) break;
      numbers.push(Number(match[1]));
      this.#at = number.lastIndex;
    }
    if (bracketed && !this.#take(')')) return undefined;
    const finite = numbers.every((value) => Number.isFinite(value));
    return numbers.length >= 2 && numbers.length <= 4 && finite ? numbers.slice(0, 2) : undefined;
  }

  #take(sign: string): boolean {
    this.#skip();
    if (this.#text[this.#at] !== sign) return false;
    this.#at++;
    return true;
  }

  #skip(): void {
    while (/\s/.test(this.#text[this.#at] ?? '')) this.#at++;
  }
}
