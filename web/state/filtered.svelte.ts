/** What the one filter makes of the columns: who passes, the counts, the sums; and the verbs that change it. */
import type { Columns } from '../../data/columns.ts';
import { evaluate } from '../../data/evaluate.ts';
import type { Evaluation } from '../../data/evaluate.ts';
import type { AmountRange, Box, Facet, ProjectFilter } from '../../data/filter.ts';
import { monthColumns } from '../../data/progress-columns.ts';
import type { Indicators } from '../../data/rules/assessment.ts';
import type { Month } from '../../data/rules/facts.ts';
import { monthNumber, yearOf } from '../../data/rules/month.ts';
import type { Place } from '../api.ts';
import { momentOf, withoutMoment } from './moment.ts';
import { indicatorsOf, judgedMonths } from './months.ts';

/** The columns of a place under its filter, at the month that is shown. */
export class Filtered {
  place = $state.raw<Place>();
  /** The projects and the judged months of the year that is asked for. */
  projects = $state.raw<Columns>();
  progress = $state.raw<Columns>();
  filter = $state.raw<ProjectFilter>({});

  /** The year whose list and plan are meant. */
  readonly year: number | undefined = $derived(
    this.filter.year ?? (this.filter.month ? yearOf(this.filter.month) : this.place?.year),
  );
  readonly #anotherYear: number | undefined = $derived(
    this.year === this.place?.year ? undefined : this.year,
  );
  readonly #asOf: string | undefined = $derived(this.filter.asOf);
  /**
   * Which list and progress the link asks for, beside those of the place's year and today. The same object while the
   * month moves within the year.
   */
  readonly asked: { readonly year: number | undefined; readonly asOf: string | undefined } = $derived({
    year: this.#anotherYear,
    asOf: this.#asOf,
  });
  /** The months of the year that have been judged, January first. */
  readonly months: readonly Month[] = $derived(judgedMonths(this.progress, this.year));
  /** The month that everything on the screen is judged at. */
  readonly month: Month | undefined = $derived(this.filter.month ?? this.months.at(-1) ?? this.place?.month);
  /** The projects with status, light and figures of that month. */
  readonly columns: Columns | undefined = $derived(
    this.projects && this.progress && this.month
      ? monthColumns(this.projects, this.progress, monthNumber(this.month))
      : this.projects,
  );
  readonly evaluation: Evaluation | undefined = $derived(this.columns && evaluate(this.filter, this.columns));
  /** Whether it is known which projects pass. */
  readonly evaluated: boolean = $derived(this.evaluation !== undefined);
  /** fid → row, for hovers and picks. */
  readonly rowOfFid: ReadonlyMap<number, number> = $derived.by(() => {
    const fids = this.projects?.numbers.fid ?? [];
    return new Map(Array.from(fids, (fid, row) => [fid, row]));
  });
  /** fids of the projects that pass, in list order. */
  readonly visibleFids: readonly number[] = $derived.by(() => {
    const fids = this.columns?.numbers.fid;
    const rows = this.evaluation?.rows;
    if (!fids || !rows) return [];
    const found = new Array<number>(rows.length);
    for (let at = 0; at < rows.length; at++) found[at] = fids[rows[at] as number] as number;
    return found;
  });

  /** How many conditions the filter has; the moment is none. */
  readonly conditions: number = $derived(Object.keys(withoutMoment(this.filter)).length);

  /** The totals of all listed projects: the whole that the filter is a part of. */
  readonly whole: Evaluation | undefined = $derived(this.columns && evaluate({}, this.columns));

  /** Sums and rates of what passes; `undefined` until the year's progress is there. */
  readonly indicators: Indicators | undefined = $derived(
    this.columns && this.progress && this.evaluation && this.month && this.place
      ? indicatorsOf(this.columns, this.evaluation.rows, { month: this.month, rules: this.place.rules })
      : undefined,
  );

  /** Chooses or drops one code of a facet. */
  toggle(facet: Facet, code: string): void {
    const before = this.filter[facet] ?? [];
    const after = before.includes(code) ? before.filter((other) => other !== code) : [...before, code];
    this.setFacet(facet, after);
  }

  /** Sets a facet's codes; none clears it. */
  setFacet(facet: Facet, codes: readonly string[]): void {
    const { [facet]: _, ...others } = this.filter;
    this.filter = codes.length > 0 ? { ...others, [facet]: codes } : others;
  }

  /** Shows only what lies in one district or zone, keeping the rest of the filter. */
  showOnly(facet: Facet, code: string): void {
    this.setFacet(facet, [code]);
  }

  search(q: string): void {
    const { q: _, ...others } = this.filter;
    this.filter = q === '' ? others : { ...others, q };
  }

  /** Only projects that lag by more than so many percentage points; `undefined` = all. */
  setLag(points: number | undefined): void {
    const { lagOver: _, ...others } = this.filter;
    this.filter = points === undefined ? others : { ...others, lagOver: points };
  }

  /** Only projects whose total investment lies in a range, in 万元; `undefined` = all. */
  setInvestment(range: AmountRange | undefined): void {
    const { investment: _, ...others } = this.filter;
    const bound = range?.from !== undefined || range?.to !== undefined;
    this.filter = range && bound ? { ...others, investment: range } : others;
  }

  /** Only projects that a box meets; `undefined` = all. */
  setBox(bbox: Box | undefined): void {
    const { bbox: _, ...others } = this.filter;
    this.filter = bbox ? { ...others, bbox } : others;
  }

  /** The list of another year, judged at its last month. */
  showYear(year: number): void {
    const { month: _, year: _y, ...others } = this.filter;
    this.filter = year === this.place?.year ? others : { ...others, year };
  }

  /** Only projects without a place on the map, or all. */
  setUnmapped(only: boolean): void {
    const { unmapped: _, ...others } = this.filter;
    this.filter = only ? { ...others, unmapped: true } : others;
  }

  /** Shows the year as it stood at the end of a month; a link names no month while it is the last one. */
  showMonth(month: Month): void {
    const { month: _, ...others } = this.filter;
    this.filter = month === this.months.at(-1) ? others : { ...others, month };
  }

  /** Drops every condition; the moment stays. */
  clearFilter(): void {
    this.filter = momentOf(this.filter);
  }

  /** Goes back to the present: what a link asked for is not known. */
  clearMoment(): void {
    this.filter = withoutMoment(this.filter);
  }
}
