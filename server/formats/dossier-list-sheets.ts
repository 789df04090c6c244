/** The sheets with a line for each project: the list, and what lags behind. */
import { laggards } from '../dossier/dossier-data.ts';
import type { Dossier } from '../dossier/dossier-data.ts';
import { dossierWords } from '../dossier/dossier-words.ts';
import type { DossierLanguage } from '../dossier/dossier-words.ts';
import { headingRows, headRow } from './dossier-heading.ts';
import { completed, lagColumns, listColumns, planned, sumOf, withPhone } from './dossier-list-columns.ts';
import type { ListColumn } from './dossier-list-columns.ts';
import type { Row, Sheet } from './xlsx-sheet.ts';

/** 清单: every project, with a total that equals the sums. */
export function listSheet(dossier: Dossier, language: DossierLanguage, title: string): Sheet {
  const columns = withPhone(listColumns, dossier);
  return sheetOf(dossier, columns, { language, title, name: dossierWords[language].sheets.list });
}

/** 落后: yellow and red ones, worst first, with what each needs a month until December. */
export function lagSheet(dossier: Dossier, language: DossierLanguage, title: string): Sheet {
  const projects = laggards(dossier.projects);
  const columns = withPhone(lagColumns, dossier).map((column) =>
    column === planned || column === completed
      ? {
          ...column,
          total: (of: Dossier) =>
            sumOf(of, (project) => project[column === planned ? 'planned' : 'completed']),
        }
      : column,
  );
  const { sheets } = dossierWords[language];
  return sheetOf({ ...dossier, projects }, columns, { language, title, name: sheets.lag });
}

function sheetOf(
  dossier: Dossier,
  columns: readonly ListColumn[],
  {
    language,
    title,
    name,
  }: { readonly language: DossierLanguage; readonly title: string; readonly name: string },
): Sheet {
  const words = dossierWords[language];
  const empty = name === words.sheets.lag ? words.noLag : words.empty;
  const rows: Row[] = dossier.projects.map((project, position) => ({
    look: 'cell',
    cells: columns.map(({ cell }) => cell(project, language, position)),
  }));
  const total = columns.map(({ total }) => total?.(dossier) ?? null);
  const label = columns.findIndex(({ hidden }) => !hidden);
  const last: Row =
    rows.length === 0
      ? { look: 'note', cells: [...Array.from({ length: label }, () => null), empty] }
      : {
          look: 'total',
          cells: total.map((value, at) =>
            at === label
              ? { value: words.total, format: 'text' }
              : at === label + 1
                ? { value: words.count(rows.length), format: 'text' }
                : value,
          ),
        };
  return {
    name,
    columns,
    headRow,
    filter: rows.length > 0,
    rows: [
      ...headingRows(dossier, language, { title, before: label }),
      { look: 'head', cells: columns.map(({ head }) => ({ value: head(words), format: 'text' })) },
      ...rows,
      last,
    ],
  };
}
