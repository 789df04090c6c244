/** What stands above the headings of every sheet of a dossier. */
import type { Dossier } from '../dossier/dossier-data.ts';
import { dossierWords } from '../dossier/dossier-words.ts';
import type { DossierLanguage } from '../dossier/dossier-words.ts';
import type { Row } from './xlsx-sheet.ts';

/** Rows above the headings, so that they stand in the fourth. */
export const headRow = 4;

/**
 * Title, the marks of date and origin, and the unit of the amounts; texts run over the empty cells beside them.
 * @param before empty cells before the text: hidden columns
 */
export function headingRows(
  { month, asOf, madeOn, illustrative }: Dossier,
  language: DossierLanguage,
  { title, before = 0 }: { readonly title: string; readonly before?: number },
): Row[] {
  const words = dossierWords[language];
  const lead = Array.from({ length: before }, () => null);
  const dates = [words.dataMonth(month), words.knownAsOf(asOf), words.madeOn(madeOn)].join(' · ');
  const marks = illustrative ? `${words.unit} · ${words.illustrativeLong}` : words.unit;
  return [
    { look: 'title', cells: [...lead, title] },
    { look: 'note', cells: [...lead, dates] },
    { look: 'note', cells: [...lead, marks] },
  ];
}
