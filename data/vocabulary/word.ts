/** A term of the field in the two languages of its source; zh-Hant is generated from `zh`. */
export interface Word {
  readonly zh: string;
  readonly en: string;
}

/** A closed list of codes with a word for each: the form in which every vocabulary is declared. */
export interface CodeList<Code extends string = string, Entry extends Word = Word> {
  readonly codes: readonly Code[];
  readonly words: Readonly<Record<Code, Entry>>;
}

/**
 * Declares a code list once. A code without a word, or a word without a code, does not compile.
 * The order of `codes` is the order on screen and in exports.
 */
export function codeList<const Code extends string, Entry extends Word>(
  codes: readonly Code[],
  words: Readonly<Record<Code, Entry>>,
): CodeList<Code, Entry> {
  return Object.freeze({ codes, words });
}

/** Whether a text from outside is a code of the list. */
export function isCode<Code extends string>(list: CodeList<Code>, value: unknown): value is Code {
  return typeof value === 'string' && (list.codes as readonly string[]).includes(value);
}
