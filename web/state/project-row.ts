import type { Columns } from '../../data/columns.ts';
import type { Light } from '../../data/vocabulary/light.ts';
import type {
  AnnualClass,
  ProjectCategory,
  ProjectStage,
  ProjectStatus,
  ProjectTier,
} from '../../data/vocabulary/project.ts';
import type { Language } from '../text/texts.ts';
import { nameOf } from './names.ts';
import type { Names } from './names.ts';

/** A project as a row of the list shows it. Money in 百元, NaN when no source gives it. */
export interface ProjectRow {
  readonly code: string;
  readonly fid: number;
  readonly name: string;
  /** Names of the districts that it touches; and in English without their last words, as the map writes them. */
  readonly districts: string;
  readonly districtsShort: string;
  readonly status: ProjectStatus;
  readonly category: ProjectCategory;
  readonly tier: ProjectTier | undefined;
  readonly annualClass: AnnualClass | undefined;
  /** Reached in the month that is shown. */
  readonly stage: ProjectStage | undefined;
  /** Code of the responsible unit. */
  readonly unit: string | undefined;
  readonly mapped: boolean;
  readonly sites: number;
  readonly total: number;
  readonly planned: number;
  /** Judged at the month that is shown. */
  readonly light: Light;
  /** Shares of the annual plan: completed, and due by the baseline; `null` where nothing is planned. */
  readonly completed: number | null;
  readonly due: number | null;
  /** Percentage points behind the baseline; NaN = there is none. */
  readonly gap: number;
}

/** Reads one row of the project columns, names in the language where there are any. */
export function readProjectRow(
  columns: Columns,
  row: number,
  { districts: names, language }: { readonly districts: Names; readonly language: Language },
): ProjectRow {
  const { numbers, codes, lists } = columns;
  const english = language === 'en' ? columns.text('name_en')[row] : '';
  const districts = lists.district;
  const separator = language === 'en' ? ', ' : '、';
  const touched = districts?.index.subarray(districts.start[row], districts.start[row + 1]) ?? [];
  const districtNames = Array.from(touched, (at) => nameOf(names, districts?.dictionary[at] ?? '', language));
  const share = (name: 'completed' | 'due') => {
    const part = (numbers[name]?.[row] ?? NaN) / (numbers.planned?.[row] ?? NaN);
    return Number.isFinite(part) ? part : null;
  };
  const code = (name: string) => codes[name]?.dictionary[codes[name].index[row] ?? -1];
  return {
    code: columns.text('code')[row] ?? '',
    fid: numbers.fid?.[row] ?? 0,
    name: english || (columns.text('name')[row] ?? ''),
    districts: districtNames.join(separator),
    districtsShort:
      language === 'en'
        ? districtNames.map((name) => name.replace(/ (County|District|City)$/, '')).join(separator)
        : districtNames.join(separator),
    status: code('status') as ProjectStatus,
    category: code('category') as ProjectCategory,
    tier: code('tier') as ProjectTier | undefined,
    annualClass: code('annual_class') as AnnualClass | undefined,
    stage: code('stage') as ProjectStage | undefined,
    unit: code('unit'),
    mapped: numbers.mapped?.[row] === 1,
    sites: numbers.sites?.[row] ?? 0,
    total: numbers.total_investment?.[row] ?? NaN,
    planned: numbers.planned_investment?.[row] ?? NaN,
    light: (code('light') ?? 'none') as Light,
    completed: share('completed'),
    due: share('due'),
    gap: numbers.gap?.[row] ?? NaN,
  };
}
