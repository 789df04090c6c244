/** Values that no two rows of a file may share. */
import type { Word } from '../../data/vocabulary/word.ts';

/** First rows by value; a value that comes again is told with both rows. */
export class FileKeys {
  readonly #first = new Map<string, number>();
  readonly #told = new Set<number>();

  /**
   * Takes the value of a row.
   * @returns the row that has it already, and whether that one was told of it before.
   */
  take(value: string, row: number): { first: number; told: boolean } | undefined {
    const first = this.#first.get(value);
    if (first === undefined) {
      this.#first.set(value, row);
      return undefined;
    }
    const told = this.#told.has(first);
    this.#told.add(first);
    return { first, told };
  }
}

export function sameAsRow(row: number): Word {
  return {
    zh: `与第 ${row} 行重复；请只保留一行。`,
    en: `It is the same as in row ${row}; keep one of them.`,
  };
}
