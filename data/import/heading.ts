/** Headings of columns: what they say beside the word itself (a unit, a year), and how alike they are to a field's. */
import type { Field } from '../vocabulary/fields/field.ts';
import { fold, word } from './text.ts';
import type { Word } from '../vocabulary/word.ts';

export interface Heading {
  /** Folded, as it stands there. */
  readonly whole: string;
  /** Folded, without brackets and what stands in them, and without a unit behind a slash. */
  readonly base: string;
  /** What may be a unit, in the order of likelihood. */
  readonly asides: readonly string[];
  /** As it stands there. */
  readonly text: string;
}

const brackets = /\(([^()]*)\)|\[([^[\]]*)\]|【([^【】]*)】/g;

export function readHeading(text: string): Heading {
  const plain = text.normalize('NFKC').trim();
  const asides = [...plain.matchAll(brackets)].map((match) => match[1] ?? match[2] ?? match[3] ?? '');
  let base = plain.replaceAll(brackets, '');
  const slash = /^(.{2,})[/_:,](\S{1,6})$/.exec(base.trim());
  if (slash?.[1] && slash[2]) asides.push(slash[2]);
  const behind = /(千元|百万元|万元|亿元|元|亩|公顷|平方米|平方公里|km2?|m2|公里|米)$/i.exec(base.trim());
  if (behind?.[1]) asides.push(behind[1]);
  // “2026年计划投资” is a year's plan, as “年度计划投资”.
  base = base.replace(/^20\d\d年度?/, '年度');
  return {
    whole: fold(plain),
    base: fold(base),
    asides: asides.map((aside) => aside.replace(/^单位[:]?/, '').trim()).filter((aside) => aside !== ''),
    text,
  };
}

export interface Likeness {
  readonly score: number;
  readonly reason: Word;
}

/** The words of a field by which files may head it. */
export function headingsOf(name: string, { word: { zh, en }, also = [] }: Field): readonly string[] {
  return [name, zh, en, ...also];
}

const known = new Map<string, Heading>();
/** The heading of a declared word: there are few, and each is compared with every column. */
function knownHeading(text: string): Heading {
  const heading = known.get(text) ?? readHeading(text);
  known.set(text, heading);
  return heading;
}

/** How alike a heading is to one of a field's words; `null` below what is worth proposing. */
export function likeness(heading: Heading, word_: string): Likeness | null {
  const known = knownHeading(word_);
  if (heading.text.trim() === word_) return { score: 1, reason: word('列名一致', 'the same heading') };
  if (heading.whole === known.whole) return { score: 0.96, reason: word('列名一致', 'the same heading') };
  const asided = heading.asides.reduce((rest, aside) => rest.replace(fold(aside), ''), heading.whole);
  if (heading.base === known.base || asided === known.base)
    return { score: 0.92, reason: word('除括号内的说明外一致', 'the same but for what is in brackets') };
  if (isCut(heading.text, word_)) return { score: 0.8, reason: word('列名被截断', 'the heading was cut') };
  return contained(heading.base, known.base, word_);
}

/** DBF cuts the names of columns at 10 bytes, in UTF-8 (3 characters) or GBK (5 characters). */
function isCut(text: string, whole: string): boolean {
  const heading = text.trim().toLowerCase();
  const full = whole.toLowerCase();
  const snake = whole.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  const han = [...heading].filter((letter) => letter > '\u007f').length;
  const utf8 = heading.length + han * 2;
  const gbk = heading.length + han;
  const cut = [utf8, gbk].some((bytes) => bytes === 9 || bytes === 10);
  return cut && [full, snake].some((name) => name.length > heading.length && name.startsWith(heading));
}

function contained(heading: string, known: string, word_: string): Likeness | null {
  const least = /\p{Script=Han}/u.test(known) ? 2 : 4;
  const [short, long] = heading.length <= known.length ? [heading, known] : [known, heading];
  if (short.length < least || !long.includes(short)) return null;
  // What stands at the end says what a thing is: 项目名称 is a name.
  const end = long.endsWith(short) ? 0.08 : 0;
  return {
    score: 0.45 + end + 0.25 * (short.length / long.length),
    reason: word(`含有“${word_}”`, `it has “${word_}” in it`),
  };
}
