/** The words of a CQL2 text one after the other, as its readers take them. */
import { readToken } from './lexer.ts';
import type { Token } from './lexer.ts';
import { Budget, wrongFilter } from './tree.ts';
import type { At, Node } from './tree.ts';

/** The words of a filter, one looked at. */
export class Words {
  readonly #filter: string;
  readonly budget = new Budget();
  next: Token;

  constructor(filter: string) {
    this.#filter = filter;
    this.next = readToken(filter, 0);
  }
  take(): Token {
    const token = this.next;
    this.next = readToken(this.#filter, token.end);
    return token;
  }
  /** Whether the next word is this keyword or sign; then it is taken. */
  takes(word: string): boolean {
    const { kind, text } = this.next;
    if ((kind !== 'name' && kind !== 'sign') || text.toUpperCase() !== word) return false;
    this.take();
    return true;
  }
  expect(word: string): void {
    if (!this.takes(word)) throw this.wrong(word, word);
  }
  /** The next word is not what it should be. */
  wrong(zh: string, en: string) {
    const { at, text } = this.next;
    return wrongFilter(at, text, zh, en);
  }
  operation(op: string, args: readonly Node[], at: At): Node {
    this.budget.node(at);
    return { kind: 'operation', op, args, at };
  }
}

/** A number with its sign. */
export function readNumber(words: Words): number {
  const negative = words.takes('-');
  if (!negative) words.takes('+');
  const token = words.next;
  if (token.kind !== 'number') throw words.wrong('一个数', 'a number');
  words.take();
  return negative ? -token.value : token.value;
}
