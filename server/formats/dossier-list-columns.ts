/** What the columns of the list and of what lags behind say of a project, and of all of them. */
import type { Dossier, DossierProject } from '../dossier/dossier-data.ts';
import { inWan } from '../book/indicators-answer.ts';
import { lightWord, reasonText } from '../dossier/dossier-reason.ts';
import { nameIn, namesIn } from '../dossier/dossier-scope.ts';
import { dossierWords } from '../dossier/dossier-words.ts';
import type { DossierLanguage, DossierWords } from '../dossier/dossier-words.ts';
import { annualClass, projectCategory, projectStatus, projectTier } from '../../data/vocabulary/project.ts';
import type { Column, Formatted, Value } from './xlsx-sheet.ts';

/** A column of a list: its heading, how it looks, what it says of a project and of all of them. */
export interface ListColumn extends Column {
  readonly head: (words: DossierWords) => string;
  readonly cell: (project: DossierProject, language: DossierLanguage, position: number) => Value;
  readonly total?: (dossier: Dossier) => Value | Formatted;
}

const word = (
  list: { readonly words: Readonly<Record<string, { zh: string; en: string }>> },
  code: string | null,
  language: DossierLanguage,
): Value => (code === null ? null : (list.words[code]?.[language] ?? code));

/** The public code is never reused: it finds the row again after somebody has edited the visible ones. */
const id: ListColumn = {
  width: 14,
  format: 'text',
  hidden: true,
  head: (words) => words.id,
  cell: ({ code }) => code,
};
const code: ListColumn = {
  width: 11,
  format: 'text',
  head: ({ list }) => list.code,
  cell: (project) => project.code,
};
const name: ListColumn = {
  width: 26,
  format: 'text',
  wrap: true,
  head: ({ list }) => list.name,
  cell: nameIn,
};
const area: ListColumn = {
  width: 10,
  format: 'text',
  wrap: true,
  head: ({ list }) => list.area,
  cell: (project, language) => project.area && nameIn(project.area, language),
};
const light: ListColumn = {
  width: 8.5,
  format: 'text',
  head: ({ list }) => list.light,
  cell: ({ judgement }, language) => lightWord(judgement.light, language),
};
const reason: ListColumn = {
  width: 38,
  format: 'text',
  wrap: true,
  head: ({ list }) => list.reason,
  cell: ({ judgement, status }, language) =>
    reasonText(judgement, language, { suspended: status === 'suspended' }),
};
export const planned: ListColumn = {
  width: 12.5,
  format: 'money',
  head: ({ list }) => list.planned,
  cell: (project) => project.planned,
  total: ({ sums }) => sums.indicators.planned,
};
export const completed: ListColumn = {
  width: 12.5,
  format: 'money',
  head: ({ list }) => list.completed,
  cell: (project) => project.completed,
  total: ({ sums }) => sums.indicators.completed,
};
const gap: ListColumn = {
  width: 8,
  format: 'points',
  head: ({ list }) => list.gap,
  cell: (project) => project.gap,
};
const unit: ListColumn = {
  width: 15,
  format: 'text',
  wrap: true,
  head: ({ list }) => list.unit,
  cell: (project, language) => project.unit && nameIn(project.unit, language),
};
const person: ListColumn = {
  width: 11,
  format: 'text',
  wrap: true,
  head: ({ list }) => list.person,
  cell: (project, language) => project.person && nameIn(project.person, language),
};
const phone: ListColumn = {
  width: 13,
  format: 'text',
  head: ({ list }) => list.phone,
  cell: (project) => project.person?.phone ?? null,
};

