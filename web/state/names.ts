import type { Columns } from '../../data/columns.ts';
import type { Language } from '../text/texts.ts';

/** Names of rows by their public code, in both languages. */
export type Names = ReadonlyMap<string, { readonly zh: string; readonly en: string }>;

/** Reads the names of a noun from its columns (`code`, `name`, `name_en`). */
export function namesOf(columns: Columns): Names {
  const names = columns.text('name');
  const english = columns.text('name_en');
  return new Map(
    columns.text('code').map((code, row) => [code, { zh: names[row] ?? code, en: english[row] ?? '' }]),
  );
}

/** The name of a code, or the code itself while names are not there. */
export function nameOf(names: Names, code: string, language: Language): string {
  const name = names.get(code);
  return name ? (language === 'en' && name.en) || name.zh : code;
}
