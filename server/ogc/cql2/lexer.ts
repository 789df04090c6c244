/** The words of CQL2 text. */
import { wrongFilter } from './tree.ts';

export type Token = { readonly at: number; readonly end: number; readonly text: string } & (
  | { readonly kind: 'name' | 'sign' | 'end' }
  | { readonly kind: 'quoted'; readonly name: string }
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'number'; readonly value: number }
);

const blank = /\s*/y;
const name = /[\p{L}_:][\p{L}\p{N}_:.]*/uy;
const quoted = /"((?:[^"]|"")*)"/y;
/** A quote inside is written '' or \' (BNF: escapeQuote). */
const string = /'((?:''|\\'|[^'])*)'/y;
const number = /(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y;
const sign = /<=|>=|<>|[=<>(),+-]/y;

/** Gives the word that begins at an offset, white space before it skipped. @throws Problem 400 for what is none. */
export function readToken(filter: string, offset: number): Token {
  const start = offset + (take(blank, filter, offset)?.[0].length ?? 0);
  const at = start + 1;
  if (start >= filter.length) return { kind: 'end', at, end: start, text: '' };
  const made = (matched: RegExpExecArray) => ({ at, end: start + matched[0].length, text: matched[0] });
  let found: RegExpExecArray | null;
  if ((found = take(name, filter, start))) return { kind: 'name', ...made(found) };
  if ((found = take(number, filter, start))) {
    const value = Number(found[0]);
    if (!Number.isFinite(value)) throw wrongFilter(at, found[0], '有限的数', 'a finite number');
    return { kind: 'number', value, ...made(found) };
  }
  if ((found = take(string, filter, start)))
    return { kind: 'string', value: (found[1] ?? '').replace(/''|\\'/g, "'"), ...made(found) };
  if ((found = take(quoted, filter, start)))
    return { kind: 'quoted', name: (found[1] ?? '').replaceAll('""', '"'), ...made(found) };
  if ((found = take(sign, filter, start))) return { kind: 'sign', ...made(found) };
  const rest = filter.slice(start, start + 20);
  if (rest.startsWith("'")) throw wrongFilter(at, rest, "以 ' 结束的文本", "a text that ends with '");
  if (rest.startsWith('"')) throw wrongFilter(at, rest, '以 " 结束的属性名', 'a name that ends with "');
  throw wrongFilter(
    at,
    rest,
    '名称、数、文本或 = <> < > <= >= ( ) ,',
    'a name, a number, a text or = <> < > <= >= ( ) ,',
  );
}

function take(pattern: RegExp, filter: string, offset: number): RegExpExecArray | null {
  pattern.lastIndex = offset;
  return pattern.exec(filter);
}
