/** 口径: what each figure of the dossier means, with the thresholds and curves of the place. */
import type { Dossier } from '../dossier/dossier-data.ts';
import { meaningsOf } from '../dossier/dossier-meanings.ts';
import { dossierWords } from '../dossier/dossier-words.ts';
import type { DossierLanguage } from '../dossier/dossier-words.ts';
import { headingRows, headRow } from './dossier-heading.ts';
import type { Row, Sheet } from './xlsx-sheet.ts';

export function meaningsSheet(dossier: Dossier, language: DossierLanguage, title: string): Sheet {
  const words = dossierWords[language];
  return {
    name: words.sheets.meanings,
    headRow,
    columns: [
      { width: 26, format: 'text', wrap: true },
      { width: 104, format: 'text', wrap: true },
    ],
    rows: [
      ...headingRows(dossier, language, { title }),
      { look: 'head', cells: words.meanings },
      ...meaningsOf(dossier, language).map(({ figure, meaning }): Row => ({
        look: 'cell',
        cells: [figure, meaning],
      })),
    ],
  };
}