export const listColumns: readonly ListColumn[] = [
  id,
  code,
  { ...name, total: undefined },
  {
    width: 10,
    format: 'text',
    wrap: true,
    head: ({ list }) => list.district,
    cell: ({ districts }, language) => namesIn(districts, language),
  },
  area,
  {
    width: 9,
    format: 'text',
    head: ({ list }) => list.tier,
    cell: ({ tier }, language) => word(projectTier, tier, language),
  },
  {
    width: 10,
    format: 'text',
    wrap: true,
    head: ({ list }) => list.category,
    cell: ({ category }, language) => word(projectCategory, category, language),
  },
  {
    width: 8,
    format: 'text',
    head: ({ list }) => list.annualClass,
    cell: (project, language) => word(annualClass, project.annualClass, language),
  },
  {
    width: 9,
    format: 'text',
    wrap: true,
    head: ({ list }) => list.status,
    cell: ({ status }, language) => word(projectStatus, status, language),
  },
  light,
  reason,
  {
    width: 13,
    format: 'money',
    head: ({ list }) => list.total,
    cell: ({ total }) => total,
    total: ({ sums }) => sums.investment,
  },
  planned,
  completed,
  {
    width: 8.5,
    format: 'percent',
    head: ({ list }) => list.rate,
    cell: ({ rate }) => rate,
    total: ({ sums }) => sums.indicators.investmentRate,
  },
  {
    width: 8.5,
    format: 'percent',
    head: ({ list }) => list.baseline,
    cell: ({ baseline }) => baseline,
    total: ({ sums }) => sums.indicators.baseline,
  },
  {
    ...gap,
    // Positive = behind here, ahead in the indicators.
    total: ({ sums: { indicators } }) =>
      indicators.aheadOfBaseline === null ? null : 0 - indicators.aheadOfBaseline,
  },
  {
    width: 13,
    format: 'money',
    head: ({ list }) => list.sinceStart,
    cell: ({ sinceStart }) => sinceStart,
  },
  unit,
  person,
  {
    width: 11.5,
    format: 'date',
    head: ({ list }) => list.deadline,
    cell: ({ deadline }) => deadline,
  },
  {
    width: 9,
    format: 'text',
    head: ({ list }) => list.dataMonth,
    cell: ({ dataMonth }) => dataMonth,
  },
  {
    width: 10,
    format: 'text',
    wrap: true,
    head: ({ list }) => list.remarks,
    cell: ({ mapped, sites, illustrative }, language) => {
      const words = dossierWords[language].list;
      const marks = [
        mapped ? '' : words.unmapped,
        sites > 0 ? words.sites(sites) : '',
        illustrative ? words.illustrative : '',
      ].filter((mark) => mark !== '');
      return marks.join(language === 'en' ? ', ' : '、') || null;
    },
  },
];

export const lagColumns: readonly ListColumn[] = [
  id,
  {
    width: 6,
    format: 'integer',
    head: ({ lag }) => lag.rank,
    cell: (_, __, position) => position + 1,
  },
  code,
  name,
  area,
  light,
  reason,
  planned,
  {
    width: 12.5,
    format: 'money',
    head: ({ list }) => list.due,
    cell: ({ due }) => due,
    total: (dossier) => sumOf(dossier, ({ due }) => due),
  },
  completed,
  {
    width: 12.5,
    format: 'money',
    head: ({ lag }) => lag.shortfall,
    cell: shortfall,
    total: (dossier) => sumOf(dossier, shortfall),
  },
  gap,
  {
    width: 14,
    format: 'money',
    head: ({ lag }) => lag.toGreen,
    cell: ({ perMonthToGreen }) => perMonthToGreen,
    total: (dossier) => sumOf(dossier, ({ perMonthToGreen }) => perMonthToGreen),
  },
  {
    width: 14,
    format: 'money',
    head: ({ lag }) => lag.toPlan,
    cell: ({ perMonthToPlan }) => perMonthToPlan,
    total: (dossier) => sumOf(dossier, ({ perMonthToPlan }) => perMonthToPlan),
  },
  unit,
  person,
];

function shortfall({ due, completed }: DossierProject): number | null {
  return due === null || completed === null ? null : inWan(Math.max(0, Math.round((due - completed) * 100)));
}

/** Exact: in integers of 百元. */
export function sumOf({ projects }: Dossier, amount: (project: DossierProject) => number | null): number {
  return inWan(projects.reduce((sum, project) => sum + Math.round((amount(project) ?? 0) * 100), 0));
}

/** Telephones stand in the file only for those who may read them. */
export function withPhone(columns: readonly ListColumn[], { phones }: Dossier): readonly ListColumn[] {
  return phones ? columns.flatMap((column) => (column === person ? [person, phone] : [column])) : columns;
}
