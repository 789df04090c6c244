/** A dossier as a workbook: sums, list, what lags, and what each figure means. */
import type { Dossier } from '../dossier/dossier-data.ts';
import { nameIn, scopeText } from '../dossier/dossier-scope.ts';
import { dossierWords } from '../dossier/dossier-words.ts';
import type { DossierLanguage } from '../dossier/dossier-words.ts';
import { lagSheet, listSheet } from './dossier-list-sheets.ts';
import { meaningsSheet } from './dossier-meanings-sheet.ts';
import { sumsSheet } from './dossier-sums-sheet.ts';
import type { Workbook } from './xlsx.ts';

/** @param made moment at which the file was made, for its properties */
export function dossierWorkbook(dossier: Dossier, language: DossierLanguage, made: Date): Workbook {
  const words = dossierWords[language];
  const place = nameIn(dossier.place, language);
  const title = words.title(place, scopeText(dossier.scope, language));
  return {
    title,
    creator: dossier.place.organisation ?? place,
    created: made,
    footer: { left: title, middle: dossier.illustrative ? words.illustrative : '' },
    sheets: [sumsSheet, listSheet, lagSheet, meaningsSheet].map((sheet) => sheet(dossier, language, title)),
  };
}
