/**
 * A regular expression over syllables (`shang qiu ji chang`): each letter stands at the beginning of the next syllable
 * or goes on in the present one, so that `shangqiu`, `sqjc` and `shangqjc` all match from the beginning of a syllable.
 */
export function syllablePattern(letters: string): string {
  return [...letters].join('([a-z0-9]* )?');
}
