/** CQL2 text → tree: recursive descent over the grammar of OGC 21-065r2, annex B, without arithmetic. */
import { comparisons, functions, refuseLong, spatialOperations, wrongFilter } from './tree.ts';
import type { Node } from './tree.ts';
import { readBbox, readInstant, readIntervalEnd } from './values.ts';
import { isWktType, readWkt } from './wkt.ts';
import { readNumber, Words } from './words.ts';

/** @throws Problem 400 with the character at which the text is not CQL2, and what could stand there. */
export function readCql2Text(filter: string): Node {
  refuseLong(filter);
  const words = new Words(filter);
  const tree = readOr(words);
  if (words.next.kind !== 'end') throw words.wrong('AND、OR 或结尾', 'AND, OR or the end');
  return tree;
}

function readOr(words: Words): Node {
  return words.budget.deeper(words.next.at, () =>
    chain(words, 'OR', () => chain(words, 'AND', () => readNot(words))),
  );
}

function chain(words: Words, word: 'AND' | 'OR', readPart: () => Node): Node {
  const { at } = words.next;
  const parts = [readPart()];
  while (words.takes(word)) parts.push(readPart());
  const [only] = parts;
  return parts.length === 1 && only ? only : words.operation(word.toLowerCase(), parts, at);
}

function readNot(words: Words): Node {
  const { at } = words.next;
  if (!words.takes('NOT')) return readPrimary(words);
  return words.budget.deeper(at, () => words.operation('not', [readNot(words)], at));
}

function readPrimary(words: Words): Node {
  if (words.takes('(')) {
    const inner = readOr(words);
    words.expect(')');
    return inner;
  }
  const { at } = words.next;
  const left = readScalar(words);
  const sign = comparisons.find((comparison) => words.next.kind === 'sign' && words.next.text === comparison);
  if (sign) {
    words.take();
    return words.operation(sign, [left, readScalar(words)], at);
  }
  if (words.takes('IS')) {
    const not = words.takes('NOT');
    words.expect('NULL');
    return negatedIf(not, words, words.operation('isNull', [left], at));
  }
  const not = words.takes('NOT');
  if (words.takes('LIKE'))
    return negatedIf(not, words, words.operation('like', [left, readScalar(words)], at));
  if (words.takes('BETWEEN')) {
    const low = readScalar(words);
    words.expect('AND');
    return negatedIf(not, words, words.operation('between', [left, low, readScalar(words)], at));
  }
  if (words.takes('IN')) return negatedIf(not, words, words.operation('in', [left, readList(words)], at));
  if (not) throw words.wrong('LIKE、BETWEEN 或 IN', 'LIKE, BETWEEN or IN');
  const stands = left.kind === 'operation' || (left.kind === 'literal' && typeof left.value === 'boolean');
  if (!stands)
    throw words.wrong('= <> < > <= >=、IS、LIKE、BETWEEN 或 IN', '= <> < > <= >=, IS, LIKE, BETWEEN or IN');
  return left;
}

function negatedIf(not: boolean, words: Words, node: Node): Node {
  return not ? words.operation('not', [node], node.at) : node;
}

/** A value, a property, a function: what can stand on a side of a comparison. */
function readScalar(words: Words): Node {
  const token = words.next;
  const { at } = token;
  words.budget.node(at);
  if (token.kind === 'string') {
    words.take();
    return { kind: 'literal', value: token.value, at };
  }
  if (token.kind === 'quoted') {
    words.take();
    return { kind: 'property', name: token.name, at };
  }
  if (token.kind === 'number' || (token.kind === 'sign' && /^[+-]$/.test(token.text)))
    return { kind: 'literal', value: readNumber(words), at };
  if (token.kind !== 'name')
    throw words.wrong('属性名、值或函数', 'the name of a property, a value or a function');
  const word = token.text.toUpperCase();
  if (/^(AND|OR|NOT|IS|NULL|LIKE|BETWEEN|IN)$/.test(word))
    throw words.wrong('属性名、值或函数', 'the name of a property, a value or a function');
  words.take();
  if (word === 'TRUE' || word === 'FALSE') return { kind: 'literal', value: word === 'TRUE', at };
  if (isWktType(word) && word !== 'BBOX' && words.next.kind !== 'sign') return readWkt(word, words, at);
  if (!words.takes('(')) return { kind: 'property', name: token.text, at };
  return words.budget.deeper(at, () => readCall(word, token.text, words, at));
}

/** After `NAME(`. */
function readCall(word: string, written: string, words: Words, at: number): Node {
  if (word === 'DATE' || word === 'TIMESTAMP') {
    const node = readInstant(readText(words), at, word === 'DATE' ? 'date' : 'timestamp');
    words.expect(')');
    return node;
  }
  if (word === 'INTERVAL') {
    const from = readEnd(words);
    words.expect(',');
    const to = readEnd(words);
    words.expect(')');
    return { kind: 'interval', from, to, at };
  }
  if (word === 'BBOX') {
    const numbers = [readNumber(words)];
    while (words.takes(',') && numbers.length < 7) numbers.push(readNumber(words));
    words.expect(')');
    return readBbox(numbers, at);
  }
  if (isWktType(word)) return readWkt(word, words, at, true);
  const op = word.toLowerCase();
  if (!functions.includes(op))
    throw wrongFilter(
      at,
      written,
      `函数 ${functions.join('、')} 之一`,
      `one of the functions ${functions.join(', ')}`,
    );
  const args = [readArgument(op, words)];
  while (words.takes(',')) args.push(readArgument(op, words));
  words.expect(')');
  return words.operation(op, args, at);
}

function readArgument(op: string, words: Words): Node {
  const isArray = op.startsWith('a_') && words.next.kind === 'sign' && words.next.text === '(';
  if (isArray) return readList(words);
  const node = readScalar(words);
  // Geometries of spatial functions are values, not calls: `POINT(1 2)`, `POINT (1 2)`.
  if ((spatialOperations as readonly string[]).includes(op) && node.kind === 'literal')
    throw wrongFilter(
      node.at,
      String(node.value),
      '几何属性或几何',
      'a property with a geometry, or a geometry',
    );
  return node;
}

function readList(words: Words): Node {
  const { at } = words.next;
  words.expect('(');
  const items: Node[] = [];
  if (!words.takes(')')) {
    do items.push(readScalar(words));
    while (words.takes(','));
    words.expect(')');
  }
  return { kind: 'list', items, at };
}

function readEnd(words: Words): Node | null {
  const token = words.next;
  if (token.kind !== 'string') return readScalar(words);
  words.take();
  return readIntervalEnd(token.value, token.at);
}

function readText(words: Words): string {
  const token = words.next;
  if (token.kind !== 'string') throw words.wrong("'…' 中的文本", "a text in '…'");
  words.take();
  return token.value;
}
