/** The columns of the list: which of them have room, and how wide each is. */
import { sortKeys } from '../state/order.ts';
import type { SortKey } from '../state/order.ts';
import type { Language } from '../text/texts.ts';

/** Figures: the largest first at the first click, set to the right. */
export const figures: ReadonlySet<SortKey> = new Set([
  'totalInvestment',
  'plannedInvestment',
  'completed',
  'gap',
]);

/** Least widths, px; words of English are longer, names of projects much. */
const least: Readonly<Record<'chinese' | 'en', Readonly<Record<SortKey, number>>>> = {
  chinese: {
    light: 30,
    name: 150,
    category: 64,
    district: 60,
    status: 76,
    annualClass: 64,
    stage: 76,
    tier: 64,
    totalInvestment: 88,
    plannedInvestment: 88,
    completed: 140,
    gap: 68,
    unit: 92,
  },
  en: {
    light: 36,
    name: 190,
    category: 92,
    district: 78,
    status: 142,
    annualClass: 78,
    stage: 100,
    tier: 92,
    totalInvestment: 96,
    plannedInvestment: 84,
    completed: 144,
    gap: 76,
    unit: 116,
  },
};

/** Columns that take what is left, in these parts. English districts are short, English names of projects are not. */
const growing: Readonly<Record<'chinese' | 'en', Partial<Readonly<Record<SortKey, number>>>>> = {
  chinese: { name: 4, district: 1, unit: 1 },
  en: { name: 8, district: 0.5, unit: 1 },
};
/** Below this an English name of a project says too little beside the others: the tier gives way. */
const readableName = 270;

/** Which column makes room first. Light, name, completion and gap stay to the last. */
const givesWay: readonly SortKey[] = [
  'unit',
  'category',
  'stage',
  'annualClass',
  'tier',
  'totalInvestment',
  'district',
  'plannedInvestment',
  'status',
];

/** These come in addition, from this width of the list on; below it the name has their room. */
const additional: ReadonlySet<SortKey> = new Set(['category', 'annualClass', 'stage', 'unit']);
const wide = { chinese: 1200, en: 1500 } as const;

/** Between two columns; at both ends together with a scrollbar, px. */
const between = 8;
const ends = 24 + 12;

export interface ListColumns {
  readonly shown: readonly SortKey[];
  /** For `grid-template-columns`. */
  readonly grid: string;
}

/** The columns that have room in a list so many pixels wide. */
export function listColumns(width: number, language: Language): ListColumns {
  const script = language === 'en' ? 'en' : 'chinese';
  const widths = least[script];
  let shown = sortKeys.filter((key) => width >= wide[script] || !additional.has(key));
  const needed = () => shown.reduce((sum, key) => sum + widths[key] + between, ends - between);
  for (const key of givesWay) {
    if (needed() <= width) break;
    shown = shown.filter((other) => other !== key);
  }
  const spare = width - needed();
  if (script === 'en' && widths.name + spare < readableName) shown = shown.filter((key) => key !== 'tier');
  const parts = growing[script];
  const grid = shown.map((key) =>
    parts[key] === undefined ? `${widths[key]}px` : `minmax(${widths[key]}px, ${parts[key]}fr)`,
  );
  return { shown, grid: grid.join(' ') };
}
