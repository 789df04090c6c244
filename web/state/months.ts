/** The year's progress on the screen: which months there are, and the indicators of rows in one of them. */
import type { Columns } from '../../data/columns.ts';
import { assessmentOf, monthColumn } from '../../data/progress-columns.ts';
import type { Indicators } from '../../data/rules/assessment.ts';
import type { Month, Rules } from '../../data/rules/facts.ts';
import { indicators } from '../../data/rules/indicators.ts';
import type { Member } from '../../data/rules/indicators.ts';
import { monthFrom } from '../../data/rules/month.ts';
import { projectCategory } from '../../data/vocabulary/project.ts';
import type { ProjectCategory } from '../../data/vocabulary/project.ts';

/** The months that the progress of a year holds, January first; none while there is no progress. */
export function judgedMonths(progress: Columns | undefined, year: number | undefined): readonly Month[] {
  if (!progress || year === undefined) return [];
  const numbers = Array.from({ length: 12 }, (_, index) => index + 1);
  return numbers
    .filter((number) => progress.codes[monthColumn('light', number)])
    .map((number) => monthFrom(year, number));
}

/** Sums and rates over rows of the columns of a month; money in 百元. */
export function indicatorsOf(
  columns: Columns,
  rows: Uint32Array,
  asked: { readonly month: Month; readonly rules: Rules },
): Indicators {
  return indicators(members(columns, rows), asked);
}

function* members(columns: Columns, rows: Uint32Array): Generator<Member> {
  const category = columns.codes.category;
  const industries = category?.dictionary.map(
    (code) => projectCategory.words[code as ProjectCategory].industry,
  );
  for (const row of rows) {
    yield {
      assessment: assessmentOf(columns, row),
      industry: industries?.[category?.index[row] ?? -1] ?? false,
    };
  }
}
