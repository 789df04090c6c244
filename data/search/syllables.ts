import { pinyin } from 'pinyin-pro';

/** A part of a name that is read as one: a Chinese character, or a run of letters and digits. */
export interface Syllable {
  /** Its reading without tone in a–z and 0–9, ü as v. */
  readonly reading: string;
  /** Where it stands in the name, in UTF-16 units. */
  readonly from: number;
  readonly length: number;
}

/** The name read aloud, syllable by syllable; signs and characters without a reading are passed over. */
export function syllablesOf(name: string): Syllable[] {
  const readings = pinyin(name, { toneType: 'none', type: 'array', v: true });
  const syllables: Syllable[] = [];
  let open = false; // a run of letters and digits goes on
  let from = 0;
  for (const [at, character] of [...name].entries()) {
    const { length } = character;
    const folded = character.normalize('NFKC').toLowerCase();
    const last = syllables.at(-1);
    if (/^[a-z0-9]+$/.test(folded)) {
      if (open && last)
        syllables[syllables.length - 1] = {
          ...last,
          reading: last.reading + folded,
          length: last.length + length,
        };
      else syllables.push({ reading: folded, from, length });
      open = true;
    } else {
      const reading = readings[at] ?? '';
      if (/^[a-z]+$/.test(reading)) syllables.push({ reading, from, length });
      open = false;
    }
    from += length;
  }
  return syllables;
}

/** The readings of a name as they are stored and searched, separated by blanks. */
export function spell(name: string): string {
  return syllablesOf(name)
    .map(({ reading }) => reading)
    .join(' ');
}
