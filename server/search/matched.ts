/** Which part of a name a question has found, for the screen to mark. */
import { syllablesOf } from '../../data/search/syllables.ts';
import type { Syllable } from '../../data/search/syllables.ts';
import type { SearchWord } from './search-words.ts';

/** Where a part begins in a text and how long it is, in UTF-16 units. */
export type Part = [from: number, length: number];

/** The parts of a name that the words stand for, in order and apart; none where only a code or a likeness was found. */
export function matchedParts(name: string, words: readonly SearchWord[]): Part[] {
  const folded = foldedText(name);
  let syllables: Syllable[] | undefined;
  const parts = words.flatMap((word) => {
    const at = folded.text.indexOf(word.text);
    if (at >= 0) {
      const from = folded.places[at] ?? 0;
      return [[from, (folded.places[at + word.text.length] ?? name.length) - from] satisfies Part];
    }
    const letters = word.reading ?? word.sound;
    if (letters === undefined) return [];
    syllables ??= syllablesOf(name);
    return readParts(syllables, letters);
  });
  return merged(parts);
}

/** The name in the compared form, character by character, with the place in the name of each unit. */
function foldedText(name: string): { text: string; places: number[] } {
  let text = '';
  const places: number[] = [];
  let from = 0;
  for (const character of name) {
    const folded = character.normalize('NFKC').replace(/[A-Z]/g, (letter) => letter.toLowerCase());
    for (let unit = 0; unit < folded.length; unit++) places.push(from);
    text += folded;
    from += character.length;
  }
  places.push(from);
  return { text, places };
}

/** The first run of syllables that the letters read: whole Chinese characters, the beginning of a word in letters. */
function readParts(syllables: readonly Syllable[], letters: string): Part[] {
  for (let first = 0; first < syllables.length; first++) {
    const read = readFrom(syllables, first, letters);
    if (read) return read;
  }
  return [];
}

function readFrom(syllables: readonly Syllable[], at: number, letters: string): Part[] | undefined {
  if (letters === '') return [];
  const syllable = syllables[at];
  if (!syllable) return undefined;
  const { reading, from, length } = syllable;
  let common = 0;
  while (common < letters.length && reading[common] === letters[common]) common++;
  // The longest beginning first: `shan` reads shan and not s-h-an.
  for (let taken = common; taken > 0; taken--) {
    const rest = readFrom(syllables, at + 1, letters.slice(taken));
    if (rest) return [[from, length > 1 ? Math.min(length, taken) : length], ...rest];
  }
  return undefined;
}

function merged(parts: readonly Part[]): Part[] {
  const result: [number, number][] = [];
  for (const [from, length] of [...parts].sort((a, b) => a[0] - b[0])) {
    const last = result.at(-1);
    if (last && from <= last[0] + last[1]) last[1] = Math.max(last[1], from + length - last[0]);
    else result.push([from, length]);
  }
  return result;
}
