/** What was typed into the search, taken apart into the forms that names are compared with. */
import { searchForm } from '../../data/filter.ts';
import { spell } from '../../data/search/syllables.ts';

/** One word of a question; every word must be found. */
export interface SearchWord {
  /** In the form of `searchForm`. */
  readonly text: string;
  /** A word in Latin letters as full pinyin, initials, or a mixture: a–z and 0–9. */
  readonly reading: string | undefined;
  /** A word with Chinese characters by their sound: other characters of that sound are found. */
  readonly sound: string | undefined;
  /** Looks like a code: with a digit or a dash. */
  readonly code: boolean;
}

export interface SearchWords {
  /** All of it, in the form of `searchForm`. */
  readonly text: string;
  readonly words: readonly SearchWord[];
  /** All of it as read aloud, without blanks, for what is only similar. */
  readonly spelling: string;
}

/** More words than a name has say nothing. */
const mostWords = 6;
/** The longest reading that becomes a pattern: twelve syllables or more. */
const longestReading = 48;

/** Takes a question apart. Pure; loads the dictionary of readings with its module. */
export function searchWords(question: string): SearchWords {
  const text = searchForm(question);
  const words = text === '' ? [] : text.split(' ').slice(0, mostWords).map(searchWord);
  return { text, words, spelling: spell(text).replaceAll(' ', '') };
}

function searchWord(text: string): SearchWord {
  const latin = text.replaceAll("'", ''); // xi'an
  const isReading = /^[a-z0-9]+$/.test(latin) && /[a-z]/.test(latin);
  return {
    text,
    reading: isReading ? readable(latin) : undefined,
    sound: /\p{Script=Han}/u.test(text) ? readable(spell(text).replaceAll(' ', '')) : undefined,
    code: /[\d-]/.test(text),
  };
}

function readable(letters: string): string | undefined {
  return /^[a-z0-9]+$/.test(letters) && letters.length <= longestReading ? letters : undefined;
}
