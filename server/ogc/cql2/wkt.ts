/** Geometries in CQL2 text: well-known text. */
import { positionDepth } from '../../../data/geometry-depth.ts';
import { wrongFilter } from './tree.ts';
import type { Coordinates, Node, SimpleGeometry, SimpleType } from './tree.ts';
import { checkGeometry } from './values.ts';
import { readNumber } from './words.ts';
import type { Words } from './words.ts';

const types: Readonly<Record<string, SimpleType | 'GeometryCollection' | 'BBOX'>> = {
  POINT: 'Point',
  LINESTRING: 'LineString',
  POLYGON: 'Polygon',
  MULTIPOINT: 'MultiPoint',
  MULTILINESTRING: 'MultiLineString',
  MULTIPOLYGON: 'MultiPolygon',
  GEOMETRYCOLLECTION: 'GeometryCollection',
  BBOX: 'BBOX',
};

export function isWktType(word: string): boolean {
  return Object.hasOwn(types, word);
}

/** A geometry after its type's word, and with `opened` after its first bracket. */
export function readWkt(word: string, words: Words, at: number, opened = false): Node {
  if (!opened) {
    words.takes('Z'); // heights are dropped: nothing here has one
    words.expect('(');
  }
  const type = types[word] as SimpleType | 'GeometryCollection';
  if (type !== 'GeometryCollection')
    return { kind: 'geometry', geometry: checkGeometry(readSimple(type, words), at), at };
  const geometries: SimpleGeometry[] = [];
  do {
    const token = words.take();
    const inner = types[token.text.toUpperCase()];
    if (token.kind !== 'name' || !inner || inner === 'BBOX' || inner === 'GeometryCollection')
      throw wrongFilter(
        token.at,
        token.text,
        'POINT、LINESTRING、POLYGON 等几何',
        'a geometry like POINT or POLYGON',
      );
    words.budget.node(token.at);
    words.takes('Z');
    words.expect('(');
    geometries.push(checkGeometry(readSimple(inner, words), token.at));
  } while (words.takes(','));
  words.expect(')');
  return { kind: 'geometry', geometry: { type, geometries }, at };
}

function readSimple(type: SimpleType, words: Words): SimpleGeometry {
  if (type !== 'MultiPoint') return { type, coordinates: readNested(positionDepth[type], words) };
  // Both MULTIPOINT(1 2, 3 4) and MULTIPOINT((1 2), (3 4)) are about.
  const coordinates: Coordinates[] = [];
  do {
    if (words.takes('(')) coordinates.push(readNested(0, words));
    else coordinates.push(readPosition(words));
  } while (words.takes(','));
  words.expect(')');
  return { type, coordinates };
}

/** What stands inside a bracket that has been taken, and the bracket's end. */
function readNested(depth: number, words: Words): Coordinates {
  if (depth === 0) {
    const position = readPosition(words);
    words.expect(')');
    return position;
  }
  const parts: Coordinates[] = [];
  do {
    if (depth === 1) parts.push(readPosition(words));
    else {
      words.expect('(');
      parts.push(readNested(depth - 1, words));
    }
  } while (words.takes(','));
  words.expect(')');
  return parts;
}

function readPosition(words: Words): readonly number[] {
  words.budget.position(words.next.at);
  const position = [readNumber(words), readNumber(words)];
  if (words.next.kind === 'number' || (words.next.kind === 'sign' && /^[+-]$/.test(words.next.text)))
    readNumber(words);
  return position;
}
